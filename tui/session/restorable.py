"""Merge changes that an earlier session could not save into the values of a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.dossier import Dossier

if TYPE_CHECKING:
    from ..model.document_state import DocumentState
    from ..store.unsaved import Unsaved


class Restorable(NamedTuple):
    """The values of a session with unsaved changes, and a phrase for each change."""

    notes: Notes
    codebook: Codebook
    dossier: Dossier | None
    changes: Sequence[str]


def merged(before: Notes, state: DocumentState, unsaved: Unsaved) -> Restorable:
    """The notes, codebook and dossier of a state merged with unsaved changes.

    `before` are the notes as the state has them; nothing is changed.
    """
    from ..store.describe_changes import describe_changes, describe_dossier_changes
    from ..store.merge import merge, merge_codebook, merge_dossier

    codebook, dossier = state.codebook, state.dossier
    notes = merge(unsaved.base, unsaved.notes, before).value
    book = merge_codebook(unsaved.base_codebook, unsaved.codebook, codebook).value
    changes = [*describe_changes(before, notes), *(["tags changed"] if book != codebook else [])]
    if dossier is not None:
        known = dossier
        dossier = merge_dossier(unsaved.base_dossier, unsaved.dossier, known).value
        changes += describe_dossier_changes(known, dossier)
    return Restorable(notes, book, dossier, changes)
