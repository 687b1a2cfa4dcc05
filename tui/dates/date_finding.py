"""Find the dates in a document."""

from __future__ import annotations

import datetime
import re
from bisect import bisect
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from ..model.document import Document, Span
from ..model.mentions import DateMention
from ..model.quotations import find_quotations
from .date_context import DateContext, ResolvedDate
from .date_patterns import KINDS, kinds_in
from .date_resolvers import RESOLVERS
from .periods import Period, first_day_of
from .persons import may_mean_month, months_as_persons
from .statement_days import statement_days
from .tense import Outlook, outlook

_LONGEST = 10_000
"""Code points; longer passages are searched in pieces, so that the time is in proportion."""

_SKIPPED = ("byline", "related")
"""Blocks whose dates say when something was published."""

_PREPOSITIONS = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "last",
        "next",
        "this",
        "that",
        "early",
        "late",
        "mid",
        "of",
        "from",
        "to",
        "through",
        "between",
        "during",
        "and",
        "for",
        "before",
        "after",
        "around",
        "on",
        "each",
        "every",
    ]
)
_NAMED_DAYS = frozenset(
    ["Palm", "Bloody", "Black", "Good", "Super", "Cyber", "Ash", "Easter", "Holy", "Maundy", "Fat"]
)
_PEOPLE = re.compile(r" (?:people|persons?|men|women|children|dead|killed|wounded|injured)\b")
_CLOCK = re.compile(r" ?(?:UTC|GMT|hours\b|local\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)")
_AMOUNT = re.compile(
    r"(?:[Aa]t least|[Aa]bout|[Nn]early|[Aa]lmost|[Ss]ome|than|[Oo]ver|[Uu]p to) $"
)
_COORDINATIONS = (" and ", " or ", ", ", ", and ", " and in ")
"""What joins a date to the one before it, of whose time it then is."""

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ (“\"]{0,2}$")


_SINCE = re.compile(r"\b[Ss]ince (?:[\w’'-]+ ){0,5}\Z")
_SINCE_REACH = 60
"""Code points before a date in which "since" is looked for."""


def find_dates(document: Document, today: datetime.date | None) -> list[DateMention]:
    """The dates that a document mentions, in the order of the text.

    `today` is the date of the article, against which relative dates are resolved; without it they
    have no date. Bylines and related links are skipped. In languages other than English, dates in
    digits or with the name of a month are found. "Today" in a quotation counts from the day on
    which it was spoken, which is that of the article at the latest.
    """
    text = document.text
    persons = months_as_persons(text, 0, len(text))
    found: list[DateMention] = []
    counted: set[int] = set()
    previous: Period | None = None
    for piece in _pieces(document):
        expressions = list(_expressions(text, piece, document.lang, persons))
        days = statement_days(text, piece, expressions, today)
        counted.update(m.start() for m, kind in expressions if kind == "near_day")
        counted -= days.keys()
        year: int | None = None
        looks: Outlook = "past"
        end = piece.start
        for match, kind in expressions:
            if text[end : match.start()] not in _COORDINATIONS:
                looks = outlook(text, piece.start, *match.span())
            end = match.end()
            day = days.get(match.start(), today)
            resolved = RESOLVERS[kind](match, DateContext(day, previous, looks, year))
            if resolved is not None:
                since = _since(text, piece.start, match)
                found.append(_mention(match, resolved, since))
                previous = resolved.period or previous
                year = _year_named(resolved) or year
    return _with_latest_days(document, found, counted)


def _with_latest_days(
    document: Document, found: list[DateMention], counted: Set[int]
) -> list[DateMention]:
    """The dates, of which those in quotations are marked as the latest possible ones.

    `counted` are the offsets of the dates that count from the day of the article.
    """
    if not counted:
        return found
    quotations = find_quotations(document.text, document.blocks)

    def is_quoted(at: int) -> bool:
        before = bisect(quotations, at, key=lambda each: each.start)
        return before > 0 and at < quotations[before - 1].end

    return [
        replace(each, is_latest=True)
        if each.date and each.span.start in counted and is_quoted(each.span.start)
        else each
        for each in found
    ]


