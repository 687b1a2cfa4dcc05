"""Rows of different lengths in one array (compressed sparse rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Edges = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """Row i is `values[edges[i]:edges[i + 1]]`; the rows stand in order without gaps."""

    values: NDArray[Any]
    edges: Edges

    def __len__(self) -> int:
        return len(self.edges) - 1

    def __getitem__(self, row: int) -> NDArray[Any]:
        return self.values[self.edges[row] : self.edges[row + 1]]

    def is_sound(self, count: int, limit: int) -> bool:
        """Whether these are `count` rows without gaps, with values below `limit`."""
        edges, values = self.edges, self.values
        if len(edges) != count + 1 or edges[0] != 0 or edges[-1] != len(values):
            return False
        return bool((edges[1:] >= edges[:-1]).all()) and not (values >= limit).any()

    def lengths(self, rows: NDArray[Any] | slice = slice(None)) -> Edges:
        """How long these rows are."""
        return self.edges[1:][rows] - self.edges[:-1][rows]

    def take(self, rows: NDArray[Any] | range) -> Rows:
        """Only these rows, in the order given."""
        if isinstance(rows, range):
            low, high = self.edges[rows.start], self.edges[rows.stop]
            return Rows(self.values[low:high], self.edges[rows.start : rows.stop + 1] - low)
        lengths = self.lengths(rows)
        edges = edges_of(lengths)
        shift = np.repeat(self.edges[:-1][rows] - edges[:-1], lengths)
        return Rows(self.values[shift + np.arange(edges[-1])], edges)

    def owners(self) -> Numbers:
        """For each value, the row that it stands in."""
        return np.repeat(np.arange(len(self), dtype=np.uint32), self.lengths())


def edges_of(lengths: Sequence[int] | NDArray[Any]) -> Edges:
    """The edges of rows of these lengths."""
    edges = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=edges[1:])
    return edges


def chained(parts: Sequence[Rows]) -> Rows:
    """The rows of several, one after the other; at least one part."""
    values = np.concatenate([part.values for part in parts])
    return Rows(values, edges_of(np.concatenate([part.lengths() for part in parts])))
