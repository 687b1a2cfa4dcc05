"""Lexicon: the words of an Index by name, beginning, skeleton and similarity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .index import Index, Numbers, Offsets, offsets_of

Signatures = NDArray[np.uint64]
"""For each word a bit for each of its letters: one typo changes at most two of them."""

_LONGEST_START = 12
"""Letters of the longest beginning for which a table is made."""


@dataclass(frozen=True, eq=False)
class SimilarWords:
    """The words of a sorted vocabulary, arranged by length, and joined with line feeds.

    `order` holds the numbers of the words, shorter ones first; those of n letters begin at
    `by_length[n]`. `signatures` are in the same order. `joined_words` is all words with a line feed
    before, between and after them; word i is preceded by the line feed at `lines[i]`.
    """

    vocabulary: list[str]
    order: Numbers
    by_length: Offsets
    signatures: Signatures
    joined_words: str
    lines: Offsets
    _starts: dict[int, tuple[list[str], Signatures]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: list[str]) -> SimilarWords:
        """The tables of a sorted vocabulary, none of whose words is empty."""
        lengths = np.array([len(word) for word in vocabulary], np.int64)
        order = np.argsort(lengths, kind="stable").astype(np.uint32)
        bits = _bits(_codes("".join(vocabulary)))
        offsets = offsets_of(lengths)
        signatures = np.bitwise_or.reduceat(bits, offsets[:-1]) if vocabulary else bits
        joined = "\n".join(["", *vocabulary, ""])
        by_length = offsets_of(np.bincount(lengths))
        return cls(vocabulary, order, by_length, signatures[order], joined, offsets_of(lengths + 1))

    def within(self, word: str, most: int) -> dict[int, list[int]]:
        """The numbers of the words at most `most` typos away, by the count of typos."""
        numbers = self.candidates(word, most)
        found: dict[int, list[int]] = {}
        for typos, at in _distances(word, list(map(self.vocabulary.__getitem__, numbers)), most):
            found.setdefault(typos, []).append(numbers[at])
        return found

    def candidates(self, word: str, most: int) -> list[int]:
        """The words whose length and letters do not rule out that they are `most` typos away."""
        last = len(self.by_length) - 1
        low = self.by_length[min(last, max(0, len(word) - most))]
        high = self.by_length[min(last, len(word) + most + 1)]
        is_possible = _is_possible(word, self.signatures[low:high], most)
        numbers: list[int] = self.order[low:high][is_possible].tolist()
        return numbers

    def starts_within(self, word: str, length: int, most: int) -> list[tuple[str, int]]:
        """The beginnings of words, of `length` letters, at most `most` typos away; and how many."""
        if length > _LONGEST_START:
            return []
        starts, signatures = self._starts_of(length)
        some = [starts[at] for at in _is_possible(word, signatures, most).nonzero()[0].tolist()]
        return [(some[at], typos) for typos, at in _distances(word, some, most)]

    def holding(self, fragment: str, most: int) -> list[int]:
        """The numbers of at most `most` words that hold a fragment after their first letter."""
        places: list[int] = []
        at = self.joined_words.find(fragment)
        while at > 0 and len(places) < most:
            if self.joined_words[at - 1] != "\n":
                places.append(at - 1)
            at = self.joined_words.find(fragment, at + 1)
        words = np.searchsorted(self.lines, places, "right") - 1
        return list(dict.fromkeys(words.tolist()))

    def ending(self, end: str) -> Numbers:
        """The numbers of the words that end with `end` and are longer."""
        last = self.lines[1:] - 1
        found = (np.diff(self.lines) - 1 > len(end)).nonzero()[0]
        for back, code in enumerate(_codes(end[::-1])):
            found = found[self._joined_codes[last[found] - back] == code]
        return found.astype(np.uint32)

    @cached_property
    def _joined_codes(self) -> NDArray[np.uint32]:
        return _codes(self.joined_words)

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
    """The bit of each code point: Latin letters have one each, all others share the 38 left."""
    at = np.where((codes >= 97) & (codes < 123), codes - 97, 26 + codes % 38)
    return np.uint64(1) << at.astype(np.uint64)


def _is_possible(word: str, signatures: Signatures, most: int) -> Any:
    """Whether the letters of each word do not rule out that it is `most` typos away."""
    signature = np.bitwise_or.reduce(_bits(_codes(word)))
    return np.bitwise_count(signatures ^ signature) <= 2 * most


def _distances(word: str, candidates: list[str], most: int) -> list[tuple[int, int]]:
    """The typos (optimal string alignment) and the place of each candidate within `most`."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        word, candidates, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
    )
    return [(typos, at) for _, typos, at in near]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Looks up the words of an Index; its tables are made when they are first needed."""

    index: Index

    def find(self, word: str) -> range:
        """The number of a word as a range of one; an empty range if no text holds it."""
        vocabulary = self.index.vocabulary
        at = bisect_left(vocabulary, word)
        is_there = at < len(vocabulary) and vocabulary[at] == word
        return range(at, at + is_there)

    def beginning(self, start: str) -> range:
        """The numbers of all words that begin with `start`."""
        vocabulary = self.index.vocabulary
        low = bisect_left(vocabulary, start)
        return range(low, bisect_left(vocabulary, start + "\U0010ffff", low))

    def words_with_skeleton(self, skeleton: str) -> list[int]:
        """The numbers of the words with this skeleton."""
        skeletons = self.index.skeletons
        low = bisect_left(skeletons, skeleton)
        end = bisect_right(skeletons, skeleton, low)
        found: list[int] = self.index.skeleton_words[low:end].tolist()
        return found

    def documents_with(self, numbers: range | Numbers) -> Numbers:
        """The numbers of the texts that hold any of these words; a text may occur repeatedly."""
        found: Numbers = self.index.postings.take(numbers).values
        return found

    @cached_property
    def similar(self) -> SimilarWords:
        """The words by length and letters."""
        return SimilarWords.of(self.index.vocabulary)

    @cached_property
    def first_letters(self) -> Any:
        """The low byte of the first letter of each word of the vocabulary."""
        return np.array([ord(word[0]) & 0xFF for word in self.index.vocabulary], np.uint8)

    @cached_property
    def initials(self) -> Any:
        """The low byte of the first letter of each token of all texts."""
        return self.first_letters[self.index.tokens.values]
