"""Which tags each of several coders gave to the passages or characters of articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from ..model.document import Span
from ..model.spans import SpanIndex

Unit = Literal["passage", "character"]
"""What a coder gives tags to: a passage, or each code point of the passages."""

Tags = frozenset[str]
"""The tags that a coder gave to a unit; empty where the coder gave none."""

Values = tuple[Tags | None, ...]
"""The tags that each coder gave to one unit; None for a coder who did not code the article."""


class CodedRun(NamedTuple):
    """Successive units to which each coder gave the same tags.

    `length` is their number: 1 for a passage, and for characters the code points up to the next
    place where an annotation or a passage begins or ends.
    """

    values: Values
    length: int


@dataclass(frozen=True, slots=True)
class Codings:
    """The units that several coders coded: how often each run occurs. `coders` are their names."""

    coders: tuple[str, ...]
    runs: Mapping[CodedRun, int]

    def counts(self) -> Counter[Values]:
        """The number of units with the same values."""
        counts: Counter[Values] = Counter()
        for run, occurrences in self.runs.items():
            counts[run.values] += run.length * occurrences
        return counts

    def tags(self) -> list[str]:
        """Every tag that was given, in order."""
        given = {tags for run in self.runs for tags in run.values if tags}
        return sorted(frozenset().union(*given))

    def mapped(self, change: Callable[[Tags], Tags]) -> Codings:
        """The same units with other tags; what a coder did not code stays missing."""
        runs: Counter[CodedRun] = Counter()
        for run, occurrences in self.runs.items():
            values = tuple(None if tags is None else change(tags) for tags in run.values)
            runs[CodedRun(values, run.length)] += occurrences
        return Codings(self.coders, runs)


def merged(coders: tuple[str, ...], articles: Iterable[Iterable[CodedRun]]) -> Codings:
    """The codings of several articles by the same coders."""
    return Codings(coders, Counter(run for runs in articles for run in runs))


def coded_runs(
    passages: Sequence[Span], coded: Sequence[SpanIndex | None], unit: Unit
) -> Iterator[CodedRun]:
    """The runs of one article, whose passages are ordered and disjoint.

    `coded` has the annotations of each coder, or None for a coder who did not code the article.
    A unit has the tags of every annotation that overlaps it.
    """
    spans = _cut(passages, coded) if unit == "character" else passages
    for start, end in spans:
        values = tuple(None if index is None else _tags_on(start, end, index) for index in coded)
        yield CodedRun(values, end - start if unit == "character" else 1)


def _cut(passages: Sequence[Span], coded: Sequence[SpanIndex | None]) -> Iterator[Span]:
    """The passages, cut wherever an annotation begins or ends."""
    annotations = [annotation for index in coded for annotation in index or ()]
    cuts = sorted({place for one in annotations for place in (one.start, one.end)})
    for start, end in passages:
        inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        yield from (Span(*pair) for pair in pairwise((start, *inner, end)))


def _tags_on(start: int, end: int, index: SpanIndex) -> Tags:
    return frozenset(tag for one in index.overlapping(start, end) for tag in one.tags)
