"""An annotation as the commands print it with --json."""

from __future__ import annotations

from typing import Any

from ..model.annotation import Annotation
from ..session import Session
from .sessions import anchor_of

ANNOTATION_KEYS = (
    "path, id, start, end, quote (the words that were annotated), tags, note, source, state, moved "
    "(true if the place is not where it was), edited (true if the words there were changed), text "
    "(the words of the article from start to end), source_name, reliability, credibility, reason "
    "(of that grade), links (each with to, rel and why), author, edited_by, rule (the coding rule "
    "that set the tags)"
)
"""The keys of a record, for help pages."""


def annotation_record(name: str, session: Session, annotation: Annotation) -> dict[str, Any]:
    """An annotation of the article `name` with the state of its anchor."""
    anchor = anchor_of(session, annotation)
    source = session.state.source(annotation.source)
    has_place = anchor.state != "orphaned"
    text = session.document.text[anchor.start : anchor.end] if has_place else ""
    return {
        "path": name,
        "id": annotation.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": stored_quote(annotation),
        "tags": list(annotation.tags),
        "note": annotation.note,
        "source": annotation.source,
        "state": anchor.state,
        "moved": anchor.moved,
        "edited": anchor.edited,
        "text": text,
        "source_name": source.name if source else "",
        "reliability": source.reliability if source else "",
        "credibility": annotation.credibility or None,
        "reason": annotation.reason,
        "links": [{"to": one.to, "rel": one.rel, "why": one.why} for one in annotation.links],
        "author": annotation.author,
        "edited_by": list(annotation.edited_by),
        "rule": annotation.rule,
    }


def stored_quote(annotation: Annotation) -> str:
    """The words that the user annotated, even if they were edited later."""
    return annotation.former.quote if annotation.former else annotation.quote
