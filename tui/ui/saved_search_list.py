"""SavedSearchList: the commands on saved searches that the article and the library screen share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..model.dossier import Dossier, SavedSearch
from ..model.dossier_changes import put_search, remove_search, rename_search
from ..workspace.saved_searches import found_by_query, opened
from .asking import Answer
from .background import Result
from .dialogs.prompt import Prompt
from .dialogs.saved_searches_dialog import SavedSearchesDialog

if TYPE_CHECKING:
    from ..library.collection import Collection
    from ..readers.reading_progress import ProgressReceiver
    from .dialogs.dialog import Dialog

_UNDO = "Ctrl+_ takes it back"
_READING = "Reading the articles of the folder"


class CommandHost(Protocol):
    """Runs commands of a screen, as ReadingContext and CommandRunner do."""

    def start(self, command: Coroutine[Any, Any, None]) -> None:
        """Run a command in a worker."""

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Show a dialog and return its answer; None if it is closed without one."""

    async def work(self, what: str, work: Callable[[ProgressReceiver], Result]) -> Result | None:
        """Run work in a thread and return its result; None if it fails, which is shown."""

    def toast(self, message: str, warn: bool = False) -> None:
        """Show a message."""


class SearchStore(Protocol):
    """The saved searches of a dossier, and the passages that they are searched in."""

    @property
    def searches(self) -> Mapping[str, SavedSearch]:
        """The saved searches by name."""

    def collection(self, receiver: ProgressReceiver) -> Collection:
        """The passages of the folder; slow, for use in a thread. Raises ReaderError."""

    async def change(self, label: str, changed: Callable[[Dossier], Dossier]) -> bool | None:
        """Apply a function to the dossier; whether anything changed.

        None if it fails, which is shown. `label` names the edit for undo.
        """


@dataclass(frozen=True)
class SavedSearchList:
    """Saves a query, and lists the saved searches, in which they can be renamed and deleted.

    `reversals` undo the changes that were made so far, the last one first.
    """

    host: CommandHost
    store: SearchStore
    reversals: list[Callable[[Dossier], Dossier]] = field(default_factory=list)

    async def save(self, query: str) -> None:
        """Ask for a name, and save a query under it; what it finds now is no longer new."""
        query = query.strip()
        if not query:
            self.host.toast("nothing to save: type what to search for first")
            return
        prompt = Prompt(
            "Save the search under a name",
            " ".join(query.split()),
            _name_problem,
            remark=lambda name: (
                f"it replaces “{name}”" if _tidy(name) in self.store.searches else ""
            ),
            select=True,
        )
        if (name := await self.host.ask(prompt)) is None:
            return
        search, store = SavedSearch(_tidy(name), query), self.store
        made = await self.host.work(_READING, lambda r: opened(search, store.collection(r)))
        if made is not None and await self._put(made) is not None:
            self.host.toast(f"saved as “{made.name}”; * lists the saved searches")

    async def _put(self, search: SavedSearch) -> bool | None:
        known = self.store.searches.get(search.name)
        is_changed = await self.store.change(
            f"search {search.name}", lambda dossier: put_search(dossier, search)
        )
        if is_changed:
            self.reversals.append(
                lambda dossier: (
                    put_search(dossier, known) if known else remove_search(dossier, search.name)
                )
            )
        return is_changed

    async def choose(self) -> SavedSearch | None:
        """List the saved searches, and return the one that the user opens; None for none."""
        store = self.store

        def count(receiver: ProgressReceiver) -> dict[str, tuple[str, ...]]:
            queries = [search.query for search in store.searches.values()]
            return found_by_query(store.collection(receiver), queries, receiver)

        def run(command: str, name: str) -> None:
            self.host.start(_run(_COMMANDS[command](self, dialog, name)))

        dialog = SavedSearchesDialog([*store.searches.values()], count, run)
        return await self.host.ask(dialog)

    def _show(self, dialog: SavedSearchesDialog, name: str, message: str) -> None:
        if dialog.is_attached:
            dialog.show([*self.store.searches.values()], name, message)

    async def rename(self, dialog: SavedSearchesDialog, name: str) -> None:
        """Ask for another name of a saved search."""
        if name not in self.store.searches:
            return

        def problem(typed: str) -> str:
            is_other = _tidy(typed) != name and _tidy(typed) in self.store.searches
            return "another search has this name" if is_other else _name_problem(typed)

        typed = await self.host.ask(Prompt(f"Rename “{name}”", name, problem, select=True))
        new = _tidy(typed or name)
        if await self.store.change(
            f"rename {name}", lambda dossier: rename_search(dossier, name, new)
        ):
            self.reversals.append(lambda dossier: rename_search(dossier, new, name))
            self._show(dialog, new, f"renamed: {name} · {_UNDO}")

    async def delete(self, dialog: SavedSearchesDialog, name: str) -> None:
        """Delete a saved search."""
        search = self.store.searches.get(name)
        if search is not None and await self.store.change(
            f"delete the search {name}", lambda dossier: remove_search(dossier, name)
        ):
            self.reversals.append(lambda dossier: put_search(dossier, search))
            self._show(dialog, "", f"deleted: {name} · {_UNDO}")

    async def undo(self, dialog: SavedSearchesDialog, name: str) -> None:
        """Undo the last change that was made to the saved searches from this screen."""
        if not self.reversals:
            dialog.show_message("nothing to take back: no search was changed from here")
        elif await self.store.change("saved searches", self.reversals[-1]) is not None:
            self.reversals.pop()
            self._show(dialog, name, "taken back")


_COMMANDS: dict[str, Callable[[SavedSearchList, SavedSearchesDialog, str], Awaitable[None]]] = {
    "rename": SavedSearchList.rename,
    "delete": SavedSearchList.delete,
    "undo": SavedSearchList.undo,
}


async def _run(command: Awaitable[None]) -> None:
    await command


def _tidy(name: str) -> str:
    """A name on one line, without double spaces."""
    return " ".join(name.split())


def _name_problem(name: str) -> str:
    return "" if name.strip() else "give it a name"
