"""Quoted mentions: the figures and dates in the passages that a report quotes.

They are found by rules, and so are the dates against which relative ones are resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from ..dates import dates_until, find_dates, first_date
from ..figures import beginning_of_figure, date_of_figure, find_figures
from ..model.annotation import Annotation
from ..model.document import Document, Span
from ..model.mentions import DateMention, Figure
from ..model.references import Key
from ..model.spans import SpanIndex
from .citations import Citation
from .export_document import ExportDocument

_BLOCKS_BEFORE = 20
"""Blocks before a quotation that are read for the date that "the next day" follows."""

_FRAMES = ("this year", "the year")
"""Words that tell when something is so, but of no event."""
_SENTENCE_END = re.compile(r"[.!?](?=[”’\"')\s]|$)")


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A figure, its words in the article, and the annotation that quotes it.

    `since` are the words "since late June" where it is counted from then on, else "".
    """

    figure: Figure
    words: str
    key: Key
    since: str = ""

    @property
    def size(self) -> float:
        """The least value of the figure, else its greatest one."""
        bounds = self.figure.low, self.figure.high
        return next((bound for bound in bounds if bound is not None), inf)


@dataclass(frozen=True, slots=True)
class QuotedDate:
    """A date, its words in the article, and the annotation that quotes it.

    Where something lasts from the date on, the words begin with "since".
    """

    date: DateMention
    words: str
    key: Key


@dataclass(frozen=True, slots=True)
class QuotedMentions:
    """The figures and dates in quotations, in the order of the documents and of their texts.

    Each is quoted by one annotation: the shortest around it, those with a speaker first.
    """

    figures: Sequence[QuotedFigure]
    dates: Sequence[QuotedDate]

    def figures_in(self, citation: Citation) -> list[QuotedFigure]:
        """The figures of which a cited passage has at least a part; none if its place is unsure."""
        if citation.state != "anchored":
            return []
        number, place = citation.document, citation.selector
        first = bisect_right(self.figures, (number, place.start), key=_end)
        last = bisect_left(self.figures, (number, place.end), key=_start)
        return list(self.figures[first:last])


def _start(quoted: QuotedFigure) -> tuple[int, int]:
    return quoted.key[0], quoted.figure.span.start


def _end(quoted: QuotedFigure) -> tuple[int, int]:
    return quoted.key[0], quoted.figure.span.end


def quoted_mentions(
    documents: Sequence[ExportDocument], citations: Mapping[Key, Citation]
) -> QuotedMentions:
    """Find the figures and dates in the cited passages of documents whose places are certain."""
    quotations = [
        _Quotations(number, exported, citations) for number, exported in enumerate(documents)
    ]
    return QuotedMentions(
        [figure for each in quotations for figure in each.figures()],
        [date for each in quotations for date in each.quoted_dates()],
    )


class _Quotations:
    """The quotations of a document, and the dates of the text around them."""

    def __init__(
        self, number: int, exported: ExportDocument, citations: Mapping[Key, Citation]
    ) -> None:
        self._number, self._exported, self._citations = number, exported, citations
        self._spans = SpanIndex(self._anchored())
        self._near = _near(exported.document, self._spans)
        self._today = first_date(exported.known.date)
        self._dates = find_dates(self._near, self._today)

    def _anchored(self) -> Iterator[Annotation]:
        """The annotations whose place is certain, at that place."""
        for annotation in self._exported.notes.annotations:
            cited = self._citations[self._number, annotation.id]
            if cited.state == "anchored":
                place = cited.selector
                yield replace(annotation, start=place.start, end=place.end)

    def figures(self) -> Iterator[QuotedFigure]:
        """The figures in the quotations, each as of the nearest date or that of the document."""
        past = dates_until(self._dates, self._today)
        for figure in find_figures(self._near, [each.span for each in self._dates]):
            if key := self._quoting(figure.span):
                as_of = date_of_figure(self._near, figure.span, past) or str(self._today or "")
                begins = beginning_of_figure(self._near, figure.span, past)
                words, since = (self._words(each) if each else "" for each in (figure.span, begins))
                yield QuotedFigure(replace(figure, as_of=as_of), words, key, since)

    def quoted_dates(self) -> Iterator[QuotedDate]:
        """The dates in the quotations of what happened or is to happen.

        A question tells of no event, and neither do the words "this year".
        """
        for date in self._dates:
            words = self._words(date.since or date.span)
            is_event = words.lower() not in _FRAMES and not self._is_asked(date.span)
            if is_event and (key := self._quoting(date.span)):
                yield QuotedDate(date, words, key)

    def _is_asked(self, span: Span) -> bool:
        """Whether the sentence that a span is in ends with a question mark."""
        end = _SENTENCE_END.search(self._near.text, span.end)
        return end is not None and end[0] == "?"

    def _words(self, span: Span) -> str:
        return self._near.text[span.start : span.end]

    def _quoting(self, span: Span) -> Key | None:
        """The annotation that quotes a span; of a phrase, a part of it may be quoted."""

        def rank(each: Annotation) -> tuple[bool, bool, int]:
            is_whole = each.start <= span.start and span.end <= each.end
            return not is_whole, not each.source, each.end - each.start

        found = min(self._spans.overlapping(*span), key=rank, default=None)
        return (self._number, found.id) if found else None


def _near(document: Document, quoted: Iterable[Annotation]) -> Document:
    """The text with only the Blocks that are quoted, and some before each of them."""
    kept: set[int] = set()
    for each in quoted if document.blocks else ():
        first = document.block_at(each.start)
        last = document.block_at(max(each.start, each.end - 1))
        kept.update(range(max(0, first - _BLOCKS_BEFORE), last + 1))
    return document.with_blocks(sorted(kept))
