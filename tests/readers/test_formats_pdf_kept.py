"""What of a PDF is kept, once and in its place: running heads, notes, tables, forms, comments."""

from __future__ import annotations

import pytest

from tests.readers.archives import FOLDER
from tests.readers.pdfs import Put, form, lines, pdf, picture, unknown_font
from tui.model.document import Document
from tui.readers import pdf as pdf_reader
from tui.readers import read_bytes

WORDS = ["amber", "basil", "cedar", "dahlia", "elder", "fennel", "ginger", "hazel", "iris"]
WORDS += ["jasmine", "kale", "lilac"]
PROSE = "the harbour master said that the ferry would leave before dawn whatever the weather did"


def texts(document: Document, kind: str = "") -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kind or b.kind == kind]


def read(pages: list[list[Put]]) -> Document:
    return read_bytes(pdf(pages), stem="quay", suffix=".pdf")


def kept(name: str) -> Document:
    return pdf_reader.read((FOLDER / name).read_bytes(), "quay")


def body(number: int, *, at: float = 690, rows: int = 8) -> list[Put]:
    """Lines of one sentence that runs on from page to page, with a word of their own each."""
    return lines(72, at, [f"{WORDS[number]} {WORDS[row]} {PROSE}" for row in range(rows)], lead=14)


NUMBERED_HEADS = {
    "long page numbers": ["Gazette / Vol. 85 / Rules {a}", "{a} Gazette / Vol. 85 / Rules"],
    "several numbers that change": ["Draft {b} of 9 July, sheet {a}"],
    "a stamp of a court": ["Case 1:20-cv-00123-ABC Document 5 Filed 01/02/20 Page {n} of 4"],
    "a stamp of an appeal": ["Case: 19-1234 Document: 00515 Page: {n} Date Filed: 07/09/2020"],
    "a number among all": ["Page {n} of 4"],
}
"""Heads of odd and even pages: `n` is the number of the page, `a` and `b` grow with it."""


@pytest.mark.parametrize("heads", NUMBERED_HEADS.values(), ids=NUMBERED_HEADS)
@pytest.mark.parametrize("y", [760, 40])
def test_heads_with_numbers_are_left_out_and_do_not_part_a_sentence(
    heads: list[str], y: float
) -> None:
    def head(n: int) -> str:
        return heads[n % len(heads)].format(n=n, a=47698 + n, b=7 * n)

    document = read([[(72, y, 9, head(number)), *body(number)] for number in range(1, 5)])
    assert len(document.blocks) == 1
    assert document.text.startswith("basil amber the harbour")
    assert head(2) not in document.text


@pytest.mark.parametrize("pages", [2, 5])
def test_a_head_that_stays_the_same_is_kept_once_where_it_is_first(pages: int) -> None:
    head: Put = (72, 760, 9, "Notes of the Harbour Society")
    document = read([[head, *body(number)] for number in range(1, pages + 1)])
    assert texts(document)[0] == "Notes of the Harbour Society"
    assert document.text.count("Harbour Society") == 1
    assert len(document.blocks) == 2


def test_a_head_that_begins_on_a_later_page_does_not_part_a_sentence() -> None:
    head: Put = (72, 760, 9, "Notes of the Harbour Society")
    document = read([body(1), [head, *body(2)], [head, *body(3)]])
    assert texts(document)[1:] == ["Notes of the Harbour Society"]
    assert document.page_at(document.text.index("Notes of")) == 2


def test_a_head_that_repeats_the_title_is_left_out() -> None:
    title: Put = (72, 740, 20, "The ferry")
    head: Put = (72, 760, 9, "The Ferry")
    document = read([[title, *body(1)], [head, *body(2)], [head, *body(3)]])
    assert document.text.lower().count("the ferry\n") == 1


def test_a_page_that_says_the_same_as_another_is_kept() -> None:
    memo = lines(72, 700, [f"{word.capitalize()} was delivered in May." for word in WORDS], lead=20)
    document = read([memo, memo])
    assert document.text.count("Amber was delivered") == document.text.count("Kale was") == 2


