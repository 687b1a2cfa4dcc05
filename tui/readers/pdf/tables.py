"""Tables among the lines of a PDF: rows whose cells stand one below the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .lines import Cell, Line

LEAST = 3
"""Rows of a table, at least."""
ALIGNED = 4.0
"""Points by which the edges of the cells of one column may differ."""
SAME_ROW = 0.3
"""Sizes of type by which the baselines of one row may differ."""
_WRAPPED = 2
"""Rows of one cell, as of a text that needs more than one row, that may follow each other."""
_MARK = re.compile(r"(?:[•‣◦▪●○■□–—*\ue000-\uf8ff-]|\(?\w{1,3}[.)]|\[\w{1,4}\]|\d{1,3}:?)\s*")

_BULLET = re.compile(r"[•‣◦▪●○■□]|\d{1,2}\.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the texts of its cells, where they begin and end, and its lines."""

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]


def tables_in(lines: Sequence[Line]) -> Iterator[Line | list[Row]]:
    """The lines of a column, those that make a table together as the rows of it."""
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
    """The lines with those that stand side by side in one row."""
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
    """Lines that stand side by side as one row; the mark of a list is no cell of its own."""
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
            # The mark of a list, or the number of a heading, stands apart from its text.
            texts[at : at + 2] = [" ".join(texts[at : at + 2])]
            cells[at : at + 2] = [cells[at]._replace(right=cells[at + 1].right)]
        at += 1
    return Row(tuple(texts), tuple(cells), tuple(lines))


def _run_end(rows: Sequence[Row], start: int) -> int:
    """Where the table ends that begins with a row; `start` where none does."""
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
    """Whether a row stands close enough below another one to belong to the same table."""
    last = above.lines[-1]
    gap = last.y - last.depth - row.lines[0].y
    return 0 < gap <= 3 * max(row.lines[0].size, above.lines[0].size)


def are_aligned(above: Row, row: Row) -> bool:
    """Whether two cells of a row stand below cells of the row above: by an edge or the middle."""
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
    """Whether one of some sorted places is as good as another one."""
    at = bisect_left(places, place - ALIGNED)
    return at < len(places) and places[at] <= place + ALIGNED


def _is_in_column(above: Row, row: Row) -> bool:
    """Whether the only cell of a row stays within one column of the row above."""
    (cell,) = row.cells
    return (
        any(
            abs(cell.left - other.left) <= ALIGNED and cell.right < following.left
            for other, following in zip(above.cells, above.cells[1:], strict=False)
        )
        or abs(cell.left - above.cells[-1].left) <= ALIGNED
    )


def line_of(row: Row) -> Line:
    """A row as one line, its cells parted by bars."""
    right = max(line.right for line in row.lines)
    return row.lines[0]._replace(text=" | ".join(row.texts), right=right, cells=())
