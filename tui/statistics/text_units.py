"""The passages and paragraphs of articles, in which the spans of codings lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .labels import Numbers


@dataclass(frozen=True, slots=True, eq=False)
class TextUnits:
    """The passages of many articles, in columns.

    Article i has `counts[i]` passages from the number `firsts[i]` on. `starts` and `ends` are code
    points, `blocks` the numbers of the paragraphs in their article. `lengths` has the length of
    each article in code points.
    """

    firsts: Sequence[int]
    counts: Sequence[int]
    starts: Numbers
    ends: Numbers
    blocks: Numbers
    lengths: Numbers

    def passages(self, article: Numbers, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers of the first and the last passage that each span overlaps.

        The last is smaller than the first where a span overlaps none.
        """
        first, last = np.zeros(len(article), np.int64), np.zeros(len(article), np.int64)
        order = np.argsort(article, kind="stable")
        bounds = np.searchsorted(article[order], np.arange(len(self.firsts) + 1))
        for number in np.unique(article).tolist():
            items = order[bounds[number] : bounds[number + 1]]
            low = self.firsts[number]
            high = low + self.counts[number]
            first[items] = low + np.searchsorted(self.ends[low:high], start[items], "right")
            last[items] = low + np.searchsorted(self.starts[low:high], end[items], "left") - 1
        return first, last

    def paragraphs(self, article: Numbers, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers, in their article, of the first and last paragraph that each span overlaps.

        The last is smaller than the first where a span overlaps none.
        """
        first, last = self.passages(article, start, end)
        is_known = last >= first
        blocks = np.append(self.blocks, 0)
        return (
            np.where(is_known, blocks[np.where(is_known, first, 0)], 0),
            np.where(is_known, blocks[np.where(is_known, last, 0)], -1),
        )

    def tenths(self, article: Numbers, start: Numbers) -> Numbers:
        """The tenth of its article, from 1 to 10, in which each span begins."""
        lengths = np.maximum(self.lengths[article], 1)
        return np.clip(start * 10 // lengths, 0, 9) + 1
