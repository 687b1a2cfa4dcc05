"""The article in an app: caret, selection, mouse, scrolling, resizing, repainting."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseMove, MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot

from tui.model.document import Block, BlockKind, Document, Mark, Place, Span
from tui.ui.widgets.article_view import ArticleView, Highlight, ReadingColors


def document(
    *texts: str, kinds: dict[int, BlockKind] | None = None, marks: tuple[Mark, ...] = ()
) -> Document:
    """Blocks joined by a blank line, each sentence a passage."""
    blocks, start = [], 0
    for number, text in enumerate(texts):
        blocks.append(Block((kinds or {}).get(number, "paragraph"), start, start + len(text)))
        start += len(text) + 2
    return Document(
        "\n\n".join(texts),
        tuple(blocks),
        "t",
        lambda text, lang: [m.span() for m in re.finditer(r"[^\s.][^.]*\.?|\.", text)],
        marks=marks,
    )


LONG = document(*(f"Paragraph {n} says one thing. Then it says another." for n in range(200)))
SHORT = document("One two three. Four five six.", "Seven eight.", "Nine.", kinds={2: "related"})


class Host(App[None]):
    """An app with only an article; it records the messages that the article posts."""

    def __init__(self, shown: Document, at: int = 0) -> None:
        super().__init__()
        self.article, self.shown, self.at = ArticleView(), shown, at
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.article

    def on_mount(self) -> None:
        self.article.show(self.shown, self.at)
        self.article.focus()

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        self.posted.append(event)

    def on_article_view_selection_changed(self, event: ArticleView.SelectionChanged) -> None:
        self.posted.append(event)


def text_of(article: ArticleView, span: Span | None) -> str:
    """The text of a span."""
    return article.canvas.document.text[span.start : span.end] if span else ""


def posted(article: ArticleView) -> list[Message]:
    """The messages that the article posted."""
    app = article.app
    assert isinstance(app, Host)
    return app.posted


@asynccontextmanager
async def running(
    shown: Document, at: int = 0, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[ArticleView, Pilot[None]]]:
    """An article on the screen, and the pilot of its app."""
    host = Host(shown, at)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        yield host.article, pilot


def screen(article: ArticleView) -> list[str]:
    """The lines of the article as they are drawn."""
    return [article.render_line(y).text for y in range(article.size.height)]


def y_of(article: ArticleView, words: str) -> int:
    """The row of the screen that shows some words, -1 if none does."""
    return next((y for y, line in enumerate(screen(article)) if words in line), -1)


# Moving


async def test_motions_move_the_passage() -> None:
    async with running(SHORT) as (article, _):
        seen = []
        for name in ("passage", "passage", "passage", "previous-passage", "top", "paragraph"):
            article.move(name)
            seen.append(text_of(article, article.span))
        assert seen == [
            "Four five six.", "Seven eight.", "Seven eight.", "Four five six.", "One two three.",
            "Seven eight.",
        ]  # fmt: skip
        article.move("previous-paragraph")
        article.move("bottom")
        assert article.place == Place(1, 0)


async def test_the_caret_is_told_of_once_a_passage() -> None:
    async with running(SHORT) as (article, pilot):
        posted(article).clear()
        for name in ("passage", "char", "char", "passage", "passage"):
            article.move(name)
        await pilot.pause()
        places = [
            event.place for event in posted(article) if isinstance(event, ArticleView.CaretMoved)
        ]
        assert places == [Place(0, 1), Place(1, 0)]


async def test_the_character_caret_begins_where_the_passage_does_and_is_left() -> None:
    async with running(SHORT) as (article, _):
        assert article.character is None
        article.move("char")
        assert article.character == 0
        article.move("char")
        article.move("word")
        assert article.character == 4
        article.drop_selection()
        assert article.character is None
        assert text_of(article, article.span) == "One two three."


async def test_the_character_caret_skips_hidden_syntax() -> None:
    shown = document("**Bold** text.", marks=(Mark(0, 2, "hidden"), Mark(6, 8, "hidden")))
    async with running(shown) as (article, _):
        offsets = []
        for _ in range(6):
            article.move("char")
            offsets.append(article.character)
        assert offsets == [2, 3, 4, 5, 8, 9]
        assert y_of(article, "Bold text.") == 1


async def test_going_somewhere_brings_it_into_view() -> None:
    async with running(LONG) as (article, _):
        article.go(LONG.text.index("Paragraph 150"))
        assert y_of(article, "›Paragraph 150") == 20 // 3
        article.move("top")
        assert y_of(article, "›Paragraph 0") == 1


async def test_a_step_within_the_view_scrolls_nothing() -> None:
    async with running(LONG) as (article, _):
        before = [line[5:] for line in screen(article)]
        article.move("passage")
        article.move("passage")
        assert [line[5:-1] for line in screen(article)] == [line[:-1] for line in before]


async def test_every_step_keeps_the_caret_in_view() -> None:
    async with running(LONG) as (article, _):
        for name in ("passage",) * 60 + ("previous-paragraph",) * 40 + ("previous-passage",) * 9:
            article.move(name)
            assert any("›" in line for line in screen(article)), name


async def test_pages_overlap_and_end_at_the_ends() -> None:
    async with running(LONG) as (article, _):
        last = screen(article)[-2][5:-1]
        article.move("page-down")
        assert last in [line[5:-1] for line in screen(article)]
        assert any("›" in line for line in screen(article))
        for _ in range(60):
            article.move("page-down")
        assert article.place == Place(199, 1)
        for _ in range(60):
            article.move("page-up")
        assert article.place == Place(0, 0)
        assert y_of(article, "›Paragraph 0") == 1


async def test_a_preview_returns_to_where_it_began() -> None:
    async with running(LONG, LONG.text.index("Paragraph 90")) as (article, _):
        before, span = screen(article), article.span
        article.canvas.preview(LONG.text.index("Paragraph 10 "))
        article.canvas.preview(LONG.text.index("Paragraph 190"))
        assert y_of(article, "Paragraph 190") >= 0
        assert article.span == span
        article.canvas.end_preview()
        assert screen(article) == before
        article.canvas.end_preview()
        assert screen(article) == before


async def test_unknown_motions_are_refused() -> None:
    async with running(SHORT) as (article, _):
        with pytest.raises(KeyError):
            article.move("sideways")


async def test_without_text_nothing_happens() -> None:
    async with running(document()) as (article, pilot):
        for name in ("passage", "char", "word", "page-down", "bottom"):
            article.move(name, extend=True)
        article.start_selecting()
        article.swap_ends()
        article.drop_selection()
        article.go(5)
        article.canvas.preview(3)
        article.canvas.end_preview()
        article.canvas.repaint(0, 10)
        await pilot.click(ArticleView, offset=(8, 3))
        assert (article.place, article.span, article.selection) == (Place(0, 0), Span(0, 0), None)


# Selecting

Act = Callable[[ArticleView], None]


def moves(*names: str, extend: bool = False) -> Act:
    """Make motions, one after the other."""

    def act(article: ArticleView) -> None:
        for name in names:
            article.move(name, extend)

    return act


@pytest.mark.parametrize(
    ("acts", "selected"),
    [
        ([ArticleView.start_selecting], "One two three."),
        ([ArticleView.start_selecting, moves("passage")], "One two three. Four five six."),
        (
            [moves("passage"), ArticleView.start_selecting, moves("top")],
            "One two three. Four five six.",
        ),
        ([moves("char"), ArticleView.start_selecting], "O"),
        ([moves("char"), ArticleView.start_selecting, moves("char", "char")], "One"),
        ([moves("char"), ArticleView.start_selecting, moves("word", "word")], "One two"),
        ([moves("char", "word"), ArticleView.start_selecting, moves("previous-word")], "One t"),
        ([moves("char", "char", "char", extend=True)], "One"),
        ([moves("word", "word", extend=True)], "One two"),
        ([moves("passage", extend=True)], "One two three. Four five six."),
        ([moves("passage", extend=True), moves("passage")], ""),
        (
            [moves("char", "char", extend=True), ArticleView.swap_ends, moves("char", extend=True)],
            "n",
        ),
        (
            [
                ArticleView.start_selecting,
                moves("passage"),
                ArticleView.swap_ends,
                moves("passage"),
            ],
            "Four five six.",
        ),
        ([ArticleView.start_selecting, moves("passage"), ArticleView.drop_selection], ""),
        ([ArticleView.start_selecting, ArticleView.drop_selection, moves("passage")], ""),
    ],
)
async def test_selecting(acts: Sequence[Act], selected: str) -> None:
    async with running(SHORT) as (article, _):
        for act in acts:
            act(article)
        assert text_of(article, article.selection) == selected


async def test_a_selection_is_told_of_and_is_the_span() -> None:
    async with running(SHORT) as (article, pilot):
        posted(article).clear()
        article.start_selecting()
        article.start_selecting()
        article.drop_selection()
        await pilot.pause()
        told = [e.span for e in posted(article) if isinstance(e, ArticleView.SelectionChanged)]
        assert told == [Span(0, 14), None]


async def test_a_cluster_is_never_split() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    async with running(document(f"a{family}e\u0301b.")) as (article, _):
        for length in (1, 6, 8, 9):
            article.move("char", extend=True)
            assert article.span == Span(0, length)


# The mouse; text begins five cells from the left, below one blank row


async def test_a_click_moves_the_caret() -> None:
    async with running(SHORT) as (article, pilot):
        await pilot.click(ArticleView, offset=(5 + 20, 1))
        assert text_of(article, article.span) == "Four five six."
        article.move("char")
        assert article.character == 20


async def test_two_clicks_select_the_word_and_three_the_passage() -> None:
    async with running(SHORT) as (article, pilot):
        await pilot.click(ArticleView, offset=(5 + 5, 1), times=2)
        assert text_of(article, article.selection) == "two"
        await pilot.click(ArticleView, offset=(5 + 5, 1), times=3)
        assert text_of(article, article.selection) == "One two three."


async def drag(pilot: Pilot[None], *offsets: tuple[int, int]) -> None:
    """Drag the mouse over some cells with the button pressed."""
    await pilot.mouse_down(ArticleView, offset=offsets[0])
    for offset in offsets[1:]:
        await pilot.hover(ArticleView, offset=offset)
    await pilot.mouse_up(ArticleView, offset=offsets[-1])
    await pilot.pause()


async def test_dragging_selects_both_ways() -> None:
    async with running(SHORT) as (article, pilot):
        await drag(pilot, (5 + 4, 1), (5 + 8, 1), (5 + 12, 1))
        assert text_of(article, article.selection) == "two three"
        await drag(pilot, (5 + 6, 1), (5, 1))
        assert text_of(article, article.selection) == "One two"
        article.move("passage")
        assert article.selection is None


async def test_dragging_over_the_edge_scrolls_until_let_go() -> None:
    async with running(LONG) as (article, pilot):
        await pilot.mouse_down(ArticleView, offset=(5, 1))
        article.on_mouse_move(MouseMove(article, 8, 25, 0, 0, 1, False, False, False))
        await pilot.pause(0.3)
        assert y_of(article, "Paragraph 0 ") == -1
        selection = article.selection
        assert selection is not None
        assert selection.end > LONG.text.index("Paragraph 9 ")
        await pilot.mouse_up(ArticleView, offset=(8, 10))
        top = screen(article)[0]
        await pilot.pause(0.2)
        assert screen(article)[0] == top


async def test_a_click_drops_the_selection() -> None:
    async with running(SHORT) as (article, pilot):
        article.start_selecting()
        await pilot.click(ArticleView, offset=(6, 1))
        assert article.selection is None


async def test_shift_and_click_selects_up_to_there() -> None:
    async with running(SHORT) as (article, pilot):
        await pilot.click(ArticleView, offset=(6, 3), shift=True)
        assert text_of(article, article.selection) == SHORT.text[:43]


async def test_the_wheel_scrolls_and_leaves_the_caret() -> None:
    async with running(LONG) as (article, _):
        for _ in range(3):
            article.on_mouse_scroll_down(_wheel())
        assert y_of(article, "Paragraph 0 ") == -1
        assert article.place == Place(0, 0)
        for _ in range(4):
            article.on_mouse_scroll_up(_wheel())
        assert y_of(article, "›Paragraph 0 ") == 1


def _wheel() -> MouseScrollDown:
    return MouseScrollDown(None, 5, 5, 0, 0, 0, False, False, False)


async def test_the_map_is_clicked() -> None:
    async with running(LONG) as (article, pilot):
        await pilot.click(ArticleView, offset=(59, 10))
        assert y_of(article, "Paragraph 100") >= 0
        assert article.place == Place(0, 0)


# Sizes


@pytest.mark.parametrize("sizes", [((60, 20), (24, 8)), ((30, 10), (150, 40)), ((80, 24), (80, 6))])
async def test_the_passage_stays_in_view_when_the_size_changes(
    sizes: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    async with running(LONG, LONG.text.index("Paragraph 120"), sizes[0]) as (article, pilot):
        article.move("passage")
        await pilot.resize_terminal(*sizes[1])
        await pilot.pause()
        assert any("›" in line for line in screen(article))
        assert all(len(line) == sizes[1][0] for line in screen(article))
        await pilot.resize_terminal(*sizes[0])
        await pilot.pause()
        assert any("›" in line for line in screen(article))


async def test_what_was_scrolled_to_stays_when_the_size_changes() -> None:
    async with running(LONG) as (article, pilot):
        article.canvas.scroll_rows(150)
        top = screen(article)[1][5:30]
        await pilot.resize_terminal(45, 20)
        await pilot.pause()
        assert y_of(article, top[:18]) in (0, 1)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (7, 2), (12, 1)])
async def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    async with running(LONG, size=size) as (article, _):
        article.move("passage")
        article.move("page-down")
        article.move("bottom")
        assert all(article.render_line(y).cell_length == size[0] for y in range(size[1]))


async def test_the_measure_is_kept() -> None:
    async with running(document("word " * 200), size=(120, 20)) as (article, _):
        article.canvas.measure = 50
        assert max(len(line[:-1].strip("› ")) for line in screen(article)) in range(46, 51)


# Hostile text


async def test_hostile_text_reaches_the_terminal_visible() -> None:
    evil = "\x1b]52;c;aGk=\x07 \x9b31m \u202eabc\u2069 \ud800 [@click=app.quit]x[/] \u200b."
    shown = document(evil.replace("\ud800", "\ufffd"))
    async with running(shown, size=(90, 10)) as (article, _):
        drawn = "".join(screen(article))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", drawn)
        assert "[@click=app.quit]x[/]" in drawn
        assert "\u241b]52;c;aGk=\u2407" in drawn


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
