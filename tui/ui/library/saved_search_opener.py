"""SavedSearchOpener: lists the saved searches of a folder's dossier, and opens and saves them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...library import Library
from ...model.dossier import Dossier, SavedSearch
from ...model.dossier_changes import put_search
from ...model.errors import ReaderError
from ...workspace.open_dossier import OpenDossier
from ...workspace.saved_searches import new_hits, opened
from ..background import in_background
from ..saved_search_list import SavedSearchList
from .command_runner import CommandRunner
from .folder_search import FolderSearch

if TYPE_CHECKING:
    from ...library.collection import Collection
    from ...readers.reading_progress import ProgressReceiver

OpenedSearches = dict[tuple[Path, str], SavedSearch]
"""The path of a dossier and the name of a saved search -> the search before it was last opened."""


class SavedSearchOpener:
    """The saved searches of a folder, as commands of the library screen.

    Each change is written to the dossier at once.
    """

    def __init__(
        self,
        commands: CommandRunner,
        library: Library,
        search: FolderSearch,
        show_search: Callable[[str], None],
    ) -> None:
        """`show_search` opens the search panel with a query."""
        self._commands, self._library = commands, library
        self._search, self._show_search = search, show_search
        self._list = SavedSearchList(commands, self)
        self._dossier: OpenDossier | None = None
        self.opened: OpenedSearches = {}
        """What was opened while the program runs, so that its new hits can be marked again."""

    async def list(self) -> None:
        """List the saved searches, and open the chosen one."""
        dossier = await self._load()
        if dossier is None:
            return
        read = self._library.collection.passages.records
        left = sum(article.name not in read for article in self._library.articles)
        if left and self.searches and not dossier.problem:
            self._commands.toast(f"counted without {left:,} of the articles, not read yet")
        if search := await self._list.choose():
            await self._open(search)

    async def save(self, query: str) -> None:
        """Ask for a name, and save a query under it."""
        if await self._load():
            await self._list.save(query)

    async def open(self, name: str) -> None:
        """Open the saved search with a name."""
        if await self._load() and (search := self.searches.get(name)):
            await self._open(search)

    async def _load(self) -> OpenDossier | None:
        """Load the dossier; None if that fails. What is wrong with its file is shown."""
        self._dossier, problem = None, ""
        try:
            self._dossier = await in_background(OpenDossier, self._library.folder)
            problem = self._dossier.problem
        except ReaderError as error:
            problem = str(error)
        if problem:
            self._commands.toast(problem, warn=True)
        return self._dossier

    async def _open(self, search: SavedSearch) -> None:
        """Show the hits of a saved search, the new ones marked, and record that they are seen.

        Without new hits, those are marked that were new when it was opened before.
        """
        assert self._dossier, "the dossier is loaded"
        collection, key = self._library.collection, (self._dossier.path, search.name)
        if await in_background(new_hits, search, collection):
            self.opened[key] = search
        before = self.opened.setdefault(key, search)
        is_same_query = before.query == search.query
        self._search.saved = before if is_same_query else search
        self._show_search(search.query)
        seen = await in_background(opened, search, collection)
        await self.change(search.name, lambda dossier: put_search(dossier, seen))

    # The saved searches as SavedSearchList needs them

    @property
    def searches(self) -> Mapping[str, SavedSearch]:
        """The saved searches by name."""
        return self._dossier.value.searches_by_name if self._dossier else {}

    def collection(self, receiver: ProgressReceiver) -> Collection:
        """The passages of the folder that are read by now."""
        return self._library.collection

    async def change(self, label: str, changed: Callable[[Dossier], Dossier]) -> bool | None:
        """Apply a function to the dossier; whether anything changed.

        None if it fails, which is shown. `label` is ignored: only a session names its edits.
        """
        if self._dossier is None or changed(self._dossier.value) == self._dossier.value:
            return False
        try:
            await asyncio.to_thread(self._dossier.change, changed)
        except ReaderError as error:
            self._commands.toast(str(error), warn=True)
            return None
        return True
