"""ArticleView: the widget of the text, with a caret and a selection."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from ...model import graphemes, motions
from ...model.document import Document, Passage, Place, Span
from ..terminal_colors import has_few_colors
from . import article_cursor as cursors
from .article_canvas import ArticleCanvas
from .article_cursor import Cursor
from .article_layout import MAP_WIDTH
from .article_scene import Highlight, ReadingColors

__all__ = ["ArticleView", "Highlight", "ReadingColors"]

_PAGES = {"page-down": 1, "page-up": -1, "half-page-down": 0.5, "half-page-up": -0.5}
"""Motions by pages -> how many pages they scroll."""

_WHEEL = 3
"""Rows that one step of the wheel scrolls."""

_DRAG_INTERVAL = 0.05
"""Seconds between rows while a selection is dragged over the edge."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a Document with a caret, which methods and the mouse move; binds no keys."""

    DEFAULT_CSS = "ArticleView { overflow: hidden hidden; }"
    ALLOW_SELECT = False

    class CaretMoved(Message):
        """The caret moved to another passage."""

        def __init__(self, place: Place, passage: Passage) -> None:
            super().__init__()
            self.place, self.passage = place, passage

    class SelectionChanged(Message):
        """The selection changed to a span, or to None."""

        def __init__(self, span: Span | None) -> None:
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.canvas = ArticleCanvas(self)
        self._cursor = Cursor()
        self._pressed: Span | None = None
        self._on_map = False
        self._dragging: Timer | None = None

    def on_mount(self) -> None:
        """Draw without colours if the terminal has fewer than 256."""
        self.canvas.plain = has_few_colors(self.app.console.color_system, self.app.no_color)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; the size may be another since the last time."""
        self.canvas.fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A row of the widget, counted from 0."""
        return self.canvas.line(y)

    # Caret and selection

    @property
    def place(self) -> Place:
        """The place of the caret's passage; the first place if there is no text."""
        return (
            self.canvas.document.place_at(self._cursor.offset)
            if self.canvas.has_text
            else Place(0, 0)
        )

    @property
    def character(self) -> int | None:
        """The offset of the caret if it is on a character, None if it is on a passage."""
        return self._cursor.offset if self._cursor.on_character else None

    @property
    def selection(self) -> Span | None:
        """The selected span, or None."""
        return (
            cursors.selection(self.canvas.document, self._cursor) if self.canvas.has_text else None
        )

    @property
    def span(self) -> Span:
        """The selection, or else the passage under the caret; empty if there is no text."""
        return self.selection or self._passage or Span(0, 0)

    @property
    def _passage(self) -> Span | None:
        if not self.canvas.has_text:
            return None
        passage = self.canvas.document.passage(self.place)
        return Span(passage.start, passage.end)

    @property
    def caret_span(self) -> Span:
        """The span of the character or passage under the caret; empty if there is no text."""
        if not self.canvas.has_text:
            return Span(0, 0)
        return cursors.caret_span(self.canvas.document, self._cursor)

    def show(self, document: Document, at: int = 0) -> None:
        """Show a Document with the caret on the passage at an offset."""
        self._cursor = Cursor()
        self.canvas.set_hits(())
        self.canvas.set_caret(None, None, None)
        self.canvas.set_document(document)
        self._set_cursor(Cursor(at))
        self._post_caret_moved()
        self.refresh()

    # Moving

    def go(self, offset: int) -> None:
        """Move the caret to the passage at an offset, and drop the selection."""
        self._set_cursor(Cursor(offset))

    def move(self, motion: str, extend: bool = False) -> None:
        """Move the caret by a motion: a name in article_cursor or in _PAGES.

        `extend` extends the selection, as does every motion after `start_selecting`. Raises
        KeyError if there is no motion of that name.
        """
        if not self.canvas.has_text:
            return
        if motion in _PAGES:
            self._turn(_PAGES[motion], extend)
        else:
            self._set_cursor(cursors.moved(self.canvas.document, self._cursor, motion, extend))

    def start_selecting(self) -> None:
        """Select the character or passage under the caret; motions then extend the selection."""
        if self.canvas.has_text:
            self._set_cursor(cursors.selecting(self.canvas.document, self._cursor))

    def swap_ends(self) -> None:
        """Move the caret to the other end of the selection."""
        if self.canvas.has_text:
            self._set_cursor(cursors.swapped(self.canvas.document, self._cursor))

    def drop_selection(self) -> None:
        """Drop the selection; without one, put the caret back on the passage."""
        if self._cursor.anchor or self._cursor.is_extending:
            self._set_cursor(cursors.dropped(self._cursor), reveal=False)
        elif self._cursor.on_character:
            self._set_cursor(Cursor(self._cursor.offset), reveal=False)

    def _turn(self, pages: float, extend: bool) -> None:
        """Scroll by pages, and keep the caret on the same row of the screen."""
        passage = self._passage
        y = self.canvas.row_y(passage.start) if passage else None
        before = self.canvas.top
        rows = max(1, round(abs(pages) * (self.size.height - 2)))
        self.canvas.scroll_rows(rows if pages > 0 else -rows)
        if self.canvas.top == before:
            self.move("bottom" if pages > 0 else "top", extend)
            return
        place = self.canvas.document.place_at(self.canvas.offset_at(0, y or 0))
        if not motions.is_read(self.canvas.document, place.block):
            place = motions.previous_passage(self.canvas.document, place)
        at = self.canvas.document.passage(place).start
        extend = extend or self._cursor.is_extending
        self._set_cursor(
            cursors.placed(self.canvas.document, self._cursor, at, extend), reveal=False
        )

    def _set_cursor(self, cursor: Cursor, reveal: bool = True) -> None:
        """Set the cursor, draw it, and post what changed."""
        place, selection = self.place, self.selection
        self._cursor = cursor
        passage, now = self._passage, self.selection
        if passage is None:
            return
        character = (
            cursors.caret_span(self.canvas.document, cursor) if cursor.on_character else None
        )
        self.canvas.set_caret(passage, character, now)
        if reveal:
            self.canvas.reveal(character or passage)
        if self.place != place:
            self._post_caret_moved()
        if now != selection:
            self.post_message(self.SelectionChanged(now))

    def _post_caret_moved(self) -> None:
        if self.canvas.has_text:
            place = self.place
            self.post_message(self.CaretMoved(place, self.canvas.document.passage(place)))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Move the caret to the mouse (Shift extends the selection), or scroll by the map."""
        if event.button != 1 or not self.canvas.has_text:
            return
        event.stop()
        self.capture_mouse()
        self._on_map = event.x >= self.size.width - MAP_WIDTH
        if self._on_map:
            self.canvas.scroll_to_map(event.y)
            return
        at = self.canvas.offset_at(event.x, event.y)
        self._set_cursor(
            cursors.placed(self.canvas.document, self._cursor, at, event.shift), reveal=False
        )
        self._pressed = Span(at, graphemes.after(self.canvas.document.text, at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse, or scroll by the map."""
        if self._on_map:
            self.canvas.scroll_to_map(event.y)
        elif self._pressed:
            self._drag(event.x, event.y)
            self._drag_on(event.x, event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the selection by mouse."""
        self.release_mouse()
        self._pressed, self._on_map = None, False
        self._stop_dragging()

    def on_click(self, event: events.Click) -> None:
        """Select a word on two clicks, the passage on three."""
        if not self.canvas.has_text or event.x >= self.size.width - MAP_WIDTH:
            return
        at = self.canvas.offset_at(event.x, event.y)
        if event.chain == 2:
            word = motions.word_at(self.canvas.document, at)
            last = graphemes.before(self.canvas.document.text, word.end)
            self._set_cursor(Cursor(last, on_character=True, anchor=word), reveal=False)
        elif event.chain == 3:
            self._set_cursor(Cursor(at, anchor=self._passage), reveal=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the caret."""
        event.stop()
        self.canvas.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the caret."""
        event.stop()
        self.canvas.scroll_rows(-_WHEEL)

    def _drag(self, x: int, y: int) -> None:
        at = self.canvas.offset_at(x, y)
        if self._pressed is None or (self._cursor.anchor is None and at == self._pressed.start):
            return
        self._set_cursor(Cursor(at, on_character=True, anchor=self._pressed), reveal=False)

    def _drag_on(self, x: int, y: int) -> None:
        """Scroll repeatedly while the mouse is held above or below the widget."""
        self._stop_dragging()
        if 0 <= y < self.size.height:
            return

        def step() -> None:
            self.canvas.scroll_rows(-1 if y < 0 else 1)
            self._drag(x, y)

        self._dragging = self.set_interval(_DRAG_INTERVAL, step)

    def _stop_dragging(self) -> None:
        if self._dragging:
            self._dragging.stop()
            self._dragging = None
