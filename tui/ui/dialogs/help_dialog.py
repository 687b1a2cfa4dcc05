"""HelpDialog: lists keys with descriptions in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..commands import bindings, default_keys
from ..display import one_line
from ..fit import fold_lines
from ..widgets.choice_list import fit
from .dialog import Dialog, LineField

Group = tuple[str, Sequence[tuple[str, str]]]
"""A title and its rows: (keys, description)."""

_COLUMN_WIDTH = 46
"""The least width of a column in cells."""

_MOST_COLUMNS = 3

_GAP = 4
"""Cells between two columns."""

_MOST_LINES = 6
"""The most lines of a description."""

_KEYS_WIDTH = 16
"""The most cells for keys; after longer keys, the description begins in the next line."""


def filter_groups(groups: Sequence[Group], query: str) -> list[Group]:
    """The groups with only the rows that contain every word of a query."""
    words = query.casefold().split()
    found = [
        (
            title,
            [
                row
                for row in rows
                if all(w in f"{title} {row[0]} {row[1]}".casefold() for w in words)
            ],
        )
        for title, rows in groups
    ]
    return [(title, rows) for title, rows in found if rows]


def render_group(group: Group, width: int, keys_width: int) -> list[Content]:
    """The lines of a group: its title, its rows, and an empty line. Widths are in cells."""
    title, rows = group
    lines = [Content.styled(one_line(title), "bold $text-primary")]
    for keys, description in rows:
        label = Content.styled(one_line(keys), "bold $text-accent")
        text = fold_lines(one_line(description), max(10, width - keys_width - 2), _MOST_LINES)
        if label.cell_length > keys_width:
            lines.append(fit(label, width))
            label = Content("")
        for line in text:
            lines.append(fit(label, keys_width) + Content(f"  {line}"))
            label = Content("")
    return [fit(line, width) for line in [*lines, Content("")]]


def render_columns(groups: Sequence[Group], width: int) -> Content:
    """The groups in columns of nearly equal height, in a total width in cells."""
    count = max(1, min(_MOST_COLUMNS, (width + _GAP) // (_COLUMN_WIDTH + _GAP)))
    column_width = (width + _GAP) // count - _GAP
    longest = max((cell_len(one_line(keys)) for _, rows in groups for keys, _ in rows), default=0)
    blocks = [render_group(group, column_width, min(_KEYS_WIDTH, longest)) for group in groups]
    height = sum(map(len, blocks)) / count
    columns: list[list[Content]] = [[]]
    for block in blocks:
        # A block that would exceed the mean height by more than its half begins a column.
        if columns[-1] and len(columns) < count and len(columns[-1]) + len(block) / 2 > height:
            columns.append([])
        columns[-1].extend(block)
    rows = max(map(len, columns), default=0)
    blank = Content.blank(column_width)
    return Content("\n").join(
        Content(" " * _GAP).join(col[row] if row < len(col) else blank for col in columns)
        for row in range(rows)
    )


class HelpDialog(Dialog[None]):
    """Shows groups of keys, and lets the user scroll them and filter them by words."""

    DEFAULT_CSS = """
    HelpDialog {
        & > #frame { width: 160; }
        #message { display: none; }
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("help")
    heading = "Keys"

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = groups
        self._line = LineField(placeholder="type what it does, or a key")
        self._line.command_keys = default_keys("help")
        self._table = Static()
        self._scroll = VerticalScroll(self._table, can_focus=False)

    def body(self) -> ComposeResult:
        """Yield the field for the filter, and the keys."""
        yield self._line
        yield self._scroll

    def on_resize(self) -> None:
        """Arrange the columns for the new width."""
        self.call_after_refresh(self._update)

    @on(LineField.Changed)
    def _update(self) -> None:
        """Show the keys that match the filter."""
        groups = filter_groups(self._groups, self._line.value)
        width = self._scroll.scrollable_content_region.width
        nothing = Content.styled("no such key: Esc shows all again", "$text-muted")
        table = render_columns(groups, width) if groups else nothing
        self._table.update(table)
        if not self._line.value:
            # The dialog keeps the height of all keys and five more lines while they are filtered.
            self.query_one("#frame").styles.height = table.plain.count("\n") + 5

    def action_find(self) -> None:
        """Select the filter, to be replaced."""
        self._line.select_all()

    def action_leave(self) -> None:
        """Remove the filter; close the dialog if there is none."""
        if self._line.value:
            self._line.value = ""
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close the dialog, filtered or not."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self._scroll.scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by some pages."""
        self.action_scroll(pages * max(1, self._scroll.size.height - 1))

    def action_end(self, direction: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        self.action_scroll(direction * self._table.size.height)
