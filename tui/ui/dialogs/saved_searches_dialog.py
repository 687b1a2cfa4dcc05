"""SavedSearchesDialog: lists the saved searches with what they find, and how much of it is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ...model.dossier import SavedSearch
from ...model.errors import ReaderError
from ...workspace.saved_searches import CountedSearch
from ..background import WorkCancelledError, in_background
from ..commands import bindings
from ..widgets.saved_search_pane import SavedSearchPane, search_text
from .dialog import Dialog
from .narrowable_list import NarrowableList

if TYPE_CHECKING:
    from ...readers.reading_progress import ProgressReceiver


class SavedSearchesDialog(Dialog[SavedSearch]):
    """Lists saved searches by name, stays open while they are changed, and returns the chosen one.

    `count` returns the digests of the passages that each query finds; it is called in a thread
    when the list is shown, and its receiver raises once the list is closed. `on_action` is called
    with "rename", "delete" or "undo" and the name of the search under the cursor, "" without one;
    it calls `show` afterwards.
    """

    DEFAULT_CSS = "SavedSearchesDialog > #frame { width: 100; height: 80%; }"
    heading = "Saved searches"
    BINDINGS: ClassVar[list[BindingType]] = bindings("saved-search")

    def __init__(
        self,
        searches: Iterable[SavedSearch],
        count: Callable[[ProgressReceiver], Mapping[str, tuple[str, ...]]],
        on_action: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self._searches, self._count, self._on_action = [*searches], count, on_action
        self._found: Mapping[str, tuple[str, ...]] = {}
        """The digests of the passages that a query finds, by the query, as far as counted."""
        self._list = NarrowableList(SavedSearchPane(), search_text, "saved-search")
        self._is_closed = False

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the searches, and count what they find."""
        self._show("")
        if self._searches:
            self.show_message("counting …")
            self.run_worker(self._show_counts(), group="count")

    def on_unmount(self) -> None:
        """Have the counting stop."""
        self._is_closed = True

    def _receive(self, share: float) -> None:
        if self._is_closed:
            raise WorkCancelledError

    async def _show_counts(self) -> None:
        problem = ""
        try:
            self._found = await in_background(self._count, self._receive)
        except ReaderError as error:
            problem = str(error)
        current = self._list.current
        self._show(current.search.name if current else "")
        self.show_message(problem)

    def show(self, searches: Iterable[SavedSearch], name: str, message: str) -> None:
        """Show other searches and a message, with the cursor on the search with a name."""
        self._searches = [*searches]
        self._show(name)
        self.show_message(message)

    def _show(self, name: str) -> None:
        ordered = sorted(self._searches, key=lambda search: search.name.casefold())
        rows = [CountedSearch(search, self._found.get(search.query)) for search in ordered]
        cursor = next((n for n, row in enumerate(rows) if row.search.name == name), None)
        self._list.show(rows, cursor)

    def action_go(self) -> None:
        """Return the search under the cursor."""
        if row := self._list.current:
            self.dismiss(row.search)

    def action_edit(self, action: str) -> None:
        """Call `on_action` for the search under the cursor."""
        row = self._list.current
        self._on_action(action, row.search.name if row else "")
