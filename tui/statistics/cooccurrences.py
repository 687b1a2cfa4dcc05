"""Which tags occur together: on one span, on overlapping ones, in a paragraph, or near each other.

On one span, on overlapping spans and within some passages, pairs of codings are counted, as
QualCoder counts them. In a paragraph, the paragraphs that have both tags are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from .coding_table import CodingTable
from .labels import Numbers
from .text_units import TextUnits

Within = Literal["span", "overlap", "paragraph"] | int
"""How close two codings must be; a number is that of passages from one to the other."""


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """How often two tags occur together; `within` says how close."""

    table: Literal["cooccurrence"]
    tag: str
    other: str
    within: str
    count: int


class _Placed(NamedTuple):
    """Codings at half-open intervals: two occur together if their intervals overlap.

    The intervals are of one kind of unit in each article; `codings` are numbers of codings.
    """

    article: Numbers
    low: Numbers
    high: Numbers
    codings: Numbers


def cooccurrences(
    codings: CodingTable, within: Within, units: TextUnits | None = None
) -> Iterator[Cooccurrence]:
    """A row for each pair of tags that occur together, in both orders, by the names of the tags.

    Codings whose place is uncertain are left out. `units` are needed for paragraphs and passages.
    """
    tags, names = codings.tag.numbers, codings.tag.values
    counts: Counter[int] = Counter()
    for first, second in together(codings, within, units):
        one, other = tags[first], tags[second]
        keys = np.minimum(one, other) * len(names) + np.maximum(one, other)
        found, numbers = np.unique(keys, return_counts=True)
        for key, number in zip(found.tolist(), numbers.tolist(), strict=True):
            counts[key] += number
    rows = [
        (names[one], names[other], count)
        for key, count in counts.items()
        for pair in [divmod(key, len(names))]
        for one, other in (pair, pair[::-1])
    ]
    for row in sorted(rows):
        yield Cooccurrence("cooccurrence", row[0], row[1], str(within), row[2])


def together(
    codings: CodingTable, within: Within, units: TextUnits | None = None
) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs of codings with different tags that occur together, as two columns of numbers.

    Two tags of one paragraph are one pair, however often they occur in it.
    """
    placed = _placed(codings, within, units)
    tags = codings.tag.numbers[placed.codings]
    for first, second in _overlapping(placed):
        differ = tags[first] != tags[second]
        yield placed.codings[first[differ]], placed.codings[second[differ]]


def _placed(codings: CodingTable, within: Within, units: TextUnits | None) -> _Placed:
    items = np.flatnonzero(codings.is_placed)
    article, start, end = codings.article[items], codings.start[items], codings.end[items]
    if within == "span":
        # Ranks and not offsets, whose product could exceed 64 bits.
        starts, ends = (np.unique(offsets, return_inverse=True)[1] for offsets in (start, end))
        span = starts * (len(end) + 1) + ends
        return _Placed(article, span, span + 1, items)
    if within == "overlap":
        return _Placed(article, start, end, items)
    if units is None:
        raise ValueError("paragraphs and passages need the units of the texts")
    if within == "paragraph":
        return _in_paragraphs(codings, items, units)
    first, last = units.passages(article, start, end)
    is_known = last >= first
    return _Placed(*(column[is_known] for column in (article, first, last + 1 + within, items)))


def _in_paragraphs(codings: CodingTable, items: Numbers, units: TextUnits) -> _Placed:
    """One coding for each tag and paragraph."""
    article = codings.article[items]
    first, last = units.paragraphs(article, codings.start[items], codings.end[items])
    times = np.maximum(last - first + 1, 0)
    each = np.repeat(np.arange(len(items)), times)
    paragraph = first[each] + np.arange(len(each)) - np.repeat(np.cumsum(times) - times, times)
    tags = codings.tag.numbers[items[each]]
    keys = np.stack([article[each], paragraph, tags])
    _, chosen = np.unique(keys, axis=1, return_index=True)
    each, paragraph = each[chosen], paragraph[chosen]
    return _Placed(article[each], paragraph, paragraph + 1, items[each])


def _overlapping(placed: _Placed) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs of intervals that overlap, in batches; the time is that of their number."""
    order = np.lexsort((placed.low, placed.article))
    article, low, high = placed.article[order], placed.low[order], placed.high[order]
    first, distance = np.arange(len(order)), 0
    while len(first):
        distance += 1
        first = first[first + distance < len(order)]
        second = first + distance
        is_near = (article[second] == article[first]) & (low[second] < high[first])
        first = first[is_near]
        yield order[first], order[first + distance]
