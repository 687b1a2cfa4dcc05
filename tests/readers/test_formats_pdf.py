"""How lines on pages become paragraphs: PDFs of our own making, read by the real PDFium."""

from __future__ import annotations

import pytest

from tests.readers.pdfs import Put, lines, pdf
from tui.model.document import Document
from tui.readers import read_bytes

LONG = [
    "The harbour master said on Tuesday that the ferry would leave before dawn, whatever",
    "the weather did to the breakwater, and that nobody should ask him again about times",
    "of departure, because he had said what there was to say about them in the spring and",
    "the spring had been a long one.",
]
ON = [
    "By nine the passengers had counted the gulls, the bollards and one another, and were",
    "beginning to count the hours. A teacher from the upper village proposed a telegram to",
    "the company.",
]


def texts(document: Document, kind: str = "") -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kind or b.kind == kind]


def read(pages: list[list[Put]], info: str = "") -> Document:
    return read_bytes(pdf(pages, info=info), stem="quay", suffix=".pdf")


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_parted() -> None:
    page = [*lines(72, 700, LONG), *lines(72, 630, ON)]
    assert texts(read([page])) == [" ".join(LONG), " ".join(ON)]


def test_an_indent_parts_paragraphs_too() -> None:
    page = [*lines(72, 700, LONG), *lines(90, 652, ON[:1]), *lines(72, 640, ON[1:])]
    assert texts(read([page])) == [" ".join(LONG), " ".join(ON)]


def test_a_paragraph_goes_on_over_the_page_and_its_pages_are_known() -> None:
    first, second = lines(72, 200, LONG[:2]), lines(72, 700, LONG[2:])
    document = read([first, second])
    assert texts(document) == [" ".join(LONG)]
    assert document.page_at(0) == 1
    turn = document.text.index("of departure")
    assert [document.page_at(turn - 1), document.page_at(turn)] == [1, 2]


def test_a_sentence_that_ends_on_a_page_ends_the_paragraph() -> None:
    assert texts(read([lines(72, 200, LONG), lines(72, 700, ON)])) == [" ".join(LONG), " ".join(ON)]


def test_a_page_without_text_is_counted() -> None:
    document = read([lines(72, 700, LONG), [], lines(72, 700, ON)])
    assert document.page_at(document.text.index("By nine")) == 3


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("It was an under-", "standable answer, they said at the counter.", "understandable"),
        ("They had a well-", "known captain, well-known in every port.", "well-known"),
        ("It went by the Anglo-", "Saxon route, they said at the counter.", "Anglo-Saxon"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_mended(first: str, second: str, whole: str) -> None:
    for pages in (
        [lines(72, 700, [first, second])],
        [lines(72, 90, [first]), lines(72, 700, [second])],
    ):
        text = read(pages).text
        assert whole in text
        assert first not in text or "-" in whole


def test_a_line_of_nothing_but_controls_is_none() -> None:
    page = [*lines(72, 700, LONG), (72, 640, 10, "\x13\x14"), *lines(72, 600, ON)]
    assert texts(read([page])) == [" ".join(LONG), " ".join(ON)]


DAYS = ["no", "first", "second", "third", "fourth", "fifth", "sixth"]


def _numbered(number: int, total: int) -> list[Put]:
    side = 72 if number % 2 else 480
    return [
        (side, 760, 9, "Harbour Review" if number % 2 else "Ana Ruiz: The ferry"),
        *lines(
            72, 700, [f"The {DAYS[number]} day began with rain, and the rain went on until noon."]
        ),
        *lines(
            72, 670, [f"The {DAYS[number]} day ended as it had begun, though nobody was there."]
        ),
        (300, 30, 9, f"Page {number} of {total}" if total else str(number)),
    ]


@pytest.mark.parametrize("total", [0, 6])
def test_running_heads_are_kept_once_and_page_numbers_dropped(total: int) -> None:
    document = read([_numbered(number, total) for number in range(1, 7)])
    heads = [text for text in texts(document) if not text.startswith("The ")]
    assert heads == ["Harbour Review", "Ana Ruiz: The ferry"]
    assert len(document.blocks) == 14
    assert "Page" not in document.text


def test_numbers_in_the_text_are_kept() -> None:
    page = [*lines(72, 700, LONG), *lines(72, 640, ["1914", "was the year of the great calm."])]
    assert "1914" in read([page]).text


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [" ".join(line.split()[:7]) for line in LONG]
    right = [" ".join(line.split()[:7]) for line in ON]
    document = read([[*lines(72, 700, left), *lines(320, 700, right)]])
    assert texts(document) == [" ".join(left), " ".join(right)]


def test_larger_type_is_a_heading_and_the_largest_first_is_the_title() -> None:
    page: list[Put] = [
        (72, 740, 22, "The ferry that did not sail"),
        *lines(72, 700, LONG),
        (72, 630, 14, "Waiting"),
        *lines(72, 610, ON),
    ]
    document = read([page])
    assert [b.kind for b in document.blocks] == ["title", "paragraph", "heading", "paragraph"]
    assert document.title == "The ferry that did not sail"


def test_lists_and_notes() -> None:
    page: list[Put] = [
        *lines(72, 700, LONG),
        *lines(72, 640, ["1. Three boats were ready.", "2. Two crews were not."], lead=20),
        *lines(
            72,
            100,
            ["1 Two winters ago.", "2 He was asked twice, and both times he"],
            size=7,
            lead=9,
        ),
        *lines(72, 82, ["said nothing."], size=7),
    ]
    document = read([page])
    assert [(b.marker, text) for b, text in zip(document.blocks, texts(document), strict=True)][
        1:
    ] == [
        ("1.", "Three boats were ready."),
        ("2.", "Two crews were not."),
        ("1.", "Two winters ago."),
        ("2.", "He was asked twice, and both times he said nothing."),
    ]


def test_a_note_does_not_cut_a_paragraph_in_two() -> None:
    first = [*lines(72, 200, LONG[:2]), *lines(72, 60, ["1 Two winters ago."], size=7)]
    document = read([first, lines(72, 700, LONG[2:])])
    assert texts(document) == [" ".join(LONG), "Two winters ago."]
    assert document.page_at(document.text.index("Two winters")) == 1


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("The ferry", "The ferry"),
        ("Microsoft Word - draft7.doc", "quay"),
        ("a.indd", "quay"),
        ("", "quay"),
    ],
)
def test_a_title_in_the_data_counts_unless_a_program_made_it_up(said: str, title: str) -> None:
    info = f"/Title ({said}) /Author (Ana Ruiz) /CreationDate (D:20150709063000Z)"
    document = read([lines(72, 700, LONG)], info)
    assert document.title == title
    assert document.data == {"author": "Ana Ruiz", "date": "2015-07-09", "reader": "pdf 4"}
