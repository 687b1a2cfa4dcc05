"""The search of one article: its index, made when it is first needed, and what a query finds."""

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

_BRIEF = 1_500_000
"""Code points of a text whose index is there 0.2 s after `/`, and so is made only then: with numpy
it is 24 of the 72 MB that the program would hold."""
_VAST = 16_000_000
"""Code points of a text whose index too is made only when it is searched: it takes seconds and
more memory than the text. What lies between is made beforehand."""

_LOOK = 0.2
"""Seconds between two looks at how far the index has come."""


class PassageSearch:
    """Finds passages of the article; the panel shows how far the index is that has to be made."""

    def __init__(self, screen: Screen[Any], panel: SearchPanel, session: Session) -> None:
        self._screen, self._panel, self._session = screen, panel, session
        self.passages: list[Passage] = []
        self.searcher: Searcher | None = None
        self.answering: Worker[None] | None = None
        """What answers the query that was typed last."""
        self._kinds = b""
        self._finder: Finder | None = None
        self._making: asyncio.Event | None = None
        self._share, self._is_unwanted = 0.0, False

    def prepare(self) -> None:
        """Make the index before it is needed, where that could be felt."""
        if _BRIEF <= len(self._session.document.text) < _VAST:
            self.begin()

    def begin(self) -> asyncio.Event:
        """Have the index made, once; what is set when that is over."""
        self._is_unwanted = False
        if self._making is None:
            self._making = asyncio.Event()
            self._screen.run_worker(self._make(self._making), group="index")
        return self._making

    def give_up(self) -> None:
        """Make the index no further, where it is one that takes long."""
        self._is_unwanted = len(self._session.document.text) >= _VAST

    def renew(self) -> None:
        """Look at the annotations as they are now: a query may ask about them."""
        self._finder = None

    async def answered(self) -> None:
        """Wait until the query that was typed last is answered."""
        if self.answering:
            await self.answering.wait()

    async def find(self, query: str, most: int) -> Sequence[PassageHit]:
        """The best hits of a query, once there is an index."""
        while self.searcher is None:  # it may just have been given up, and be wanted again
            await self.begin().wait()
        return await in_background(self._finder_of(self.searcher).find, query, most)

    async def _make(self, over: asyncio.Event) -> None:
        looking = self._screen.set_interval(_LOOK, lambda: self._panel.wait(self._share))
        self._share = 0.0
        try:
            self.passages, self._kinds, self.searcher = await in_background(self._build)
        except WorkCancelledError:
            self._making = None
        finally:
            looking.stop()
            self._panel.wait(1.0)
            over.set()
        if self.searcher:
            await in_background(self.searcher.warm)

    def _build(self) -> tuple[list[Passage], bytes, Searcher]:
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
        if self._is_unwanted:
            raise WorkCancelledError
        self._share = share

    def _finder_of(self, searcher: Searcher) -> Finder:
        """The search as the annotations are, which is what its fields ask about."""
        from ...library import Finder, summaries_by_passage

        if self._finder is None:
            passages, noted = self.passages, self._session.state.ordered()

            def said() -> Mapping[int, Sequence[AnnotationSummary]]:
                # Only a field asks for it, and not in this thread: 50 ms for 10,000 annotations.
                sure = [self._said(a) for a in noted if self._session.state.is_anchored(a.id)]
                return summaries_by_passage(passages, sure)

            self._finder = Finder(searcher, self._kinds, said)
        return self._finder

    def _said(self, annotation: Annotation) -> AnnotationSummary:
        from ...library import AnnotationSummary

        source = self._session.state.sources.get(annotation.source)
        speaker = source.name if source else annotation.source
        place = annotation.start, annotation.end
        return AnnotationSummary(*place, annotation.tags, speaker, annotation.note)
