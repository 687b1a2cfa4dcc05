"""SpanIndex: annotations by id and by where they lie in the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator

from .annotation import Annotation
from .document import Span


class SpanIndex:
    """Annotations kept in the order (start, end, id), with the number of times each tag is used.

    Putting one in, taking one out and finding those that touch a span cost a bisection and the
    moving of a list's tail: 10,000 annotations are no different from ten.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self.by_id: dict[str, Annotation] = {}
        self.counts: Counter[str] = Counter()
        self._order: list[tuple[int, int, str]] = []
        self._longest = 0
        for annotation in annotations:
            self.put(annotation)

    def __iter__(self) -> Iterator[Annotation]:
        """All annotations by (start, end, id)."""
        return (self.by_id[key] for _, _, key in self._order)

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, in the place of the one with its id."""
        self.drop(annotation.id)
        self.by_id[annotation.id] = annotation
        self.counts.update(annotation.tags)
        insort(self._order, annotation.sort_key)
        self._longest = max(self._longest, annotation.end - annotation.start)

    def drop(self, key: str) -> Annotation | None:
        """Take out the annotation with an id; None where there is none."""
        annotation = self.by_id.pop(key, None)
        if annotation:
            self.counts.subtract(annotation.tags)
            del self._order[bisect_left(self._order, annotation.sort_key)]
        return annotation

    def overlapping(self, start: int, end: int) -> Iterator[Annotation]:
        """The annotations that touch a span, in order."""
        first = bisect_left(self._order, (start - self._longest, 0, ""))
        last = bisect_left(self._order, (end, -1, ""))
        for _, stop, key in self._order[first:last]:
            if stop > start:
                yield self.by_id[key]

    def exactly(self, span: Span) -> Iterator[Annotation]:
        """The annotations of exactly a span, by id."""
        low = bisect_left(self._order, (*span, ""))
        for start, end, key in self._order[low:]:
            if (start, end) != span:
                return
            yield self.by_id[key]