def dates_until(dates: Sequence[DateMention], today: datetime.date | None) -> list[DateMention]:
    """Those dates that are resolved and do not begin after a day; all resolved ones for None."""
    return [each for each in dates if each.date and (not today or first_day_of(each.date) <= today)]


def _pieces(document: Document) -> Iterator[Span]:
    """The passages of a document in which dates are looked for, long ones in pieces."""
    for number, block in enumerate(document.blocks):
        for passage in document.passages(number) if block.kind not in _SKIPPED else ():
            for start in range(passage.start, passage.end, _LONGEST):
                yield Span(start, min(start + _LONGEST, passage.end))


def first_date(text: str) -> datetime.date | None:
    """The first day that a line such as "Published 9 July 2015" names; None if there is none."""
    span = Span(0, min(len(text), _LONGEST))
    for lang in ("en", ""):
        for match, kind in _expressions(text, span, lang):
            resolved = RESOLVERS[kind](match, DateContext(None))
            if resolved and resolved.period and resolved.period.day:
                return resolved.period.first_day
    return None


def _year_named(resolved: ResolvedDate) -> int | None:
    """The year of a date that names its month and year; None for others."""
    period = resolved.period
    return period.year if period and period.month and not resolved.is_relative else None


def _mention(match: re.Match[str], resolved: ResolvedDate, since: Span | None) -> DateMention:
    return DateMention(Span(*match.span()), resolved.date, resolved.is_relative, since)


def _since(text: str, first: int, match: re.Match[str]) -> Span | None:
    """The span of "since late June" around a date; None where nothing lasts from it on.

    `first` is the start of the passage.
    """
    before = _SINCE.search(text, max(first, match.start() - _SINCE_REACH), match.start())
    return Span(before.start(), match.end()) if before else None


def _expressions(
    text: str, span: Span, lang: str, persons: Set[str] = frozenset()
) -> Iterator[tuple[re.Match[str], str]]:
    """The expressions for dates in a span with their kinds, disjoint, in order.

    `persons` are the names of months that are also persons' names in the text.
    """
    kinds = list(kinds_in(text, *span, lang))
    if not kinds:
        return
    taken = bytearray(span.end - span.start)
    found: list[tuple[re.Match[str], str]] = []
    for kind in kinds:
        for match in KINDS[kind].finditer(text, *span):
            start, end = match.start() - span.start, match.end() - span.start
            if not any(taken[start:end]) and _is_date(text, match, kind, persons):
                taken[start:end] = b"\x01" * (end - start)
                found.append((match, kind))
    yield from sorted(found, key=lambda each: each[0].start())


def _is_date(text: str, match: re.Match[str], kind: str, persons: Set[str]) -> bool:
    """Whether an expression stands for a date, and not for a name or a number."""
    before = text[max(0, match.start() - 20) : match.start()]
    after = text[match.end() : match.end() + 20]
    if kind == "year":
        if _CLOCK.match(after) or _AMOUNT.search(before):
            return False
        is_dated = _word(before).lower() in _PREPOSITIONS or match[0] != match["year"]
        return is_dated or (int(match["year"]) >= 1800 and not _PEOPLE.match(after))
    if kind == "month" and not match["which"] and not match["part"]:
        word = _word(before).lower()
        if match["month"] in persons and not may_mean_month(word, after):
            return False
        return _is_month(match["month"], word, after)
    if kind == "near_day" and match[0] in ("Today", "Tomorrow"):
        return not _word(before)[:1].isupper()
    if kind == "weekday":
        return _word(before) not in _NAMED_DAYS
    return True


def _is_month(name: str, before: str, after: str) -> bool:
    """Whether a word such as "May" or "April" is a month, and not a verb or a given name."""
    if before in _PREPOSITIONS:
        return True
    if name in ("May", "March", "Mar.", "Mar", "Jan", "Dec"):
        return False
    is_name = name in ("April", "June", "August", "Jan") and re.match(r" [A-Z]", after)
    return not is_name


def _word(before: str) -> str:
    """The last word of the text before an expression, or ""."""
    found = _WORD_BEFORE.search(before)
    return found[1] if found else ""
