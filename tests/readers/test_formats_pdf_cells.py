"""Tables in PDFs whose cells hold several lines."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

import pytest

from tests.readers.pdfs import Put, lines, pdf
from tui.model.document import Document
from tui.readers import read_bytes
from tui.readers.pdf import parts_of
from tui.readers.pdf.lines import Cell, Line
from tui.readers.pdf.tables import with_whole_rows

PLACES = (72, 220, 330)
TABLE = [
    [["Port or", "harbour"], ["Ferries"], ["Remarks", "of masters"]],
    [["Quay"], ["nine"], ["fog until noon,", "then clear and", "cold, then fog", "again"]],
    [["Old pier,", "north side"], ["two"], ["none of them"]],
    [["New pier"], ["thirty", "or more"], ["counted twice", "by each guard"]],
]
JOINED = [" | ".join(" ".join(cell) for cell in row) for row in TABLE]
PROSE = "the harbour master said that the ferry would leave before dawn whatever the weather did"


def is_proportional(seconds_for: Callable[[int], float]) -> bool:
    """Whether twice as many cells take less than three times as long, in one of three attempts.

    The garbage collector, which walks all of the tests, is off meanwhile.
    """
    gc.disable()
    try:
        return any(seconds_for(4000) < 3 * max(seconds_for(2000), 0.1) for _ in range(3))
    finally:
        gc.enable()


def read(page: list[Put]) -> Document:
    return read_bytes(pdf([page]), stem="quay", suffix=".pdf")


def rows(document: Document) -> list[str]:
    (block,) = [number for number, b in enumerate(document.blocks) if b.kind == "table"]
    return [document.text[p.start : p.end] for p in document.passages(block)]


def cell_by_cell(table: Sequence[Sequence[list[str]]], y: float = 500) -> list[Put]:
    page: list[Put] = []
    for row in table:
        for x, cell in zip(PLACES, row, strict=True):
            page += lines(x, y, cell)
        y -= 12 * max(map(len, row)) + 4
    return page


def test_a_row_is_one_passage_though_its_cells_hold_several_lines() -> None:
    assert rows(read([*lines(72, 560, [PROSE] * 3), *cell_by_cell(TABLE)])) == JOINED


def test_the_last_cell_may_go_on_line_by_line() -> None:
    said = [["one", ["left at noon and", "came back late"]], ["two", ["stayed"]]]
    said += [["three", ["left before it was", "light, and nobody", "saw it again"]]]
    page, y = lines(72, 560, [PROSE] * 3), 500.0
    for name, cell in said:
        page += [(72, y, 10, str(name)), *lines(220, y, cell)]
        y -= 12 * len(cell) + 2
    assert rows(read(page)) == [f"{name} | {' '.join(cell)}" for name, cell in said]


def test_a_word_broken_in_a_cell_is_mended() -> None:
    table = [*TABLE[:3], [["Pier"], ["one"], ["terres-", "trial"]]]
    assert rows(read(cell_by_cell(table)))[-1] == "Pier | one | terrestrial"


@pytest.mark.parametrize("mark", ["1.", "•", "(a)"])
def test_items_whose_lines_hang_are_no_table(mark: str) -> None:
    page: list[Put] = []
    for y in (700, 670, 640):
        page += [(72, y, 10, mark), *lines(96, y, [f"{PROSE[:40]} and", "went on."])]
    assert {b.kind for b in read(page).blocks} == {"list"}


def test_long_speeches_beside_names_are_no_table() -> None:
    page: list[Put] = []
    for y in (700, 640, 580):
        page += [(72, y, 10, "THE MASTER:"), *lines(180, y, [f"{PROSE[:70]} and"] * 4)]
    assert "table" not in {b.kind for b in read(page).blocks}


def row(count: int, y: float) -> Line:
    """A line of so many cells that none of them stands below one of the line above it."""
    places = [100 * n + 7 * y for n in range(count)]
    cells = tuple(Cell(2 * n, x, x + 5, y) for n, x in enumerate(places))
    return Line("x " * count, places[0], places[-1] + 5, y, 10, 400, 1, cells)


def layout_seconds(count: int) -> float:
    """The time of this process for a page of rows with so many cells."""
    began = time.process_time()
    list(parts_of([[row(count, 700 - 12 * n) for n in range(8)]]))
    return time.process_time() - began


def test_rows_of_many_cells_take_proportional_time() -> None:
    assert is_proportional(layout_seconds)


def seconds(count: int) -> float:
    """The time of this process for cells side by side above as many that go on with the last."""
    wide = [Line("x", 9.0 * n, 9.0 * n + 5, 700, 10, 400, 1) for n in range(count)]
    last = wide[-1].left
    tall = [Line("x", last, last + 5, 690 - n % 7, 10, 400, 1) for n in range(count)]
    began = time.process_time()
    with_whole_rows([*wide, *tall])
    list(parts_of([[*wide, *tall]]))
    return time.process_time() - began


def test_many_cells_take_proportional_time() -> None:
    assert is_proportional(seconds)
