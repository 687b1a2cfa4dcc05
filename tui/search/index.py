"""Index: the texts that can be searched, their words, and the texts that hold each word.

Words are numbered in alphabetical order and their postings are stored in that order, so that the
postings of all words with one beginning are one slice. Rows of different lengths lie in one array
(compressed sparse rows).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fold import level
from .word_keys import has_skeleton, keys, skeletons

Numbers = NDArray[np.uint32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class CsrArray:
    """Rows without gaps: row i is `values[offsets[i]:offsets[i + 1]]`."""

    values: NDArray[Any]
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> NDArray[Any]:
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def is_valid(self, count: int, limit: int) -> bool:
        """Whether there are `count` rows without gaps, and every value is below `limit`."""
        offsets, values = self.offsets, self.values
        if len(offsets) != count + 1 or offsets[0] != 0 or offsets[-1] != len(values):
            return False
        return bool((offsets[1:] >= offsets[:-1]).all()) and not (values >= limit).any()

    def lengths(self, rows: NDArray[Any] | slice = slice(None)) -> Offsets:
        """The number of values in each of these rows."""
        return self.offsets[1:][rows] - self.offsets[:-1][rows]

    def take(self, rows: NDArray[Any] | range) -> CsrArray:
        """A CsrArray of these rows in the order given."""
        if isinstance(rows, range):
            low, high = self.offsets[rows.start], self.offsets[rows.stop]
            return CsrArray(self.values[low:high], self.offsets[rows.start : rows.stop + 1] - low)
        lengths = self.lengths(rows)
        offsets = offsets_of(lengths)
        shift = np.repeat(self.offsets[:-1][rows] - offsets[:-1], lengths)
        return CsrArray(self.values[shift + np.arange(offsets[-1])], offsets)

    def row_numbers(self) -> Numbers:
        """The number of the row in which each value stands; as long as `values`."""
        return np.repeat(np.arange(len(self), dtype=np.uint32), self.lengths())


def offsets_of(lengths: Sequence[int] | NDArray[Any]) -> Offsets:
    """The offsets of rows of these lengths; one more than there are rows."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def concatenate(parts: Sequence[CsrArray]) -> CsrArray:
    """The rows of one or more parts, one part after the other."""
    values = np.concatenate([part.values for part in parts])
    return CsrArray(values, offsets_of(np.concatenate([part.lengths() for part in parts])))


@dataclass(frozen=True, eq=False)
class Index:
    """An inverted index of texts, usually passages; a text's number is its place among them.

    `texts` holds the UTF-8 bytes of each text, one row each. `vocabulary` holds the words, sorted.
    `tokens` holds the numbers of each text's words in order. `postings` holds for each word the
    numbers of the texts that have it, ascending and without repetition. `skeletons` holds the
    skeletons of the words that have one, sorted, and `skeleton_words` the number of the word that
    each belongs to.
    """

    texts: CsrArray
    vocabulary: list[str]
    tokens: CsrArray
    postings: CsrArray
    skeletons: list[str]
    skeleton_words: Numbers

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, number: int) -> str:
        """The text with a number; a lone surrogate in it became a question mark."""
        return str(self.texts[number].tobytes(), "utf-8", "replace")

    def joined_words(self, number: int) -> str:
        """The folded words of a text with a space before, between and after them."""
        words = [self.vocabulary[word] for word in self.tokens[number].tolist()]
        return f" {' '.join(words)} "


def build_index(texts: Iterable[str]) -> Index:
    """The Index of some texts, numbered in the order given."""
    numbers = defaultdict[str, int](count().__next__)
    parts: list[bytes] = []
    lengths: list[int] = []
    tokens = array("I")
    for text in texts:
        parts.append(text.encode("utf-8", "replace"))
        words = keys(level(text))
        lengths.append(len(words))
        tokens.extend(map(numbers.__getitem__, words))
    data = np.frombuffer(b"".join(parts), np.uint8)
    return _assemble(
        CsrArray(data, offsets_of(list(map(len, parts)))),
        list(numbers),
        CsrArray(np.array(tokens, np.uint32), offsets_of(lengths)),
    )


def merge_indexes(parts: Sequence[tuple[Index, Iterable[int]]]) -> Index:
    """One Index of the given texts of several, numbered anew in the order given.

    Adding, changing or removing a document costs as much as indexing its own texts and merging that
    index with the texts of the old one that stay.
    """
    numbers = defaultdict[str, int](count().__next__)
    texts, tokens = [], []
    for index, chosen in parts:
        kept = np.fromiter(chosen, np.int64)
        renumbered = [numbers[word] for word in index.vocabulary]
        taken = index.tokens.take(kept)
        texts.append(index.texts.take(kept))
        tokens.append(CsrArray(np.array(renumbered, np.uint32)[taken.values], taken.offsets))
    if not parts:
        return build_index(())
    return _assemble(concatenate(texts), list(numbers), concatenate(tokens))


def _assemble(texts: CsrArray, words: list[str], tokens: CsrArray) -> Index:
    """The Index of texts with `words` numbered in any order, without the words of no text."""
    is_used = np.bincount(tokens.values, minlength=len(words)) > 0
    vocabulary = sorted(word for word, used in zip(words, is_used.tolist(), strict=True) if used)
    places = {word: number for number, word in enumerate(vocabulary)}
    renumbered = np.array([places.get(word, 0) for word in words], np.uint32)
    ordered = CsrArray(renumbered[tokens.values], tokens.offsets)
    postings = _postings(ordered, len(vocabulary))
    return Index(texts, vocabulary, ordered, postings, *_skeletons(vocabulary))


def _postings(tokens: CsrArray, words: int) -> CsrArray:
    """For each word the texts that hold it, from sorted pairs (word, text) without repetition."""
    pairs = tokens.values.astype(np.uint64) << np.uint64(32) | tokens.row_numbers()
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=np.uint64(2**64 - 1)) != 0]
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=words)
    return CsrArray(pairs.astype(np.uint32), offsets_of(counts))


def _skeletons(vocabulary: list[str]) -> tuple[list[str], Numbers]:
    """The skeletons of two letters or more, sorted, and the number of the word of each."""
    numbers = [number for number, word in enumerate(vocabulary) if has_skeleton(word)]
    found = skeletons("\n".join(vocabulary[number] for number in numbers)).split("\n")
    pairs = sorted(pair for pair in zip(found, numbers, strict=bool(numbers)) if len(pair[0]) > 1)
    return [skeleton for skeleton, _ in pairs], np.array([word for _, word in pairs], np.uint32)
