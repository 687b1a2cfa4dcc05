"""ClaimsDialog and JudgementsDialog: what is claimed, and what the analyst makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingsMap

from ..widgets.claim_lists import ClaimPane, ClaimRow, JudgementPane, JudgementRow
from .dialog import Dialog, Hint


class ClaimsDialog(Dialog[int]):
    """Gives the number of the claim to go to."""

    DEFAULT_CSS = """
    ClaimsDialog {
        & > #frame { width: 100; height: 100%; }
        #says { display: none; }
    }
    """
    heading = "Claims"
    hints = (
        Hint("Enter", "go there", "screen.go"),
        Hint("Esc", "close", "screen.leave"),
    )

    def __init__(self, rows: Sequence[ClaimRow], keys: BindingsMap) -> None:
        super().__init__()
        self._rows = rows
        self._pane = ClaimPane()
        # Bindings come from the one table with the user's keys in it, not from a class.
        self._pane._bindings = keys

    def body(self) -> ComposeResult:
        """The list."""
        yield self._pane

    def on_mount(self) -> None:
        """Shows the claims."""
        self._pane.set_items(self._rows)
        self._pane.focus()

    def action_go(self) -> None:
        """Goes to the claim under the cursor."""
        self._pane.action_go()

    @on(ClaimPane.Wanted)
    def _wanted(self, event: ClaimPane.Wanted) -> None:
        self.dismiss(event.number)


class JudgementsDialog(Dialog[None]):
    """Shows the judgements; `on_ask` gets what is asked of one, and shows what became of it."""

    DEFAULT_CSS = """
    JudgementsDialog {
        & > #frame { width: 100; height: 80%; }
        #says { display: none; }
    }
    """
    heading = "Judgements"

    def __init__(
        self,
        rows: Sequence[JudgementRow],
        keys: BindingsMap,
        hints: tuple[Hint, ...],
        on_ask: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self.hints = (*hints, Hint("Esc", "close", "screen.leave"))
        self._rows, self._on_ask = rows, on_ask
        self._pane = JudgementPane()
        self._pane._bindings = keys

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

    @on(JudgementPane.Asked)
    def _asked(self, event: JudgementPane.Asked) -> None:
        if event.id or event.what == "add":
            self._on_ask(event.what, event.id)
