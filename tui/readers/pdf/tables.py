"""Tables among the lines of a PDF: rows with aligned cells, whose lines are merged by row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from .lines import Cell, Line, text_of

LEAST = 3
"""Least number of rows in a table."""
ALIGNED = 4.0
"""Greatest difference between the edges of aligned cells, in points."""
SAME_ROW = 0.3
"""Greatest difference between the baselines of one row, as a multiple of the font size."""
_WRAPPED = 2
"""Most consecutive rows with a single cell: the continuation of a multi-line cell."""
_MARK = re.compile(r"(?:[•‣◦▪●○■□–—*\ue000-\uf8ff-]|\(?\w{1,3}[.)]|\[\w{1,4}\]|\d{1,3}:?)\s*")

_BULLET = re.compile(r"[•‣◦▪●○■□]|\d{1,2}\.")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the texts of its cells, their positions, and its lines."""

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]


def tables_in(lines: Sequence[Line]) -> Iterator[Line | list[Row]]:
    """The lines of a column; lines that form a table are returned as a list of its rows."""
    rows = list(rows_in(lines))
    at = 0
    while at < len(rows):
        end = _run_end(rows, at)
        if end > at:
            yield rows[at:end]
            at = end
        else:
            yield from rows[at].lines
            at += 1


def rows_in(lines: Sequence[Line]) -> Iterator[Row]:
    """Group lines that stand side by side into rows."""
    row: list[Line] = []
    for line in lines:
        beside = row and abs(row[-1].y - line.y) <= SAME_ROW * line.size
        if beside and line.left >= row[-1].right - 1:
            row.append(line)
            continue
        if row:
            yield row_of(row)
        row = [line]
    if row:
        yield row_of(row)


def row_of(lines: Sequence[Line]) -> Row:
    """Lines that stand side by side as one row; a list marker is not a separate cell."""
    texts: list[str] = []
    cells: list[Cell] = []
    for line in lines:
        parts = line.cells or (Cell(0, line.left, line.right, line.y),)
        ends = [*(part.start for part in parts[1:]), len(line.text)]
        texts += [line.text[a.start : b] for a, b in zip(parts, ends, strict=True)]
        cells += parts
    texts = [text.strip() for text in texts]
    at = 0
    while at + 1 < len(texts):
        mark = _MARK if not at and len(texts) == 2 else _BULLET
        near = cells[at + 1].left - cells[at].right < 4 * lines[0].size
        if mark.fullmatch(texts[at]) and near:
            # A list marker or the number of a heading is set apart from its text.
            texts[at : at + 2] = [" ".join(texts[at : at + 2])]
            cells[at : at + 2] = [cells[at]._replace(right=cells[at + 1].right)]
        at += 1
    return Row(tuple(texts), tuple(cells), tuple(lines))


def _run_end(rows: Sequence[Row], start: int) -> int:
    """The end of the table that begins with a row; `start` if no table begins there."""
    if len(rows[start].cells) < 2:
        return start
    full, last, wrapped = 1, start, 0
    for at in range(start + 1, len(rows)):
        row, above = rows[at], rows[last]
        if not is_near(rows[at - 1], row):
            break
        if len(row.cells) > 1:
            if not are_aligned(above, row):
                break
            full, last, wrapped = full + 1, at, 0
        elif wrapped == _WRAPPED or not _is_in_column(above, row):
            break
        else:
            wrapped += 1
    return start if full < LEAST else last + 1


def is_near(above: Row, row: Row) -> bool:
    """Whether a row is close enough below another row to belong to the same table."""
    last = above.lines[-1]
    gap = last.y - last.depth - row.lines[0].y
    return 0 < gap <= 3 * max(row.lines[0].size, above.lines[0].size)


def are_aligned(above: Row, row: Row) -> bool:
    """Whether two cells of a row are aligned with cells above: left, right or centred."""
    known = [sorted(map(place_of, above.cells)) for place_of in _PLACES]
    below = (
        any(
            _is_among(places, place_of(cell))
            for places, place_of in zip(known, _PLACES, strict=True)
        )
        for cell in row.cells
    )
    return sum(islice(filter(None, below), 2)) == 2


_PLACES: tuple[Callable[[Cell], float], ...] = (
    lambda cell: cell.left,
    lambda cell: cell.right,
    lambda cell: (cell.left + cell.right) / 2,
)


def _is_among(places: Sequence[float], place: float) -> bool:
    """Whether one of the sorted places is within ALIGNED points of a place."""
    at = bisect_left(places, place - ALIGNED)
    return at < len(places) and places[at] <= place + ALIGNED


def _is_in_column(above: Row, row: Row) -> bool:
    """Whether the only cell of a row fits within one column of the row above."""
    (cell,) = row.cells
    return (
        any(
            abs(cell.left - other.left) <= ALIGNED and cell.right < following.left
            for other, following in zip(above.cells, above.cells[1:], strict=False)
        )
        or abs(cell.left - above.cells[-1].left) <= ALIGNED
    )


def line_of(row: Row) -> Line:
    """A row as one line with bars between its cells."""
    right = max(line.right for line in row.lines)
    return row.lines[0]._replace(text=" | ".join(row.texts), right=right, cells=())


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
