"""Columns of tables in DOCX: wide enough for their longest word."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tui.export import export
from tui.export.docx_body import SIZE, WIDTH, layout, width_of
from tui.model.annotation import Source

from .samples import HARBOUR, exported, mark

CELLS = st.lists(st.text(st.sampled_from("aWi -é王"), max_size=30), min_size=2, max_size=2)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_no_word_is_wider_than_its_column(columns: list[list[str]]) -> None:
    found = layout(columns)
    assert sum(found.widths) <= WIDTH
    words = [[w for text in column for w in text.replace("-", " ").split()] for column in columns]
    if sum(max((width_of(w, 12) for w in c), default=0) + 400 for c in words) < WIDTH:
        for width, column in zip(found.widths, words, strict=True):
            assert all(width_of(word, found.size) <= width for word in column)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_the_columns_of_a_table_of_sentences_fit(columns: list[list[str]]) -> None:
    assert sum(layout(columns, is_prose=True).widths) <= WIDTH


def test_in_a_table_of_sentences_more_text_gets_more_room() -> None:
    claim, one, none = layout(
        [["so it is " * 30], ["so he says " * 10], ["Nobody"]], is_prose=True
    ).widths
    assert claim > 2 * one > 3 * none


@pytest.mark.parametrize(
    ("words", "smaller"),
    [("short", False), ("Verteidigungsministeriumssprecherin", True)],
)
def test_long_words_make_the_text_of_the_table_smaller(words: str, smaller: bool) -> None:
    assert (layout([[words]] * 4).size < SIZE) is smaller


@pytest.mark.parametrize(
    ("word", "ems"),
    [("Statements", 6.54), ("Kind", 2.68), ("HHHH", 3.79), ("Rwanda", 4.47), ("жмых", 3.48)],
)
def test_a_word_fits_where_another_font_stands_in(word: str, ems: float) -> None:
    # What DejaVu Sans or Serif, in bold, take up: the widest of the usual stand-ins.
    assert width_of(word, 20) >= ems * 200


def test_a_table_in_the_report_keeps_its_words_whole() -> None:
    name = "Donaudampfschifffahrtsgesellschaft-Betriebsrat"
    speaker = Source("a", name, role="Verteidigungsministeriumssprecherin")
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", source="a")], sources=[speaker])
    (table,) = Document(BytesIO(export("docx", [made]))).tables
    widths = [cell.width.twips for cell in table.rows[0].cells]
    half_points = int(table.rows[1].cells[0].paragraphs[0].style.font.size.pt * 2)
    for row in table.rows:
        for width, cell in zip(widths, row.cells, strict=True):
            for word in cell.text.replace("-", " ").split():
                assert width_of(word, half_points) < width
