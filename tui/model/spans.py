"""Annotations indexed by id and by span, and the share of a text that spans cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from .annotation import Annotation
from .document import Span

_KEY, _START, _SPAN = attrgetter("sort_key"), attrgetter("start"), attrgetter("start", "end")


class SpanIndex:
    """Annotations ordered by (start, end, id).

    `counts` has the number of uses of each tag, and `authors` the number of annotations of each
    author. `by_id` contains all annotations, `linked` those that have links. Insertion, deletion
    and lookup by span cost one bisection of a list, plus the move of its tail for the first two.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self.by_id = {annotation.id: annotation for annotation in annotations}
        self.linked = {key: value for key, value in self.by_id.items() if value.links}
        self._order = sorted(self.by_id.values(), key=_KEY)
        self.counts = Counter(tag for annotation in self._order for tag in annotation.tags)
        self.authors = Counter(annotation.author for annotation in self._order)
        self._longest = max((a.end - a.start for a in self._order), default=0)

    def __iter__(self) -> Iterator[Annotation]:
        """All annotations by (start, end, id)."""
        return iter(self._order)

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, replacing the one with the same id."""
        self.drop(annotation.id)
        self.by_id[annotation.id] = annotation
        if annotation.links:
            self.linked[annotation.id] = annotation
        self.counts.update(annotation.tags)
        self.authors[annotation.author] += 1
        insort(self._order, annotation, key=_KEY)
        self._longest = max(self._longest, annotation.end - annotation.start)

    def drop(self, key: str) -> Annotation | None:
        """Remove and return the annotation with an id; None if there is none."""
        annotation = self.by_id.pop(key, None)
        self.linked.pop(key, None)
        if annotation:
            self.counts.subtract(annotation.tags)
            self.authors[annotation.author] -= 1
            del self._order[bisect_left(self._order, annotation.sort_key, key=_KEY)]
        return annotation

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """The annotations that overlap a span, in order."""
        first = bisect_left(self._order, start - self._longest, key=_START)
        last = bisect_left(self._order, end, key=_START)
        return [a for a in self._order[first:last] if a.end > start]

    def exactly(self, span: Span) -> Iterator[Annotation]:
        """The annotations whose span equals `span`, ordered by id."""
        first = bisect_left(self._order, tuple(span), key=_SPAN)
        return iter(self._order[first : bisect_right(self._order, tuple(span), key=_SPAN)])


def coverage(spans: Iterable[Span], length: int, parts: int) -> list[float]:
    """The share (0 to 1) covered by spans, for each of `parts` equal parts of `length` code points.

    Overlapping spans count at most once per part.
    """
    found = [0.0] * parts
    if length <= 0 or parts <= 0:
        return found
    for start, end in spans:
        first = min(parts - 1, max(0, start) * parts // length)
        last = min(parts - 1, max(start, end - 1) * parts // length)
        for part in range(first, last + 1):
            left, right = part * length / parts, (part + 1) * length / parts
            share = (min(end, right) - max(start, left)) * parts / length
            found[part] = min(1.0, found[part] + max(0.0, share))
    return found
