"""Changes that could not be saved, kept in the draft journal until they can be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from . import codebook_file as codebooks
from . import dossier_file, drafts, notes_format
from .drafts import Draft
from .toml_files import TomlFormat, V

if TYPE_CHECKING:
    from .saving import FileJob, SaveJob

PREFIX = "unsaved changes "
"""Prefix of the names of drafts that contain unsaved changes."""


class Unsaved(NamedTuple):
    """Values with changes that are not on disk, and their versions before the changes.

    `notes` and `base` omit annotations that were not changed.
    """

    notes: Notes
    base: Notes
    codebook: Codebook
    base_codebook: Codebook
    dossier: Dossier = Dossier()
    base_dossier: Dossier = Dossier()


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
    parts |= _parts("codebook", job.codebook) | _parts("dossier", job.dossier)
    return json.dumps({name: data.decode() for name, data in parts.items()})


def _parts(name: str, job: FileJob[V] | None) -> dict[str, bytes]:
    """The changed value of a file and its version before the change; nothing without a job."""
    if job is None:
        return {}
    return {name: job.kind.dumps(job.value, name), f"base_{name}": job.kind.dumps(job.base, name)}


def parse_draft(draft: Draft) -> Unsaved | None:
    """The changes in a draft; None if it is damaged or contains typed text instead."""
    if not is_unsaved(draft):
        return None
    try:
        parts = json.loads(draft.text)
        data = {name: str(parts[name]).encode() for name in parts}
        ours, base = (notes_format.loads(data[name], draft.what) for name in ("notes", "base"))
        book, dossier = codebooks.CODEBOOK, dossier_file.DOSSIER
        return Unsaved(
            ours,
            base,
            _value(book, data, "codebook"),
            _value(book, data, "base_codebook"),
            _value(dossier, data, "dossier"),
            _value(dossier, data, "base_dossier"),
        )
    except (ReaderError, ValueError, RecursionError, TypeError, KeyError):
        return None


def _value(kind: TomlFormat[V], data: Mapping[str, bytes], name: str) -> V:
    """The value of a part of a draft; empty if it has no such part."""
    return kind.loads(data[name], name) if name in data else kind.empty


def is_unsaved(draft: Draft) -> bool:
    """Whether a draft contains unsaved changes instead of typed text."""
    return draft.what.startswith(PREFIX)


def _changed(side: Notes, other: Notes) -> Notes:
    """The notes `side` without annotations that are equal in `other`."""
    known = {annotation.id: annotation for annotation in other.annotations}
    changed = (one for one in side.annotations if known.get(one.id) != one)
    return replace(side, annotations=tuple(changed))
