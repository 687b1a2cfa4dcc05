"""BulkTagger: puts a tag on all passages that are marked on the library screen, with undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.screen import Screen

from ...config import Config, Folders
from ...model.codebook import normal_name
from ...workspace import bulk_tagging, folder_coding
from ...workspace.folder_coding import ProposedPassage
from ..asking import COMMAND_GROUP, ask
from ..background import in_background
from ..dialogs.picker import Picker
from ..key_queue import KeyQueue
from .folder_search import FolderSearch
from .list_controller import ArticleListController

TakeBack = Callable[[], Coroutine[Any, Any, None]]
"""Undoes a step, and tells the user."""


class BulkTagger:
    """Tags the marked passages in their articles; `toast` shows the user a message."""

    def __init__(
        self,
        screen: Screen[Any],
        keys: KeyQueue,
        folders: Folders,
        config: Config,
        search: FolderSearch,
        article_list: ArticleListController,
        toast: Callable[[str, bool], None],
    ) -> None:
        self._screen, self._keys = screen, keys
        self._folders, self._config = folders, config
        self._search, self._list, self._toast = search, article_list, toast
        self._library = article_list.library
        self._steps: list[TakeBack] = []
        """The functions that undo what was done on this screen; the last step is at the end."""
        self._lock = asyncio.Lock()

    def quick(self, digit: int) -> None:
        """Put the tag with a digit on all marked passages."""
        tag = self._library.codebook.by_quick.get(digit)
        if tag:
            self._tag(tag.name)
        else:
            self._toast(f"no tag has the digit {digit} in this folder", False)

    def pick(self) -> None:
        """Let the user pick or create a tag, and put it on all marked passages."""
        if self._has_marked():
            self._screen.run_worker(self._pick(), group=COMMAND_GROUP)

    async def _pick(self) -> None:
        title = f"Tag {self._search.marked_count} marked passages"
        empty = "No tags yet: type a name (group/tag) and press Enter."
        picker = Picker(title, self._list.tag_choices(), create=True, empty=empty)
        self._keys.hold()
        try:
            chosen = await ask(self._screen.app, self._keys, picker)
            if chosen and (name := normal_name(chosen.id)):
                self._tag(name)
        finally:
            await self._keys.release_when_settled()

    def _has_marked(self) -> bool:
        """Whether passages are marked; if not, tell the user how to mark them."""
        if not self._search.marked_count:
            self._toast("nothing is marked: Tab marks a hit, Ctrl+A all of them", False)
        return bool(self._search.marked_count)

    def _tag(self, name: str) -> None:
        if self._has_marked():
            self._run(self._put(self._search.marked_passages(), name))

    async def _put(self, passages: Mapping[Path, bulk_tagging.TargetPassages], name: str) -> None:
        result = await asyncio.to_thread(
            bulk_tagging.tag_passages, passages, name, self._folders, self._config
        )
        self._remember([result], "u")

    def keep(self, passages: Sequence[ProposedPassage]) -> None:
        """Tag passages that coding rules proposed, each with the tag of its rule."""
        self._run(self._keep(passages))

    async def _keep(self, passages: Sequence[ProposedPassage]) -> None:
        results = await asyncio.to_thread(folder_coding.keep, passages, self._folders, self._config)
        self._remember(results, "Ctrl+_")

    def remember(self, take_back: TakeBack) -> None:
        """Record a step by the function that undoes it."""
        self._steps.append(take_back)

    def _remember(self, results: list[bulk_tagging.TaggingResult], key: str) -> None:
        """Record a step, which a key undoes, and report it."""
        is_changed = any(result.tagged for result in results)
        if is_changed:
            self.remember(lambda: self._take_back(results))
        hint = f"; {key} takes it back" if is_changed else ""
        self._report("", results, hint)

    def _report(self, start: str, results: list[bulk_tagging.TaggingResult], hint: str) -> None:
        lines = "; ".join(result.report() for result in results)
        self._toast(f"{start}{lines}{hint}", any(result.problems for result in results))

    def undo(self) -> None:
        """Take back the last step: tags that were put on passages, or decisions."""
        if self._steps:
            self._run(self._steps.pop()())
        else:
            self._toast("nothing was tagged from here yet", False)

    async def _take_back(self, results: list[bulk_tagging.TaggingResult]) -> None:
        all_undone, not_undone = [], []
        for result in results:
            undone = await asyncio.to_thread(
                bulk_tagging.undo_tagging, result, self._library.folder, self._folders, self._config
            )
            all_undone.append(undone)
            left = {path: ids for path, ids in result.tagged.items() if path not in undone.tagged}
            not_undone += [replace(result, tagged=left)] if left else []
        if not_undone:  # what could not be undone is tried again after all older steps
            self._steps.insert(0, lambda: self._take_back(not_undone))
        self._report("taken back: ", all_undone, "")

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run some work after any that is running, and then update the list."""

        async def run() -> None:
            async with self._lock:
                await work
                await in_background(self._library.ready)
                await self._list.show_all()

        self._screen.run_worker(run(), group="tagging")
