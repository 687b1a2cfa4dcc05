"""AgreementDialog: the table of agreement; DisputesDialog: where two coders disagree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ...agreement import Agreement
from ...workspace.folder_codings import DisputedPassage
from ..commands import bindings
from ..widgets.agreement_panes import AgreementPane, DisputePane, dispute_lines
from ..widgets.line_widget import Lines
from .dialog import Dialog

Order = Literal["name", "alpha", "units"]
ORDERS: tuple[Order, ...] = ("name", "alpha", "units")

AgreementAction = Literal["open", "by", "unit", "coders"]


class AgreementAnswer(NamedTuple):
    """What to do next: open the disagreements of a row, or change what is compared.

    `order` is the order in which the rows were shown.
    """

    action: AgreementAction
    row: Agreement | None
    order: Order


class AgreementDialog(Dialog[AgreementAnswer]):
    """Shows how far coders agree, a row for each tag, group or article; the row of all is first."""

    DEFAULT_CSS = "AgreementDialog > #frame { width: 110; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("agreement")

    def __init__(
        self, rows: Sequence[Agreement], heading: str, remark: str, order: Order, cursor: int = 0
    ) -> None:
        """`remark` says what is compared, and what was left out."""
        super().__init__()
        self.heading, self._remark = heading, remark
        self._rows, self._order, self._cursor = list(rows), order, cursor
        self._pane = AgreementPane()

    def body(self) -> ComposeResult:
        """Yield the table."""
        yield self._pane

    def on_mount(self) -> None:
        """Show the rows."""
        self._show(self._cursor)
        self._pane.focus()
        self.show_message(self._remark)

    def _show(self, cursor: int) -> None:
        first, rest = self._rows[:1], self._rows[1:]
        self._pane.set_items([*first, *sorted(rest, key=self._key)], cursor)

    def _key(self, row: Agreement) -> tuple[float, str]:
        figures: dict[Order, float] = {
            "name": 0,
            "alpha": 2 if row.alpha is None else row.alpha,
            "units": -row.units,
        }
        return figures[self._order], (row.tag or row.document).casefold()

    def action_order(self) -> None:
        """Order the rows by name, by alpha with the lowest first, or by the number of units."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._show(0)
        words = {"name": "name", "alpha": "alpha, the lowest first", "units": "number of units"}
        self.show_message(f"ordered by {words[self._order]}")

    def action_answer(self, action: AgreementAction) -> None:
        """Close with what to do next."""
        self.dismiss(AgreementAnswer(action, self._pane.current, self._order))

    @on(AgreementPane.Chosen)
    def _open(self) -> None:
        self.action_answer("open")


class DisputesDialog(Dialog[DisputedPassage]):
    """Lists the disagreements of two coders, and returns the one to go to."""

    DEFAULT_CSS = """
    DisputesDialog {
        & > #frame { width: 110; height: 100%; }
        #passage { height: 9; margin-top: 1; }
        MessageLine { max-height: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("dispute")

    def __init__(
        self, rows: Sequence[DisputedPassage], coders: tuple[str, str], heading: str
    ) -> None:
        super().__init__()
        self.heading = heading
        self._rows, self._coders = rows, coders
        self._pane = DisputePane()
        self._passage = Lines(self._passage_lines, id="passage")

    def body(self) -> ComposeResult:
        """Yield the list, and below it the disagreement under the cursor."""
        yield self._pane
        yield self._passage

    def on_mount(self) -> None:
        """Show the disagreements."""
        self._pane.set_items(self._rows, 0)
        self._pane.focus()
        self._passage.redraw()

    @on(DisputePane.Highlighted)
    def _show_passage(self) -> None:
        self._passage.redraw()

    def _passage_lines(self, width: int, height: int) -> list[Content]:
        row = self._pane.current
        return dispute_lines(row, self._coders, width, height) if row else []

    def action_go(self) -> None:
        """Return the disagreement under the cursor."""
        if row := self._pane.current:
            self.dismiss(row)
