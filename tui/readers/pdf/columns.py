"""Restores the order of text columns in PDFs whose content is ordered by rows across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .lines import Line
from .tables import Row, rows_in

_SHARE = 0.3
"""Least share of a page's rows that must have several parts before columns are searched."""
_LEAST = 8
"""Least number of rows with several parts."""
_CROSSING = 0.12
"""Greatest share of these rows whose text may cross the gap between two columns."""
_GAP = 5
"""Smallest gap between two columns, in points."""
_WIDTH = 60
"""Smallest width of a column, in points."""
_MOST = 5
"""Most columns on a page."""
_RAGGED = 0.25
"""Share of a column's width by which a line may be shorter and still count as full."""
_WORDS = 3.5
"""Least number of words in an average line of a text column."""

Gap = tuple[int, int]
"""The left and right edge of the gap between two columns, in points."""


def by_column(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, grouped by text column.

    Lines that are in reading order already, and those of tables, are not moved.
    """
    rows = list(rows_in(lines))
    parted = [row for row in rows if len(row.cells) > 1]
    if len(parted) < max(_LEAST, _SHARE * len(rows)):
        return list(lines)
    gaps = _gaps(parted)
    if not 0 < len(gaps) < _MOST or not all(map(_is_text, _columns(parted, gaps))):
        return list(lines)
    return list(_sorted_by_column(rows, gaps))


def _gaps(rows: Sequence[Row]) -> list[Gap]:
    """The gaps that hardly any row crosses, if all columns between them are wide enough."""
    edges = [edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)]
    first, last = int(min(edges)) - 1, int(max(edges)) + 1
    covered = [0] * (last - first + 2)
    for row in rows:
        for cell in row.cells:
            # If texts overlap, the right edge of a part may be left of its left edge.
            left, right = sorted((int(cell.left), int(cell.right) + 1))
            covered[left - first] += 1
            covered[right - first] -= 1
    gaps: list[Gap] = []
    count, start = 0, None
    for at, change in enumerate(covered):
        count += change
        if count <= _CROSSING * len(rows):
            start = at if start is None else start
        elif start is not None:
            if start > 1 and at - start >= _GAP:
                gaps.append((first + start, first + at))
            start = None
    begins = [first, *(right for _, right in gaps)]
    ends = [*(left for left, _ in gaps), last]
    wide = all(end - begin >= _WIDTH for begin, end in zip(begins, ends, strict=True))
    return gaps if wide else []


def _columns(rows: Sequence[Row], gaps: Sequence[Gap]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(gaps) + 1)]
    for row in rows:
        for line in _cells(row):
            if not _crosses(line, gaps):
                columns[_column(line, gaps)].append(line)
    return columns


def _sorted_by_column(rows: Sequence[Row], gaps: Sequence[Gap]) -> Iterator[Line]:
    """The lines column by column, in sections that end at each line across the columns."""
    columns: list[list[Line]] = [[] for _ in range(len(gaps) + 1)]
    lowest = float("inf")
    for row in rows:
        cells = _cells(row)
        crossing = any(_crosses(line, gaps) for line in cells)
        if crossing or row.lines[0].y > lowest + row.lines[0].size:
            for column in columns:
                yield from column
                column.clear()
        lowest = row.lines[0].y
        if crossing:
            yield from row.lines
            continue
        for line in cells:
            columns[_column(line, gaps)].append(line)
    for column in columns:
        yield from column


def _cells(row: Row) -> list[Line]:
    """The parts of a row as separate lines."""
    return [
        row.lines[0]._replace(text=text, left=cell.left, right=cell.right, y=cell.y, cells=())
        for text, cell in zip(row.texts, row.cells, strict=True)
    ]


def _crosses(line: Line, gaps: Sequence[Gap]) -> bool:
    return any(line.left < left - 2 and line.right > right + 2 for left, right in gaps)


def _column(line: Line, gaps: Sequence[Gap]) -> int:
    return sum((line.left + line.right) / 2 > (left + right) / 2 for left, right in gaps)


def _is_text(column: Sequence[Line]) -> bool:
    """Whether most lines of a column are full and consist of words rather than numbers."""
    if not column:
        return False
    left = min(line.left for line in column)
    right = max(line.right for line in column)
    full = sum(line.right > right - _RAGGED * (right - left) for line in column)
    words = sum(sum(map(str.isalpha, line.text.split())) for line in column)
    return full >= 0.5 * len(column) and words >= _WORDS * len(column)
