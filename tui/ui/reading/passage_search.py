"""PassageSearch: builds the index of an article when it is needed, and answers queries."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import Worker

from ...model.document import Passage
from ...session import Session
from ..background import WorkCancelledError, in_background
from ..widgets.search_panel import SearchPanel

if TYPE_CHECKING:
    from ...library import Finder, PassageHit
    from ...workspace.article_finder import ArticlePassageIndex

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
        self._index: ArticlePassageIndex | None = None
        self.answering: Worker[None] | None = None
        """The worker that answers the query typed last."""
        self._finder: Finder | None = None
        self._built: asyncio.Event | None = None
        self._share, self._is_cancelled = 0.0, False

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of the article in order; none until the index is built."""
        return self._index.passages if self._index else ()

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
        while self._index is None:  # the work may have been cancelled just before
            await self.begin().wait()
        if self._finder is None:
            self._finder = self._index.finder(self._session.state)
        return await in_background(self._finder.find, query, most)

    async def _build(self, over: asyncio.Event) -> None:
        timer = self._screen.set_interval(
            _PROGRESS_INTERVAL, lambda: self._panel.show_progress(self._share)
        )
        self._share = 0.0
        try:
            self._index = await in_background(self._build_index)
        except WorkCancelledError:
            self._built = None
        finally:
            timer.stop()
            self._panel.show_progress(1.0)
            over.set()
        if self._index:
            await in_background(self._index.searcher.warm)

    def _build_index(self) -> ArticlePassageIndex:
        from ...workspace.article_finder import ArticlePassageIndex

        return ArticlePassageIndex(self._session.document, self._report)

    def _report(self, share: float) -> None:
        if self._is_cancelled:
            raise WorkCancelledError
        self._share = share
