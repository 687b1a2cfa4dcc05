"""What two texts have in common: runs of equal words, joined where little was edited between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .candidates import SIZE, Hashes, Words, shingles

MOST_EDITED = 8
"""Maximum number of words in each text between two runs that are joined to one stretch."""
_MOST_PLACES = 4
"""Maximum number of places in the other text at which a shingle may be; others are left out."""


class CommonRun(NamedTuple):
    """A run of equal words: its first word in each of two texts, and its length in words."""

    a: int
    b: int
    size: int


Stretch = list[CommonRun]
"""Runs that follow each other closely in both texts."""


def align(a: Words, b: Words) -> list[Stretch]:
    """The stretches that two texts have in common, in the order of `a`.

    Each word belongs to at most one of them, also where a text repeats itself.
    """
    runs = _disjoint(_maximal_runs(a, b), len(a), len(b))
    return [*_joined(sorted(runs))]


def _maximal_runs(a: Words, b: Words) -> list[CommonRun]:
    """The maximal runs of at least five equal words, longest first; they may overlap."""
    prefix = _equal_words(a, b)
    # Texts that repeat themselves have too many equal shingles, but equal ends are certain.
    suffix = _equal_words(a[prefix:][::-1], b[prefix:][::-1])
    ends = [CommonRun(0, 0, prefix), CommonRun(len(a) - suffix, len(b) - suffix, suffix)]
    at_a, at_b = _equal_shingles(shingles(a), shingles(b))
    diagonal = at_b - at_a
    order = np.lexsort((at_a, diagonal))
    at_a, diagonal = at_a[order], diagonal[order]
    is_first = np.ones(len(at_a), bool)
    is_first[1:] = (np.diff(diagonal) != 0) | (np.diff(at_a) != 1)
    begins = np.flatnonzero(is_first)
    sizes = np.diff(begins, append=len(at_a)) + SIZE - 1
    rows = np.stack([at_a[begins], at_a[begins] + diagonal[begins], sizes], axis=1).tolist()
    runs = [*(run for run in ends if run.size >= SIZE), *(CommonRun(*row) for row in rows)]
    return sorted(runs, key=lambda run: (-run.size, abs(run.a - run.b), run))


def _equal_words(a: Words, b: Words) -> int:
    """The number of words that are equal at the beginning of both texts."""
    size = min(len(a), len(b))
    differing = np.flatnonzero(a[:size] != b[:size])
    return int(differing[0]) if len(differing) else size


def _equal_shingles(a: Hashes, b: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of equal shingles in both texts."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    low = np.searchsorted(ordered, a, "left")
    lengths = np.searchsorted(ordered, a, "right") - low
    lengths[lengths > _MOST_PLACES] = 0
    at_a = np.repeat(np.arange(len(a)), lengths)
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return at_a, order[np.repeat(low, lengths) + np.arange(len(at_a)) - before]


def _disjoint(runs: Sequence[CommonRun], a_words: int, b_words: int) -> Iterator[CommonRun]:
    """The runs, longest first, without the words that are in a longer one."""
    a_free, b_free = np.ones(a_words, bool), np.ones(b_words, bool)
    for run in runs:
        a, b, size = run
        free = a_free[a : a + size] & b_free[b : b + size]
        if not free.all():
            first, size = _longest_true(free)
            a, b = a + first, b + first
        if size >= SIZE:
            a_free[a : a + size] = b_free[b : b + size] = False
            yield CommonRun(a, b, size)


def _longest_true(flags: NDArray[np.bool_]) -> tuple[int, int]:
    """The start and the length of the longest run of true flags."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    begins, ends = edges[::2], edges[1::2]
    if not len(begins):
        return 0, 0
    at = int(np.argmax(ends - begins))
    return int(begins[at]), int(ends[at] - begins[at])


def _joined(runs: Sequence[CommonRun]) -> Iterator[Stretch]:
    """The runs in order, those together that are close to each other in both texts."""
    some = list(runs[:1])
    for before, run in pairwise(runs):
        a_gap, b_gap = run.a - before.a - before.size, run.b - before.b - before.size
        if not (a_gap <= MOST_EDITED and 0 <= b_gap <= MOST_EDITED):
            yield some
            some = []
        some.append(run)
    if some:
        yield some
