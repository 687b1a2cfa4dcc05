"""PassageSearch: builds the index of an article when it is needed, and answers queries."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import Worker

from ...model.annotation import Annotation
from ...model.document import Passage
from ...session import Session
from ..background import WorkCancelledError, in_background
from ..widgets.search_panel import SearchPanel

if TYPE_CHECKING:
    from ...library import AnnotationSummary, Finder, PassageHit
    from ...search.searcher import Searcher

_PREBUILT_FROM, _PREBUILT_TO = 1_500_000, 16_000_000
"""The least and the greatest length, in code points, of texts whose index is built beforehand.

The index of a shorter text is built fast enough on the first search; that of a longer one takes
more memory than the text, so that it is built only if the user searches.
"""

_PROGRESS_INTERVAL = 0.2
"""Seconds between two updates of the progress bar."""


class PassageSearch:
    """Finds passages of an article; the panel shows the progress of building the index."""

    def __init__(self, screen: Screen[Any], panel: SearchPanel, session: Session) -> None:
        self._screen, self._panel, self._session = screen, panel, session
        self.passages: list[Passage] = []
        self.searcher: Searcher | None = None
        self.answering: Worker[None] | None = None
        """The worker that answers the query typed last."""
        self._kinds = b""
        self._finder: Finder | None = None
        self._built: asyncio.Event | None = None
        self._share, self._is_cancelled = 0.0, False

    def prepare(self) -> None:
        """Start building the index if the length of the text calls for it."""
        if _PREBUILT_FROM <= len(self._session.document.text) < _PREBUILT_TO:
            self.begin()

    def begin(self) -> asyncio.Event:
        """Start building the index, once. Returns an event that is set when the work is over."""
        self._is_cancelled = False
        if self._built is None:
            self._built = asyncio.Event()
            self._screen.run_worker(self._build(self._built), group="index")
        return self._built

    def cancel(self) -> None:
        """Stop building an index that takes long; the next query starts again."""
        self._is_cancelled = len(self._session.document.text) >= _PREBUILT_TO

    def refresh_annotations(self) -> None:
        """Have the next query use the present annotations."""
        self._finder = None

    async def answered(self) -> None:
        """Wait until the query typed last is answered."""
        if self.answering:
            await self.answering.wait()

    async def find(self, query: str, most: int) -> Sequence[PassageHit]:
        """The best hits of a query, at most `most`; waits until the index is built."""
        while self.searcher is None:  # the work may have been cancelled just before
            await self.begin().wait()
        return await in_background(self._finder_of(self.searcher).find, query, most)

    async def _build(self, over: asyncio.Event) -> None:
        timer = self._screen.set_interval(
            _PROGRESS_INTERVAL, lambda: self._panel.show_progress(self._share)
        )
        self._share = 0.0
        try:
            self.passages, self._kinds, self.searcher = await in_background(self._build_index)
        except WorkCancelledError:
            self._built = None
        finally:
            timer.stop()
            self._panel.show_progress(1.0)
            over.set()
        if self.searcher:
            await in_background(self.searcher.warm)

    def _build_index(self) -> tuple[list[Passage], bytes, Searcher]:
        from ...library import kind_numbers
        from ...search.index import build_index
        from ...search.searcher import Searcher

        document = self._session.document
        blocks, passages = array("I"), []
        for block, passage in document.all_passages():
            blocks.append(block)
            passages.append(passage)
            self._report(passage.end / len(document.text) / 2)
        searcher = Searcher(build_index(self._texts(document.text, passages)))
        return passages, kind_numbers(document, blocks), searcher

    def _texts(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        for passage in passages:
            self._report((1 + passage.end / len(text)) / 2)
            yield text[passage.start : passage.end]

    def _report(self, share: float) -> None:
        if self._is_cancelled:
            raise WorkCancelledError
        self._share = share

    def _finder_of(self, searcher: Searcher) -> Finder:
        """A Finder that knows the present annotations."""
        from ...library import Finder, summaries_by_passage

        if self._finder is None:
            passages, noted = self.passages, self._session.state.ordered()

            def summaries() -> Mapping[int, Sequence[AnnotationSummary]]:
                # The Finder calls this in its thread, and only for queries with fields.
                known = [self._summary(a) for a in noted if self._session.state.is_anchored(a.id)]
                return summaries_by_passage(passages, known)

            self._finder = Finder(searcher, self._kinds, summaries)
        return self._finder

    def _summary(self, annotation: Annotation) -> AnnotationSummary:
        from ...library import AnnotationSummary

        source = self._session.state.source(annotation.source)
        speaker = source.name if source else annotation.source
        place = annotation.start, annotation.end
        return AnnotationSummary(*place, annotation.tags, speaker, annotation.note)
