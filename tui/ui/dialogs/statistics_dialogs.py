"""StatisticsDialog shows tables of how tags were used; CountedPassagesDialog lists passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ...workspace.coded_folders.statistics_cells import (
    VIEWS,
    CountedPassage,
    StatisticsCell,
    StatisticsView,
)
from ..commands import bindings
from ..widgets.statistics_lists import (
    CountedPassagePane,
    StatisticsPane,
    cell_text,
    counted_passage_text,
)
from .dialog import Dialog
from .narrowable_list import NarrowableList

_JOINTS = {"frequency": "", "cooccurrence": "+", "crosstab": "·"}


class StatisticsAnswer(NamedTuple):
    """The number of the table in VIEWS, and the cell of it whose passages are to be listed."""

    view: int
    cell: StatisticsCell


class StatisticsDialog(Dialog[StatisticsAnswer]):
    """Shows one table at a time, and returns the chosen cell.

    `cells_of` returns the cells of a table in the order of the tags.
    """

    DEFAULT_CSS = "StatisticsDialog > #frame { width: 100; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("statistics")

    def __init__(
        self,
        cells_of: Callable[[StatisticsView], Sequence[StatisticsCell]],
        answer: StatisticsAnswer | None = None,
    ) -> None:
        """`answer` has the table and the cell to begin with; by default the first ones."""
        super().__init__()
        self._cells_of = cells_of
        self._view = answer.view if answer else 0
        self._first = answer.cell if answer else None
        self._is_by_count = True
        self._pane = StatisticsPane()
        self._list = NarrowableList(self._pane, cell_text, "statistics")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the first table."""
        self._show(self._first)

    def _show(self, cursor: StatisticsCell | None) -> None:
        view = VIEWS[self._view]
        rows = list(self._cells_of(view))
        if self._is_by_count:
            rows.sort(key=lambda row: -row.count)
        title = f"{view.title} · {self._view + 1} of {len(VIEWS)}"
        self.query_one("#frame").border_title = Content(title)
        self._pane.joint = _JOINTS[view.table]
        self._list.show(rows, next((n for n, row in enumerate(rows) if row == cursor), 0))

    def action_table(self, by: int) -> None:
        """Show the next table (1) or the previous one (-1)."""
        self._view = (self._view + by) % len(VIEWS)
        self._show(None)

    def action_order(self) -> None:
        """Order the cells by the names of the tags, or again by their counts."""
        self._is_by_count = not self._is_by_count
        self._show(self._list.current)

    def action_go(self) -> None:
        """Return the cell under the cursor."""
        if row := self._list.current:
            self.dismiss(StatisticsAnswer(self._view, row))


class CountedPassagesDialog(Dialog[CountedPassage]):
    """Lists the passages of a cell, and returns the chosen one."""

    DEFAULT_CSS = "CountedPassagesDialog > #frame { width: 100; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("passage")

    def __init__(self, title: str, rows: Sequence[CountedPassage], message: str = "") -> None:
        super().__init__()
        self.heading, self._rows, self._message = title, rows, message
        self._list = NarrowableList(CountedPassagePane(), counted_passage_text, "passage")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the passages."""
        self._list.show(self._rows)
        self.show_message(self._message)

    def action_go(self) -> None:
        """Return the passage under the cursor."""
        if row := self._list.current:
            self.dismiss(row)
