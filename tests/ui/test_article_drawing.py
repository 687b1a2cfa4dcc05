"""The article in an app: hostile text, repainting and colours."""

from __future__ import annotations

import re

import pytest

from tests.ui.article_host import (
    LONG,
    SHORT,
    document,
    running,
    screen,
    y_of,
)
from tui.model.document import Span
from tui.ui.widgets.article_view import Highlight, ReadingColors

# Hostile text


async def test_hostile_text_reaches_the_terminal_visible() -> None:
    evil = "\x1b]52;c;aGk=\x07 \x9b31m \u202eabc\u2069 \ud800 [@click=app.quit]x[/] \u200b."
    shown = document(evil.replace("\ud800", "\ufffd"))
    async with running(shown, size=(90, 10)) as (article, _):
        drawn = "".join(screen(article))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", drawn)
        assert "[@click=app.quit]x[/]" in drawn
        assert "\u241b]52;c;aGk=\u2407" in drawn


@pytest.mark.long
async def test_a_long_line_is_drawn_and_moved_in() -> None:
    async with running(document("x" * 1_000_000 + ".")) as (article, _):
        article.move("page-down")
        article.move("char")
        article.move("char")
        assert article.character == 1


# Repainting


class Marks:
    """Highlights that count the calls for them."""

    def __init__(self) -> None:
        self.all: list[Highlight] = []
        self.asked: list[tuple[int, int]] = []

    def __call__(self, start: int, end: int) -> list[Highlight]:
        self.asked.append((start, end))
        return [h for h in self.all if h.start < end and h.end > start]


def mark(start: int, end: int) -> Highlight:
    """A red highlight with the label 3."""
    return Highlight("x", start, end, (("3", "#ff0000"),), "#ff0000", "#330000")


async def test_a_change_repaints_the_lines_it_touches_and_no_other() -> None:
    async with running(LONG) as (article, _):
        marks = Marks()
        article.canvas.highlights, article.canvas.map_marks = marks, lambda start, end: ""
        screen(article)
        marks.asked.clear()
        marks.all = [mark(*article.span)]
        article.canvas.repaint(*article.span)
        assert y_of(article, "▌3  ›Paragraph 0") == 1
        assert len(set(marks.asked)) == 1


async def test_a_move_repaints_the_old_and_the_new_passage_only() -> None:
    async with running(LONG) as (article, _):
        marks = Marks()
        article.canvas.highlights, article.canvas.map_marks = marks, lambda start, end: ""
        screen(article)
        marks.asked.clear()
        article.move("paragraph")
        screen(article)
        assert len(marks.asked) == 2


async def test_the_map_shows_highlights_and_forgets_them() -> None:
    async with running(LONG) as (article, _):
        marks = Marks()
        article.canvas.highlights = marks
        column = [line[-1] for line in screen(article)]
        assert column[0] == "◄"
        assert column[10] == " "
        at = len(LONG.text) // 2 + 5
        marks.all = [mark(at, at + 5)]
        article.canvas.repaint(at, at + 5)
        assert screen(article)[10][-1] == "▐"
        marks.all = []
        article.canvas.repaint(at, at + 5)
        assert screen(article)[10][-1] == " "


async def test_hits_are_marked_and_unmarked() -> None:
    async with running(SHORT) as (article, _):
        article.canvas.set_hits([(Span(31, 43), [Span(31, 36)])], 0)
        assert y_of(article, "◆Seven") == 3
        article.canvas.set_hits([])
        assert y_of(article, "◆Seven") == -1


async def test_colours_are_taken_at_once() -> None:
    async with running(SHORT) as (article, _):
        article.canvas.colors = ReadingColors(background="#fefefe", text="#010101")
        styles = [segment.style for segment in article.render_line(5) if segment.style]
        assert {style.bgcolor.name for style in styles if style.bgcolor} >= {"#fefefe"}


async def test_another_document_takes_the_place_of_the_first() -> None:
    async with running(LONG, LONG.text.index("Paragraph 150")) as (article, _):
        article.start_selecting()
        article.show(SHORT)
        assert article.selection is None
        assert y_of(article, "›One two three.") == 1
        assert y_of(article, "Paragraph") == -1


async def test_no_colour_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(SHORT) as (article, _):
        assert article.canvas.plain
