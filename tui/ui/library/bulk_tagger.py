"""Tagging the passages that are marked in the list of a folder, and taking that back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.screen import Screen

from ...config import Config, Folders
from ...model.codebook import normal_name
from ...workspace import bulk_tagging
from ..asking import COMMAND_GROUP, ask
from ..background import in_background
from ..dialogs.picker import Picker
from ..key_queue import KeyQueue
from .folder_search import FolderSearch
from .list_controller import ArticleListController


class BulkTagger:
    """Puts tags on what is marked, one after the other; `toast` shows a message in passing."""

    def __init__(
        self,
        screen: Screen[Any],
        keys: KeyQueue,
        folders: Folders,
        config: Config,
        search: FolderSearch,
        listing: ArticleListController,
        toast: Callable[[str, bool], None],
    ) -> None:
        self._screen, self._keys = screen, keys
        self._folders, self._config = folders, config
        self._search, self._listing, self._toast = search, listing, toast
        self._library = listing.library
        self._tagged: list[bulk_tagging.Coded] = []
        """What was tagged from here, to be taken back."""
        self._one_at_a_time = asyncio.Lock()

    def quick(self, digit: int) -> None:
        """Put the tag with a digit on all that is marked."""
        tag = self._library.codebook.by_quick.get(digit)
        if tag:
            self._tag(tag.name)
        else:
            self._toast(f"no tag has the digit {digit} in this folder", False)

    def pick(self) -> None:
        """Pick the tag for all that is marked; an unknown one is made."""
        if self._is_any():
            self._screen.run_worker(self._pick(), group=COMMAND_GROUP)

    async def _pick(self) -> None:
        title = f"Tag {self._search.marked} marked passages"
        empty = "No tags yet: type a name (group/tag) and press Enter."
        picker = Picker(title, self._listing.tags(), create=True, empty=empty)
        self._keys.hold()
        try:
            chosen = await ask(self._screen.app, self._keys, picker)
            if chosen and (name := normal_name(chosen.id)):
                self._tag(name)
        finally:
            await self._keys.release_when_settled()

    def _is_any(self) -> bool:
        if not self._search.marked:
            self._toast("nothing is marked: Tab marks a hit, Ctrl+A all of them", False)
        return bool(self._search.marked)

    def _tag(self, name: str) -> None:
        if self._is_any():
            self._start(self._put(self._search.wanted(), name))

    async def _put(self, wanted: Mapping[Path, bulk_tagging.Wanted], name: str) -> None:
        own = wanted, name, self._folders, self._config
        coded = await asyncio.to_thread(bulk_tagging.code, *own)
        if coded.tagged:
            self._tagged.append(coded)
        hint = "; u takes it back" if coded.tagged else ""
        self._toast(coded.report() + hint, bool(coded.problems))

    def undo(self) -> None:
        """Take back the last tag that was put on passages here, all of it."""
        if self._tagged:
            self._start(self._take_back(self._tagged[-1]))
        else:
            self._toast("nothing was tagged from here yet", False)

    async def _take_back(self, coded: bulk_tagging.Coded) -> None:
        own = coded, self._library.folder, self._folders, self._config
        undone = await asyncio.to_thread(bulk_tagging.take_back, *own)
        self._tagged.pop()
        left = {path: ids for path, ids in coded.tagged.items() if path not in undone.tagged}
        if left:  # to be tried again, after what was tagged before it
            self._tagged.insert(0, replace(coded, tagged=left))
        self._toast(f"taken back: {undone.report()}", bool(undone.problems))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do one thing after the other, and have the list know of it."""

        async def whole() -> None:
            async with self._one_at_a_time:
                await work
                await in_background(self._library.ready)
                await self._listing.show_all()

        self._screen.run_worker(whole(), group="coding")
