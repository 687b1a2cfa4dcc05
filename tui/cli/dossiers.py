"""Opens the dossier in effect for a PATH."""

from __future__ import annotations

from pathlib import Path

from ..model.dossier import SavedSearch
from ..model.errors import ReaderError
from ..workspace.dossier_folder import DossierFolder
from .output import complain
from .sessions import settings


def existing_path(word: str) -> Path:
    """The path of a file or folder. Raises ReaderError if there is none."""
    from ..readers.missing_files import missing_file

    path = Path(word)
    if not word or not path.exists():
        raise missing_file(word, "no such file or folder", "check the name")
    return path


def opened(word: str) -> DossierFolder:
    """The dossier in effect for a PATH. Raises ReaderError if there is no such file or folder."""
    return DossierFolder(existing_path(word), *settings())


def opened_to_read(word: str) -> DossierFolder:
    """The dossier in effect for a PATH; what is wrong with its file is printed."""
    folder = opened(word)
    if folder.problem:
        complain(folder.problem)
    return folder


def saved_search(name: str, word: str) -> SavedSearch:
    """The saved search with a name in the dossier for a PATH. Raises ReaderError without one."""
    folder = opened_to_read(word)
    known = folder.dossier.searches_by_name
    if name not in known:
        names = ", ".join(f"“{each}”" for each in known) or "none"
        raise ReaderError(f"{folder.path}: no search is saved as “{name}”; there: {names}")
    return known[name]
