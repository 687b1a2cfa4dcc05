"""HelpDialog: every key, from a table given as values."""

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

from ..commands import bindings
from ..display import one_line
from ..fit import fold_lines
from ..widgets.choice_list import fit
from .dialog import Dialog, LineField

Group = tuple[str, Sequence[tuple[str, str]]]
"""A title, and (keys, what they do)."""

_COLUMN = 46
"""The least cells of a column: as many columns as fit, three at most."""

_GAP = 4
"""The cells between two columns."""

_LINES = 6
"""The most lines of a description."""

_KEYS = 16
"""The most cells for keys; longer ones push their description to the next line."""


def filter_groups(groups: Sequence[Group], query: str) -> list[Group]:
    """The groups with the rows that hold every word of a query."""
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


def set_group(group: Group, width: int, room: int) -> list[Content]:
    """The lines of a group: its title, its rows with `room` cells for the keys, an empty line."""
    title, rows = group
    lines = [Content.styled(one_line(title), "bold $text-primary")]
    for keys, description in rows:
        head = Content.styled(one_line(keys), "bold $text-accent")
        text = fold_lines(one_line(description), max(10, width - room - 2), _LINES)
        if head.cell_length > room:
            lines.append(fit(head, width))
            head = Content("")
        for line in text:
            lines.append(fit(head, room) + Content(f"  {line}"))
            head = Content("")
    return [fit(line, width) for line in [*lines, Content("")]]


def set_columns(groups: Sequence[Group], width: int) -> Content:
    """All groups in columns of nearly equal height, read downwards."""
    count = max(1, min(3, (width + _GAP) // (_COLUMN + _GAP)))
    room = (width + _GAP) // count - _GAP
    longest = max((cell_len(one_line(keys)) for _, rows in groups for keys, _ in rows), default=0)
    blocks = [set_group(group, room, min(_KEYS, longest)) for group in groups]
    wanted = sum(map(len, blocks)) / count
    columns: list[list[Content]] = [[]]
    for block in blocks:
        # A block goes where most of it belongs.
        if columns[-1] and len(columns) < count and len(columns[-1]) + len(block) / 2 > wanted:
            columns.append([])
        columns[-1].extend(block)
    rows = max(map(len, columns), default=0)
    blank = Content.blank(room)
    return Content("\n").join(
        Content(" " * _GAP).join(col[row] if row < len(col) else blank for col in columns)
        for row in range(rows)
    )


class HelpDialog(Dialog[None]):
    """The keys in columns; / narrows them, the usual keys scroll, Esc, q and ? close."""

    DEFAULT_CSS = """
    HelpDialog {
        & > #frame { width: 160; }
        LineField { display: none; }
        LineField.-open { display: block; }
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("help")
    # Letters scroll until the field is asked for.
    AUTO_FOCUS = ""
    heading = "Keys"

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = groups
        self._line = LineField(placeholder="what it does, or a key")
        self._table = Static()
        self._scroll = VerticalScroll(self._table, can_focus=False)

    def body(self) -> ComposeResult:
        """The query, hidden until it is asked for, and the keys."""
        yield self._line
        yield self._scroll

    def on_resize(self) -> None:
        """Sets the columns for the new width."""
        self.call_after_refresh(self._set)

    @on(LineField.Changed)
    def _set(self) -> None:
        groups = filter_groups(self._groups, self._line.value)
        width = self._scroll.scrollable_content_region.width
        nothing = Content.styled("no such key: Esc shows all again", "$text-muted")
        table = set_columns(groups, width) if groups else nothing
        self._table.update(table)
        if not self._line.value:
            # Frame, field and foot take five lines; it keeps its height while the keys narrow.
            self.query_one("#frame").styles.height = table.plain.count("\n") + 6

    def action_find(self) -> None:
        """Opens the field that narrows the keys."""
        self._line.add_class("-open")
        self._line.focus()

    @on(LineField.Submitted)
    def _read(self) -> None:
        """Back from the field to the keys that it found."""
        self.set_focus(None)

    def action_leave(self) -> None:
        """Closes; where the keys are narrowed, shows all of them again first."""
        if self._line.has_class("-open"):
            self._line.value = ""
            self._line.remove_class("-open")
            self.set_focus(None)
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Closes at once."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scrolls by so many lines; from the field, to the keys that it found."""
        self._read()
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scrolls by so many pages."""
        self.action_scroll(pages * max(1, self._scroll.size.height - 1))

    def action_end(self, direction: int) -> None:
        """Scrolls to the top (-1) or the bottom (1)."""
        self.action_scroll(direction * self._table.size.height)
