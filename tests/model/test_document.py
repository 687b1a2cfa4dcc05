"""Document: places, passages and marks of one text."""

from __future__ import annotations

import hashlib
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.document import Block, Document, Mark, Passage, Place

TEXT = "One. Two.\n\nThree.\n\nFour. Five. Six."


def words(text: str, lang: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def document(text: str = TEXT, marks: tuple[Mark, ...] = ()) -> Document:
    blocks = tuple(Block("paragraph", *m.span()) for m in re.finditer(r"[^\n]+", text))
    return Document(text, blocks, "title", words, marks=marks)


def test_passages_are_offsets_into_the_whole_text() -> None:
    found = [(number, TEXT[p.start : p.end]) for number, p in document().all_passages()]
    assert found == [
        (0, "One."),
        (0, "Two."),
        (1, "Three."),
        (2, "Four."),
        (2, "Five."),
        (2, "Six."),
    ]


def test_passages_are_split_once_and_only_when_asked_for() -> None:
    asked: list[tuple[str, str]] = []

    def split(text: str, lang: str) -> list[tuple[int, int]]:
        asked.append((text, lang))
        return words(text, lang)

    blocks = (Block("paragraph", 0, 9), Block("paragraph", 11, 17))
    made = Document(TEXT, blocks, "title", split, lang="de")
    assert asked == []
    assert made.passages(1) is made.passages(1)
    assert asked == [("Three.", "de")]


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        (0, (0, 0)),
        (4, (0, 1)),  # the space between two passages leads to the next
        (8, (0, 1)),
        (9, (1, 0)),  # and so does the space between Blocks
        (10, (1, 0)),
        (11, (1, 0)),
        (18, (2, 0)),
        (25, (2, 1)),
        (len(TEXT), (2, 2)),
        (999, (2, 2)),
    ],
)
def test_place_at(offset: int, place: tuple[int, int]) -> None:
    assert document().place_at(offset) == Place(*place)


@given(st.integers(0, len(TEXT) - 1))
def test_a_place_holds_its_offset_or_is_the_next_to_it(offset: int) -> None:
    made = document()
    passage = made.passage(made.place_at(offset))
    assert passage.start <= offset < passage.end or not TEXT[offset : passage.start].strip()


def test_a_document_without_blocks_has_no_place() -> None:
    empty = document("\n\n")
    assert list(empty.all_passages()) == []
    assert empty.block_at(0) == 0
    assert empty.marks_in(0, 2) == []
    with pytest.raises(LookupError):
        empty.place_at(0)


def test_passage_of_no_place() -> None:
    with pytest.raises(IndexError):
        document().passage(Place(0, 2))
    assert document().passage(Place(2, 2)) == Passage(31, 35)


def test_marks_that_touch_a_span() -> None:
    marks = (Mark(0, 9, "strong"), Mark(2, 3, "hidden"), Mark(5, 7, "link"), Mark(11, 13, "code"))
    made = document(marks=marks)
    assert made.marks_in(5, 6) == [marks[0], marks[2]]
    assert made.marks_in(9, 11) == []
    assert made.marks_in(11, 12) == [marks[3]]
    assert made.marks_in(0, len(TEXT)) == list(marks)


def test_the_hash_is_of_the_text_in_utf8() -> None:
    made = document("É.")
    assert made.text_sha256 == hashlib.sha256("É.".encode()).hexdigest()


def test_the_hash_of_a_long_text_needs_no_second_copy_of_it() -> None:
    made = document("É𝄞 fort. " * 600_000)
    tracemalloc.start()
    try:
        digest, (_, peak) = made.text_sha256, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    data = made.text.encode()
    assert digest == hashlib.sha256(data).hexdigest()
    assert peak < len(data) / 3


def test_documents_compare_by_what_they_hold_not_by_what_was_asked() -> None:
    first, second = document(), document()
    first.passages(0)
    assert first == second
