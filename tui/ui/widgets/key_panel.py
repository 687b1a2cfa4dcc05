"""KeyPanel: the letters that go on from here, in columns, and a click on one of them."""

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
"""The most rows before another column is begun."""

_GAP = 3
"""The cells between two columns."""

_DESCRIBED = 28
"""The least cells for a description; where there are fewer, none is shown."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """What a key leads to: `id` is chosen, or `children` are gone down to; a group may be both.

    `key` is one character, or "" for what no key reaches; `more` are other characters or Textual's
    names of keys that do the same. `color` is "#rrggbb" or "".
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
    """How items lie in columns, filled downwards: sizes in cells, `label` of the key and label."""

    rows: int
    columns: int
    width: int
    label: int
    described: bool

    def at(self, x: int, y: int) -> int:
        """The number of the item at a place; it may be none that there is."""
        return min(x // (self.width + _GAP), self.columns - 1) * self.rows + y


def grid(items: tuple[MenuItem, ...], width: int) -> Grid:
    """The fewest columns that keep to the rows wanted, or as many as fit."""
    label = max((_label_width(item) for item in items), default=0)
    most = max(1, (width + _GAP) // (label + _GAP))
    columns = min(most, max(1, ceil(len(items) / _ROWS)))
    rows = ceil(len(items) / columns)
    room = (width + _GAP) // columns - _GAP
    described = any(item.description for item in items) and room >= label + _DESCRIBED
    return Grid(rows, columns, room if described else min(room, label), min(label, room), described)


def _label_width(item: MenuItem) -> int:
    return cell_len(one_line(item.label)) + 2 + 2 * bool(item.color) + 2 * bool(item.children)


class KeyPanel(Widget):
    """Items in as many columns as their number and the width call for."""

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
        """Replaces the items."""
        self.items = items
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the items need at a width."""
        return max(1, grid(self.items, width).rows)

    def render(self) -> Content:
        """The rows, each cut to the width."""
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
        """Key, swatch, label, "›" for a group, and the description where there is room."""
        # A key that nothing reaches is drawn as a dot: the picker reaches its item.
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
        """Tells which item was clicked."""
        index = grid(self.items, self.size.width).at(event.x, event.y)
        if index < len(self.items):
            self.post_message(self.Clicked(self.items[index]))
