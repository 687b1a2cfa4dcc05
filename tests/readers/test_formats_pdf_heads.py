"""Running heads of PDFs that are hard to tell from text: each is left out, its look-alike kept."""

from __future__ import annotations

from tests.readers.pdfs import Put, lines, pdf
from tui.model.document import Document
from tui.readers import read_bytes
from tui.readers.pdf.heads import without_heads
from tui.readers.pdf.lines import Line

WORDS = ["amber", "basil", "cedar", "dahlia", "elder", "fennel", "ginger", "hazel", "iris"]
PROSE = "the harbour master said that the ferry would leave before dawn whatever the weather did"
TOP, FOOT = 760, 40


def read(pages: list[list[Put]]) -> Document:
    return read_bytes(pdf(pages), stem="quay", suffix=".pdf")


def body(number: int, *, rows: int = 8) -> list[Put]:
    """Lines of one sentence that runs on from page to page, with two words of their own each."""
    page, said = divmod(number, len(WORDS))
    texts = [f"{WORDS[said]} {WORDS[page]} {WORDS[row]} {PROSE}" for row in range(rows)]
    return lines(72, 690, texts, lead=14)


def test_a_number_beside_words_that_also_stand_alone_is_that_of_a_form() -> None:
    numbers = ["", " 28171003", "", " 991"]
    feet: list[Put] = [(72, FOOT, 9, f"For official use{number}") for number in numbers]
    document = read([[*body(page), foot] for page, foot in enumerate(feet)])
    assert document.text.count("For official use") == 1
    assert not any(map(str.isdigit, document.text))


def test_a_number_beside_words_that_never_stand_alone_is_that_of_a_chapter() -> None:
    document = read([[(72, TOP, 10, f"Exhibit {page * 7}"), *body(page)] for page in (2, 3, 5, 9)])
    assert all(f"Exhibit {page * 7}" in document.text for page in (2, 3, 5, 9))


def test_heads_that_end_with_the_section_of_their_page_are_left_out() -> None:
    sections = ["1308.11", "1308.12", "1308.12", "1308.14"]
    pages = [
        [(72, TOP, 11.5, f"Harbour Administration § {section}"), *body(page)]
        for page, section in enumerate(sections)
    ]
    document = read(pages)
    assert "Administration" not in document.text
    assert len(document.blocks) == 1


def test_headings_that_begin_with_their_section_are_kept() -> None:
    pages = [[(72, TOP, 10, f"§ {page + 7} Of quays"), *body(page)] for page in (1, 4, 6)]
    document = read(pages)
    assert document.text.count("Of quays") == 3


def test_heads_in_somewhat_larger_type_whose_numbers_change_are_left_out() -> None:
    pages = [
        [(72, TOP, 12, f"{70 + 3 * page} CFR Ch. {page + 2} (Edition of {page} May)"), *body(page)]
        for page in range(4)
    ]
    assert "CFR" not in read(pages).text


def test_a_stamp_is_left_out_of_a_page_that_is_set_sideways() -> None:
    pages = [
        [
            sideways(f"The rules of {WORDS[number]}", 75, 212, size=40, page=number),
            *(
                sideways(f"{WORDS[row]} {WORDS[number]}", 160 + 40 * row, 97, page=number)
                for row in range(5)
            ),
            sideways(f"Course of June {number}", 534, 97, size=12, page=number),
        ]
        for number in range(1, 6)
    ]
    kept = [[line.text for line in page.lines] for page in without_heads(pages)]
    assert [texts[0] for texts in kept] == [
        f"The rules of {WORDS[number]}" for number in range(1, 6)
    ]
    assert [len(texts) for texts in kept] == [6] * 5


def sideways(text: str, left: float, y: float, *, size: float = 28, page: int) -> Line:
    """A line that runs up the page: its lines stand side by side at one height."""
    return Line(text, left, left + size, y, size, 400, page)


def test_page_numbers_that_begin_anew_are_left_out() -> None:
    pages: list[list[Put]] = []
    for page in range(1, 13):
        number = page if page <= 6 else page - 6
        foot: Put = (72, FOOT, 9, "The report")
        pages.append([*body(page), (72, FOOT + 20, 9, str(number)), foot])
    document = read(pages)
    assert not any(map(str.isdigit, document.text))


def test_a_line_far_outside_its_page_does_not_hide_the_heads() -> None:
    pages = [[(72, TOP, 10, "Notes of the Society"), *body(page)] for page in range(30)]
    pages[20].append((72, 9000, 10, "Astray"))
    # On the page itself, that line is the outermost one.
    assert read(pages).text.count("Notes of the Society") == 2


def test_numbers_of_thousands_of_digits_are_no_page_numbers() -> None:
    pages = [[(72, TOP, 9, f"Page {page}"), *body(page)] for page in range(1, 5)]
    pages[1].append((72, FOOT, 1, f"Sum {'7' * 5000}"))
    assert "7777" in read(pages).text
