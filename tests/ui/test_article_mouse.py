"""The article in an app: the mouse, and windows of other sizes."""

from __future__ import annotations

import pytest
from textual.events import MouseMove, MouseScrollDown
from textual.pilot import Pilot

from tests.ui.article_host import (
    LONG,
    SHORT,
    document,
    running,
    screen,
    text_of,
    y_of,
)
from tui.model.document import Place
from tui.ui.widgets.article_view import ArticleView

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
