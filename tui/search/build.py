"""Building an Index, of texts or of parts of other indexes."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np

from .csr import CsrArray, Numbers, concatenate, offsets_of
from .fold import level
from .index import Index
from .word_keys import has_skeleton, keys, skeletons


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
