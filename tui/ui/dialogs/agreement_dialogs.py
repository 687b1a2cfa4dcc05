"""AgreementDialog: the table of agreement; DisputesDialog: where two coders disagree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ...agreement import Agreement
from ...model.resolutions import DecisionName
from ...workspace.folder_codings import DisputedPassage
from ..commands import bindings
from ..widgets.agreement_panes import (
    AgreementPane,
    DecidedDispute,
    DisputePane,
    dispute_lines,
)
from ..widgets.line_widget import Lines
from .dialog import Dialog
from .prompt import Prompt

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


class DisputesAnswer(NamedTuple):
    """The passages that were decided, to be recorded, or else the one to go to."""

    decided: list[DecidedDispute]
    visited: DisputedPassage | None = None


class DisputesDialog(Dialog[DisputesAnswer]):
    """Lists the disagreements of two coders, and returns what the user decides about them."""

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
        self.heading, self._coders = heading, coders
        self._rows = [DecidedDispute(row) for row in rows]
        self._before: list[tuple[int, DecidedDispute]] = []
        """The rows before each decision, with their numbers, the last one at the end."""
        self._pane = DisputePane()
        self._passage = Lines(self._passage_lines, id="passage")
        self._is_leaving = False

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

    @property
    def _decided(self) -> list[DecidedDispute]:
        return [row for row in self._rows if row.decision]

    def action_decide(self, decision: DecisionName) -> None:
        """Decide which side is right, and go on to the next that is undecided."""
        at = self._pane.cursor
        if self._rows:
            self._change(at, self._rows[at]._replace(decision=decision))
            later = (*range(at + 1, len(self._rows)), *range(at))
            self._show(next((n for n in later if not self._rows[n].decision), at))

    def action_explain(self) -> None:
        """Ask why, and keep the answer with the disagreement under the cursor."""
        at = self._pane.cursor

        def keep(why: str | None) -> None:
            if why is not None:
                self._change(at, self._rows[at]._replace(why=why.strip()))
                self._show(at)

        if self._rows:
            self.app.push_screen(Prompt("Why", self._rows[at].why), keep)

    def action_undo(self) -> None:
        """Take the last decision or reason back."""
        if self._before:
            at, row = self._before.pop()
            self._rows[at] = row
            self._show(at)
        else:
            self.show_message("nothing to take back")

    def _change(self, at: int, row: DecidedDispute) -> None:
        self._before.append((at, self._rows[at]))
        self._rows[at] = row

    def _show(self, cursor: int) -> None:
        """Show the decisions, with the cursor on a row."""
        self._is_leaving = False
        self._pane.set_items(list(self._rows), cursor)
        self._passage.redraw()
        decided = len(self._decided)
        left = len(self._rows) - decided
        self.show_message(f"{decided} decided, {left} undecided; Enter records the decisions")

    def action_finish(self) -> None:
        """Return the decisions, if there are any."""
        if self._decided:
            self.dismiss(DisputesAnswer(self._decided))
        else:
            self.show_message("nothing is decided yet: 1 or 2 takes a side, b both, o goes there")

    def action_go(self) -> None:
        """Return the disagreement under the cursor, unless decisions would be lost by that."""
        row = self._pane.current
        if row and self._decided:
            self.show_message("Enter records the decisions first; u takes one back")
        elif row:
            self.dismiss(DisputesAnswer([], row.passage))

    def action_leave(self) -> None:
        """Close without a result; if something is decided, only when asked twice."""
        if self._decided and not self._is_leaving:
            self._is_leaving = True
            self.show_message(f"Enter records {len(self._decided)} decided; Esc again drops them")
        else:
            self.dismiss(None)
