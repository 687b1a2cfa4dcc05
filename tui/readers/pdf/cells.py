"""Merges table rows with multi-line cells into one line per row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .lines import Cell, Line
from .tables import ALIGNED, LEAST, SAME_ROW, Row, are_aligned, is_near, row_of
from .text import text_of

_LEADING = 1.6
"""Greatest distance between two lines of a cell, as a multiple of the font size."""
_LINES = 8
"""Most lines in a cell."""
_CELLS = 40
"""Most cells in a row; a larger row is not treated as part of a table."""
_LENGTH = 50
"""Greatest average length of the lines of a cell, in code points; longer lines are running text."""


class _RowLines(NamedTuple):
    """A row under construction: the lines of each cell, and the original lines of the row."""

    cells: list[list[Line]]
    lines: list[Line]


def with_whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, with each table row of multi-line cells merged into one line.

    A table has at least three rows with aligned cells, as in `tables_in`. Its content may be
    ordered by cells, or by lines if only the last cells of a row have several lines.
    """
    made: list[Line] = []
    run: list[_RowLines] = []
    for row in _rows(lines):
        if run and not _is_below(run[-1], row):
            made += _lines_of(run)
            run = []
        run.append(row)
    return made + _lines_of(run)


def _rows(lines: Sequence[Line]) -> Iterator[_RowLines]:
    row: _RowLines | None = None
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
            row = _RowLines([[part] for part in parts], [])
        row.lines.append(line)
    if row is not None:
        yield row


def _parts(line: Line) -> list[Line]:
    """The parts of a line between wide gaps, as separate lines."""
    row = row_of([line])
    return [
        line._replace(text=text, left=cell.left, right=cell.right, cells=())
        for text, cell in zip(row.texts, row.cells, strict=True)
    ]


def _is_beside(row: _RowLines, line: Line) -> bool:
    """Whether a line begins another cell of a row: next to its first line, right of all cells."""
    first, last = row.cells[0][0], row.cells[-1]
    return (
        len(row.cells) < _CELLS
        and abs(first.y - line.y) <= SAME_ROW * line.size
        and line.left >= max(part.right for part in last) - 1
    )


def _cells_above(row: _RowLines, parts: Sequence[Line]) -> list[list[Line]]:
    """The cells that the parts of a line continue, or an empty list.

    If a row has several cells, a line at its left edge begins the next row.
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


def _is_below(above: _RowLines, row: _RowLines) -> bool:
    """Whether a row belongs to the same table as the row before it."""
    if not all(2 <= len(one.cells) <= _CELLS for one in (above, row)):
        return False
    one, other = _row(above), _row(row)
    return is_near(one, other) and are_aligned(one, other)


def _row(row: _RowLines) -> Row:
    line = _line(row)
    return Row(tuple(cell[0].text for cell in row.cells), line.cells, (line,))


def _lines_of(run: Sequence[_RowLines]) -> list[Line]:
    """One line per row if the rows form a table, else their original lines."""
    tall = [cell for row in run for cell in row.cells if len(cell) > 1]
    length = sum(len(part.text) for cell in tall for part in cell)
    narrow = length <= _LENGTH * sum(len(cell) for cell in tall)
    if len(run) < LEAST or not tall or not narrow:
        return [line for row in run for line in row.lines]
    return [_line(row) for row in run]


def _line(row: _RowLines) -> Line:
    """A row as one line, with the lines of each cell joined."""
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
