"""Which passages of two texts correspond to each other, and in which words those differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .anchoring.word_diff import WordDiff
from .document import Document, Span
from .words import Words

NO_PARTNER = -1

_FEWEST_WORDS = 3
"""Minimum number of words that two passages must have in common, unless they are equal."""


@dataclass(frozen=True)
class ComparedText:
    """The passages of one of two texts, as they compare with the other text.

    `partners` has for each passage the number of the corresponding one of the other text, or
    NO_PARTNER; `changes` the spans of its words that the other one lacks, none without a partner.
    """

    passages: tuple[Span, ...]
    partners: tuple[int, ...]
    changes: tuple[tuple[Span, ...], ...]

    def number_at(self, offset: int) -> int:
        """The number of the passage that contains an offset, else of the last before it, else 0."""
        return max(0, bisect_right(self.passages, offset, key=lambda span: span.start) - 1)

    def passage_at(self, offset: int) -> Span | None:
        """The passage that `number_at` gives the number of; None if the text has no passage."""
        return self.passages[self.number_at(offset)] if self.passages else None

    @property
    def common(self) -> tuple[Span, ...]:
        """The passages of this text to which one of the other text corresponds."""
        pairs = zip(self.passages, self.partners, strict=True)
        return tuple(span for span, partner in pairs if partner != NO_PARTNER)

    def next_difference(self, number: int, step: int) -> int | None:
        """The number of the next passage (`step` 1) or previous one (-1) at which texts differ.

        That is a passage with changed words, and the first of several that only this text has.
        """
        at = number + step
        while 0 <= at < len(self.passages):
            is_alone = self.partners[at] == NO_PARTNER
            is_first = at == 0 or self.partners[at - 1] != NO_PARTNER
            if self.changes[at] or (is_alone and is_first):
                return at
            at += step
        return None


def compare_texts(one: Document, other: Document) -> tuple[ComparedText, ComparedText]:
    """Compare two texts by words, and find for each passage the one that corresponds to it.

    Two passages correspond if they have at least half of the words of the shorter one in common,
    and no other passage has more of them. White space and typography make no difference.
    """
    diff = WordDiff(one.text, other.text)
    spans = [[Span(*each) for _, each in document.all_passages()] for document in (one, other)]
    words, matches = (diff.old, diff.new), (diff.partner, diff.origin)
    owners = [_owners(words[side], spans[side]) for side in (0, 1)]
    sides = []
    for side in (0, 1):
        sizes = [Counter(owners[number]) for number in (side, 1 - side)]
        common: list[Counter[int]] = [Counter() for _ in spans[side]]
        for word, match in enumerate(matches[side]):
            if match >= 0 and owners[side][word] >= 0 and owners[1 - side][match] >= 0:
                common[owners[side][word]][owners[1 - side][match]] += 1
        partners = [
            _partner(found, sizes[0][number], sizes[1]) for number, found in enumerate(common)
        ]
        changes = [
            _changes(words[side], matches[side], span) if partner != NO_PARTNER else ()
            for span, partner in zip(spans[side], partners, strict=True)
        ]
        sides.append(ComparedText(tuple(spans[side]), tuple(partners), tuple(changes)))
    return sides[0], sides[1]


def _owners(words: Words, spans: Sequence[Span]) -> list[int]:
    """For each word the number of the span that it begins in, or -1."""
    found, at = [], 0
    for start in words.starts:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        found.append(at if at < len(spans) and spans[at].start <= start else -1)
    return found


def _partner(common: Counter[int], size: int, sizes: Counter[int]) -> int:
    """The passage with which one of `size` words has most words in common, if they are enough."""
    if not common:
        return NO_PARTNER
    best, count = max(common.items(), key=lambda pair: (pair[1], -pair[0]))
    shorter = min(size, sizes[best])
    return best if 2 * count >= shorter and count >= min(_FEWEST_WORDS, shorter) else NO_PARTNER


def _changes(words: Words, matches: Sequence[int], span: Span) -> tuple[Span, ...]:
    """The spans of successive words in a span that have no match, without mere punctuation."""
    first, last = words.touching(*span)
    found: list[Span] = []
    for at in range(first, last):
        if matches[at] < 0:
            is_next = found and at > first and matches[at - 1] < 0
            start = found.pop().start if is_next else words.starts[at]
            found.append(Span(start, words.ends[at]))
    return tuple(each for each in found if any(map(str.isalnum, words.text[slice(*each)])))
