"""Which words look nearly like another: candidates by length and letters, then edit distance."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .rows import Edges, Numbers, edges_of

Signatures = NDArray[np.uint64]
"""A bit for each letter that a word has: one slip changes at most two of them."""

_LONGEST_START = 12


@dataclass(frozen=True, eq=False)
class Shapes:
    """The words of a vocabulary by length, with their signatures; and all on one line each.

    `order` are the numbers of the words, shorter ones first; those of length n begin at
    `by_length[n]`. `signatures` stand as `order` does. Word i stands in `sheet` at `lines[i]`.
    """

    vocabulary: list[str]
    order: Numbers
    by_length: Edges
    signatures: Signatures
    sheet: str
    lines: Edges
    _starts: dict[int, tuple[list[str], Signatures]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: list[str]) -> Shapes:
        """The shapes of a sorted vocabulary, none of whose words is empty."""
        lengths = np.array([len(word) for word in vocabulary], np.int64)
        order = np.argsort(lengths, kind="stable").astype(np.uint32)
        bits = _bits(_codes("".join(vocabulary)))
        edges = edges_of(lengths)
        signatures = np.bitwise_or.reduceat(bits, edges[:-1]) if vocabulary else bits
        sheet = "\n".join(["", *vocabulary, ""])
        by_length = edges_of(np.bincount(lengths))
        return cls(vocabulary, order, by_length, signatures[order], sheet, edges_of(lengths + 1))

    def near(self, word: str, most: int) -> dict[int, list[int]]:
        """The words at most so many slips away, by the number of slips."""
        numbers = self.perhaps_near(word, most)
        found: dict[int, list[int]] = {}
        for slips, at in _measured(word, list(map(self.vocabulary.__getitem__, numbers)), most):
            found.setdefault(slips, []).append(numbers[at])
        return found

    def perhaps_near(self, word: str, most: int) -> list[int]:
        """The words that by their length and letters can be at most so many slips away."""
        last = len(self.by_length) - 1
        low = self.by_length[min(last, max(0, len(word) - most))]
        high = self.by_length[min(last, len(word) + most + 1)]
        able = _able(word, self.signatures[low:high], most)
        numbers: list[int] = self.order[low:high][able].tolist()
        return numbers

    def near_starts(self, word: str, length: int, most: int) -> list[tuple[str, int]]:
        """The beginnings of words, of this length, at most so many slips away; and how many."""
        if length > _LONGEST_START:
            return []
        starts, signatures = self._starts_of(length)
        some = [starts[at] for at in _able(word, signatures, most).nonzero()[0].tolist()]
        return [(some[at], slips) for slips, at in _measured(word, some, most)]

    def holding(self, fragment: str, most: int) -> list[int]:
        """The words that hold a fragment after their first letter, at most so many."""
        places: list[int] = []
        at = self.sheet.find(fragment)
        while at > 0 and len(places) < most:
            if self.sheet[at - 1] != "\n":
                places.append(at - 1)
            at = self.sheet.find(fragment, at + 1)
        lines = np.searchsorted(self.lines, places, "right") - 1
        return list(dict.fromkeys(lines.tolist()))

    def ending(self, end: str) -> Numbers:
        """The words that are longer than their end, which is this one."""
        last = self.lines[1:] - 1
        long = (np.diff(self.lines) - 1 > len(end)).nonzero()[0]
        for back, code in enumerate(_codes(end[::-1])):
            long = long[self._sheet_codes[last[long] - back] == code]
        return long.astype(np.uint32)

    @cached_property
    def _sheet_codes(self) -> NDArray[np.uint32]:
        return _codes(self.sheet)

    def _starts_of(self, length: int) -> tuple[list[str], Signatures]:
        found = self._starts.get(length)
        if found is None:
            long = (word[:length] for word in self.vocabulary if len(word) >= length)
            starts = list(dict.fromkeys(long))
            codes = _codes("".join(starts)).reshape(-1, length)
            found = self._starts[length] = starts, np.bitwise_or.reduce(_bits(codes), axis=1)
        return found


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _bits(codes: NDArray[np.uint32]) -> Signatures:
    """For each code point its bit: each Latin letter its own, others share the 38 that are left."""
    at = np.where((codes >= 97) & (codes < 123), codes - 97, 26 + codes % 38)
    return np.uint64(1) << at.astype(np.uint64)


def _able(word: str, signatures: Signatures, most: int) -> Any:
    """Whether each of these can be so few slips away."""
    signature = np.bitwise_or.reduce(_bits(_codes(word)))
    return np.bitwise_count(signatures ^ signature) <= 2 * most


def _measured(word: str, candidates: list[str], most: int) -> list[tuple[int, int]]:
    """Slips (two swapped neighbours are one) and place of each candidate near enough."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        word, candidates, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
    )
    return [(slips, at) for _, slips, at in near]
