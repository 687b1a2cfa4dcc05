"""RowList: a list of rows of any height that draws only the rows in view."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..commands import bindings
from .line_widget import Lines

Item = TypeVar("Item")

CURSOR = "on $block-cursor-background"
"""The style of the row under the cursor, which a glyph marks too for screens without colour."""

_CACHED_ROWS = 256
"""The number of drawn rows that are cached."""


class RowList(Lines, Generic[Item], can_focus=True):
    """A list of items with a cursor on one of them, below the headings of its columns, if any.

    The time to draw does not depend on the number of items, because only rows in view are drawn.
    """

    DEFAULT_CSS = "RowList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    EMPTY = "nothing here"
    scrolls_by_page: bool = False
    """Whether the list scrolls by a page, instead of a row, when the cursor leaves the view."""

    class Highlighted(Message):
        """The cursor moved to another item."""

        def __init__(self, rows: Widget, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> Widget:
            """The list that posted the message, for the `on` decorator of Textual."""
            return self.rows

    class Chosen(Highlighted):
        """An item was clicked."""

    class Edge(Message):
        """The cursor was asked to move past the first (-1) or the last (1) item."""

        def __init__(self, rows: Widget, direction: int) -> None:
            super().__init__()
            self.rows, self.direction = rows, direction

    def __init__(
        self,
        draw: Callable[[Item, int, int], list[Content]],
        state: Callable[[Item, int], Hashable] = lambda item, index: None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`draw` returns the lines of an item, given its number and a width in cells.

        `state` returns what else decides how an item is drawn, as the key of a cache; None if the
        drawing of the item is not to be cached.
        """
        super().__init__(self.lines, id=id, classes=classes)
        self._draw_item, self._state = draw, state
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self.top = 0
        self._shown: list[int] = []
        self._heading_height = 0
        self._drawn_rows: dict[Hashable, list[Content]] = {}

    def _row(self, index: int, width: int) -> list[Content]:
        """The lines of an item, from the cache if it was drawn in the same state."""
        item = self.items[index]
        state = self._state(item, index)
        if state is None:
            return self._draw_item(item, index, width)
        key = item, state, width
        if key not in self._drawn_rows:
            if len(self._drawn_rows) >= _CACHED_ROWS:
                self._drawn_rows.clear()
            self._drawn_rows[key] = self._draw_item(item, index, width)
        return self._drawn_rows[key]

    def set_items(self, items: Sequence[Item], cursor: int | None = None) -> None:
        """Show other items, with the cursor on a row or else on the same row number as before."""
        self.items = items
        self.cursor = max(0, min(self.cursor if cursor is None else cursor, len(items) - 1))
        self.redraw()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def move_to(self, index: int, announce: bool = True) -> None:
        """Put the cursor on the item with a number, and post Highlighted if `announce`."""
        index = max(0, min(index, len(self.items) - 1))
        if index == self.cursor:
            return
        self.cursor = index
        self.redraw()
        if announce and self.items:
            self.post_message(self.Highlighted(self, index))

    def step(self, by: int) -> None:
        """Move the cursor by some items; a step of 1 beyond the ends posts Edge."""
        if abs(by) == 1 and not 0 <= self.cursor + by < len(self.items):
            self.post_message(self.Edge(self, by))
        else:
            self.move_to(self.cursor + by)

    def headings(self, width: int) -> list[Content]:
        """The lines with the headings of the columns, for a width in cells; none by default."""
        return []

    @property
    def kept_row(self) -> int:
        """The number of the row that stays in view."""
        return self.cursor

    def lines(self, width: int, height: int) -> list[Content]:
        """The headings and the rows in view, scrolled so that the kept row is in view."""
        self._shown = []
        if not self.items:
            return Content.styled(self.EMPTY, "$text-muted").wrap(width)
        headings = self.headings(width)
        self._heading_height = len(headings)
        return [*headings, *self._rows_in_view(width, height - len(headings))]

    def _rows_in_view(self, width: int, height: int) -> list[Content]:
        kept = self.kept_row
        above = kept < self.top
        if above:
            self.top = 0 if self.scrolls_by_page else kept
        drawn = {kept: self._row(kept, width)}
        # Walk up from the kept row while there is room: no row above can be the first in view.
        room, first = height - len(drawn[kept]), kept
        while first > self.top:
            lines = self._row(first - 1, width)
            if len(lines) > room:
                break
            first, room = first - 1, room - len(lines)
            drawn[first] = lines
        if first > self.top and self.scrolls_by_page and not above:
            first = max(0, kept - 1)
        self.top = first
        out: list[Content] = []
        for index in range(self._without_gap(first, width, height, drawn), len(self.items)):
            lines = drawn.get(index) or self._row(index, width)
            out += lines
            self._shown += [index] * len(lines)
            if len(out) >= height:
                break
        return out

    def _without_gap(
        self, first: int, width: int, height: int, drawn: dict[int, list[Content]]
    ) -> int:
        """`first`, or a row above it if the rows from `first` on do not fill the height."""
        below = 0
        for index in range(first, len(self.items)):
            if below >= height:
                break
            if index not in drawn:
                drawn[index] = self._row(index, width)
            below += len(drawn[index])
        while first > 0 and below < height:
            lines = self._row(first - 1, width)
            below += len(lines)
            if below <= height:
                first -= 1
                drawn[first] = lines
        self.top = first
        return first

    def action_step(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.step(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages of as many rows as are in view, less one."""
        self.step(pages * max(1, len(set(self._shown)) - 1))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first row (-1) or the last (1)."""
        self.step(direction * len(self.items))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row and post Chosen."""
        line = event.y - self._heading_height
        if 0 <= line < len(self._shown):
            self.move_to(self._shown[line])
            self.post_message(self.Chosen(self, self.cursor))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the cursor by one row."""
        event.stop()
        self.move_to(self.cursor + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the cursor by one row."""
        event.stop()
        self.move_to(self.cursor - 1)

    def on_focus(self) -> None:
        """Draw the cursor of a list with focus."""
        self.redraw()

    def on_blur(self) -> None:
        """Draw the cursor of a list without focus."""
        self.redraw()
