"""The day of a statement, for "today" and the like in a quotation."""

from __future__ import annotations

import datetime
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from ..model.document import Span
from .date_context import DateContext
from .date_resolvers import RESOLVERS

_LONGEST_QUOTATION = 2000
"""Code points."""

_FRAME_REACH = 200
"""Code points before and after a quotation among which its sentence names who says it, and when."""

_QUOTATION = re.compile(rf"“[^“”]{{1,{_LONGEST_QUOTATION}}}”|\"[^\"]{{1,{_LONGEST_QUOTATION}}}\"")
_DAYS = ("iso", "month_day", "day_month", "weekday", "near_day")
"""Kinds of expressions that name a day."""

_SAYING = re.compile(
    r"\b(?:said|says|told|wrote|writes|tweeted|announced|stated|declared|added|posted|commented)\b"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


Expression = tuple[re.Match[str], str]
"""An expression for a date, with its kind."""


def statement_days(
    text: str, span: Span, expressions: Sequence[Expression], today: datetime.date | None
) -> Mapping[int, datetime.date]:
    """The day that "today" and the like count from in quotations, by the offset of the expression.

    It is the day on which the sentence around a quotation says that somebody said it. Expressions
    outside quotations, and in those without such a day, are left out. `expressions` are those in
    `span`, in order; `today` is the date of the article. Offsets are in code points.
    """
    near = [match.start() for match, kind in expressions if kind == "near_day"]
    if today is None or not near:
        return {}
    days: dict[int, datetime.date] = {}
    for quotation in _QUOTATION.finditer(text, *span):
        inside = near[bisect(near, quotation.start()) : bisect(near, quotation.end())]
        day = _day_of(text, span, quotation, expressions, today) if inside else None
        if day:
            days |= dict.fromkeys(inside, day)
    return days


def _day_of(
    text: str,
    span: Span,
    quotation: re.Match[str],
    expressions: Sequence[Expression],
    today: datetime.date,
) -> datetime.date | None:
    """The day that the sentence around a quotation names for the statement; None if it does not."""
    parts = list(_parts(text, *span, quotation))
    if not any(_SAYING.search(text, *part) for part in parts):
        return None
    for first, last in parts:
        from_here = bisect(expressions, first - 1, key=lambda each: each[0].start())
        for match, kind in expressions[from_here:]:
            if match.start() >= last:
                break
            resolved = RESOLVERS[kind](match, DateContext(today)) if kind in _DAYS else None
            if resolved and resolved.period and resolved.period.day:
                return min(resolved.period.first_day, today)
    return None


def _parts(text: str, start: int, end: int, quotation: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The rest of the sentence before and after a quotation."""
    first = max(start, quotation.start() - _FRAME_REACH)
    for stop in _SENTENCE_END.finditer(text, first, quotation.start()):
        first = stop.end()
    yield first, quotation.start()
    last = min(end, quotation.end() + _FRAME_REACH)
    is_closed = text[quotation.end() - 2] in ".!?"
    follows = text[quotation.end() : quotation.end() + 2].lstrip()[:1]
    if not is_closed or follows.islower():
        stop_after = _SENTENCE_END.search(text, quotation.end(), last)
        yield quotation.end(), stop_after.start() if stop_after else last
