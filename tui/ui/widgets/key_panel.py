"""KeyPanel: the items of a key menu in columns, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from ..display import one_line
from .choice_list import fit, swatch

_ROWS = 8
"""The number of rows up to which one column is used."""

_GAP = 3
"""The cells between two columns."""

_MIN_DESCRIPTION = 28
"""The least number of cells for a description; with fewer, none is shown."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An item of a key menu: its key chooses `id`, or opens the menu of its `children`.

    `key` is one character, or "" for none; `more` has further characters or Textual's names of
    keys that do the same. `color` is "#rrggbb" or "".
    """

    key: str
    label: str
    id: str
    description: str = ""
    color: str = ""
    children: tuple[MenuItem, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The layout of items in columns, filled downwards, with sizes in cells.

    `width` is that of a column, and `label` that of a key with its label. Descriptions are shown
    if `described`.
    """

    rows: int
    columns: int
    width: int
    label: int
    described: bool

    def at(self, x: int, y: int) -> int:
        """The number of the item at a cell; it may be greater than the number of items."""
        return min(x // (self.width + _GAP), self.columns - 1) * self.rows + y


def grid(items: tuple[MenuItem, ...], width: int) -> Grid:
    """The layout with the fewest columns that keeps to _ROWS rows, or as many as fit."""
    label = max((_label_width(item) for item in items), default=0)
    most = max(1, (width + _GAP) // (label + _GAP))
    columns = min(most, max(1, ceil(len(items) / _ROWS)))
    rows = ceil(len(items) / columns)
    room = (width + _GAP) // columns - _GAP
    described = any(item.description for item in items) and room >= label + _MIN_DESCRIPTION
    return Grid(rows, columns, room if described else min(room, label), min(label, room), described)


def _label_width(item: MenuItem) -> int:
    return cell_len(one_line(item.label)) + 2 + 2 * bool(item.color) + 2 * bool(item.children)


class KeyPanel(Widget):
    """Shows the items of a key menu in columns; a click posts Clicked."""

    DEFAULT_CSS = """
    KeyPanel { height: auto; width: 1fr; }
    """
    ALLOW_SELECT = False

    class Clicked(Message):
        """An item was clicked."""

        def __init__(self, item: MenuItem) -> None:
            super().__init__()
            self.item = item

    def __init__(self, items: tuple[MenuItem, ...], id: str | None = None) -> None:
        super().__init__(id=id)
        self.items = items

    def show(self, items: tuple[MenuItem, ...]) -> None:
        """Show other items."""
        self.items = items
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of rows that the items take at a width; for Textual."""
        return max(1, grid(self.items, width).rows)

    def render(self) -> Content:
        """The rows of items, cut to the width."""
        width = self.size.width
        if not self.items:
            return Content.styled("nothing here: t finds or makes a tag", "$text-muted")
        shape = grid(self.items, width)
        lines = []
        for row in range(shape.rows):
            cells = [self._cell(item, shape) for item in self.items[row :: shape.rows]]
            lines.append(Content(" " * _GAP).join(cells))
        return Content("\n").join(lines)

    def _cell(self, item: MenuItem, shape: Grid) -> Content:
        """The key, swatch and label of an item, "›" for a group, and the description if shown."""
        # An item without a key is drawn with a dot: it can be chosen in the picker.
        cell = Content.assemble((one_line(item.key) or "·", "bold $text-accent"), " ")
        if item.color:
            cell += swatch(item.color)
        cell += Content(one_line(item.label))
        if item.children:
            cell += Content.styled(" ›", "$text-muted")
        if shape.described:
            description = Content.styled(one_line(item.description), "$text-muted")
            cell = fit(cell, shape.label) + Content("  ") + description
        return fit(cell, shape.width)

    def on_click(self, event: events.Click) -> None:
        """Post Clicked for the item under the mouse."""
        index = grid(self.items, self.size.width).at(event.x, event.y)
        if index < len(self.items):
            self.post_message(self.Clicked(self.items[index]))
