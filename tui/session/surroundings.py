"""The files around the article of a Session: what it may refer to, and what it is exported from."""

from __future__ import annotations

from pathlib import Path

from ..store import confinement, locations, report_files
from . import Session


def referred(session: Session, reference: str) -> Path | None:
    """The file at a path relative to the article's folder; None where it may not be read."""
    here = session.document.path
    if here is None or session.dossier is None:
        return None
    return confinement.referred(here, reference, session.dossier)


def origin(session: Session, state: Path) -> report_files.Origin:
    """The article as the origin of an export; `state` is the state folder for the article."""
    document = session.document
    own = document.path, session.notes_path, session.codebook_file.path
    return report_files.Origin(
        locations.article_key(document.path, document.text_sha256), state, own
    )
