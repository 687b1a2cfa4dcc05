"""CsrArray: rows of different lengths in one array (compressed sparse rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
