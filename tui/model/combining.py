"""Combine the annotations of one span, so that screens and reports show them as one statement.

Each analyst's contribution to a span is an annotation of its own. Read together they are one
statement: one analyst tags a claim, another one names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .annotation import Annotation

CONFLICT_KEY = "conflict_of"
"""The unknown key of an annotation that a merge made from the losing values of another one."""

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Combined:
    """Annotations joined by span; `ids` leads from each former id to the one that is kept."""

    annotations: tuple[Annotation, ...]
    ids: Mapping[str, str]


def combined(annotations: Iterable[Annotation]) -> Combined:
    """The annotations with those that several analysts made on one span joined, in order.

    Annotations that name different sources or give different credibility stay apart, as do the
    copies that a merge keeps of conflicting values.
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
    """Whether an annotation by another analyst can be joined to some without losing a value."""
    if any(CONFLICT_KEY in one.extra for one in (*joint, other)):
        return False
    if other.author in {one.author for one in joint}:
        return False
    values = [(one.source, other.source) for one in joint]
    grades = [(one.credibility, other.credibility) for one in joint]
    return all(not a or not b or a == b for a, b in (*values, *grades))


def _joined(joint: Sequence[Annotation]) -> Annotation:
    """One annotation of several; each text says who wrote it where several analysts wrote one."""
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
