"""Stated figures: the numbers in an annotated passage as the article words them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from ..dates import find_dates
from ..figures import find_figures
from ..model.document import Document, Span


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as it is worded, "no more than 20,000 people", and its least or greatest value."""

    words: str
    size: float


def stated_figures(document: Document, span: Span) -> list[StatedFigure]:
    """The figures of which a span (code points) has at least a part, in the order of the text."""
    if not document.blocks:
        return []
    blocks = document.block_at(span.start), document.block_at(max(span.start, span.end - 1))
    near = document.with_blocks(*blocks)
    dates = [each.span for each in find_dates(near, None)]
    return [
        StatedFigure(document.text[each.span.start : each.span.end], _size(each.low, each.high))
        for each in find_figures(near, dates)
        if each.span.start < span.end and span.start < each.span.end
    ]


def _size(low: float | None, high: float | None) -> float:
    return next((bound for bound in (low, high) if bound is not None), inf)
