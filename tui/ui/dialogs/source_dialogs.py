"""SourcesDialog lists the sources of a folder to edit; PassagesDialog lists passages to go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ...model.references import Key
from ...workspace.folder_sources import PassageRow, SourceRow
from ..commands import bindings
from ..widgets.source_lists import PassagePane, SourcePane, passage_text, source_text
from .dialog import Dialog
from .narrowable_list import NarrowableList
from .prompt import Question


class SourcesDialog(Dialog[Key]):
    """Lists the sources, stays open while they are edited, and returns the statement to go to.

    `on_action` is called with the action ("statements", "edit", "grade", "alias", "merge",
    "delete", "duplicates" or "depends") and the row under the cursor. It calls `show` afterwards
    if anything changed.
    """

    DEFAULT_CSS = "SourcesDialog > #frame { width: 100; height: 100%; }"
    heading = "Sources"
    BINDINGS: ClassVar[list[BindingType]] = bindings("source")

    def __init__(
        self,
        rows: Sequence[SourceRow],
        on_action: Callable[[str, SourceRow], None],
        message: str = "",
    ) -> None:
        """`message` is shown first."""
        super().__init__()
        self._rows, self._on_action, self._message = rows, on_action, message
        self._list = NarrowableList(SourcePane(), source_text, "source")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the sources."""
        self._list.show(self._rows)
        self.show_message(self._message)

    def show(self, rows: Sequence[SourceRow], id: str, message: str) -> None:
        """Show other sources, with the cursor on the one that has or had an id."""
        cursor = next(
            (n for n, row in enumerate(rows) if id in (row.source.id, *row.source.was)), None
        )
        self._list.show(rows, cursor)
        self.show_message(message)

    def action_run(self, action: str) -> None:
        """Call `on_action` for the source under the cursor."""
        if row := self._list.current:
            self._on_action(action, row)


class PassagesDialog(Dialog[Key]):
    """Lists passages, and returns the statement of the chosen one."""

    DEFAULT_CSS = "PassagesDialog > #frame { width: 100; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("passage")

    def __init__(
        self, title: str, rows: Sequence[PassageRow], empty: str, message: str = ""
    ) -> None:
        """`empty` is shown in place of the list if there are no rows, `message` below it."""
        super().__init__()
        self.heading, self._rows, self._message = title, rows, message
        self._list = NarrowableList(PassagePane(empty), passage_text, "passage")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the passages."""
        self._list.show(self._rows)
        self.show_message(self._message)

    def action_go(self) -> None:
        """Return the statement under the cursor."""
        row = self._list.current
        if row and row.key:
            self.dismiss(row.key)
        elif row:
            self.show_message("a judgement has no passage of its own: M lists what it rests on")


class DuplicateQuestion(Question[str]):
    """Asks whether two sources are one: returns "same", "apart" or "later", None to stop asking."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("duplicate")
