"""An app with nothing in it but an article, and what its tests look at."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from tui.model.document import Block, BlockKind, Document, Mark, Span
from tui.ui.widgets.article_view import ArticleView


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
