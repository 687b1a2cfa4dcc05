"""Text that two articles have in common, outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .document import Span


class AlignedSpans(NamedTuple):
    """A stretch of text that stands in two articles: its spans in the one and in the other."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class SharedText:
    """What two articles, named by their paths, have in common.

    `share` (0 to 1) is how many of the words of the shorter text are in runs of at least five that
    both have; words in quotation marks are not counted. `spans` are in the order of the article
    `a`; they include what was edited between runs that are close to each other.
    """

    a: str
    b: str
    share: float
    spans: tuple[AlignedSpans, ...]

    @property
    def percent(self) -> str:
        """The share in words, rounded down so that only equal texts have "100 % common text"."""
        return f"{int(self.share * 100)} % common text"

    def other(self, name: str) -> str:
        """The name of the other one of the two articles."""
        return self.b if name == self.a else self.a

    def spans_in(self, name: str) -> tuple[AlignedSpans, ...]:
        """The spans, those in the article of that name first, in its order."""
        if name == self.a:
            return self.spans
        return tuple(sorted(AlignedSpans(there, here) for here, there in self.spans))

    def contains(self, name: str, span: Span) -> bool:
        """Whether at least half of a span of one of the two articles is common text."""
        common = (
            min(here.end, span.end) - max(here.start, span.start) for here, _ in self.spans_in(name)
        )
        return 2 * sum(length for length in common if length > 0) >= span.end - span.start


def by_article(shared: Iterable[SharedText]) -> dict[str, list[SharedText]]:
    """The shared texts by the names of the articles in which they stand."""
    found: dict[str, list[SharedText]] = {}
    for each in shared:
        for name in (each.a, each.b):
            found.setdefault(name, []).append(each)
    return found


def partners(shared: Iterable[SharedText], name: str) -> Iterator[tuple[str, SharedText]]:
    """The articles that have text in common with the one of that name, with the text."""
    for each in shared:
        if name in (each.a, each.b):
            yield each.other(name), each
