"""FiguresDialog lists figures to compare and link; DatesDialog lists dates to go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from ...workspace.folder_mentions import FolderDate, FolderFigure
from ..commands import bindings
from ..widgets.mention_lists import DatePane, FigurePane, ListedFigure, date_text, figure_text
from .dialog import Dialog
from .narrowable_list import NarrowableList


class FigureAnswer(NamedTuple):
    """What to do with a figure: go there, or link it by `rel` with the figure `to`."""

    figure: FolderFigure
    rel: str = ""
    to: FolderFigure | None = None


class FiguresDialog(Dialog[FigureAnswer]):
    """Lists figures by what they count, and returns what to do with the one under the cursor.

    In a group of two, the other one need not be marked to be linked.
    """

    DEFAULT_CSS = "FiguresDialog > #frame { width: 100; height: 100%; }"
    heading = "Figures"
    BINDINGS: ClassVar[list[BindingType]] = bindings("figure")

    def __init__(
        self,
        by_size: Sequence[ListedFigure],
        by_date: Sequence[ListedFigure],
        cursor: FolderFigure | None = None,
        message: str = "",
    ) -> None:
        """The same rows in two orders, the figure to put the cursor on, and a first message."""
        super().__init__()
        self._orders = [by_size, by_date]
        self._first, self._message = cursor, message
        self._pane = FigurePane()
        self._list = NarrowableList(self._pane, figure_text, "figure")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the figures."""
        self._show(self._first)
        self.show_message(self._message)

    def _show(self, cursor: FolderFigure | None) -> None:
        rows = self._orders[0]
        self._list.show(rows, next((n for n, row in enumerate(rows) if row.figure == cursor), 0))

    def action_go(self) -> None:
        """Return the figure under the cursor."""
        if row := self._list.current:
            self.dismiss(FigureAnswer(row.figure))

    def action_order(self) -> None:
        """Order the figures of each group by date, or again by size."""
        row = self._list.current
        self._orders.reverse()
        self._show(row.figure if row else None)

    def action_mark(self) -> None:
        """Mark the figure under the cursor, or unmark it."""
        if row := self._list.current:
            self._pane.marked = None if self._pane.marked == row.figure else row.figure
            self._pane.redraw()
            again = "Ctrl+D or Ctrl+U on another figure links that one with it"
            self.show_message(f"marked: {again}" if self._pane.marked else "")

    def action_link(self, rel: str) -> None:
        """Return the link from the figure under the cursor to the marked one."""
        row = self._list.current
        if row is None:
            return
        to = self._pane.marked or self._only_other(row)
        if to is None or to == row.figure:
            self.show_message("mark the other figure first, with Tab")
        else:
            self.dismiss(FigureAnswer(row.figure, rel, to))

    def _only_other(self, row: ListedFigure) -> FolderFigure | None:
        """The other figure of a group of two."""
        others = [r.figure for r in self._orders[0] if r.number == row.number and r != row]
        return others[0] if len(others) == 1 else None


class DatesDialog(Dialog[FolderDate]):
    """Lists dates, and returns the chosen one."""

    DEFAULT_CSS = "DatesDialog > #frame { width: 100; height: 100%; }"
    heading = "Dates"
    BINDINGS: ClassVar[list[BindingType]] = bindings("date")

    def __init__(self, rows: Sequence[FolderDate], message: str = "") -> None:
        super().__init__()
        self._rows, self._message = rows, message
        self._list = NarrowableList(DatePane(), date_text, "date")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the dates."""
        self._list.show(self._rows)
        self.show_message(self._message)

    def action_go(self) -> None:
        """Return the date under the cursor."""
        if row := self._list.current:
            self.dismiss(row)
