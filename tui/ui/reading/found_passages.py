"""FoundPassages: the hits of a query, which of them is current, and which are marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import Document, Passage, Span
from ..widgets.article_view import ArticleView
from ..widgets.search_panel import HitRow, SearchPanel

if TYPE_CHECKING:
    from ...library import PassageHit


class FoundPassage(NamedTuple):
    """A hit: the span of its passage, the spans of its matched letters, and its row.

    If the query matched a note and not the text, `letters` is empty and the row shows the note.
    """

    span: Span
    letters: tuple[Span, ...]
    row: HitRow


def found_passage(document: Document, passage: Passage, hit: PassageHit) -> FoundPassage:
    """The FoundPassage of a hit in a document."""
    text = hit.note or document.text[passage.start : passage.end]
    where = f"¶{document.block_at(passage.start) + 1}"
    row = HitRow(text, hit.spans, where, hit.weak, in_note=bool(hit.note))
    spans = () if hit.note else hit.spans
    letters = tuple(Span(passage.start + a, passage.start + b) for a, b in spans)
    return FoundPassage(Span(passage.start, passage.end), letters, row)


class FoundPassages:
    """The hits in the order of the panel.

    The article marks the strong hits, and all hits while the current one is weak.
    """

    def __init__(self, article: ArticleView, panel: SearchPanel) -> None:
        self._article, self._panel = article, panel
        self.hits: Sequence[FoundPassage] = ()
        self._current = -1
        self._marked: frozenset[int] = frozenset()

    @property
    def current(self) -> FoundPassage | None:
        """The hit under the cursor of the panel, or None."""
        return self.hits[self._current] if 0 <= self._current < len(self.hits) else None

    @property
    def marked(self) -> tuple[Span, ...]:
        """The spans of the marked hits, in text order."""
        return tuple(sorted(self.hits[i].span for i in self._marked))

    @property
    def strong(self) -> list[Span]:
        """The spans of the hits that are not weak, in text order."""
        return sorted(hit.span for hit in self.hits if not hit.row.weak)

    def show(self, hits: Sequence[FoundPassage]) -> None:
        """Replace the hits; the first one becomes current."""
        self.hits, self._marked = hits, frozenset()
        self.select(0 if hits else -1)

    def select(self, current: int) -> None:
        """Make the hit with a number current, and scroll the article to it."""
        self._current = current
        marked = self._marked
        rows = [hit.row._replace(marked=i in marked) for i, hit in enumerate(self.hits)]
        self._panel.show(rows, len(marked), max(0, current))
        self.show_in_article()
        if self.current:
            self._article.canvas.preview(self.current.span.start)

    def select_span(self, span: Span) -> None:
        """Make the hit with a span current, without scrolling; for a closed panel."""
        self._current = next(i for i, hit in enumerate(self.hits) if hit.span == span)

    def toggle_marks(self, indices: Collection[int]) -> None:
        """Mark hits, or unmark them if all of them are marked; no numbers mean all strong hits."""
        strong = (i for i, hit in enumerate(self.hits) if not hit.row.weak)
        chosen, marked = frozenset(indices or strong), self._marked
        self._marked = marked - chosen if chosen <= marked else marked | chosen
        self.select(self._current)

    def clear(self) -> None:
        """Remove all hits and their marks from the article."""
        self.hits, self._current, self._marked = (), -1, frozenset()
        self.show_in_article()

    def show_in_article(self) -> None:
        """Draw the hits in the article."""
        current = self.current
        shown = self.hits
        if not (current and current.row.weak):
            shown = [hit for hit in self.hits if not hit.row.weak]
        number = self._current if current else None
        self._article.canvas.set_hits([(hit.span, hit.letters) for hit in shown], number)
