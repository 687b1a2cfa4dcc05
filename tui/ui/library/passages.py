"""Searching the library: passages of all articles, marked, opened, and tagged together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from textual.worker import Worker

from ...library import HINT, PassageHit
from ...model.codebook import normal_name
from ...model.document import Span
from ..background import in_background
from ..commands import bindings
from ..dialogs.picker import Picker, PickerResult
from ..routes import OpenArticle
from ..widgets.choice_list import Choice
from ..widgets.search_panel import HitRow, SearchPanel, counted_hits
from . import bulk_tagging as coding
from .listing import ArticleListScreen

_MOST = 1000
"""The most hits that are shown, and so marked at once."""


class LibraryScreen(ArticleListScreen):
    """The library with its search."""

    _answering: Worker[None] | None = None
    _query = ""

    def begin(self) -> None:
        """Let the hits take keys once some are marked."""
        self._asked = self.library.collection
        self._found: list[PassageHit] = []
        self._marked: frozenset[int] = frozenset()
        self._coded: list[coding.Coded] = []
        self._one_at_a_time = asyncio.Lock()
        hits = self.panel.hits
        hits.can_focus = True
        hits._bindings = bindings("hits", self.config.keys, self.config.aliases)
        super().begin()

    def action_search(self) -> None:
        """Open the search line, or go back to it."""
        self.add_class("searching")
        self.panel.open(HINT)

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query; an older one that is still at it is dropped."""
        answer = self._answer(event.query)
        self._answering = self.run_worker(answer, group="query", exclusive=True)

    async def _answer(self, query: str) -> None:
        collection = self.library.collection
        found = await in_background(collection.finder.find, query, _MOST)
        is_same = (collection, query) == (self._asked, self._query)
        self._asked, self._query, self._found = collection, query, found
        if not is_same:
            self._marked = frozenset()
        self._show(self.panel.hits.cursor if is_same else 0)

    def _show(self, cursor: int) -> None:
        weak = [hit.weak for hit in self._found]
        counted = counted_hits(self._query, weak, len(self._marked), _MOST)
        self.panel.show(Rows(len(self._found), self._row), cursor, counted)

    def _row(self, index: int) -> HitRow:
        hit, collection = self._found[index], self._asked
        where = collection.locate(hit.item)
        return HitRow(
            hit.note or collection.text(hit.item),
            hit.spans,
            f"¶{where.block + 1}",
            hit.weak,
            index in self._marked,
            bool(hit.note),
            where.name,
        )

    def on_search_panel_looked(self, event: SearchPanel.Looked) -> None:
        """A click on a hit, or the cursor on another one: nothing follows it here."""

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits, or unmark them where all of them are marked."""
        if self._answering:
            await self._answering.wait()
        strong = (i for i, hit in enumerate(self._found) if not hit.weak)
        some = frozenset(event.indices or strong)
        self._marked = self._marked - some if some <= self._marked else self._marked | some
        self._show(self.panel.hits.cursor)

    def on_search_panel_left(self, event: SearchPanel.Left) -> None:
        """From marked hits back to the line, from there to the list."""
        if self.panel.hits.has_focus:
            self.panel.input.focus()
            return
        self._marked = frozenset()
        self.panel.close()
        self.remove_class("searching")
        self.list.focus()

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Open the article at the hit; where some are marked, a tag may go on them first."""
        if self._answering:
            # Enter may come before the answer to what was typed last.
            await self._answering.wait()
        if self._marked and not self.panel.hits.has_focus:
            self.panel.hits.focus()
            self.tell(f"{len(self._marked)} marked: t or a digit tags them, Enter opens one")
        else:
            self._go()

    def _go(self) -> None:
        """Open the article at the hit under the cursor."""
        at = self.panel.hits.cursor
        if at < len(self._found):
            where = self._asked.locate(self._found[at].item)
            folder = self.library.folder
            self.dismiss(OpenArticle(folder / where.name, where.start, otherwise=folder))

    # Tagging what is marked

    def action_quick(self, digit: int) -> None:
        """The tag with a digit, on all that is marked."""
        tag = self.library.codebook.by_quick.get(digit)
        if tag:
            self._code(tag.name)
        else:
            self.tell(f"no tag has the digit {digit} in this folder")

    def action_tag(self) -> None:
        """Pick the tag for all that is marked; an unknown one is made."""
        if not self._is_marked():
            return
        book = self.library.codebook
        used = {tag for entry in self.entries for tag in entry.tags}
        names = dict.fromkeys([*(tag.name for tag in book.tags), *sorted(used)])
        choices = [
            Choice(
                id=name,
                label=name,
                detail=tag.description if (tag := book.by_name.get(name)) else "",
                color=self.list.color_of(name),
            )
            for name in names
        ]

        def done(result: PickerResult | None) -> None:
            if result and normal_name(result.id):
                self._code(normal_name(result.id))

        title = f"Tag {len(self._marked)} marked passages"
        empty = "No tags yet: type a name (group/tag) and press Enter."
        self.app.push_screen(Picker(title, choices, create=True, empty=empty), done)

    def _is_marked(self) -> bool:
        if not self._marked:
            self.tell("nothing is marked: Tab marks a hit, Ctrl+A all of them")
        return bool(self._marked)

    def _code(self, name: str) -> None:
        if self._is_marked():
            wanted: dict[Path, list[tuple[Span, str]]] = {}
            for index in sorted(self._marked):
                item = self._found[index].item
                where = self._asked.locate(item)
                span = Span(where.start, where.end)
                passages = wanted.setdefault(self.library.folder / where.name, [])
                passages.append((span, self._asked.text(item)))
            self._start(self._put(wanted, name))

    async def _put(self, wanted: dict[Path, list[tuple[Span, str]]], name: str) -> None:
        coded = await asyncio.to_thread(coding.code, wanted, name, self.folders, self.config)
        if coded.tagged:
            self._coded.append(coded)
        hint = "; u takes it back" if coded.tagged else ""
        self.tell(coded.report() + hint, warn=bool(coded.problems))

    def action_undo(self) -> None:
        """Take back the last tag that was put on passages here, all of it."""
        if self._coded:
            self._start(self._take_back(self._coded[-1]))
        else:
            self.tell("nothing was tagged from here yet")

    async def _take_back(self, coded: coding.Coded) -> None:
        folder = self.library.folder
        undone = await asyncio.to_thread(coding.take_back, coded, folder, self.folders, self.config)
        self._coded.pop()
        left = {path: ids for path, ids in coded.tagged.items() if path not in undone.tagged}
        if left:  # to be tried again, after what was tagged before it
            self._coded.insert(0, replace(coded, tagged=left))
        self.tell(f"taken back: {undone.report()}", warn=bool(undone.problems))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        """Do one thing after the other, and have the list know of it."""

        async def whole() -> None:
            async with self._one_at_a_time:
                await work
                await in_background(self.library.ready)
                await self.show_all()

        self.run_worker(whole(), group="coding")


class Rows(Sequence[HitRow]):
    """The rows of hits, each made when it is looked at."""

    def __init__(self, count: int, make: Callable[[int], HitRow]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> HitRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[HitRow]: ...

    def __getitem__(self, index: int | slice) -> HitRow | list[HitRow]:
        if isinstance(index, slice):
            return [self._make(i) for i in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._make(index)
