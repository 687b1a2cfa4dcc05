"""As of when a figure is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..model.document import Document, Span
from ..model.mentions import DateMention
from .compared_dates import is_compared


def date_of_figure(document: Document, span: Span, dates: Sequence[DateMention]) -> str:
    """The date (ISO 8601) in the passage of a figure that is nearest to it; "" if there is none.

    `span` is the figure, in code points, and `dates` are those of the document, in the order of the
    text. Dates with which the figure is only compared are left out, and a date since which it is
    counted is not its own: "143 killed since late June" is not the figure of June.
    """
    nearest = _nearest(document, span, dates)
    return nearest.date if nearest and nearest.since is None else ""


def beginning_of_figure(
    document: Document, span: Span, dates: Sequence[DateMention]
) -> Span | None:
    """The span of "since late June" where that date is the nearest to a figure, else None.

    The arguments are those of `date_of_figure`.
    """
    nearest = _nearest(document, span, dates)
    return nearest.since if nearest else None


def _nearest(document: Document, span: Span, dates: Sequence[DateMention]) -> DateMention | None:
    """The date in the passage of a figure that is nearest to it, other than for comparison."""
    passage = document.passage(document.place_at(span.start))
    after = bisect_left(dates, span.start, key=lambda each: each.span.start)
    near = [
        each
        for each in dates[max(0, after - 1) : after + 1]
        if passage.start <= each.span.start < passage.end
        and not is_compared(document.text, passage.start, span, each.span)
    ]
    return min(near, key=lambda each: _distance(each.span, span), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)