def test_titles_of_slides_and_lines_of_the_slide_before_are_kept() -> None:
    said = [f"Rule {word}: {PROSE}." for word in WORDS]
    slides: list[list[Put]] = [
        [(72, 740, 24, WORDS[number].capitalize()), *lines(72, 600, [said[number]])]
        for number in range(5, 12)
    ]
    for shown in (1, 2, 3):
        slides.append([(72, 740, 24, "The rules"), *lines(72, 690, said[:shown], lead=40)])
    document = read(slides)
    counts = [document.text.count(words) for words in ["The rules", *said[:3]]]
    assert counts == [3, 3, 2, 1]


@pytest.mark.parametrize("x", [20, 570])
def test_heads_in_the_margin_do_not_part_a_sentence(x: float) -> None:
    pages = [
        [*body(number), (x, 688, 8, "Quay"), (x, 670, 8, "29,2"), (x, 652, 8, str(163 + number))]
        for number in range(6)
    ]
    document = read(pages)
    assert [len(text) > 20 for text in texts(document)].count(True) == 1
    assert document.text.count("Quay") == 1
    assert "165" not in document.text


def test_labels_in_the_margin_are_kept() -> None:
    pages = [[*body(number), (20, 660, 8, "ab"[number % 2] + ".")] for number in range(4)]
    assert texts(read(pages)).count("a.") == 2


def test_rows_of_figures_at_the_edges_of_pages_are_no_heads() -> None:
    pages: list[list[Put]] = []
    for number in range(1, 5):
        pages.append([])
        for row, word in enumerate(WORDS):
            y = 740 - 14 * row
            pages[-1].append((72, y, 10, word.capitalize()))
            pages[-1] += [(200 + 60 * n, y, 10, str(10 * row + n + number)) for n in range(5)]
    document = read(pages)
    assert document.text.count("Amber") == document.text.count("Lilac") == 4


def test_lists_whose_entries_differ_in_numbers_are_no_heads() -> None:
    said = [f"On day {day} the ferry left with {day * 3} passengers." for day in range(1, 31)]
    document = read([lines(72, 700, said[at : at + 10], lead=14) for at in (0, 10, 20)])
    assert " ".join(document.text.split()) == " ".join(said)


def test_pages_of_nothing_but_their_numbers_are_read() -> None:
    document = read([[(300, 400, 12, f"Page {number}")] for number in range(1, 4)])
    assert "Page 1" in document.text
    assert "Page 3" in document.text


def test_line_numbers_of_pleading_paper_are_left_out() -> None:
    pages = []
    for page in (1, 2):
        rows = [f"{WORDS[page]} {WORDS[row % 12]} {PROSE}" for row in range(24)]
        numbers = [(50.0, 700 - 24.0 * row, 10.0, str(row + 1)) for row in range(24)]
        pages.append([*numbers, *lines(72, 700, rows, lead=24)])
    document = read(pages)
    assert not any(map(str.isdigit, document.text))
    assert document.text.count("harbour") == 48


def test_a_numbered_list_keeps_its_numbers() -> None:
    rows = [f"{row + 1}. The ferry of the {WORDS[row]} line left at dawn." for row in range(12)]
    document = read([lines(72, 700, rows, lead=14)])
    assert [b.marker for b in document.blocks] == [f"{row + 1}." for row in range(12)]


TABLE = [
    ("Ferry", "Left", "Passengers"),
    ("Amber", "06:10", "1,204"),
    ("Basil", "07:45", "88"),
    ("Cedar", "09:30", "412"),
]


def table(y: float) -> list[Put]:
    places = (72, 200, 330)
    return [
        (x, y - 14 * row, 10, cell)
        for row, cells in enumerate(TABLE)
        for x, cell in zip(places, cells, strict=True)
    ]


def test_a_table_is_one_block_and_its_rows_are_passages() -> None:
    document = read([[*body(1), *table(500), *body(2, at=380)]])
    (block,) = [number for number, b in enumerate(document.blocks) if b.kind == "table"]
    rows = [document.text[p.start : p.end] for p in document.passages(block)]
    assert rows == [" | ".join(cells) for cells in TABLE]


