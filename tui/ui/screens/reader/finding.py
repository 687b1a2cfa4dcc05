"""Finding passages: the search line, the hits, and going from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from textual.worker import Worker

from ....model.document import Passage, Span
from ....search import Hit, Index, build
from ...aside import aside
from ...widgets.search import HitRow, SearchPanel
from .tagging import Tagging

WEAK = 0.5
"""Hits below this score are shown quietly."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, in offsets of the document."""

    span: Span
    letters: tuple[Span, ...]
    paragraph: int
    score: float


class Finding(Tagging):
    """What the search does."""

    _index: Index | None = None
    _passages: list[tuple[int, Passage]]
    _found: list[Found]
    _current = -1
    _picked: frozenset[int] = frozenset()
    _answering: Worker[None] | None = None

    def begin(self) -> None:
        """The index is made before it is needed, where it cannot be felt."""
        self._found, self._passages = [], []
        super().begin()
        self.run_worker(self._ready(), group="index")

    async def _ready(self) -> Index:
        if self._index is not None:
            return self._index
        self._passages, index = await aside(self._build)
        self._index = index
        return index

    def _build(self) -> tuple[list[tuple[int, Passage]], Index]:
        document = self.session.document
        passages = list(document.all_passages())
        return passages, build([document.text[p.start : p.end] for _, p in passages])

    def action_search(self) -> None:
        """Open the search line; the last query is there to be typed over."""
        if self.has_text():
            self.search.open()

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query; an older one that is still at it is dropped."""
        answer = self._answer(event.query)
        self._answering = self.run_worker(answer, group="query", exclusive=True)

    async def _answer(self, query: str) -> None:
        index = await self._ready()
        hits = await aside(index.search, query)
        self._found = [self._place(hit) for hit in hits]
        self._picked = frozenset()
        self._look(0 if hits else -1)
        if not hits:
            self.article.unpreview()

    def _place(self, hit: Hit) -> Found:
        block, passage = self._passages[hit.item]
        letters = tuple(Span(passage.start + a, passage.start + b) for a, b in hit.spans)
        return Found(Span(passage.start, passage.end), letters, block + 1, hit.score)

    def _look(self, current: int) -> None:
        """Show the hits, and the article where the current one is."""
        self._current = current
        text = self.session.document.text
        rows = [
            HitRow(
                text[f.span.start : f.span.end],
                tuple((a - f.span.start, b - f.span.start) for a, b in f.letters),
                f.paragraph,
                f.score < WEAK,
                i in self._picked,
            )
            for i, f in enumerate(self._found)
        ]
        self.search.show(rows, max(0, current))
        self._show_hits()
        if 0 <= current < len(self._found):
            self.article.preview(self._found[current].span.start)

    def _show_hits(self) -> None:
        strong = [f for f in self._found if f.score >= WEAK]
        current = self._current if 0 <= self._current < len(self._found) else None
        shown = strong if current is None or current < len(strong) else self._found
        self.article.set_hits([(f.span, f.letters) for f in shown], current)

    def on_search_panel_looked(self, event: SearchPanel.Looked) -> None:
        """The article follows the cursor among the hits."""
        if self._found:
            self._look(event.index)

    def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits, or unmark them where all of them are marked."""
        picked = frozenset(event.indices)
        self._picked = self._picked - picked if picked <= self._picked else self._picked | picked
        self._look(self._current)

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Go to the hit; with marked ones, the next tag is put on all of them."""
        if self._answering:
            # Enter may come before the answer to what was typed last.
            await self._answering.wait()
        if not 0 <= self._current < len(self._found):
            self._give_up()
            return
        found = self._found[self._current]
        self._close()
        self.article.drop_selection()
        self.article.go(found.span.start)
        spans = tuple(sorted(self._found[i].span for i in self._picked))
        if spans:
            self.mark_hits(spans)
            self.tell(f"{len(spans)} passages marked: a tag goes on all of them; Esc unmarks")

    def on_search_panel_left(self, event: SearchPanel.Left) -> None:
        """See _give_up."""
        self._give_up()

    def _give_up(self) -> None:
        """Back to where the caret was, the hits gone."""
        self.workers.cancel_group(self, "query")
        self._answering = None
        self.forget_hits()
        self._close()
        self.article.unpreview()

    def forget_hits(self) -> None:
        """Take the marks of the last search away."""
        self._found, self._current, self._picked = [], -1, frozenset()
        self._show_hits()

    def _close(self) -> None:
        self.search.close()
        self.article.focus()
        self._show_hits()

    def action_hit(self, direction: int) -> None:
        """Go to the next hit in the order of the text, or the one before."""
        strong = sorted(f.span for f in self._found if f.score >= WEAK)
        at = self.article.span.start if strong else 0
        if direction > 0:
            after = [span for span in strong if span.start > at]
        else:
            after = [span for span in reversed(strong) if span.start < at]
        if not strong:
            self.tell("nothing was searched for yet: / finds passages")
        elif not after:
            self.tell("that was the last hit" if direction > 0 else "that was the first hit")
        else:
            self._current = next(i for i, f in enumerate(self._found) if f.span == after[0])
            self.article.drop_selection()
            self.article.go(after[0].start)
            self._show_hits()
