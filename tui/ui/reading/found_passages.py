"""The passages that a query found: which is looked at, which are marked, and showing them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import Document, Passage, Span
from ..widgets.article_view import ArticleView
from ..widgets.search_panel import HitRow, SearchPanel

if TYPE_CHECKING:
    from ...library import PassageHit


class FoundPassage(NamedTuple):
    """One hit: its passage, its matched letters (offsets of the document), and its row.

    Where the note was found and not the text, no letters are matched and the row shows the note.
    """

    span: Span
    letters: tuple[Span, ...]
    row: HitRow


def found_passage(document: Document, passage: Passage, hit: PassageHit) -> FoundPassage:
    """A hit of the search as it is shown."""
    text = hit.note or document.text[passage.start : passage.end]
    where = f"¶{document.block_at(passage.start) + 1}"
    row = HitRow(text, hit.spans, where, hit.weak, in_note=bool(hit.note))
    spans = () if hit.note else hit.spans
    letters = tuple(Span(passage.start + a, passage.start + b) for a, b in spans)
    return FoundPassage(Span(passage.start, passage.end), letters, row)


class FoundPassages:
    """Hits in the order of the panel; the article shows the strong ones, or all at a weak one."""

    def __init__(self, article: ArticleView, panel: SearchPanel) -> None:
        self._article, self._panel = article, panel
        self.hits: Sequence[FoundPassage] = ()
        self._current = -1
        self._marked: frozenset[int] = frozenset()

    @property
    def current(self) -> FoundPassage | None:
        """The hit that is looked at."""
        return self.hits[self._current] if 0 <= self._current < len(self.hits) else None

    @property
    def marked(self) -> tuple[Span, ...]:
        """The spans that are marked, in the order of the text."""
        return tuple(sorted(self.hits[i].span for i in self._marked))

    @property
    def strong(self) -> list[Span]:
        """The spans of the hits that are not only close to the query, in the order of the text."""
        return sorted(hit.span for hit in self.hits if not hit.row.weak)

    def show(self, hits: Sequence[FoundPassage]) -> None:
        """Show other hits, looking at the best one."""
        self.hits, self._marked = hits, frozenset()
        self.look(0 if hits else -1)

    def look(self, current: int) -> None:
        """Look at a hit, and scroll the article to it."""
        self._current = current
        marked = self._marked
        rows = [hit.row._replace(marked=i in marked) for i, hit in enumerate(self.hits)]
        self._panel.show(rows, max(0, current))
        self.show_in_article()
        if self.current:
            self._article.canvas.preview(self.current.span.start)

    def look_at(self, span: Span) -> None:
        """Look at the hit of a span, the panel being closed."""
        self._current = next(i for i, hit in enumerate(self.hits) if hit.span == span)

    def mark(self, indices: Collection[int]) -> None:
        """Mark hits (none: all strong ones), or unmark them where all of them are marked."""
        strong = (i for i, hit in enumerate(self.hits) if not hit.row.weak)
        chosen, marked = frozenset(indices or strong), self._marked
        self._marked = marked - chosen if chosen <= marked else marked | chosen
        self.look(self._current)

    def forget(self) -> None:
        """Take the marks of the last search away."""
        self.hits, self._current, self._marked = (), -1, frozenset()
        self.show_in_article()

    def show_in_article(self) -> None:
        """Mark the hits in the article."""
        current = self.current
        shown = self.hits
        if not (current and current.row.weak):
            shown = [hit for hit in self.hits if not hit.row.weak]
        number = self._current if current else None
        self._article.canvas.set_hits([(hit.span, hit.letters) for hit in shown], number)
