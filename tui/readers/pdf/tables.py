"""Detects tables among the lines of a PDF: consecutive rows with aligned cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .lines import Cell, Line

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
    """Whether two cells of a row are aligned with cells of the row above: left,
    right or centred."""
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
