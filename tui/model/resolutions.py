"""Resolutions: what was decided where two coders disagree on tags.

A resolution is an annotation by whoever decided. In the notes file it has two more keys: `resolves`
lists the ids of the annotations in dispute, which stay as they are, and `decision` is one of
DECISIONS. Its tags are those that were decided on, and its note is the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from . import annotation_changes as change
from .anchoring.anchors import make
from .annotation import RESOLVES, Annotation
from .document import Span
from .document_state import DocumentState
from .history import Change, Edit

DecisionName = Literal["left", "right", "both"]

DECISIONS: tuple[DecisionName, ...] = ("left", "right", "both")
"""Which side is right: the one that was named first, the other one, or both."""

_DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision on a disagreement: the tags that the span is to have, and the reason `why`.

    `resolves` are the ids of the annotations in dispute.
    """

    span: Span
    tags: tuple[str, ...]
    decision: DecisionName
    resolves: tuple[str, ...]
    why: str = ""


def resolved_ids(annotations: Iterable[Annotation]) -> frozenset[str]:
    """The ids of all annotations that resolutions among some annotations resolve."""
    found: set[str] = set()
    for one in annotations:
        ids = one.extra.get(RESOLVES)
        if isinstance(ids, list):
            found.update(id for id in ids if isinstance(id, str))
    return frozenset(found)


def resolve(state: DocumentState, resolutions: Iterable[Resolution]) -> Edit:
    """Record resolutions as annotations of the user, in one undo step.

    Raises ReaderError if the name of a tag is invalid.
    """
    found = list(resolutions)
    book = change.with_tags(state.codebook, [tag for one in found for tag in one.tags])
    changes = [Change(None, _annotation(state, one)) for one in found]
    at = found[0].span.start if found else -1
    return Edit("resolve", (Change(state.codebook, book), *changes), at)


def withdraw(state: DocumentState, resolutions: Iterable[Resolution]) -> Edit:
    """Remove the user's annotations that record some resolutions, in one undo step."""
    disputes = {frozenset(one.resolves) for one in resolutions}
    found = [
        one
        for one in state.ordered()
        if one.author == state.author and resolved_ids([one]) in disputes
    ]
    return Edit("withdraw", tuple(Change(one, None) for one in found))


def _annotation(state: DocumentState, one: Resolution) -> Annotation:
    made = change.new_annotation(make(state.document.text, *one.span), state.author)
    extra = {RESOLVES: list(one.resolves), _DECISION: one.decision}
    return replace(made, tags=one.tags, note=one.why, extra=extra)
