"""Pairs of texts that may have text in common, found by the shingles that they share.

A shingle is a sequence of five successive words. Source: A. Broder, On the resemblance and
containment of documents (1997), without its sampling: all shingles of all texts are sorted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .frequent_shingles import FrequentShingles, frequent_shingles

SIZE = 5
"""Words of a shingle."""
MOST_TEXTS = 1000
"""Maximum number of different texts that contain a shingle that is compared.

What occurs in more texts is boilerplate, such as the invitation to subscribe to a newsletter,
except in texts that consist of little else.
"""
MOST_PARTNERS = 50
"""Maximum number of longer texts with which a text is compared; those it shares most with."""
_SHARED = 0.5
"""Shingles that a pair must share, as a part of the words that it must share.

A copy that was edited has fewer: each word that was changed is in five shingles.
"""

Words = NDArray[np.uint32]
"""The words of a text as numbers, equal for equal words."""
Hashes = NDArray[np.uint64]

_NUMBER_BITS = np.uint64(20)
"""Lowest bits of a hash, which are 0, so that the number of a text can take their place."""
NUMBERS = (np.uint64(1) << _NUMBER_BITS) - np.uint64(1)
"""The bits of a hash that are 0."""
_FACTORS = [np.uint64(pow(0x9E3779B97F4A7C15, power, 1 << 64)) for power in range(SIZE)]
_MIXING = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))


@dataclass(frozen=True)
class Candidates:
    """Pairs of numbers of texts that may have text in common, each pair once.

    `boilerplate` are the hashes of the shingles that occur in too many texts, and
    `with_boilerplate` the texts of which they are a part. `limited` counts the texts that were not
    compared with all texts that they share shingles with.
    """

    pairs: list[tuple[int, int]]
    boilerplate: Hashes
    with_boilerplate: list[int]
    limited: int


def shingles(words: Words) -> Hashes:
    """The hash of each shingle of a text, in order; empty for fewer than five words."""
    count = max(0, len(words) - SIZE + 1)
    wide = words.astype(np.uint64) + np.uint64(1)
    found = np.zeros(count, np.uint64)
    for at, factor in enumerate(_FACTORS):
        found += wide[at : at + count] * factor
    # Finalizer of MurmurHash3, so that the upper bits depend on all words.
    for factor in _MIXING:
        found ^= found >> np.uint64(33)
        found *= factor
    return (found ^ found >> np.uint64(33)) & ~NUMBERS


def least_shared(least_share: float, words: int | NDArray[np.int64]) -> NDArray[np.int64]:
    """How many shingles a pair must share whose shorter text has so many words."""
    least = _SHARED * least_share * np.asarray(words)
    return np.maximum(1, least.astype(np.int64))


def candidate_pairs(texts: Sequence[Words], least_share: float) -> Candidates:
    """The pairs of texts whose shorter one may share at least a part of `least_share` (0 to 1).

    Texts with equal words are compared as one.
    """
    equal: dict[bytes, list[int]] = {}
    for number, words in enumerate(texts):
        if len(words) >= SIZE:
            equal.setdefault(words.tobytes(), []).append(number)
    classes = sorted(equal.values(), key=lambda numbers: len(texts[numbers[0]]))
    postings = _Postings.of([texts[numbers[0]] for numbers in classes])
    pairs: list[tuple[int, int]] = []
    limited = sum(len(numbers) > MOST_PARTNERS for numbers in classes)
    for numbers in classes:
        pairs += _within(numbers)
    for short, numbers in enumerate(classes):
        least = int(least_shared(least_share, len(texts[numbers[0]])))
        partners = postings.partners(short, least)
        limited += len(partners) > MOST_PARTNERS
        between = (product(numbers, classes[long]) for long in partners[:MOST_PARTNERS])
        pairs += islice(chain.from_iterable(between), MOST_PARTNERS * len(numbers))
    frequent = postings.frequent
    limited += len(frequent.copies)
    for first, later in frequent.pairs:
        pairs.append((classes[first][0], classes[later][0]))
    with_boilerplate = [text for at in frequent.with_boilerplate for text in classes[at]]
    return Candidates(list(dict.fromkeys(pairs)), postings.boilerplate, with_boilerplate, limited)


def _within(equal: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs of texts with equal words; if they are many, each with the first only."""
    firsts = equal if len(equal) <= MOST_PARTNERS else equal[:1]
    for at, first in enumerate(firsts):
        yield from ((first, other) for other in equal[at + 1 :])


@dataclass(frozen=True, eq=False)
class _Postings:
    """The shingles that occur in several texts: the texts of each, and the shingles of each text.

    The texts of shingle s are `texts[text_offsets[s]:text_offsets[s + 1]]`, ascending; the shingles
    of text t are `shingles[shingle_offsets[t]:shingle_offsets[t + 1]]`.
    """

    texts: NDArray[Any]
    text_offsets: NDArray[np.int64]
    shingles: NDArray[Any]
    shingle_offsets: NDArray[np.int64]
    boilerplate: Hashes
    frequent: FrequentShingles

    @classmethod
    def of(cls, texts: Sequence[Words]) -> _Postings:
        """Sort the shingles of all texts; a hash and the number of its text are one integer."""
        of_word = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text) for text in texts])
        found = shingles(np.concatenate([np.zeros(0, np.uint32), *texts]))
        is_within = of_word[: len(found)] == of_word[len(of_word) - len(found) :]
        rows = (found | of_word[: len(found)])[is_within]
        rows.sort()
        rows = rows[np.diff(rows, prepend=~np.uint64(0)) != 0]
        hashes = rows & ~NUMBERS
        begins = np.flatnonzero(np.diff(hashes, prepend=~np.uint64(0)))
        counts = np.diff(begins, append=len(rows))
        kept = (counts > 1) & (counts <= MOST_TEXTS)
        numbers = (rows & NUMBERS).astype(np.int64)
        is_boilerplate = counts > MOST_TEXTS
        boilerplate = hashes[begins[is_boilerplate]]
        is_frequent = np.repeat(is_boilerplate, counts)
        totals = np.bincount(numbers, minlength=len(texts))
        frequent = frequent_shingles(hashes[is_frequent], numbers[is_frequent], totals)
        numbers = numbers[np.repeat(kept, counts)]
        lengths = counts[kept]
        of_row = np.repeat(np.arange(len(lengths)), lengths)
        order = np.argsort(numbers, kind="stable")
        per_text = np.bincount(numbers, minlength=len(texts))
        rows_of_texts = of_row[order], _offsets(per_text)
        return cls(numbers, _offsets(lengths), *rows_of_texts, boilerplate, frequent)

    def partners(self, number: int, least: int) -> list[int]:
        """The later texts that share at least `least` shingles with a text, most first."""
        low, high = self.shingle_offsets[number : number + 2]
        if high - low < least:
            return []
        rows = self.shingles[low:high]
        begins, lengths = self.text_offsets[rows], self.text_offsets[rows + 1]
        lengths = lengths - begins
        shift = np.repeat(begins - _offsets(lengths)[:-1], lengths)
        counts = np.bincount(self.texts[shift + np.arange(len(shift))])
        counts[: number + 1] = 0
        found = np.flatnonzero(counts >= least)
        ordered: list[int] = found[np.argsort(-counts[found], kind="stable")].tolist()
        return ordered


def _offsets(lengths: NDArray[Any]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])
