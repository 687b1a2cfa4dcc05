"""The search of a folder: passages of all its articles, looked through and marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, overload

from textual.screen import Screen
from textual.worker import Worker

from ...library import Library, PassageHit
from ...model.document import Span
from ...workspace.bulk_tagging import Wanted
from ..background import in_background
from ..routes import OpenArticle
from ..widgets.search_panel import HitRow, SearchPanel, counted_hits

_MOST = 1000
"""The most hits that are shown, and so marked at once."""


class FolderSearch:
    """The hits of the query that was typed last, some of them marked, shown in a panel."""

    def __init__(self, screen: Screen[Any], library: Library, panel: SearchPanel) -> None:
        self._screen, self._library, self._panel = screen, library, panel
        self._query = ""
        self._asked = library.collection
        """What the hits are of: another one comes with what is read in."""
        self._found: Sequence[PassageHit] = ()
        self._marked: frozenset[int] = frozenset()
        self._answering: Worker[None] | None = None

    @property
    def marked(self) -> int:
        """How many hits are marked."""
        return len(self._marked)

    def ask(self, query: str) -> None:
        """Answer a query; an older one that is still at it is dropped."""
        answer = self._answer(query)
        self._answering = self._screen.run_worker(answer, group="query", exclusive=True)

    async def answered(self) -> None:
        """Wait until the query that was typed last is answered."""
        if self._answering:
            await self._answering.wait()

    async def _answer(self, query: str) -> None:
        collection = self._library.collection
        found = await in_background(collection.finder.find, query, _MOST)
        is_same = (collection, query) == (self._asked, self._query)
        self._asked, self._query, self._found = collection, query, found
        if not is_same:
            self._marked = frozenset()
        self._show(self._panel.hits.cursor if is_same else 0)

    def _show(self, cursor: int) -> None:
        weak = [hit.weak for hit in self._found]
        counted = counted_hits(self._query, weak, len(self._marked), _MOST)
        self._panel.show(HitRows(len(self._found), self._row), cursor, counted)

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

    async def mark(self, indices: Collection[int]) -> None:
        """Mark hits (none: all strong ones), or unmark them where all of them are marked."""
        await self.answered()
        strong = (i for i, hit in enumerate(self._found) if not hit.weak)
        some = frozenset(indices or strong)
        self._marked = self._marked - some if some <= self._marked else self._marked | some
        self._show(self._panel.hits.cursor)

    def unmark(self) -> None:
        """Mark no hit any more."""
        self._marked = frozenset()

    def at_cursor(self) -> OpenArticle | None:
        """The article of the hit under the cursor, and the hit's place in it."""
        at = self._panel.hits.cursor
        if at >= len(self._found):
            return None
        where = self._asked.locate(self._found[at].item)
        folder = self._library.folder
        return OpenArticle(folder / where.name, where.start, fallback_folder=folder)

    def wanted(self) -> dict[Path, Wanted]:
        """The passages that are marked, by the path of their article."""
        wanted: dict[Path, list[tuple[Span, str]]] = {}
        for index in sorted(self._marked):
            item = self._found[index].item
            where = self._asked.locate(item)
            passages = wanted.setdefault(self._library.folder / where.name, [])
            passages.append((Span(where.start, where.end), self._asked.text(item)))
        return {**wanted}


class HitRows(Sequence[HitRow]):
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
