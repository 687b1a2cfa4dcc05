"""What rested on annotations that were deleted."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..config import Config, Folders
from ..library.folder_notes import FolderNotes
from ..model.annotation import Notes
from ..model.errors import ReaderError
from ..model.references import dependants, dependants_warning


def warnings_of_dependants(
    deleted: Collection[str], folder: Path, folders: Folders, config: Config
) -> list[str]:
    """A line on judgements and links of a folder that refer to deleted annotations, if any do.

    `deleted` are the ids of the annotations. If the folder cannot be listed, the line says so.
    """
    if not deleted:
        return []
    try:
        noted = FolderNotes(folder, folders, config).annotated_articles()
    except ReaderError as error:
        return [str(error)]
    dossiers = {one.dossier.path: one.dossier.dossier for one in noted}
    notes = [one.notes for one in noted]
    notes += [Notes(judgements=dossier.judgements) for dossier in dossiers.values()]
    found = list(dependants(deleted, notes))
    names = [one.name for one in noted] + [path.name if path else "" for path in dossiers]
    return [dependants_warning(found, names)] if found else []
