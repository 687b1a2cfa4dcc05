"""Merging indexes: what one Index knows of the texts that stay is used again for the new one.

Adding, changing or removing a document costs as much as indexing its own texts and copying the
arrays of the old Index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from .index import CsrArray, Index, Numbers, build_index, concatenate, offsets_of

_LEFT_OUT = np.uint32((1 << 32) - 1)
"""In place of the number of a text or a word that is not in the new Index."""


def merge_indexes(parts: Sequence[tuple[Index, Iterable[int]]]) -> Index:
    """One Index of the given texts of several, numbered anew in the order given.

    The numbers of the texts that are chosen of an Index must ascend.
    """
    if not parts:
        return build_index(())
    indexes = [index for index, _ in parts]
    chosen = [np.fromiter(numbers, np.int64) for _, numbers in parts]
    firsts = offsets_of(list(map(len, chosen))).tolist()
    postings = [
        _postings_of(index, some, first)
        for index, some, first in zip(indexes, chosen, firsts, strict=False)
    ]
    vocabulary, renumbered = _joined_vocabulary(indexes, postings)
    tokens = [
        _with_numbers(index.tokens.take(some), numbers)
        for index, some, numbers in zip(indexes, chosen, renumbered, strict=True)
    ]
    rows = [
        _spread(some, numbers, len(vocabulary))
        for some, numbers in zip(postings, renumbered, strict=True)
    ]
    return Index(
        concatenate([index.texts.take(some) for index, some in zip(indexes, chosen, strict=True)]),
        vocabulary,
        concatenate(tokens),
        reduce(_appended_rows, rows),
        *_joined_skeletons(indexes, renumbered),
    )


def _postings_of(index: Index, chosen: NDArray[np.int64], first: int) -> CsrArray:
    """The postings of an Index with only the chosen texts, which are numbered from `first` on."""
    postings = index.postings
    numbers = np.full(len(index), _LEFT_OUT)
    numbers[chosen] = np.arange(first, first + len(chosen), dtype=np.uint32)
    values = numbers[postings.values]
    if len(chosen) == len(index):
        return CsrArray(values, postings.offsets)
    is_kept = values != _LEFT_OUT
    rows = np.searchsorted(postings.offsets, np.flatnonzero(~is_kept), "right") - 1
    removed = np.bincount(rows, minlength=len(postings))
    return CsrArray(values[is_kept], offsets_of(postings.lengths() - removed))


def _joined_vocabulary(
    indexes: Sequence[Index], postings: Sequence[CsrArray]
) -> tuple[list[str], list[Numbers]]:
    """The words that have postings, sorted, and the new numbers of the words of each Index."""
    used = [(some.lengths() > 0).tolist() for some in postings]
    vocabulary = sorted(
        {
            word
            for index, flags in zip(indexes, used, strict=True)
            for word, is_used in zip(index.vocabulary, flags, strict=True)
            if is_used
        }
    )
    places = {word: number for number, word in enumerate(vocabulary)}
    nowhere = int(_LEFT_OUT)
    return vocabulary, [
        np.array([places.get(word, nowhere) for word in index.vocabulary], np.uint32)
        for index in indexes
    ]


def _with_numbers(tokens: CsrArray, numbers: Numbers) -> CsrArray:
    """The tokens with the new numbers of their words."""
    if np.array_equal(numbers, np.arange(len(numbers))):
        return tokens
    return CsrArray(numbers[tokens.values], tokens.offsets)


def _spread(postings: CsrArray, numbers: Numbers, words: int) -> CsrArray:
    """The postings with a row for each of the new words; a word that has none gets an empty row."""
    lengths = np.zeros(words, np.int64)
    is_here = numbers != _LEFT_OUT
    lengths[numbers[is_here]] = postings.lengths()[is_here]
    return CsrArray(postings.values, offsets_of(lengths))


def _appended_rows(one: CsrArray, other: CsrArray) -> CsrArray:
    """The rows of one, each followed by the same row of the other."""
    places = np.repeat(one.offsets[1:], other.lengths())
    return CsrArray(np.insert(one.values, places, other.values), one.offsets + other.offsets)


def _joined_skeletons(
    indexes: Sequence[Index], renumbered: Sequence[Numbers]
) -> tuple[list[str], Numbers]:
    """The skeletons of the words that stay, sorted, and the new number of the word of each."""
    found = dict[int, str](_skeletons_by_word(indexes, renumbered))
    pairs = sorted((skeleton, word) for word, skeleton in found.items())
    return [skeleton for skeleton, _ in pairs], np.array([word for _, word in pairs], np.uint32)


def _skeletons_by_word(
    indexes: Sequence[Index], renumbered: Sequence[Numbers]
) -> Iterator[tuple[int, str]]:
    nowhere = int(_LEFT_OUT)
    for index, numbers in zip(indexes, renumbered, strict=True):
        words = numbers[index.skeleton_words].tolist()
        for word, skeleton in zip(words, index.skeletons, strict=True):
            if word != nowhere:
                yield word, skeleton
