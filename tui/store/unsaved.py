"""Changes that could not be saved, kept in the draft journal until they can be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from . import codebook_file as codebooks
from . import drafts, notes_format
from .drafts import Draft

if TYPE_CHECKING:
    from .saving import SaveJob

PREFIX = "unsaved changes "
"""Prefix of the names of drafts that contain unsaved changes."""


class Unsaved(NamedTuple):
    """Notes and codebook with changes that are not on disk, and their versions before the changes.

    `notes` and `base` omit annotations that were not changed.
    """

    notes: Notes
    base: Notes
    codebook: Codebook
    base_codebook: Codebook


def keep(state: Path, key: str, what: str, job: SaveJob) -> None:
    """Write the changes of a job to a draft durably. Raises ReaderError.

    `key` identifies the article, and `what` is the name of the draft.
    """
    drafts.keep(state, key, what, dumps(job))


def dumps(job: SaveJob) -> str:
    """The changes of a job as the text of a draft.

    Raises ReaderError if they cannot be encoded, as for a lone surrogate.
    """
    ours, base = _changed(job.notes, job.base), _changed(job.base, job.notes)
    parts = {"notes": notes_format.dumps(ours), "base": notes_format.dumps(base)}
    if job.codebook:
        parts["codebook"] = codebooks.dumps(job.codebook.codebook)
        parts["base_codebook"] = codebooks.dumps(job.codebook.base)
    return json.dumps({name: data.decode() for name, data in parts.items()})


def parse_draft(draft: Draft) -> Unsaved | None:
    """The changes in a draft; None if it is damaged or contains typed text instead."""
    if not is_unsaved(draft):
        return None
    try:
        parts = json.loads(draft.text)
        data = {name: str(parts[name]).encode() for name in parts}
        books = [
            codebooks.loads(data[name], draft.what) if name in data else Codebook(())
            for name in ("codebook", "base_codebook")
        ]
        ours, base = (notes_format.loads(data[name], draft.what) for name in ("notes", "base"))
    except (ReaderError, ValueError, RecursionError, TypeError, KeyError):
        return None
    return Unsaved(ours, base, *books)


def is_unsaved(draft: Draft) -> bool:
    """Whether a draft contains unsaved changes instead of typed text."""
    return draft.what.startswith(PREFIX)


def _changed(side: Notes, other: Notes) -> Notes:
    """The notes `side` without annotations that are equal in `other`."""
    known = {annotation.id: annotation for annotation in other.annotations}
    changed = (one for one in side.annotations if known.get(one.id) != one)
    return replace(side, annotations=tuple(changed))
