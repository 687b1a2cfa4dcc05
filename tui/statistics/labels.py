"""Columns of values that occur many times, such as the tags of codings."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""Numbers of items, offsets or counts, one for each item of a column."""

V = TypeVar("V", bound=Hashable)
W = TypeVar("W", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Labels(Generic[V]):
    """A value for each item of a column: that of item i is `values[numbers[i]]`.

    The values differ from each other; some may be used by no item.
    """

    values: tuple[V, ...]
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, items: NDArray[Any]) -> Labels[V]:
        """The column of some items, given by their numbers or as a mask."""
        return Labels(self.values, self.numbers[items])

    def used(self) -> Labels[V]:
        """The same column without the values that no item has."""
        kept, numbers = np.unique(self.numbers, return_inverse=True)
        return Labels(tuple(self.values[place] for place in kept), numbers.astype(np.int64))

    def mapped(self, change: Callable[[V], W]) -> Labels[W]:
        """The column with each value changed; values that become equal are one."""
        changed = labelled(map(change, self.values))
        return Labels(changed.values, changed.numbers[self.numbers])


def labelled(items: Iterable[V]) -> Labels[V]:
    """The column of some values."""
    numbers: dict[V, int] = {}
    column = [numbers.setdefault(item, len(numbers)) for item in items]
    return Labels(tuple(numbers), np.array(column, dtype=np.int64))


def joined_labels(parts: Sequence[Labels[V]]) -> Labels[V]:
    """The items of several columns, one after the other."""
    values = labelled(value for part in parts for value in part.values)
    first = 0
    columns = [np.zeros(0, dtype=np.int64)]
    for part in parts:
        columns.append(values.numbers[first + part.numbers])
        first += len(part.values)
    return Labels(values.values, np.concatenate(columns))
