"""Two texts side by side: an article, and another one or an earlier version of it.

An annotation can be carried over from one of them to the same place of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders, folders_for
from ..model import edits
from ..model.anchoring.transfer import SpanTransfer
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..model.history import Edit
from ..model.text_comparison import NO_PARTNER, ComparedText, compare_texts
from ..session import Session
from ..session.open_session import open_session
from ..store.locks import LOCK_BRIEF
from .blind_coding import hide_others
from .bulk_tagging import open_to_change


@dataclass(frozen=True)
class ComparedDocuments:
    """Two documents, the open one first, with their passages compared."""

    documents: tuple[Document, Document]
    compared: tuple[ComparedText, ComparedText]

    def partner(self, side: int, offset: int) -> Span | None:
        """The passage that corresponds to the one at an offset of the document `side` (0 or 1)."""
        here, there = self.compared[side], self.compared[1 - side]
        partner = here.partners[here.number_at(offset)]
        return None if partner == NO_PARTNER else there.passages[partner]

    def nearest_in_other(self, side: int, offset: int) -> int:
        """Where the other text has what stands at an offset of the document `side` or before it."""
        here, there = self.compared[side], self.compared[1 - side]
        before = here.partners[: here.number_at(offset) + 1]
        found = (there.passages[partner].start for partner in reversed(before) if partner >= 0)
        return next(found, 0)


@dataclass(frozen=True)
class SideBySide:
    """Two compared documents, and the transfers of spans from the first to the second, and back."""

    texts: ComparedDocuments
    transfers: tuple[SpanTransfer, SpanTransfer]

    def place_in_other(self, side: int, span: Span) -> Span | None:
        """Where a span of the document `side` (0 or 1) stands in the other; None if nowhere.

        It is the same words if that is certain, else the passage that corresponds to the one in
        which the span begins.
        """
        found = self.transfers[side].transfer(*span)
        if found.state == "anchored":
            return Span(found.start, found.end)
        return self.texts.partner(side, span.start)


def compared_documents(document: Document, other: Document) -> ComparedDocuments:
    """Compare two documents; slow for long ones, for use in a thread."""
    return ComparedDocuments((document, other), compare_texts(document, other))


def beside(document: Document, other: Document) -> SideBySide:
    """Compare two documents so that spans can be transferred; slower than `compared_documents`."""
    one, two = document.text, other.text
    transfers = SpanTransfer(one, two), SpanTransfer(two, one)
    return SideBySide(compared_documents(document, other), transfers)


def read_beside(path: Path, folders: Folders, config: Config) -> Session:
    """Open another article with its notes as the user may see them.

    Raises ReaderError if it cannot be read.
    """
    own = folders_for(path, folders, config)
    session = open_session(path, folders=own, config=config)
    hide_others(session, own, config)
    return session


def annotations_in_other(both: SideBySide, annotations: Sequence[Annotation]) -> list[Annotation]:
    """Annotations of the first document at their places in the second, those without one left out.

    For an earlier version, which has no notes of its own.
    """
    found = []
    for annotation in annotations:
        span = both.place_in_other(0, Span(annotation.start, annotation.end))
        if span is not None:
            found.append(replace(annotation, start=span.start, end=span.end))
    return sorted(found, key=lambda each: each.sort_key)


class CarriedAnnotation(NamedTuple):
    """An annotation, the span of the other text that gets it, and the name of its source or ""."""

    annotation: Annotation
    span: Span
    source_name: str


def carrying(session: Session, carried: CarriedAnnotation) -> Edit:
    """The edit that gives a span the tags, the note and the source of an annotation."""
    annotation, there = carried.annotation, session.state.at(Target(carried.span))
    has_note = there is not None and annotation.note in there.note
    note = "" if has_note else annotation.note
    return edits.annotate(session.state, carried.span, annotation.tags, note, carried.source_name)


def carry_elsewhere(
    document: Document, carried: CarriedAnnotation, folders: Folders, config: Config
) -> bool:
    """Carry an annotation over to an article that is not open, and save its notes.

    Returns whether that changed anything. Raises ReaderError if the text is no longer that of
    `document`, or if the notes cannot be changed.
    """
    path = document.path
    assert path is not None, "an article that is not open is a file"
    session = open_to_change(path, folders, config)
    if session.document.text != document.text:
        raise ReaderError(f"{path.name}: changed since it was compared; compare it again")
    is_changed = session.apply(carrying(session, carried))
    if session.dirty:
        session.save(LOCK_BRIEF)
    return is_changed
