"""The places of one article where two coders disagree on tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.annotation import Annotation
from ..model.document import Span
from ..model.spans import SpanIndex

Kind = Literal["tags", "boundaries", "one side"]
"""What two coders disagree on.

`tags`: both tagged the same span, with different tags. `boundaries`: they gave a tag to overlapping
spans with different ends. `one side`: only one of them tagged the span.
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where two coders disagree: what each annotated there, empty where one did not."""

    kind: Kind
    left: tuple[Annotation, ...]
    right: tuple[Annotation, ...]

    @property
    def span(self) -> Span:
        """The span from the first to the last annotated code point of either side."""
        both = (*self.left, *self.right)
        return Span(min(one.start for one in both), max(one.end for one in both))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the annotations of both sides."""
        return tuple(one.id for one in (*self.left, *self.right))

    @property
    def tags(self) -> frozenset[str]:
        """The tags that are in dispute: of one side only, and those with different boundaries."""
        left, right = tags_of(self.left), tags_of(self.right)
        return left | right if self.kind == "boundaries" else left ^ right


def tags_of(annotations: Iterable[Annotation]) -> frozenset[str]:
    """The tags of any of some annotations."""
    return frozenset(tag for one in annotations for tag in one.tags)


def disagreements(left: SpanIndex, right: SpanIndex) -> list[Disagreement]:
    """The disagreements of two coders in one article, in the order of their spans.

    Annotations without a tag count for nothing. Annotations of one coder on the same span count as
    one. A span that only one coder tagged is paired with the span of the other that has a common
    tag and the largest overlap; each span is paired at most once.
    """
    ours, theirs = _by_span(left), _by_span(right)
    common = ours.keys() & theirs.keys()
    found = [
        Disagreement("tags", ours[span], theirs[span])
        for span in common
        if tags_of(ours[span]) != tags_of(theirs[span])
    ]
    alone = {span: those for span, those in theirs.items() if span not in common}
    candidates = SpanIndex(one for those in alone.values() for one in those)
    for span, those in ours.items():
        if span in common:
            continue
        other = _best_partner(span, those, alone, candidates)
        partner = alone.pop(other) if other else ()
        found.append(Disagreement("boundaries" if partner else "one side", those, partner))
    found += (Disagreement("one side", (), those) for those in alone.values())
    return sorted(found, key=lambda one: one.span)


def _by_span(coded: SpanIndex) -> dict[Span, tuple[Annotation, ...]]:
    """The tagged annotations on each span, in order."""
    found: dict[Span, tuple[Annotation, ...]] = {}
    for one in coded:
        if one.tags:
            span = Span(one.start, one.end)
            found[span] = (*found.get(span, ()), one)
    return found


def _best_partner(
    span: Span,
    annotations: Iterable[Annotation],
    alone: Mapping[Span, tuple[Annotation, ...]],
    candidates: SpanIndex,
) -> Span | None:
    """The span in `alone` with a common tag that overlaps a span most, the first of several."""
    tags = tags_of(annotations)

    def overlap(other: Span) -> int:
        return min(span.end, other.end) - max(span.start, other.start)

    spans = dict.fromkeys(Span(one.start, one.end) for one in candidates.overlapping(*span))
    fitting: Iterator[Span] = (
        other for other in spans if other in alone and tags & tags_of(alone[other])
    )
    return max(fitting, key=overlap, default=None)
