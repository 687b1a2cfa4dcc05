"""Rows of tables in a PDF whose cells hold several lines: each of them made one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .lines import Cell, Line
from .tables import ALIGNED, LEAST, SAME_ROW, Row, are_aligned, is_near, row_of
from .text import text_of

_LEADING = 1.6
"""Sizes of type between two lines of a cell, at most."""
_LINES = 8
"""Lines of a cell, at most."""
_CELLS = 40
"""Cells of a row, at most: what has more is no table that is read."""
_LENGTH = 50
"""Code points of the lines of a cell, on average at most: longer ones are those of a text."""


class _Building(NamedTuple):
    """A row as far as it is known: the lines of each of its cells, and the lines it is made of."""

    cells: list[list[Line]]
    lines: list[Line]


def with_whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, each row of a table as one line where its cells hold several.

    A table is three rows or more whose cells stand one below the other, as in `tables_in`. Its
    content may go from cell to cell, or from line to line with all but the last cells left empty.
    """
    made: list[Line] = []
    run: list[_Building] = []
    for row in _rows(lines):
        if run and not _is_below(run[-1], row):
            made += _lines_of(run)
            run = []
        run.append(row)
    return made + _lines_of(run)


def _rows(lines: Sequence[Line]) -> Iterator[_Building]:
    row: _Building | None = None
    for line in lines:
        parts = _parts(line)
        if row is not None and _is_beside(row, line):
            row.cells.extend([part] for part in parts)
        elif row is not None and (below := _cells_above(row, parts)):
            for cell, part in zip(below, parts, strict=True):
                cell.append(part)
        else:
            if row is not None:
                yield row
            row = _Building([[part] for part in parts], [])
        row.lines.append(line)
    if row is not None:
        yield row


def _parts(line: Line) -> list[Line]:
    """The parts of a line between wide gaps, as lines."""
    row = row_of([line])
    return [
        line._replace(text=text, left=cell.left, right=cell.right, cells=())
        for text, cell in zip(row.texts, row.cells, strict=True)
    ]


def _is_beside(row: _Building, line: Line) -> bool:
    """Whether a line begins another cell of a row: beside its first line, right of all cells."""
    first, last = row.cells[0][0], row.cells[-1]
    return (
        len(row.cells) < _CELLS
        and abs(first.y - line.y) <= SAME_ROW * line.size
        and line.left >= max(part.right for part in last) - 1
    )


def _cells_above(row: _Building, parts: Sequence[Line]) -> list[list[Line]]:
    """The cells of a row that the parts of a line go on with; none where they do not.

    In a row of several cells, a line at its left edge begins the next row.
    """
    if len(row.cells) > _CELLS or len(parts) > len(row.cells):
        return []
    cells = row.cells[1:] or row.cells
    found = [
        cell
        for part in parts
        for cell in cells
        if abs(cell[-1].left - part.left) <= ALIGNED
        and 0 < cell[-1].y - part.y <= _LEADING * part.size
        and len(cell) < _LINES
    ]
    return found if len(found) == len(parts) else []


def _is_below(above: _Building, row: _Building) -> bool:
    """Whether a row belongs to the same table as the one before it."""
    if not all(2 <= len(one.cells) <= _CELLS for one in (above, row)):
        return False
    one, other = _row(above), _row(row)
    return is_near(one, other) and are_aligned(one, other)


def _row(row: _Building) -> Row:
    line = _line(row)
    return Row(tuple(cell[0].text for cell in row.cells), line.cells, (line,))


def _lines_of(run: Sequence[_Building]) -> list[Line]:
    """The lines of some rows: one for each where they are the rows of a table."""
    tall = [cell for row in run for cell in row.cells if len(cell) > 1]
    length = sum(len(part.text) for cell in tall for part in cell)
    narrow = length <= _LENGTH * sum(len(cell) for cell in tall)
    if len(run) < LEAST or not tall or not narrow:
        return [line for row in run for line in row.lines]
    return [_line(row) for row in run]


def _line(row: _Building) -> Line:
    """A row as one line, the lines of each cell joined."""
    texts = [text_of(cell, Counter())[0] for cell in row.cells]
    starts = [0]
    for one, _ in pairwise(texts):
        starts.append(starts[-1] + len(one) + 1)
    cells = tuple(
        Cell(start, min(p.left for p in cell), max(p.right for p in cell), cell[0].y)
        for start, cell in zip(starts, row.cells, strict=True)
    )
    first = row.lines[0]
    return first._replace(
        text=" ".join(texts),
        left=cells[0].left,
        right=cells[-1].right,
        cells=cells if len(cells) > 1 else (),
        depth=first.y - min(part.y for cell in row.cells for part in cell),
    )
