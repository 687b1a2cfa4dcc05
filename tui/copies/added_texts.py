"""Pairs with texts that were added to others, whose pairs are known already.

The pairs of other texts stay as they are as long as the same shingles are boilerplate and no text
has so many partners that some are left out. What would be found then is what `candidate_pairs`
finds among all texts, without sorting the shingles of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import candidates
from .candidates import NUMBERS, SIZE, Hashes, least_shared, shingles
from .frequent_shingles import MOSTLY
from .own_words import OwnWords

_PART = 1 << 16
"""Shingles that are computed at a time, so that they fit into the processor's cache."""
_BUCKET_BITS = 18
"""Highest bits of a hash by which shingles are counted before the frequent ones are looked at."""
_SHIFT = np.uint64(64 - _BUCKET_BITS)


class TooManyPartnersError(Exception):
    """A text has so many partners that some have to be left out; all pairs must be found anew."""


@dataclass(frozen=True, eq=False)
class ShingleOccurrences:
    """Where some shingles occur: each of them once in each text.

    `hashes` are those of the shingles, `texts` the numbers of the texts and `places` the numbers of
    their first words among the words of all texts.
    """

    hashes: Hashes
    texts: NDArray[np.int64]
    places: NDArray[np.int64]

    def __getitem__(self, rows: Any) -> ShingleOccurrences:
        return ShingleOccurrences(self.hashes[rows], self.texts[rows], self.places[rows])


class AddedTexts:
    """The texts of a set that were `added` to the others, by number, and what they may share."""

    def __init__(self, texts: OwnWords, added: Sequence[int]) -> None:
        self._texts, self._added = texts, added
        self._lengths = texts.lengths()

    @cached_property
    def boilerplate(self) -> Hashes:
        """The shingles that occur in too many texts, as in `Candidates`."""
        is_frequent = self._texts_of_each > candidates.MOST_TEXTS
        return self._distinct[is_frequent]

    @cached_property
    def boilerplate_words(self) -> list[tuple[int, ...]]:
        """The words of each shingle that is boilerplate."""
        rows = np.searchsorted(self._occurrences.hashes, self.boilerplate)
        places = self._occurrences.places[rows].tolist()
        words = self._texts.words
        return [tuple(words[place : place + SIZE].tolist()) for place in places]

    @cached_property
    def with_boilerplate(self) -> list[int]:
        """The texts that contain boilerplate, ascending."""
        found: list[int] = np.unique(self._frequent.texts).tolist()
        return found

    def pairs(self, least_share: float) -> Iterator[tuple[int, int]]:
        """The pairs of an added text and any other that may share at least a part of the shorter.

        A pair of added texts may occur twice. Raises TooManyPartnersError.
        """
        is_frequent = np.isin(self._occurrences.hashes, self.boilerplate)
        others = self._occurrences[~is_frequent]
        for number in self._added:
            words = self._texts[number]
            if len(words) < SIZE:
                continue
            own = np.unique(shingles(words))
            if np.isin(own, self.boilerplate).sum() > MOSTLY * len(own):
                raise TooManyPartnersError
            is_shared = np.isin(others.hashes, own)
            counts = np.bincount(others.texts[is_shared], minlength=len(self._texts))
            least = least_shared(least_share, np.minimum(self._lengths, len(words)))
            partners: list[int] = np.flatnonzero(counts >= least).tolist()
            found = {*partners, *self._equal(number)} - {number}
            if len(found) >= candidates.MOST_PARTNERS:
                raise TooManyPartnersError
            yield from ((number, other) for other in found)

    def _equal(self, number: int) -> Iterator[int]:
        """The texts that have the words of a text."""
        words = self._texts[number]
        for other in np.flatnonzero(self._lengths == len(words)).tolist():
            if np.array_equal(self._texts[other], words):
                yield other

    @cached_property
    def _frequent(self) -> ShingleOccurrences:
        return self._occurrences[np.isin(self._occurrences.hashes, self.boilerplate)]

    @cached_property
    def _distinct(self) -> Hashes:
        return np.unique(self._occurrences.hashes)

    @cached_property
    def _texts_of_each(self) -> NDArray[np.int64]:
        """In how many texts each of the distinct shingles occurs; equal texts count as one."""
        first: dict[bytes, int] = {}
        numbers = np.arange(len(self._texts))
        for number in np.unique(self._occurrences.texts).tolist():
            numbers[number] = first.setdefault(self._texts[number].tobytes(), number)
        is_first = numbers[self._occurrences.texts] == self._occurrences.texts
        rows = np.searchsorted(self._distinct, self._occurrences.hashes[is_first])
        return np.bincount(rows, minlength=len(self._distinct))

    @cached_property
    def _occurrences(self) -> ShingleOccurrences:
        """The shingles of the added texts, and those that may be boilerplate, in order."""
        hashes = np.empty(max(0, len(self._texts.words) - SIZE + 1), np.uint64)
        counts = np.zeros(1 << _BUCKET_BITS, np.int64)
        for at in range(0, len(hashes), _PART):
            part = shingles(self._texts.words[at : at + _PART + SIZE - 1])
            hashes[at : at + _PART] = part
            counts += np.bincount((part >> _SHIFT).astype(np.int64), minlength=len(counts))
        wanted = counts > candidates.MOST_TEXTS
        wanted[[*self._buckets_of_added()]] = True
        starts = range(0, len(hashes), _PART)
        places = np.concatenate(
            [np.zeros(0, np.int64)]
            + [np.flatnonzero(wanted[hashes[at : at + _PART] >> _SHIFT]) + at for at in starts]
        )
        return _occurrences(self._texts, hashes, places)

    def _buckets_of_added(self) -> Iterator[int]:
        for number in self._added:
            yield from (shingles(self._texts[number]) >> _SHIFT).tolist()


def _occurrences(texts: OwnWords, hashes: Hashes, places: NDArray[np.int64]) -> ShingleOccurrences:
    """The shingles at some places, in the order of their hashes and then of the texts."""
    numbers = np.searchsorted(texts.offsets, places, "right") - 1
    is_within = places + SIZE <= texts.offsets[numbers + 1]
    places, numbers = places[is_within], numbers[is_within]
    rows = hashes[places] | numbers.astype(np.uint64)
    rows, at = np.unique(rows, return_index=True)
    return ShingleOccurrences(rows & ~NUMBERS, numbers[at], places[at])
