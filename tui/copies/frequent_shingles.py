"""Shingles that occur in very many texts: boilerplate, or one text that was copied very often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOSTLY = 0.8
"""Part of its shingles from which a text is a copy of what is in many texts."""


@dataclass(frozen=True, eq=False)
class FrequentShingles:
    """What the frequent shingles say about the texts that contain them, by number.

    `with_boilerplate` are the texts of which they are a part. `copies` are those that consist of
    little else, and `pairs` connects each of these with up to three that come before it.
    """

    with_boilerplate: list[int]
    copies: list[int]
    pairs: list[tuple[int, int]]


def frequent_shingles(
    shingles: NDArray[Any], texts: NDArray[np.int64], totals: NDArray[np.int64]
) -> FrequentShingles:
    """Judge the texts with frequent shingles.

    `shingles` and `texts` are the occurrences, each shingle of a text once, in the order of the
    shingles and then of the texts; `totals` is the number of different shingles of each text.
    """
    counts = np.bincount(texts, minlength=len(totals))
    is_copy = counts > MOSTLY * totals
    with_boilerplate: list[int] = np.flatnonzero((counts > 0) & ~is_copy).tolist()
    copies: list[int] = np.flatnonzero(is_copy & (totals > 0)).tolist()
    return FrequentShingles(with_boilerplate, copies, _pairs(shingles, texts, is_copy))


def _pairs(
    shingles: NDArray[Any], texts: NDArray[np.int64], is_copy: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """Each copy with the first copy that has its first, its middle and its last shingle."""
    kept = is_copy[texts]
    shingles, texts = shingles[kept], texts[kept]
    if not len(texts):
        return []
    is_first = np.concatenate([[True], shingles[1:] != shingles[:-1]])
    first_text = texts[is_first][np.cumsum(is_first) - 1]
    order = np.argsort(texts, kind="stable")
    begins = np.flatnonzero(np.diff(texts[order], prepend=-1))
    ends = np.append(begins[1:], len(texts))
    probes = np.concatenate([begins, (begins + ends - 1) // 2, ends - 1])
    rows = order[probes]
    pairs = zip(first_text[rows].tolist(), texts[rows].tolist(), strict=True)
    return sorted({(first, text) for first, text in pairs if first != text})
