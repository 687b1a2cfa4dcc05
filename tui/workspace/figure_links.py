"""Mark the passages of two figures, and link them as a dispute or an update."""

from __future__ import annotations

from pathlib import Path

from ..config import Config, Folders
from ..model import edits
from ..model.annotation import Annotation, Link
from ..model.annotation_changes import Target
from ..model.document import Span
from ..model.errors import ReaderError
from ..model.history import Edit
from ..session import Session
from ..store.locks import LOCK_BRIEF
from .bulk_tagging import open_to_change
from .folder_mentions import FolderFigure

TAG = "claim/figure"
"""The tag of a passage that is marked for its figure."""


def statement_of(session: Session, figure: FolderFigure) -> Annotation | None:
    """The shortest annotation of the article that covers a figure; None if there is none."""
    span = figure.figure.span
    covering = [a for a in session.state.ordered() if a.start <= span.start and span.end <= a.end]
    return min(covering, key=lambda a: a.end - a.start, default=None)


def marking(session: Session, figure: FolderFigure) -> Edit:
    """The edit that annotates the passage of a figure as a figure, said by its source."""
    return edits.annotate(
        session.state, figure.place.passage, (TAG,), source_name=figure.figure.source
    )


def mark_elsewhere(
    figure: FolderFigure, link: Link | None, folders: Folders, config: Config
) -> str:
    """Annotate the passage of a figure in an article that is not open, unless it is annotated.

    Adds `link` to the annotation, saves the notes, and returns the annotation's id. Raises
    ReaderError if the article changed since it was read, or if its notes cannot be changed.
    """
    path = figure.place.path
    assert path is not None, "an article that is not open is a file"
    session = open_to_change(path, folders, config)
    _require_same_text(session, figure, path)
    if statement_of(session, figure) is None:
        session.apply(marking(session, figure))
    annotation = statement_of(session, figure)
    assert annotation is not None, "the passage was annotated"
    if link is not None:
        target = Target(Span(annotation.start, annotation.end), annotation.id)
        session.apply(edits.link(session.state, target, link))
    if session.dirty:
        session.save(LOCK_BRIEF)
    return annotation.id


def _require_same_text(session: Session, figure: FolderFigure, path: Path) -> None:
    """Raise ReaderError if the passage of a figure is no longer where it was."""
    if session.document.text[slice(*figure.place.passage)] != figure.place.text:
        raise ReaderError(f"{path.name}: changed since its figures were read; open the list again")
