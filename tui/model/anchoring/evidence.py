"""What the word diff of two texts says for the place of a span whose words changed.

Two questions are kept apart: whether the place is certain, which is decided here, and whether the
words there are still those that were quoted, which the flag `edited` of an Anchor answers.
"""

from __future__ import annotations

from typing import NamedTuple

from .word_diff import WordDiff

BESIDE = 8
"""So many equal words beside a place on one side show that it is the same place."""

_WINDOW = 24
"""Words looked at on each side of a span."""
_SPREAD = 12
"""Words by which that window may be longer in the new text, for what was added there."""
_FEW = 4
"""So many equal words are enough on one side where the other side agrees as well."""
_HALF, _MOST = 0.5, 0.75
"""Shares of the words of a span that are the same in both texts."""
_TRACE = 0.25
"""The least share of equal words for a place to be worth showing."""
_PHRASE = 4
"""So many words are a phrase, which may be replaced as a whole where its sentence stays."""
_ALIKE, _DOUBTFUL = 0.5, 0.4
"""Likeness, letter by letter: enough between both neighbours, and the least worth showing."""


class DiffEvidence(NamedTuple):
    """What speaks for a span of the new text as the place of a span of the old one.

    `share` is the share of words that are the same, 0 to 1, of the longer of the two spans;
    `before` and `after` count the equal words near it on each side, up to 24; `joined` says on
    which sides its very neighbour is the same; `beyond` counts the equal words near it that belong
    to other sentences; `moved` is true where the words lie in a block that changed its place;
    `phrase` is true for a few words inside a sentence that became a few words inside a sentence.
    """

    share: float
    before: int
    after: int
    joined: tuple[bool, bool]
    beyond: int
    moved: bool
    phrase: bool

    def is_certain(self, likeness: float) -> bool:
        """Whether the place is certain; `likeness` is that of the two spans, letter by letter."""
        if self.moved:
            # A changed sentence that stands elsewhere by itself may be another one.
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
        """Whether a place that is not certain is shown for the user to decide."""
        return likeness >= _DOUBTFUL or self.share >= _TRACE


def collect(diff: WordDiff, old: tuple[int, int], new: tuple[int, int]) -> DiffEvidence:
    """The evidence for the words [new] of the new text as the place of the words [old]."""
    (first, last), (low, high) = old, new
    partner, length = diff.partner, len(diff.partner)
    begin, end = sentence(diff, first, last)
    before = _tied(diff, (first - _WINDOW, first), (low - _WINDOW - _SPREAD, low))
    after = _tied(diff, (last, last + _WINDOW), (high, high + _WINDOW + _SPREAD))
    start_joined = partner[first - 1] == low - 1 if first else low == 0
    end_joined = partner[last] == high if last < length else high == len(diff.origin)
    around = range(max(0, first - 1), min(length, last + 1))
    words, others = _letters(diff.old.keys[first:last]), _letters(diff.new.keys[low:high])
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
    """How many words near a place, outside its own sentences, are the same in both texts."""
    begin, end = sentence(diff, *old)
    low, high = new[0] - (old[0] - begin), new[1] + (end - old[1])
    room = _WINDOW + 2 * _SPREAD
    before = _tied(diff, (begin - _WINDOW, begin), (low - room, new[0]))
    return before + _tied(diff, (end, end + _WINDOW), (new[1], high + room))


def sentence(diff: WordDiff, first: int, last: int) -> tuple[int, int]:
    """The old words of the sentences, or lines, that these old words belong to."""
    while first and not diff.old.break_before(first):
        first -= 1
    while last < len(diff.partner) and not diff.old.break_before(last):
        last += 1
    return first, last


def _tied(diff: WordDiff, old: tuple[int, int], new: tuple[int, int]) -> int:
    """How many of these old words have their partner among these new ones."""
    near = diff.partner[max(0, old[0]) : max(0, old[1])]
    return sum(new[0] <= to < new[1] for to in near if to >= 0)


def _letters(keys: list[str]) -> int:
    """How many of these are words, and not signs."""
    return sum(key[0].isalnum() for key in keys)
