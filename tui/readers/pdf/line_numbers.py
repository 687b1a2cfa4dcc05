"""Removes line numbers in the margin of PDF pages, as on pleading paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from .lines import Line

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
