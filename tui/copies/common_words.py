"""What two texts have in common, as a share and as ranges of words; some words may be left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .alignment import Stretch, align
from .candidates import SIZE, Hashes, Words, shingles

LEAST_WORDS = 12
"""Minimum number of words that two texts must have in common; fewer may be a set phrase."""


class WordRanges(NamedTuple):
    """A range of words in one text and the same words in another: first, and one after the last."""

    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True, eq=False)
class ComparableText:
    """All words of a text, and the ranges of those that are not compared.

    `left_out` has the first word of each range, the word after its last, and so on, in order.
    """

    words: Words
    left_out: Sequence[int]

    @cached_property
    def own_places(self) -> NDArray[np.int64]:
        """The places of the words that are compared."""
        flags = np.zeros(len(self.words) + 1, np.int8)
        flags[np.array(self.left_out[::2], np.int64)] += 1
        flags[np.array(self.left_out[1::2], np.int64)] -= 1
        return np.flatnonzero(np.cumsum(flags[:-1]) == 0)

    @cached_property
    def own_words(self) -> Words:
        """The words that are compared."""
        if not self.left_out:
            return self.words
        found: Words = self.words[self.own_places]
        return found

    def without(self, shingles_left_out: Hashes) -> ComparableText:
        """The text without the words of the shingles with these hashes."""
        found = np.flatnonzero(np.isin(shingles(self.own_words), shingles_left_out))
        if not len(found):
            return self
        is_left_out = np.ones(len(self.words) + 2, np.int8)
        is_left_out[[0, -1]] = 0
        is_left_out[self.own_places + 1] = 0
        for at in range(SIZE):
            is_left_out[self.own_places[found + at] + 1] = 1
        return ComparableText(self.words, np.flatnonzero(np.diff(is_left_out)).tolist())

    def left_out_between(self, first: int, last: int) -> list[int]:
        """The words that are not compared between two that are, given by their places."""
        inside = self.words[first + 1 : last]
        own = self.own_places
        low, high = np.searchsorted(own, (first + 1, last))
        found: list[int] = np.delete(inside, own[low:high] - first - 1).tolist()
        return found


@dataclass(frozen=True, slots=True)
class CommonWords:
    """The words that two texts have in common.

    `share` (0 to 1) is the common part of the words of the shorter text; words that are left out
    do not count. A range includes them where they are the same between its words in both texts.
    """

    share: float
    ranges: tuple[WordRanges, ...]


NOTHING = CommonWords(0.0, ())


def common_words(a: ComparableText, b: ComparableText) -> CommonWords:
    """What two texts have in common."""
    stretches = align(a.own_words, b.own_words)
    common = sum(run.size for stretch in stretches for run in stretch)
    shorter = min(len(a.own_words), len(b.own_words))
    if common < min(LEAST_WORDS, shorter) or not common:
        return NOTHING
    ranges = [found for stretch in stretches for found in _ranges(stretch, a, b)]
    return CommonWords(common / shorter, tuple(ranges))


def _ranges(stretch: Stretch, a: ComparableText, b: ComparableText) -> Iterator[WordRanges]:
    """The ranges of a stretch, which is divided where different words are left out."""
    at_a, at_b = _places(stretch, a, 0), _places(stretch, b, 1)
    first = 0
    for at in _before_gaps(at_a, at_b):
        pair = slice(at, at + 2)
        if a.left_out_between(*at_a[pair]) != b.left_out_between(*at_b[pair]):
            yield _range(at_a[first : at + 1], at_b[first : at + 1])
            first = at + 1
    yield _range(at_a[first:], at_b[first:])


def _places(stretch: Stretch, text: ComparableText, side: int) -> NDArray[np.int64]:
    """The places, among all words of a text, of the words in the runs of a stretch."""
    return np.concatenate([text.own_places[run[side] : run[side] + run.size] for run in stretch])


def _before_gaps(a: NDArray[np.int64], b: NDArray[np.int64]) -> list[int]:
    """The numbers of the words after which, in either text, other words come before the next."""
    found: list[int] = np.flatnonzero((np.diff(a) > 1) | (np.diff(b) > 1)).tolist()
    return found


def _range(a: NDArray[Any], b: NDArray[Any]) -> WordRanges:
    return WordRanges((int(a[0]), int(a[-1]) + 1), (int(b[0]), int(b[-1]) + 1))
