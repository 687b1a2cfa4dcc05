"""The order in which right-to-left lines are read, from where their glyphs stand."""

from __future__ import annotations

import pytest

from tui.readers.pdf.bidi import Glyph, is_right_to_left, reading_order

SIZE = 10.0


def seen(text: str) -> list[Glyph]:
    """The glyphs of a line as it is seen, from left to right, each five points wide."""
    return [Glyph(character, 5.0 * at, 5.0 * at + 5) for at, character in enumerate(text)]


LINES = {
    "letters from the right": ("םולש", "שלום"),
    "a word of Latin letters": ("העדוה BBC רסמ", "מסר BBC הודעה"),
    "a number keeps its order": ("םיבשות 1,204", "1,204 תושבים"),
    "a date keeps its order": ("2015/7/9 ךיראת", "תאריך 2015/7/9"),
    "a share": ("50% קר", "רק 50%"),
    "a stop at the end": (".םולש", "שלום."),
    "a stop shown at the right": ("םולש.", "שלום."),
    "mirrored brackets": (")םולש( רמא", "אמר (שלום)"),
    "brackets as characters": ("(םולש) רמא", "אמר (שלום)"),
    "guillemets": (".«مالس» لاق", "قال «سلام»."),
    "a colon and a quotation": ('."םולש" :רמא', 'אמר: "שלום".'),
}


@pytest.mark.parametrize(("line", "text"), LINES.values(), ids=LINES)
def test_a_line_is_read_in_order(line: str, text: str) -> None:
    assert is_right_to_left(line)
    assert reading_order(seen(line), SIZE) == text


def test_marks_that_the_content_has_first_stand_at_their_words() -> None:
    whole = seen(".םולש :רמא")
    marks = [glyph for glyph in whole if glyph.text in ".:"]
    words = [glyph for glyph in reversed(whole) if glyph.text not in ".:"]
    assert reading_order([*marks, *words], SIZE) == "אמר: שלום."


def test_a_gap_without_a_space_parts_words() -> None:
    moved = [Glyph(".", 13, 15), Glyph("ג", 15, 20), Glyph("א", 5, 10), Glyph("ב", 0, 5)]
    assert reading_order(moved, SIZE) == "ג. אב"


def test_one_glyph_for_lam_and_alef_is_read_as_lam_and_alef() -> None:
    glyphs = [Glyph("س", 10, 15), Glyph("ا", 5, 10), Glyph("ل", 5, 10), Glyph("م", 0, 5)]
    assert reading_order(glyphs, SIZE) == "سلام"


@pytest.mark.parametrize("text", ["", "1,204", "ferry", "The word שלום is a greeting"])
def test_other_lines_keep_the_order_that_they_have(text: str) -> None:
    assert not is_right_to_left(text)
