"""The rows at the edges of PDF pages, the lines in their margins, and line numbers there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

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


_LEAST = 12
"""Least number of numbered lines on a page."""
_NUMBERED = re.compile(r"(\d{1,4})(?:\s+(?=\S)|$)")


def without_line_numbers(page: Sequence[Line]) -> Iterator[Line]:
    """The lines of a page without line numbers in its margin."""
    numbers = _line_numbers(page)
    for line in page:
        match = _NUMBERED.match(line.text)
        if match is None or line not in numbers:
            yield line
        elif rest := line.text[match.end() :]:
            by = match.end()
            cells = tuple(c._replace(start=c.start - by) for c in line.cells if c.start >= by)
            width = (line.right - line.left) / len(line.text)
            left = cells[0].left if cells else line.left + by * width
            yield line._replace(text=rest, left=left, cells=cells if len(cells) > 1 else ())


def _line_numbers(page: Sequence[Line]) -> set[Line]:
    """The lines that begin with, or consist of, a line number.

    Line numbers increase by one per row, stand in one place at equal distances, and cover most of
    the height of the page.
    """
    found = [(int(m[1]), line) for line in page if (m := _NUMBERED.match(line.text))]
    left = min((line.left for line in page), default=0.0)
    found = [(n, line) for n, line in found if line.left - left < 2.5 * line.size]
    found.sort(key=lambda one: (-one[1].y, one[1].left))
    if len(found) < _LEAST:
        return set()
    steps = [b[0] - a[0] for a, b in pairwise(found)]
    gaps = [a[1].y - b[1].y for a, b in pairwise(found)]
    usual = median(gaps)
    regular = sum(s == 1 and abs(g - usual) < 2 for s, g in zip(steps, gaps, strict=True))
    height = max(line.y for line in page) - min(line.y for line in page)
    if regular < 0.9 * len(gaps) or found[0][1].y - found[-1][1].y < 0.7 * height:
        return set()
    wide = sum(len(line.cells) > 2 for _, line in found)
    return set() if wide > len(found) // 3 else {line for _, line in found}
