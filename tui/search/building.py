"""Making an index: of texts, or of other indexes."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np

from .fold import level
from .index import Index
from .rows import Numbers, Rows, chained, edges_of
from .words import has_skeleton, keys, skeletons


def build(texts: Iterable[str]) -> Index:
    """See index.build()."""
    number = defaultdict[str, int](count().__next__)
    parts: list[bytes] = []
    lengths: list[int] = []
    tokens = array("I")
    for text in texts:
        parts.append(text.encode("utf-8", "replace"))
        found = keys(level(text))
        lengths.append(len(found))
        tokens.extend(map(number.__getitem__, found))
    stored = Rows(np.frombuffer(b"".join(parts), np.uint8), edges_of(list(map(len, parts))))
    return _assemble(stored, list(number), Rows(np.array(tokens, np.uint32), edges_of(lengths)))


def merge(parts: Sequence[tuple[Index, Iterable[int]]]) -> Index:
    """See index.merge()."""
    number = defaultdict[str, int](count().__next__)
    texts, tokens = [], []
    for index, items in parts:
        kept = np.fromiter(items, np.int64)
        anew = [number[word] for word in index.vocabulary]
        taken = index.tokens.take(kept)
        texts.append(index.texts.take(kept))
        tokens.append(Rows(np.array(anew, np.uint32)[taken.values], taken.edges))
    if not parts:
        return build(())
    return _assemble(chained(texts), list(number), chained(tokens))


def _assemble(texts: Rows, words: list[str], tokens: Rows) -> Index:
    """The index of texts whose words are numbered in any order, some perhaps of no text."""
    used = np.bincount(tokens.values, minlength=len(words)) > 0
    vocabulary = sorted(word for word, held in zip(words, used.tolist(), strict=True) if held)
    place = {word: number for number, word in enumerate(vocabulary)}
    anew = np.array([place.get(word, 0) for word in words], np.uint32)
    ordered = Rows(anew[tokens.values], tokens.edges)
    bones, boned = _bones(vocabulary)
    return Index(texts, vocabulary, ordered, _postings(ordered, len(vocabulary)), bones, boned)


def _postings(tokens: Rows, words: int) -> Rows:
    """For each word the texts that hold it: word and text as one number, sorted, each once."""
    pairs = tokens.values.astype(np.uint64) << np.uint64(32) | tokens.owners()
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=np.uint64(2**64 - 1)) != 0]
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=words)
    return Rows(pairs.astype(np.uint32), edges_of(counts))


def _bones(vocabulary: list[str]) -> tuple[list[str], Numbers]:
    """The skeletons of more than one letter in alphabetical order, and the word of each."""
    able = [number for number, word in enumerate(vocabulary) if has_skeleton(word)]
    found = skeletons("\n".join(vocabulary[number] for number in able)).split("\n")
    pairs = sorted(pair for pair in zip(found, able, strict=bool(able)) if len(pair[0]) > 1)
    return [bones for bones, _ in pairs], np.array([number for _, number in pairs], np.uint32)
