"""The search in one open article: its passages, and a Finder that knows its annotations."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.annotation import Annotation
from ..model.document import Document, Passage
from ..model.document_state import DocumentState

if TYPE_CHECKING:
    from ..library import AnnotationSummary, ArticlePassages, Finder
    from ..search.searcher import Searcher


class ArticlePassageIndex:
    """The passages of an article in order, the kinds of their Blocks, and the search over them.

    `progress` is called with the share that is done (0 to 1); what it raises stops the work.
    """

    def __init__(
        self, document: Document, progress: Callable[[float], None] = lambda share: None
    ) -> None:
        from ..library import kind_numbers
        from ..search.index import build_index
        from ..search.searcher import Searcher

        length = max(1, len(document.text))
        self.blocks: Sequence[int] = array("I")
        self.passages: list[Passage] = []
        for block, passage in document.all_passages():
            self.blocks.append(block)
            self.passages.append(passage)
            progress(passage.end / length / 2)

        def texts() -> Iterator[str]:
            for passage in self.passages:
                progress((1 + passage.end / length) / 2)
                yield document.text[passage.start : passage.end]

        self.searcher: Searcher = Searcher(build_index(texts()))
        self.kinds = kind_numbers(document, self.blocks)

    def finder(self, state: DocumentState) -> Finder:
        """A Finder that knows the present annotations and data of the article."""
        from ..library import ArticlePassages, Finder, PassageFields, summaries_by_passage

        noted, data = state.ordered(), state.data
        items, own = range(len(self.passages)), state.document.data

        def annotations() -> dict[int, list[AnnotationSummary]]:
            # Called in the thread of the search, and only for a query with fields.
            known = [_summary(state, each) for each in noted if state.is_anchored(each.id)]
            return summaries_by_passage(self.passages, known)

        def articles() -> list[ArticlePassages]:
            byline, date = data.author or own.get("author", ""), data.date or own.get("date", "")
            return [ArticlePassages(items, byline, date)]

        return Finder(self.searcher, PassageFields(self.kinds, annotations, articles))


def _summary(state: DocumentState, annotation: Annotation) -> AnnotationSummary:
    from ..library import AnnotationSummary

    source = state.source(annotation.source)
    return AnnotationSummary(
        annotation.start,
        annotation.end,
        annotation.tags,
        source.name if source else annotation.source,
        annotation.note,
        annotation.author,
        source.reliability if source else "",
        annotation.credibility,
    )
