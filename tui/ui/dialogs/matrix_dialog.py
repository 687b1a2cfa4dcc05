"""MatrixDialog: competing hypotheses and the evidence for each, rated by single keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ...model.hypothesis_matrix import MatrixRow
from ...workspace.matrix_rows import MatrixTable
from ..commands import bindings
from ..widgets.matrix_pane import HypothesisLine, MatrixPane
from .dialog import Dialog


class MatrixDialog(Dialog[MatrixRow]):
    """Shows the matrix, stays open while it is edited, and returns the row to whose passage to go.

    `on_rate` is called with a row, the id of a hypothesis and a rating; `on_command` with the name
    of another command ("evidence", "add", "reword", "drop", "delete", "undo", "redo", "sort",
    "order" or "without"), the citations of the row under the cursor and the id of the hypothesis.
    Both call `show` afterwards.
    """

    DEFAULT_CSS = """
    MatrixDialog > #frame { width: 120; height: 100%; }
    """
    heading = "Competing hypotheses"
    BINDINGS: ClassVar[list[BindingType]] = bindings("matrix")

    def __init__(
        self,
        table: MatrixTable,
        on_rate: Callable[[MatrixRow, str, str], None],
        on_command: Callable[[str, tuple[str, ...], str], None],
    ) -> None:
        super().__init__()
        self._table, self._on_rate, self._on_command = table, on_rate, on_command
        self._pane, self._hypothesis = MatrixPane(), HypothesisLine()

    def body(self) -> ComposeResult:
        """Yield the matrix, and the hypothesis under the cursor."""
        yield self._pane
        yield self._hypothesis

    def on_mount(self) -> None:
        """Show the matrix."""
        self.show(self._table)

    def show(self, table: MatrixTable, cites: tuple[str, ...] = (), hypothesis: str = "") -> None:
        """Show another matrix, with the cursor on the row of some citations and on a hypothesis."""
        self._table = table
        rows = [n for n, line in enumerate(table.lines) if set(cites) & set(line.row.cites)]
        columns = [n for n, column in enumerate(table.columns) if column.id == hypothesis]
        column = columns[0] if columns else self._pane.column
        self._pane.show(table, rows[0] if rows else None, column)
        self._show_hypothesis()

    @on(MatrixPane.Highlighted)
    def _show_hypothesis(self) -> None:
        self.show_message("")
        line = self._pane.current
        rating = line.row.ratings[self._pane.column] if line and self._table.columns else ""
        self._hypothesis.show(self._pane.current_column, rating)

    def action_step_column(self, by: int) -> None:
        """Go to another hypothesis."""
        self._pane.step_column(by)
        self._show_hypothesis()

    def action_rate(self, rating: str) -> None:
        """Rate the evidence under the cursor for the hypothesis under it."""
        column, line = self._pane.current_column, self._pane.current
        if column and line:
            self._on_rate(line.row, column.id, rating)

    def action_edit(self, command: str) -> None:
        """Carry out a command on the row and the hypothesis under the cursor."""
        column, line = self._pane.current_column, self._pane.current
        self._on_command(command, line.row.cites if line else (), column.id if column else "")

    def action_go(self) -> None:
        """Return the row under the cursor."""
        if line := self._pane.current:
            self.dismiss(line.row)
