"""Combine the annotations of one span, so that screens and reports show them as one statement.

Each analyst's contribution to a span is an annotation of its own. Read together they are one
statement: one analyst tags a claim, another one names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .annotation import Annotation

CONFLICT_KEY = "conflict_of"
"""The key that marks an annotation as the copy in which a merge kept conflicting values."""

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Combined:
    """Annotations joined by span; `ids` maps the id of each original to that of the joined one."""

    annotations: tuple[Annotation, ...]
    ids: Mapping[str, str]


def combined(annotations: Iterable[Annotation]) -> Combined:
    """Join the annotations that several analysts made on the same span; the order is preserved.

    Annotations with different sources or credibility are not joined, nor are the copies in which a
    merge kept conflicting values.
    """
    joint: dict[str, list[Annotation]] = {}
    at: dict[Place, list[str]] = {}
    ids: dict[str, str] = {}
    for annotation in annotations:
        here = at.setdefault((annotation.start, annotation.end, annotation.quote), [])
        kept = next((id for id in here if _agree(joint[id], annotation)), annotation.id)
        if kept == annotation.id:
            here.append(kept)
        joint.setdefault(kept, []).append(annotation)
        ids[annotation.id] = kept
    return Combined(tuple(_joined(each) for each in joint.values()), ids)


def _agree(joint: Sequence[Annotation], other: Annotation) -> bool:
    """Whether an annotation can be joined to those of other analysts without losing a value."""
    if any(CONFLICT_KEY in one.extra for one in (*joint, other)):
        return False
    if other.author in {one.author for one in joint}:
        return False
    values = [(one.source, other.source) for one in joint]
    grades = [(one.credibility, other.credibility) for one in joint]
    return all(not a or not b or a == b for a, b in (*values, *grades))


def _joined(joint: Sequence[Annotation]) -> Annotation:
    """Several annotations as one; if several have a note or reason, each is led by its author."""
    if len(joint) == 1:
        return joint[0]
    return replace(
        joint[0],
        tags=tuple(dict.fromkeys(tag for one in joint for tag in one.tags)),
        source=next(filter(None, (one.source for one in joint)), ""),
        credibility=next(filter(None, (one.credibility for one in joint)), 0),
        reason="; ".join(_texts((one.author, one.reason) for one in joint)),
        links=tuple({repr(link): link for one in joint for link in one.links}.values()),
        note="\n\n".join(_texts((one.author, one.note) for one in joint)),
        author=", ".join(filter(None, (one.author for one in joint))),
    )


def _texts(written: Iterable[tuple[str, str]]) -> list[str]:
    some = [(author, text) for author, text in written if text.strip()]
    if len(some) == 1:
        return [some[0][1]]
    return [f"{author}: {text}" if author else text for author, text in some]
