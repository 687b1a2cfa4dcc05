"""The article in an app: the caret and the selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.ui.article_host import (
    LONG,
    SHORT,
    document,
    posted,
    running,
    screen,
    text_of,
    y_of,
)
from tui.model.document import Mark, Place, Span
from tui.ui.widgets.article_view import ArticleView

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
