"""ClaimsDialog lists claims to go to; JudgementsDialog lists the analyst's judgements to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ..commands import bindings
from ..widgets.claim_lists import (
    ClaimPane,
    ClaimRow,
    JudgementPane,
    JudgementRow,
    claim_text,
    judgement_text,
)
from .dialog import Dialog
from .narrowable_list import NarrowableList


class ClaimsDialog(Dialog[int]):
    """Lists the claims, and returns the number of the row of the chosen one."""

    DEFAULT_CSS = """
    ClaimsDialog {
        & > #frame { width: 100; height: 100%; }
        MessageLine { display: none; &.open { display: block; } }
    }
    """
    heading = "Claims"
    BINDINGS: ClassVar[list[BindingType]] = bindings("claim")

    def __init__(self, rows: Sequence[ClaimRow]) -> None:
        super().__init__()
        self._rows = rows
        self._list = NarrowableList(ClaimPane(), claim_text, "claim")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the claims."""
        self._list.show(self._rows)

    def action_go(self) -> None:
        """Return the claim under the cursor."""
        if current := self._list.current:
            self.dismiss(next(n for n, row in enumerate(self._rows) if row is current))


class JudgementsDialog(Dialog[bool]):
    """Lists the judgements, and stays open while they are edited; true asks for the hypotheses.

    `on_action` is called with the action ("write", "likelihood", "confidence", "cite", "confirm",
    "delete" or "add") and the id of the judgement under the cursor, "" for "add". It calls `show`
    afterwards.
    """

    DEFAULT_CSS = """
    JudgementsDialog {
        & > #frame { width: 100; height: 80%; }
        MessageLine { display: none; &.open { display: block; } }
    }
    """
    heading = "Judgements"
    BINDINGS: ClassVar[list[BindingType]] = bindings("judgement")

    def __init__(self, rows: Sequence[JudgementRow], on_action: Callable[[str, str], None]) -> None:
        super().__init__()
        self._rows, self._on_action = rows, on_action
        self._list = NarrowableList(JudgementPane(), judgement_text, "judgement")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the judgements."""
        self._list.show(self._rows)

    def show(self, rows: Sequence[JudgementRow], id: str = "") -> None:
        """Show other judgements, with the cursor on the one with an id."""
        cursor = next((n for n, row in enumerate(rows) if row.id == id), None)
        self._list.show(rows, cursor)

    def action_edit(self, action: str) -> None:
        """Call `on_action` for the judgement under the cursor."""
        current = self._list.current
        if current or action == "add":
            self._on_action(action, current.id if current else "")

    def action_hypotheses(self) -> None:
        """Go on to the hypotheses."""
        self.dismiss(True)
