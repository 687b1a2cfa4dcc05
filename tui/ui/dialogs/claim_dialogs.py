"""ClaimsDialog and JudgementsDialog: what is claimed, and what the analyst makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ..commands import bindings
from ..widgets.claim_lists import ClaimPane, ClaimRow, JudgementPane, JudgementRow
from .dialog import Dialog


class ClaimsDialog(Dialog[int]):
    """Gives the number of the claim to go to."""

    DEFAULT_CSS = """
    ClaimsDialog {
        & > #frame { width: 100; height: 100%; }
        #message { display: none; }
    }
    """
    heading = "Claims"
    BINDINGS: ClassVar[list[BindingType]] = bindings("claim")

    def __init__(self, rows: Sequence[ClaimRow]) -> None:
        super().__init__()
        self._rows = rows
        self._pane = ClaimPane()

    def body(self) -> ComposeResult:
        """The list."""
        yield self._pane

    def on_mount(self) -> None:
        """Shows the claims."""
        self._pane.set_items(self._rows)
        self._pane.focus()

    def action_go(self) -> None:
        """Goes to the claim under the cursor."""
        if self._pane.current:
            self.dismiss(self._pane.cursor)


class JudgementsDialog(Dialog[None]):
    """Shows the judgements; `on_ask` gets what is asked of one, and shows what became of it."""

    DEFAULT_CSS = """
    JudgementsDialog {
        & > #frame { width: 100; height: 80%; }
        #message { display: none; }
    }
    """
    heading = "Judgements"
    BINDINGS: ClassVar[list[BindingType]] = bindings("judgement")

    def __init__(self, rows: Sequence[JudgementRow], on_ask: Callable[[str, str], None]) -> None:
        super().__init__()
        self._rows, self._on_ask = rows, on_ask
        self._pane = JudgementPane()

    def body(self) -> ComposeResult:
        """The list."""
        yield self._pane

    def on_mount(self) -> None:
        """Shows the judgements."""
        self._pane.set_items(self._rows)
        self._pane.focus()

    def show(self, rows: Sequence[JudgementRow], id: str = "") -> None:
        """Shows other judgements, the cursor on one of them."""
        cursor = next((n for n, row in enumerate(rows) if row.id == id), None)
        self._pane.set_items(rows, cursor)

    def action_give(self, what: str) -> None:
        """Hands on what is asked of the judgement under the cursor."""
        current = self._pane.current
        if current or what == "add":
            self._on_ask(what, current.id if current else "")
