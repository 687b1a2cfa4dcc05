"""Finding passages: the search line, the hits, and going from one to the next."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.worker import Worker

from ...model.annotation import Annotation
from ...model.document import Passage, Span
from ..background import GivenUpError, in_background
from ..display import one_line
from ..widgets.search_panel import MOST, HitRow, SearchPanel
from .tagging import Tagging

if TYPE_CHECKING:
    from ...library import AnnotationSummary, Finder, PassageHit
    from ...search.searcher import Searcher
    from ..dialogs.picker import PickerResult


@dataclass(frozen=True, slots=True)
class Place:
    """One hit, in offsets of the document; where its note was found, that is shown."""

    span: Span
    letters: tuple[Span, ...]
    row: HitRow


_BRIEF = 1_500_000
"""Code points of a text whose index is there 0.2 s after `/`, and so is made only then: with numpy
it is 24 of the 72 MB that the program would hold."""
_VAST = 16_000_000
"""Code points of a text whose index too is made only when it is searched: it takes seconds and
more memory than the text. What lies between is made beforehand."""

_LOOK = 0.2
"""Seconds between two looks at how far the index has come."""


class Finding(Tagging):
    """What the search does."""

    _searcher: Searcher | None = None
    _passages: list[Passage]
    _kinds: bytes
    _found: list[Place]
    _finder: Finder | None = None
    _current = -1
    _picked: frozenset[int] = frozenset()
    _answering: Worker[None] | None = None
    _making: asyncio.Event | None = None
    _share, _unwanted = 0.0, False

    def begin(self) -> None:
        """Begin with nothing found."""
        self._found = []
        super().begin()

    def prepare(self) -> None:
        """The index is made before it is needed, where it could be felt."""
        super().prepare()
        if _BRIEF <= len(self.session.document.text) < _VAST:
            self._begin_index()

    def _begin_index(self) -> asyncio.Event:
        """Have the index made, once; what is set when that is over."""
        self._unwanted = False
        if self._making is None:
            self._making = asyncio.Event()
            self.run_worker(self._make(self._making), group="index")
        return self._making

    async def _make(self, over: asyncio.Event) -> None:
        looking = self.set_interval(_LOOK, lambda: self.search.wait(self._share))
        self._share = 0.0
        try:
            self._passages, self._kinds, self._searcher = await in_background(self._build)
        except GivenUpError:
            self._making = None
        finally:
            looking.stop()
            self.search.wait(1.0)
            over.set()
        if self._searcher:
            await in_background(self._searcher.warm)

    def _build(self) -> tuple[list[Passage], bytes, Searcher]:
        from ...library import kind_numbers
        from ...search.build import build_index
        from ...search.searcher import Searcher

        document = self.session.document
        blocks, passages = array("I"), []
        for block, passage in document.all_passages():
            blocks.append(block)
            passages.append(passage)
            self._tell(passage.end / len(document.text) / 2)
        searcher = Searcher(build_index(self._texts(document.text, passages)))
        return passages, kind_numbers(document, blocks), searcher

    def _texts(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        for passage in passages:
            self._tell((1 + passage.end / len(text)) / 2)
            yield text[passage.start : passage.end]

    def _tell(self, share: float) -> None:
        if self._unwanted:
            raise GivenUpError
        self._share = share

    def _searching(self, searcher: Searcher) -> Finder:
        """The search as the annotations are, which is what its fields ask about."""
        from ...library import Finder, summaries_by_passage

        if self._finder is None:
            passages, noted = self._passages, self.session.state.ordered()

            def say() -> Mapping[int, Sequence[AnnotationSummary]]:
                # Only a field asks for it, and not in this thread: 50 ms for 10,000 annotations.
                return summaries_by_passage(
                    passages, [self._said(a) for a in noted if self.session.state.is_anchored(a.id)]
                )

            self._finder = Finder(searcher, self._kinds, say)
        return self._finder

    def _said(self, annotation: Annotation) -> AnnotationSummary:
        from ...library import AnnotationSummary

        source = self.session.state.sources.get(annotation.source)
        speaker = source.name if source else annotation.source
        place = annotation.start, annotation.end
        return AnnotationSummary(*place, annotation.tags, speaker, annotation.note)

    def action_search(self) -> None:
        """Open the search line; the last query is there to be typed over."""
        if self.has_text():
            from ...library import HINT

            self._finder = None
            self.search.open(HINT)
            self._begin_index()

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query; an older one that is still at it is dropped."""
        answer = self._answer(event.query)
        self._answering = self.run_worker(answer, group="query", exclusive=True)

    async def _answer(self, query: str) -> None:
        while self._searcher is None:  # it may just have been given up, and be wanted again
            await self._begin_index().wait()
        hits = await in_background(self._searching(self._searcher).find, query, MOST)
        self._found = [self._place(hit) for hit in hits]
        self._picked = frozenset()
        self._look(0 if hits else -1)
        if not hits:
            self.article.unpreview()

    def _place(self, hit: PassageHit) -> Place:
        passage = self._passages[hit.item]
        text = hit.note or self.session.document.text[passage.start : passage.end]
        where = f"¶{self.paragraph(passage.start)}"
        row = HitRow(text, hit.spans, where, hit.weak, in_note=bool(hit.note))
        spans = () if hit.note else hit.spans
        letters = tuple(Span(passage.start + a, passage.start + b) for a, b in spans)
        return Place(Span(passage.start, passage.end), letters, row)

    def _look(self, current: int) -> None:
        """Show the hits, and the article where the current one is."""
        self._current = current
        rows = [replace(f.row, marked=i in self._picked) for i, f in enumerate(self._found)]
        self.search.show(rows, max(0, current))
        self._show_hits()
        if 0 <= current < len(self._found):
            self.article.preview(self._found[current].span.start)

    def _show_hits(self) -> None:
        strong = [f for f in self._found if not f.row.weak]
        current = self._current if 0 <= self._current < len(self._found) else None
        at_weak = current is not None and self._found[current].row.weak
        shown = self._found if at_weak else strong
        self.article.set_hits([(f.span, f.letters) for f in shown], current)

    def on_search_panel_looked(self, event: SearchPanel.Looked) -> None:
        """The article follows the cursor among the hits."""
        if self._found:
            self._look(event.index)

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits, or unmark them where all of them are marked."""
        if self._answering:
            await self._answering.wait()
        strong = (i for i, found in enumerate(self._found) if not found.row.weak)
        picked = frozenset(event.indices or strong)
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
        """Back to where the caret was, the hits gone; an index that takes long is given up too."""
        self._unwanted = len(self.session.document.text) >= _VAST
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
        strong = sorted(f.span for f in self._found if not f.row.weak)
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

    def action_contents(self) -> None:
        """Go to a heading, seen as the cursor moves along them; it begins at the present one."""
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        document = self.session.document
        headings = [b for b in enumerate(document.blocks) if b[1].kind in ("title", "heading")]
        here = [str(b.start) for _, b in headings if b.start <= self.article.span.start]

        def chosen(result: PickerResult | None) -> None:
            self.article.unpreview()
            if result is not None:
                self.article.drop_selection()
                self.article.go(int(result.id))

        choices = [
            Choice(
                id=str(block.start),
                label="  " * (block.level - 1) + one_line(document.text[block.start : block.end]),
                count=document.locator_at(block.start) or f"¶{number + 1}",
            )
            for number, block in headings
        ]
        picker = Picker(
            "Contents",
            choices,
            empty="This article has no headings.",
            current=here[-1] if here else None,
            on_highlight=lambda id: self.article.preview(int(id)),
        )
        self.app.push_screen(picker, chosen)
