"""Helpers for tests that edit the annotations of a session."""

from __future__ import annotations

from tui.model import edits
from tui.model.annotation import Annotation
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import Session


def annotate(
    session: Session, span: Span, tags: tuple[str, ...] | list[str] = (), note: str = ""
) -> Annotation:
    """Annotate a span in a session, and return the annotation."""
    session.apply(edits.annotate(session.state, span, tags, note))
    found = session.state.at(Target(span))
    assert found
    return found
