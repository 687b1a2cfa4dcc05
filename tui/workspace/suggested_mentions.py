"""Suggest the figures and dates of an article, with who says them and as of when."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.annotation import Notes
from ..model.document import Document, Span
from ..model.mentions import DateMention, Figure
from ..model.spans import SpanIndex
from .suggestions import blocks_within

if TYPE_CHECKING:
    from ..attribution import Attribution

_MAX_ATTRIBUTED = 1_000_000
"""Code points at the beginning of a text in which the speakers are looked for."""

_LONGEST_STATEMENT = 20_000
"""Code points of the longest statement whose speaker is looked for."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The figures and dates of an article, each in the order of the text."""

    figures: Sequence[Figure]
    dates: Sequence[DateMention]


def article_date(document: Document, noted: str) -> datetime.date | None:
    """The date of an article: the one that its notes have, else its own; None if unknown."""
    from ..dates import first_date

    return first_date(noted) or first_date(document.data.get("date", ""))


def suggest_dates(document: Document, today: datetime.date | None) -> Sequence[DateMention]:
    """The dates of an article; `today` is its own date."""
    from ..dates import find_dates

    return find_dates(document, today)


def suggest_mentions(document: Document, today: datetime.date | None, notes: Notes) -> Mentions:
    """The figures and dates of an article; `today` is its own date, `notes` are those on it.

    A figure is said by the source of the shortest annotation around it that has one, else by the
    suggested speaker of the statement around it. It is as of the nearest date in its passage that
    is not after `today` and with which it is not compared, else as of `today`.
    """
    from ..dates import dates_until
    from ..figures import date_of_figure, find_figures

    dates = suggest_dates(document, today)
    found = find_figures(document, [each.span for each in dates])
    past = dates_until(dates, today)
    speech = _attributions(document) if found else ()
    recorded = _RecordedSources(document, notes)
    return Mentions(
        [
            replace(
                figure,
                source=recorded.of(figure.span) or _speaker(speech, figure.span),
                as_of=date_of_figure(document, figure.span, past) or (str(today) if today else ""),
            )
            for figure in found
        ],
        dates,
    )


class _RecordedSources:
    """The names of the sources of an article's annotations, by the text that they cover."""

    def __init__(self, document: Document, notes: Notes) -> None:
        self._names = {source.id: source.name for source in notes.sources}
        text = document.text
        self._spans = SpanIndex(
            a for a in notes.annotations if a.source and text[a.start : a.end] == a.quote
        )

    def of(self, span: Span) -> str:
        """The name of the source of the shortest annotation around a span; "" if there is none."""
        around = [
            a for a in self._spans.overlapping(*span) if a.start <= span.start and span.end <= a.end
        ]
        shortest = min(around, key=lambda a: a.end - a.start, default=None)
        return self._names.get(shortest.source, "") if shortest else ""


def _attributions(document: Document) -> Sequence[Attribution]:
    from ..attribution import suggest

    return suggest(document, blocks_within(document, 0, _MAX_ATTRIBUTED))


def _speaker(attributions: Sequence[Attribution], span: Span) -> str:
    """The name of who says a span, or "" if that is in doubt."""
    from ..attribution import speaker_of

    start, end = (
        bisect_left(attributions, at, key=lambda each: each.content.start)
        for at in (span.start - _LONGEST_STATEMENT, span.end)
    )
    speaker = speaker_of(attributions[start:end], span)
    return speaker.name if speaker else ""
