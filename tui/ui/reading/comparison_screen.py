"""ComparisonScreen: two texts side by side, with their annotations and their differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from ...model.text_comparison import NO_PARTNER, ComparedText
from ...workspace.compared_documents import ComparedDocuments
from ..commands import bindings
from ..dialogs.dialog import Dialog
from ..widgets.article_scene import Highlight, Highlights, ReadingColors, common_highlights
from ..widgets.article_view import ArticleView
from ..widgets.line_widget import Label

_LEAST_WIDTH = 76
"""The width in cells below which one text stands above the other."""

_LEGEND = "≡ in both texts · • with other words, marked · no sign: only here"


class ShownTexts(NamedTuple):
    """Two texts, the open article first, with their titles and the highlights of annotations."""

    compared: ComparedDocuments
    titles: tuple[str, str]
    highlights: tuple[Highlights, Highlights]
    colors: ReadingColors


class ComparisonAnswer(NamedTuple):
    """A command on the passage under the caret, such as "carry" or "go".

    `side` is 0 for the open article and 1 for the other text; `offset` is in code points.
    """

    command: str
    side: int
    offset: int


class ComparisonStart(NamedTuple):
    """The text (0 or 1) and the offset in it at which the caret is put first, and a message.

    The passages at `pair`, an offset in each text, correspond whatever their words are.
    """

    side: int = 0
    offset: int = 0
    message: str = ""
    pair: tuple[int, int] | None = None


class ComparisonScreen(Dialog[ComparisonAnswer]):
    """Shows two texts with the caret in one of them; the other one follows it.

    Where a passage corresponds to one of the other text, both are at the same height.
    """

    DEFAULT_CSS = """
    ComparisonScreen {
        & > #frame { width: 100%; height: 100%; padding: 0; }
        #texts { layout: horizontal; height: 1fr; }
        #texts Vertical { width: 1fr; height: 1fr; }
        #texts Label { height: 1; color: $text-muted; background: $panel; padding: 0 1; }
        #texts Vertical.active Label { color: $text-primary; text-style: bold; }
        &.stacked #texts { layout: vertical; }
        MessageLine { padding: 0 1; max-height: 2; }
        HintLine { padding: 0 1; }
    }
    """
    heading = "Side by side"
    BINDINGS: ClassVar[list[BindingType]] = bindings("comparison")

    def __init__(self, texts: ShownTexts, start: ComparisonStart) -> None:
        super().__init__()
        self._texts, self._both, self._start = texts, texts.compared, start
        self._views = ArticleView(id="one"), ArticleView(id="other")
        self._labels = Label(""), Label("")
        self._active = start.side

    def body(self) -> ComposeResult:
        """Yield the two texts, each below its title."""
        with Container(id="texts"):
            for label, view in zip(self._labels, self._views, strict=True):
                with Vertical():
                    yield label
                    yield view

    def on_mount(self) -> None:
        """Show the texts with their differences."""
        self.set_class(self.app.size.width < _LEAST_WIDTH, "stacked")
        self.show_message(self._start.message or _LEGEND)
        for side, view in enumerate(self._views):
            compared = self._both.compared[side]
            view.canvas.colors = self._texts.colors
            view.canvas.highlights = _with_common(self._texts.highlights[side], compared)
            view.show(self._both.documents[side], self._first(side))
            pairs = zip(compared.passages, compared.changes, strict=True)
            view.canvas.set_hits([(span, changes) for span, changes in pairs if changes])
        self._activate(self._active)

    def _first(self, side: int) -> int:
        """The offset at which the caret is put first: the first common text if there is none."""
        if self._start.pair:
            return self._start.pair[side]
        if side != self._start.side:
            return 0
        compared = self._both.compared[side]
        number = compared.number_at(self._start.offset)
        if compared.partners[number : number + 1] == (NO_PARTNER,) and compared.common:
            return compared.common[0].start
        return self._start.offset

    def on_resize(self) -> None:
        """Put the texts beside each other, or one above the other if the screen is narrow."""
        self.set_class(self.app.size.width < _LEAST_WIDTH, "stacked")
        self.call_after_refresh(self._follow)

    # Moving

    def _activate(self, side: int) -> None:
        """Put the caret into a text."""
        self._active = side
        for number, (label, view) in enumerate(zip(self._labels, self._views, strict=True)):
            sign = "▸ " if number == side else "  "
            label.show(f"{sign}{self._texts.titles[number]}")
            assert view.parent is not None, "the view is mounted"
            view.parent.set_class(number == side, "active")
        self._views[side].focus()
        self.call_after_refresh(self._follow)

    def on_descendant_focus(self) -> None:
        """Put the caret into the text that was clicked."""
        for side, view in enumerate(self._views):
            if view.has_focus and side != self._active:
                self._activate(side)

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Have the other text follow the caret."""
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """Show the passage of the other text that corresponds to the caret's, at its height."""
        view, other = self._views[self._active], self._views[1 - self._active]
        here, there = (self._both.compared[side] for side in (self._active, 1 - self._active))
        if not here.passages:
            return
        number = here.number_at(view.span.start)
        partner = self._partner(number)
        if partner == NO_PARTNER:
            return
        start = there.passages[partner].start
        if other.span.start != start:
            other.go(start)
        rows = view.canvas.row_y(here.passages[number].start), other.canvas.row_y(start)
        if rows[0] is not None and rows[1] is not None:
            other.canvas.scroll_rows(rows[1] - rows[0])

    def _partner(self, number: int) -> int:
        """The number of the passage that corresponds to one of the active text, or NO_PARTNER."""
        here, there = (self._both.compared[side] for side in (self._active, 1 - self._active))
        pair = self._start.pair
        if pair and there.passages and number == here.number_at(pair[self._active]):
            return there.number_at(pair[1 - self._active])
        return here.partners[number]

    def action_motion(self, motion: str) -> None:
        """Move the caret by a motion."""
        self._views[self._active].move(motion)
        self._follow()

    def action_difference(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) passage in which the texts differ."""
        here, view = self._both.compared[self._active], self._views[self._active]
        number = here.next_difference(here.number_at(view.span.start), step)
        if number is None:
            self.show_message("that was the last difference" if step > 0 else "that was the first")
        else:
            view.go(here.passages[number].start)
            self._follow()

    def action_switch(self) -> None:
        """Put the caret into the other text."""
        self._activate(1 - self._active)

    def action_answer(self, command: str) -> None:
        """Return a command on the passage under the caret."""
        self.answer(command, self._active)

    def answer(self, command: str, side: int) -> None:
        """Return a command on the passage under the caret of a text."""
        self.dismiss(ComparisonAnswer(command, side, self._views[side].span.start))


def _with_common(highlights: Highlights, compared: ComparedText) -> Callable[..., list[Highlight]]:
    """The highlights with signs at the passages that have a partner in the other text."""
    return lambda start, end: [
        *highlights(start, end),
        *common_highlights(compared.common, start, end),
    ]
