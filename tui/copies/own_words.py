"""The words of many texts that are compared, which are all words but those in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .candidates import Words


@dataclass(frozen=True, eq=False)
class OwnWords:
    """The words of texts, one text after the other.

    Those of text i are `words[offsets[i]:offsets[i + 1]]`.
    """

    words: Words
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> Words:
        return self.words[self.offsets[number] : self.offsets[number + 1]]

    def lengths(self) -> NDArray[np.int64]:
        """The number of words of each text."""
        found: NDArray[np.int64] = np.diff(self.offsets)
        return found


def own_words(
    words: Words, offsets: NDArray[np.int64], left_out: Sequence[Sequence[int]]
) -> OwnWords:
    """The words of texts without those that are left out.

    The words of text i are `words[offsets[i]:offsets[i + 1]]`; `left_out[i]` has the first word of
    each of its ranges that are left out, the word after its last, and so on, in order.
    """
    ranges = np.fromiter(chain.from_iterable(left_out), np.int64)
    first = np.repeat(offsets[:-1], [len(some) for some in left_out])
    edges = (ranges + first).reshape(-1, 2)
    flags = np.zeros(len(words) + 1, np.int8)
    flags[edges[:, 0]] += 1
    flags[edges[:, 1]] -= 1
    is_own = np.cumsum(flags[:-1], dtype=np.int8) == 0
    before = np.zeros(len(words) + 1, np.int64)
    np.cumsum(is_own, out=before[1:])
    return OwnWords(words[is_own], before[offsets])
