"""The rows of lines at the edges of a PDF's pages, and the lines in their margins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from .lines import Line

DEPTH = 6
"""Rows at the top and at the foot of a page that running heads may take."""
_BESIDE = 0.1
"""Share of the text of a page that the lines in one margin are, at most."""
SAME_ROW = 2.0
"""Points by which the baselines of one row may differ."""
_FIGURES = re.compile(r"[\s.,%()$€£–-]*\d[\d\s.,%()$€£–-]*")


def edges_of(page: Sequence[Line], middle: float) -> Iterator[list[list[Line]]]:
    """The rows of a page from the top, and from the foot, each list as far as heads may reach.

    Heads at the top end at `middle`, in points, and so do those at the foot. Lines in the margin
    beside the text have rows of their own.
    """
    beside = beside_text(page)
    for lines in ([line for line in page if line not in beside], beside):
        rows: list[list[Line]] = []
        for line in sorted(lines, key=lambda line: -line.y):
            if not rows or rows[-1][0].y - line.y > SAME_ROW:
                rows.append([])
            rows[-1].append(line)
        upper = sum(row[0].y >= middle for row in rows)
        yield from filter(None, (rows[:upper][:DEPTH], rows[upper:][: -DEPTH - 1 : -1]))


def beside_text(page: Sequence[Line]) -> Collection[Line]:
    """The few lines of a page that no line of its text stands above or below."""
    strips: list[list[Line]] = []
    end = float("-inf")
    for line in sorted(page, key=lambda line: line.left):
        if line.left > end:
            strips.append([])
        strips[-1].append(line)
        end = max(end, line.right)
    sizes = [sum(len(line.text) for line in strip) for strip in strips]
    few = _BESIDE * sum(sizes)
    return {
        line
        for strip, size in zip(strips, sizes, strict=True)
        if size <= few and len(strip) <= DEPTH
        for line in strip
    }


def has_figures(row: Sequence[Line]) -> bool:
    """Whether numbers stand side by side in a row, each apart, as in those of tables."""
    alone: list[bool] = []
    for line in sorted(row, key=lambda line: line.left):
        ends = [*(cell.start for cell in line.cells[1:]), len(line.text)]
        starts = [0, *ends[:-1]]
        alone += [
            bool(_FIGURES.fullmatch(line.text, *part)) for part in zip(starts, ends, strict=True)
        ]
    return any(one and other for one, other in pairwise(alone))
