"""RowList: a list of rows of any height that draws only what is seen."""

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
"""The style of the row that the cursor is on; its sign, "›" or "▸", says so without colour."""

_KEPT = 256
"""Rows that are remembered as they were drawn."""


class RowList(Lines, Generic[Item], can_focus=True):
    """Items, a cursor on one of them, and the first one in view.

    Its work does not grow with the number of items: rows are drawn when they are seen.
    """

    DEFAULT_CSS = "RowList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    EMPTY = "nothing here"
    leaps: bool = False
    """Whether the rows move by a page once the cursor leaves them, and then stay for a while."""

    class Highlighted(Message):
        """The cursor moved to another item."""

        def __init__(self, rows: Widget, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> Widget:
            """The list that it happened in."""
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
        look: Callable[[Item, int], Hashable] = lambda item, index: None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`draw` gives the lines of an item, by its number and for a width in cells.

        `look` gives all besides item and width that decides how an item is drawn, by its number;
        None where much does.
        """
        super().__init__(self.lines, id=id, classes=classes)
        self._draw_item, self._look = draw, look
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self.top = 0
        self._shown: list[int] = []
        self._drawn_rows: dict[Hashable, list[Content]] = {}

    def _row(self, index: int, width: int) -> list[Content]:
        """The lines of an item, drawn again only where it would be another drawing: most rows of
        a list stay as they are, and each takes 10 to 50 µs."""
        item = self.items[index]
        look = self._look(item, index)
        if look is None:
            return self._draw_item(item, index, width)
        key = item, look, width
        if key not in self._drawn_rows:
            if len(self._drawn_rows) >= _KEPT:
                self._drawn_rows.clear()
            self._drawn_rows[key] = self._draw_item(item, index, width)
        return self._drawn_rows[key]

    def set_items(self, items: Sequence[Item], cursor: int | None = None) -> None:
        """Show other items; the cursor stays at its number unless another is given."""
        self.items = items
        self.cursor = max(0, min(self.cursor if cursor is None else cursor, len(items) - 1))
        self.redraw()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def move_to(self, index: int, announce: bool = True) -> None:
        """Put the cursor on an item."""
        index = max(0, min(index, len(self.items) - 1))
        if index == self.cursor:
            return
        self.cursor = index
        self.redraw()
        if announce and self.items:
            self.post_message(self.Highlighted(self, index))

    def step(self, by: int) -> None:
        """Move the cursor by some items."""
        if abs(by) == 1 and not 0 <= self.cursor + by < len(self.items):
            self.post_message(self.Edge(self, by))
        else:
            self.move_to(self.cursor + by)

    def lines(self, width: int, height: int) -> list[Content]:
        """The rows in view, from one that keeps the cursor's in view."""
        self._shown = []
        if not self.items:
            return Content.styled(self.EMPTY, "$text-muted").wrap(width)
        above = self.cursor < self.top
        if above:
            self.top = 0 if self.leaps else self.cursor
        drawn = {self.cursor: self._row(self.cursor, width)}
        # Walk up from the cursor as far as there is room: nothing above can be the first in view.
        room, first = height - len(drawn[self.cursor]), self.cursor
        while first > self.top:
            lines = self._row(first - 1, width)
            if len(lines) > room:
                break
            first, room = first - 1, room - len(lines)
            drawn[first] = lines
        if first > self.top and self.leaps and not above:
            first = max(0, self.cursor - 1)
        self.top = first
        out: list[Content] = []
        for index in range(self._filled(first, height, drawn), len(self.items)):
            lines = drawn.get(index) or self._row(index, width)
            out += lines
            self._shown += [index] * len(lines)
            if len(out) >= height:
                break
        return out

    def _filled(self, first: int, height: int, drawn: dict[int, list[Content]]) -> int:
        """A first row in view that leaves no room below the last, as far as there are rows."""
        width, below = self.size.width, 0
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
        """Move the cursor by as many rows as are in view, but for one."""
        self.step(pages * max(1, len(set(self._shown)) - 1))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first row (-1) or the last (1)."""
        self.step(direction * len(self.items))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row, and says so."""
        if 0 <= event.y < len(self._shown):
            self.move_to(self._shown[event.y])
            self.post_message(self.Chosen(self, self.cursor))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move_to(self.cursor + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move_to(self.cursor - 1)

    def on_focus(self) -> None:
        """The cursor is drawn stronger where the keys go."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor is drawn weaker where no keys go."""
        self.redraw()
