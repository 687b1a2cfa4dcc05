"""Sentences of PDFs: characters of all planes, and lines that look like another beginning."""

from __future__ import annotations

import pytest

from tests.readers.pdfs import Put, drawn, lines, mapped, pdf
from tui.model.document import Document
from tui.readers import read_bytes

PROSE = "the harbour master said that the ferry would leave before dawn whatever the weather did"


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def read(page: list[Put]) -> Document:
    return read_bytes(pdf([page]), stem="quay", suffix=".pdf")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{PROSE} on the pier", "– that is, on what was left of it – and nobody"),
        (f"{PROSE} as is shown in", "Table 1. The ferry left at noon, and nobody asked"),
        (f"{PROSE} by the rule in section", "(a) of the bylaw, and nobody had asked"),
    ],
    ids=["dash", "caption", "letter"],
)
def test_a_sentence_runs_on_into_a_line_that_looks_like_an_item_or_a_caption(
    first: str, second: str
) -> None:
    found = texts(read(lines(72, 700, [PROSE, first, second, "why it had been so."])))
    assert found == [f"{PROSE} {first} {second} why it had been so."]


@pytest.mark.parametrize("mark", ["–", "•", "(b)"])
def test_items_stay_apart_though_their_lines_are_full(mark: str) -> None:
    items = [f"{mark} {PROSE} and", f"{mark} nobody asked why {PROSE} and"]
    assert len(texts(read(lines(72, 700, items)))) == 2


def test_a_list_in_a_sentence_begins_after_a_short_line() -> None:
    page = lines(72, 700, [f"{PROSE} and", "they loaded", "- salt", "- rope"])
    assert texts(read(page))[1:] == ["salt", "rope"]


def test_an_entry_may_hang_far() -> None:
    page = [(72, 700, 10, f"Example: {PROSE} and"), *lines(140, 688, ["went on.", "It rained."])]
    assert texts(read(page)) == [f"Example: {PROSE} and went on. It rained."]


def test_a_narrow_paragraph_below_a_wide_one_may_be_indented() -> None:
    wide = lines(72, 700, [f"{PROSE} {PROSE[:30]}", f"{PROSE} {PROSE[:30]}"])
    narrow = [(84, 650, 10, "the ferry stopped when it reached"), (72, 638, 10, "the quay.")]
    assert texts(read([*wide, *narrow]))[1:] == ["the ferry stopped when it reached the quay."]


@pytest.mark.parametrize(
    ("meanings", "words", "text"),
    [
        ({"N": "d835dc41", "x": "d83ddea2"}, "let N be x now", "let \U0001d441 be \U0001f6a2 now"),
        ({"x": "000f"}, "x It rained.", "It rained."),
        ({"x": "000e"}, "the oxce shut", "the office shut"),
    ],
    ids=["beyond 16 bits", "a bullet", "a ligature"],
)
def test_characters_are_those_that_the_font_says(
    meanings: dict[str, str], words: str, text: str
) -> None:
    document = read_bytes(mapped(meanings, words), stem="quay", suffix=".pdf")
    assert document.text == text


def test_a_space_that_takes_no_room_parts_no_word() -> None:
    content = "BT /F1 10 Tf 72 700 Td [(The ofW) 700 ( ) -422 (ce is) ( shut.)] TJ ET"
    document = read_bytes(drawn(content), stem="quay", suffix=".pdf")
    assert document.text == "The ofWce is shut."
