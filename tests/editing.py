"""Helpers for tests that edit the annotations of a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation import Annotation
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import Session
from tui.session.open_session import open_session


def annotate(
    session: Session, span: Span, tags: tuple[str, ...] | list[str] = (), note: str = ""
) -> Annotation:
    """Annotate a span in a session, and return the annotation."""
    session.apply(edits.annotate(session.state, span, tags, note))
    found = session.state.at(Target(span))
    assert found
    return found


def opened(path: Path, **config: object) -> Session:
    """Open a session on an article, with settings by their names."""
    return open_session(path, folders=folders(), config=Config(**config))  # type: ignore[arg-type]


def target(session: Session, words: str) -> Target:
    """The first occurrence of some words in the article of a session."""
    start = session.document.text.index(words)
    return Target(Span(start, start + len(words)))


def content(session: Session) -> object:
    """Everything of a session that undo restores: all but rev and modified."""
    plain = [replace(a, rev=0, modified=None) for a in session.state.ordered()]
    data = replace(session.state.data, text_sha256="")
    return plain, dict(session.state.sources), session.state.codebook, data
