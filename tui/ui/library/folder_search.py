"""FolderSearch: finds passages in all articles of a folder, and marks some of the hits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, overload

from textual.screen import Screen
from textual.worker import Worker

from ...library import Library, PassageHit, explained
from ...model.document import Span
from ...model.dossier import SavedSearch
from ...model.errors import ReaderError
from ...workspace.bulk_tagging import TargetPassages
from ...workspace.saved_searches import new_hits
from ..background import in_background
from ..routes import OpenArticle
from ..widgets.search_panel import HitRow, SearchPanel, counted_hits

_MOST = 1000
"""The most hits of a query that are shown and can be marked together."""


class FolderSearch:
    """Answers queries in a search panel, and keeps the hits of the last one and their marks."""

    def __init__(self, screen: Screen[Any], library: Library, panel: SearchPanel) -> None:
        self._screen, self._library, self._panel = screen, library, panel
        self._query = ""
        self._collection = library.collection
        """The collection of the hits; the library replaces its own when it has read articles."""
        self._hits: Sequence[PassageHit] = ()
        self._marked: frozenset[int] = frozenset()
        self.saved: SavedSearch | None = None
        """The saved search whose new hits are marked, as long as the query is its own."""
        self._new: frozenset[int] = frozenset()
        """The passages that are new hits of the saved search."""
        self._worker: Worker[None] | None = None

    @property
    def marked_count(self) -> int:
        """The number of marked hits."""
        return len(self._marked)

    def start(self, query: str) -> None:
        """Start to answer a query in the background, and explain it.

        An unfinished older query is cancelled.
        """
        self._panel.show_hint(explained(query))
        answer = self._answer(query)
        self._worker = self._screen.run_worker(answer, group="query", exclusive=True)

    async def wait_for_answer(self) -> None:
        """Wait until the last query is answered."""
        if self._worker:
            await self._worker.wait()

    async def _answer(self, query: str) -> None:
        collection = self._library.collection
        if self.saved and self.saved.query != query:
            self.saved = None
        hits: Sequence[PassageHit] = ()
        found: Sequence[PassageHit] = ()
        try:
            hits = await in_background(collection.finder.find, query, _MOST)
            found = await in_background(new_hits, self.saved, collection) if self.saved else ()
        except ReaderError as error:
            self._panel.show_hint(str(error))
        self._new = frozenset(hit.item for hit in found)
        is_same = (collection, query) == (self._collection, self._query)
        self._collection, self._query, self._hits = collection, query, hits
        if not is_same:
            self._marked = frozenset()
        self._show(self._panel.hits.cursor if is_same else 0)

    def _show(self, cursor: int) -> None:
        weak = [hit.weak for hit in self._hits]
        marked = len(self._marked)
        counted = counted_hits(self._query, weak, marked, _MOST, len(self._new))
        self._panel.show(HitRows(len(self._hits), self._row), marked, cursor, counted)

    def _row(self, index: int) -> HitRow:
        hit, collection = self._hits[index], self._collection
        passage = collection.locate(hit.item)
        return HitRow(
            hit.note or collection.text(hit.item),
            hit.spans,
            f"¶{passage.block + 1}",
            hit.weak,
            index in self._marked,
            bool(hit.note),
            passage.name,
            hit.item in self._new,
        )

    async def mark(self, indices: Collection[int]) -> None:
        """Mark hits, or unmark them if all of them are marked. Without indices: all strong hits."""
        await self.wait_for_answer()
        strong = (i for i, hit in enumerate(self._hits) if not hit.weak)
        chosen = frozenset(indices or strong)
        self._marked = self._marked - chosen if chosen <= self._marked else self._marked | chosen
        self._show(self._panel.hits.cursor)

    def unmark(self) -> None:
        """Unmark all hits."""
        self._marked = frozenset()

    def route_at_cursor(self) -> OpenArticle | None:
        """The route to the hit under the cursor; None if there is no hit."""
        cursor = self._panel.hits.cursor
        if cursor >= len(self._hits):
            return None
        passage = self._collection.locate(self._hits[cursor].item)
        folder = self._library.folder
        return OpenArticle(folder / passage.name, passage.start, fallback_folder=folder)

    def marked_passages(self) -> dict[Path, TargetPassages]:
        """The marked passages by the path of their article."""
        by_article: dict[Path, list[tuple[Span, str]]] = {}
        for index in sorted(self._marked):
            item = self._hits[index].item
            passage = self._collection.locate(item)
            passages = by_article.setdefault(self._library.folder / passage.name, [])
            passages.append((Span(passage.start, passage.end), self._collection.text(item)))
        return {**by_article}


class HitRows(Sequence[HitRow]):
    """The rows of hits; `make` makes the row with a number each time when it is needed."""

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
