"""Values for the lines of PDF pages, their columns, and the typical layout of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

HYPHEN = "\u00ad"
"""The last character of a line in place of a hyphen that line breaking probably added."""


class Cell(NamedTuple):
    """A part of a line between wide gaps.

    `start` is its offset in the text of the line; `left`, `right` and the baseline `y`, which may
    differ from that of the line, are in points.
    """

    start: int
    left: float
    right: float
    y: float


class Line(NamedTuple):
    """A line on a page; coordinates are in points from the lower left corner of the page.

    `y` is the baseline, `size` the font size, `weight` the font weight (400 is normal). `cells` are
    the parts of a line with wide gaps (else empty). If cells have several lines, `depth` is the
    distance from the baseline to that of the lowest line.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    weight: int
    page: int
    cells: tuple[Cell, ...] = ()
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of a page in content order.

    `asides` are lines that must not interrupt the text around them: running heads.
    """

    lines: tuple[Line, ...]
    asides: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Consecutive lines one below the other; `notes` are the smaller lines at the foot."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    left: float
    right: float
    asides: tuple[Line, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Look:
    """The typical font size, line distance (both in points) and font weight of a document."""

    size: float
    leading: float
    weight: int


_ALIKE = 4.0
"""Greatest difference between the ends of full lines, in points."""
_JUSTIFIED = 0.3
"""Share of a column's lines with equal ends from which on its text counts as justified."""
_SMALLER = 0.92
"""Greatest font size of a note, relative to the text."""


def look_of(pages: Iterable[Sequence[Line]]) -> Look:
    """The typical layout of the pages, weighted by text length; 12 points if there are no lines."""
    sizes: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    weights: Counter[int] = Counter()
    for page in pages:
        last: Line | None = None
        for line in page:
            sizes[line.size] += len(line.text)
            weights[line.weight] += len(line.text)
            if last and 0 < last.y - line.y < 2.5 * line.size and last.size == line.size:
                gaps[round(last.y - line.y, 0)] += len(line.text)
            last = line
    size = max(sizes, key=lambda value: (sizes[value], -value), default=12.0)
    leading = max(gaps, key=lambda value: (gaps[value], -value), default=1.2 * size)
    return Look(size, leading, max(weights, key=lambda value: weights[value], default=400))


def columns_of(page: PdfPage, look: Look) -> list[Column]:
    """The columns of a page in content order; a new column begins with each line that is higher.

    The asides of the page are assigned to its last column.
    """
    runs: list[list[Line]] = []
    for line in page.lines:
        if not runs or line.y > runs[-1][-1].y + look.size:
            runs.append([])
        runs[-1].append(line)
    last = len(runs) - 1
    return [_column(run, look, page.asides if i == last else ()) for i, run in enumerate(runs)]


def _column(run: list[Line], look: Look, asides: tuple[Line, ...]) -> Column:
    first_note = len(run)
    while first_note and run[first_note - 1].size <= _SMALLER * look.size:
        first_note -= 1
    lines, notes = tuple(run[:first_note]), tuple(run[first_note:])
    if not lines:  # all lines are small: a table, a box or an appendix
        lines, notes = notes, ()
    lefts = Counter(round(line.left) for line in lines)
    common = max(lefts, key=lambda left: (lefts[left], -left))
    return Column(lines, notes, float(common), _right(lines, look), asides)


def _right(lines: Sequence[Line], look: Look) -> float:
    """The position at which most full lines of a column end."""
    rights = sorted(line.right for line in lines if line.size <= 1.1 * look.size)
    if not rights:
        return max(line.right for line in lines)
    ends = Counter(round(right / _ALIKE) for right in rights)
    often = max(ends, key=lambda end: (ends[end], end))
    if ends[often] >= _JUSTIFIED * len(rights):
        return max(right for right in rights if round(right / _ALIKE) == often)
    # One line in ten may extend beyond the column, such as a centred line or a formula.
    return rights[-1 - len(rights) // 10]
