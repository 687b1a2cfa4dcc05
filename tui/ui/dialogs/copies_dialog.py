"""CopiesDialog: lists the articles of a folder that have text in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ...workspace.folder_copies import CopiedArticle, CopyChanges
from ..background import in_background
from ..commands import bindings
from ..widgets.copy_list import CopyPane, ListedCopy, change_lines, copy_text
from ..widgets.line_widget import Lines
from ..widgets.rowlist import RowList
from .dialog import Dialog, LineField
from .narrowable_list import NarrowableList


class CopyAnswer(NamedTuple):
    """What to do with an article: go to its common text, or accept the links of its group."""

    row: ListedCopy
    accept: bool = False


class CopiesDialog(Dialog[CopyAnswer]):
    """Lists copies, shows what the one under the cursor changes, and returns what to do with it."""

    DEFAULT_CSS = """
    CopiesDialog {
        & > #frame { width: 100; height: 100%; }
        #changes { height: 4; margin-top: 1; }
        MessageLine { max-height: 2; }
    }
    """
    heading = "Copies"
    BINDINGS: ClassVar[list[BindingType]] = bindings("copies")

    def __init__(
        self,
        rows: Sequence[ListedCopy],
        compare: Callable[[CopiedArticle], CopyChanges],
        cursor: ListedCopy | None = None,
        message: str = "",
    ) -> None:
        """`compare` is called in a thread for the article under the cursor."""
        super().__init__()
        self._rows, self._compare = rows, compare
        self._first, self._message = cursor, message
        self._pane = CopyPane()
        self._list = NarrowableList(self._pane, copy_text, "copies")
        self._changes = Lines(self._change_lines, id="changes")
        self._known: dict[str, CopyChanges] = {}

    def body(self) -> ComposeResult:
        """Yield the list, and below it what a copy changes."""
        yield self._list
        yield self._changes

    def on_mount(self) -> None:
        """Show the articles."""
        cursor = next((n for n, row in enumerate(self._rows) if row == self._first), 0)
        self._list.show(self._rows, cursor)
        self.show_message(self._message)
        self._show_changes()

    @on(RowList.Highlighted)
    @on(LineField.Changed)
    def _show_changes(self) -> None:
        """Compare the article under the cursor with the one it has text in common with."""
        self._changes.redraw()
        row = self._pane.current
        if row and row.article.shared and row.article.name not in self._known:
            self.run_worker(self._find_changes(row.article), exclusive=True)

    async def _find_changes(self, article: CopiedArticle) -> None:
        self._known[article.name] = await in_background(self._compare, article)
        self._changes.redraw()

    def _change_lines(self, width: int, height: int) -> list[Content]:
        row = self._pane.current
        if row is None or row.article.shared is None:
            return []
        return change_lines(self._known.get(row.article.name), width)

    def action_go(self) -> None:
        """Return the article under the cursor."""
        self._answer(accept=False)

    def action_accept(self) -> None:
        """Return that the links of the group are accepted."""
        self._answer(accept=True)

    def _answer(self, accept: bool) -> None:
        if row := self._list.current:
            self.dismiss(CopyAnswer(row, accept))