def test_a_table_and_a_caption_do_not_part_the_sentence_that_runs_past_them() -> None:
    caption = lines(72, 760, ["Table 3. Ferries that left before noon."], size=8)
    document = read([body(1), [*caption, *table(740), *body(2, at=640)]])
    assert [b.kind for b in document.blocks] == ["paragraph", "caption", "table"]
    assert "dahlia" in texts(document)[0]


def test_columns_of_text_whose_content_goes_row_by_row_are_read_column_by_column() -> None:
    left = [f"{WORDS[row]} said the harbour master and his clerk" for row in range(12)]
    right = [f"{WORDS[row]} came the ferry with all the people" for row in range(12)]
    page: list[Put] = []
    for row in range(12):
        page += [(72, 700 - 13 * row, 10, left[row]), (330, 700 - 13 * row, 10, right[row])]
    document = read([page])
    assert " ".join(document.text.split()) == " ".join([*left, *right])


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("It went on from 1939–", "1945 and nobody knew why.", "1939–1945"),
        ("They took the London–", "Paris train in the morning.", "London–Paris"),
        ("He had left —", "nobody knew why — at dawn.", "left — nobody"),
        ("She paused—", "then went on with it.", "paused—then"),
    ],
)
def test_words_are_joined_after_a_dash(first: str, second: str, whole: str) -> None:
    assert whole in read([lines(72, 700, [first, second])]).text


def test_an_entry_that_hangs_is_one_block() -> None:
    entry = f"Ruiz, A. (2015). {PROSE.capitalize()} and"
    page = [*lines(72, 700, [entry]), *lines(90, 688, ["went on. Harbour Press."])]
    document = read([[*page, *lines(72, 660, [entry]), *lines(90, 648, ["went on. Quay Press."])]])
    assert len(document.blocks) == 2


def test_the_values_of_forms_and_the_texts_of_comments_are_read() -> None:
    document = read_bytes(form("Name:", "Ana Ruiz", "Ask her again."), stem="form", suffix=".pdf")
    assert texts(document) == ["Name: Ana Ruiz", "Ask her again."]


def test_pages_without_text_are_told_once() -> None:
    document = read_bytes(picture(), stem="scan", suffix=".pdf")
    (remark,) = document.remarks
    assert remark.startswith("scan: page 2 is without text, most likely scanned")


def test_a_font_without_meaning_is_told() -> None:
    document = read_bytes(unknown_font(), stem="notice", suffix=".pdf")
    assert "It rained on the pier." in document.text
    (remark,) = document.remarks
    assert "font that does not say which characters it shows" in remark


def test_a_pdf_that_is_read_whole_has_no_remarks() -> None:
    assert read([body(1)]).remarks == ()


def test_an_item_may_go_on_at_the_margin() -> None:
    document = kept("items_at_the_margin.pdf")
    items = texts(document, "list")
    assert items[0].endswith("that may be of use to the court in this matter.")
    assert items[1].startswith("Defendant must hand over")
    assert items[1].endswith("together with their addresses.")


def test_heads_with_page_numbers_of_five_digits_are_left_out() -> None:
    document = kept("head_with_long_page_numbers.pdf")
    assert "Federal Register" not in document.text
    assert "was then Alder The council" in document.text


def test_a_short_document_keeps_its_letterhead_once() -> None:
    document = kept("letterhead_on_two_pages.pdf")
    assert texts(document)[:2] == ["Invoice no. FV 1/2021", "Date of issue: 2021-04-26"]
    assert document.text.count("Invoice no.") == document.text.count("Date of issue") == 1


def test_a_line_of_controls_is_no_block() -> None:
    assert len(kept("line_of_controls.pdf").blocks) == 2


def test_punctuation_stays_with_its_word_in_right_to_left_text() -> None:
    found = texts(kept("right_to_left.pdf"))
    assert found[1] == "قال الوزير: «لن نتراجع عن الاتفاق». وأضاف أن القرار اتخذ أمس."
    assert found[2] == 'השר אמר: "לא ניסוג מן ההסכם". ההחלטה התקבלה אתמול.'
