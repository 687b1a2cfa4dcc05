"""Statements of two articles that stand in the same copied text, and so have one origin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .document import Span
from .origins import KIND_OF_TAG
from .references import Key
from .shared_text import AlignedSpans, SharedText
from .statements import Statement

_SPOKESPERSONS = ("named", "unnamed", "collective", "document")
"""Kinds of sources that an article quotes; others, such as the medium itself, are its author."""

SharedByArticles = Mapping[tuple[int, int], SharedText]
"""What two articles share, by their numbers, that of the article `SharedText.a` first."""

NOTHING_SHARED: SharedByArticles = {}


class CopiedPair(NamedTuple):
    """Two statements in text that their articles share."""

    one: Statement
    other: Statement
    shared: SharedText


def copied_pairs(statements: Iterable[Statement], shared: SharedByArticles) -> list[CopiedPair]:
    """The pairs of statements of different articles that have one origin, because text was copied.

    A statement is paired with the one that stands at the same place of the copied text. Those that
    are left are paired with any of the other article that is left, unless both have sources that
    the text quotes: two people may be quoted in one report.
    """
    by_article = _by_article(statements)
    found: list[CopiedPair] = []
    for (a, b), each in shared.items() if len(by_article) > 1 else ():
        if a in by_article and b in by_article:
            found += _pairs_in(each, by_article[a], by_article[b])
    return found


def at_one_place(
    shared: SharedText, name: str, here: Iterable[Statement], there: Iterable[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements that stand at the same place of the text that two articles share.

    `here` are the statements of the article of that name, and `there` those of the other one.
    """
    other = _copied(shared, shared.other(name), there)
    return _at_one_place(_copied(shared, name, here), other, shared.spans_in(name))


def with_same_words(
    statements: Iterable[Statement], shared: SharedByArticles
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements of different articles that have the same copied words.

    They stand at the same place of the copied text, and each has more than half of the other.
    """
    by_article = _by_article(statements)
    for (a, b), each in shared.items():
        here, there = by_article.get(a, ()), by_article.get(b, ())
        back = {(one.key, other.key) for other, one in at_one_place(each, each.b, there, here)}
        for one, other in at_one_place(each, each.a, here, there):
            if (one.key, other.key) in back and _have_one_extent(one, other, each.spans):
                yield one, other


def _have_one_extent(one: Statement, other: Statement, spans: Sequence[AlignedSpans]) -> bool:
    """Whether two statements have most of their words in common; `spans` leads from one on."""
    place = _span(other)
    common = _overlap(place, _place_in_other(_span(one), spans))
    longer = max(one.annotation.end - one.annotation.start, place.end - place.start)
    return 2 * common > longer


def _by_article(statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.article, []).append(statement)
    return found


def _pairs_in(
    shared: SharedText, a: Iterable[Statement], b: Iterable[Statement]
) -> Iterator[CopiedPair]:
    in_a, in_b = _copied(shared, shared.a, a), _copied(shared, shared.b, b)
    both = ((in_a, in_b, shared.spans), (in_b, in_a, shared.spans_in(shared.b)))
    paired: set[Key] = set()
    for here, there, spans in both:
        for one, other in _at_one_place(here, there, spans):
            paired |= {one.key, other.key}
            yield CopiedPair(one, other, shared)
    for here, there, _ in both:
        for one in here:
            quoted = _is_quoted(one)
            others = (each for each in there if not (quoted and _is_quoted(each)))
            alone = (each for each in others if each.key not in paired)
            if one.key not in paired and (any_other := next(alone, None)):
                yield CopiedPair(one, any_other, shared)


def _at_one_place(
    here: Iterable[Statement], there: Sequence[Statement], spans: Sequence[AlignedSpans]
) -> Iterator[tuple[Statement, Statement]]:
    """Each statement `here` with the one `there` that stands at the same place, if there is any."""
    places = [_span(each) for each in there]
    starts = [place.start for place in places]
    longest = max((place.end - place.start for place in places), default=0)
    for statement in here:
        wanted = _place_in_other(_span(statement), spans)
        near = range(bisect_left(starts, wanted.start - longest), bisect_left(starts, wanted.end))
        best = max(near, key=lambda at: _overlap(places[at], wanted), default=-1)
        if best >= 0 and _overlap(places[best], wanted) > 0:
            yield statement, there[best]


def _copied(shared: SharedText, name: str, statements: Iterable[Statement]) -> list[Statement]:
    """The statements that stand in the shared text, in the order of their article."""
    inside = (one for one in statements if shared.contains(name, _span(one)))
    return sorted(inside, key=lambda one: one.annotation.sort_key)


def _span(statement: Statement) -> Span:
    return Span(statement.annotation.start, statement.annotation.end)


def _place_in_other(span: Span, spans: Sequence[AlignedSpans]) -> Span:
    """About where a span of one article stands in the other; an empty span if nowhere."""
    places = [
        Span(
            there.start + max(0, span.start - here.start),
            there.end - max(0, here.end - span.end),
        )
        for here, there in spans
        if _overlap(here, span) > 0
    ]
    if not places:
        return Span(0, 0)
    return Span(min(place.start for place in places), max(place.end for place in places))


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _is_quoted(statement: Statement) -> bool:
    """Whether the source of a statement is somebody or something that the article quotes."""
    kinds = {statement.source.kind if statement.source else ""}
    kinds |= {KIND_OF_TAG[tag] for tag in statement.tags if tag in KIND_OF_TAG}
    return not kinds.isdisjoint(_SPOKESPERSONS)
