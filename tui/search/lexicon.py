"""Lexicon: the words of an Index by name, beginning, skeleton and similarity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .csr import Numbers
from .index import Index
from .similar_words import SimilarWords


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
