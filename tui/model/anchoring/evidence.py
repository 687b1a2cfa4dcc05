"""Evidence from a word diff for the place of a span whose words changed.

This module decides whether the place is certain. Whether its words are still those of the quote is
a separate question, answered by the flag `edited` of an Anchor.
"""

from __future__ import annotations

from typing import NamedTuple

from .word_diff import WordDiff

BESIDE = 8
"""Number of equal words next to a place, on one side, that suffice to confirm it."""

_WINDOW = 24
"""Words examined on each side of a span."""
_SPREAD = 12
"""Words by which the window is longer in the new text, to allow for insertions."""
_FEW = 4
"""Number of equal words that suffice on one side if the other side agrees as well."""
_HALF, _MOST = 0.5, 0.75
"""Thresholds for the share of a span's words that are equal in both texts."""
_TRACE = 0.25
"""Minimum share of equal words for an uncertain place to be shown."""
_PHRASE = 4
"""Maximum words of a phrase, which may be replaced entirely while its sentence stays."""
_ALIKE, _DOUBTFUL = 0.5, 0.4
"""Thresholds for the similarity of letters: certain between unchanged neighbours, and shown."""


class DiffEvidence(NamedTuple):
    """The evidence that a span of the new text is the place of a span of the old text.

    `share` is the share (0 to 1) of equal words in the longer of the two spans. `before` and
    `after` count the equal words near the span on each side, up to 24. `joined` says for each side
    whether the adjacent word is equal. `beyond` counts the nearby equal words in other sentences.
    `moved` says that the words belong to a block that was moved. `phrase` says that a few words
    inside a sentence were replaced by a few words inside a sentence.
    """

    share: float
    before: int
    after: int
    joined: tuple[bool, bool]
    beyond: int
    moved: bool
    phrase: bool

    def is_certain(self, likeness: float) -> bool:
        """Whether the place is certain; `likeness` (0 to 1) is the similarity of both texts."""
        if self.moved:
            # A changed sentence that moved alone may be a different sentence.
            return self.beyond >= BESIDE and self.share >= _MOST and any(self.joined)
        weaker, stronger = sorted((self.before, self.after))
        if self.share >= _MOST and any(self.joined):
            return stronger >= BESIDE or weaker >= _FEW
        if not all(self.joined):
            return False
        if self.share >= _HALF or likeness >= _ALIKE:
            return weaker >= _FEW
        return self.phrase and weaker >= BESIDE

    def is_worth_showing(self, likeness: float) -> bool:
        """Whether an uncertain place is similar enough to be shown to the user for a decision."""
        return likeness >= _DOUBTFUL or self.share >= _TRACE


def collect(diff: WordDiff, old: tuple[int, int], new: tuple[int, int]) -> DiffEvidence:
    """The evidence that the new words in the range `new` are the place of the old words `old`."""
    (first, last), (low, high) = old, new
    partner, length = diff.partner, len(diff.partner)
    begin, end = sentence(diff, first, last)
    before = _count_matches(diff, (first - _WINDOW, first), (low - _WINDOW - _SPREAD, low))
    after = _count_matches(diff, (last, last + _WINDOW), (high, high + _WINDOW + _SPREAD))
    start_joined = partner[first - 1] == low - 1 if first else low == 0
    end_joined = partner[last] == high if last < length else high == len(diff.origin)
    around = range(max(0, first - 1), min(length, last + 1))
    words, others = _count_words(diff.old.keys[first:last]), _count_words(diff.new.keys[low:high])
    equal = sum(
        low <= partner[at] < high and diff.old.keys[at][0].isalnum() for at in range(first, last)
    )
    inside = (begin, end) != (first, last) and not any(
        words.break_before(at)
        for words, span in ((diff.old, old), (diff.new, new))
        for at in range(span[0] + 1, span[1])
    )
    return DiffEvidence(
        equal / max(words, others, 1),
        before,
        after,
        (start_joined, end_joined),
        beyond(diff, (first, last), (low, high)),
        any(diff.moved[at] for at in around),
        inside and words <= _PHRASE and others < words + _PHRASE,
    )


def beyond(diff: WordDiff, old: tuple[int, int], new: tuple[int, int]) -> int:
    """The number of equal words near a place that are outside its own sentences."""
    begin, end = sentence(diff, *old)
    low, high = new[0] - (old[0] - begin), new[1] + (end - old[1])
    room = _WINDOW + 2 * _SPREAD
    before = _count_matches(diff, (begin - _WINDOW, begin), (low - room, new[0]))
    return before + _count_matches(diff, (end, end + _WINDOW), (new[1], high + room))


def sentence(diff: WordDiff, first: int, last: int) -> tuple[int, int]:
    """Extend a range of old words to whole sentences or lines."""
    while first and not diff.old.break_before(first):
        first -= 1
    while last < len(diff.partner) and not diff.old.break_before(last):
        last += 1
    return first, last


def _count_matches(diff: WordDiff, old: tuple[int, int], new: tuple[int, int]) -> int:
    """The number of old words in the range `old` whose partner is in the range `new`."""
    near = diff.partner[max(0, old[0]) : max(0, old[1])]
    return sum(new[0] <= to < new[1] for to in near if to >= 0)


def _count_words(keys: list[str]) -> int:
    """The number of keys that are words and not punctuation."""
    return sum(key[0].isalnum() for key in keys)
