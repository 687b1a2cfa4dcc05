"""Loading notes so that a damaged or hostile notes file stops only the work on itself."""

from __future__ import annotations

from pathlib import Path

from ..model.annotation import Notes
from ..model.errors import ReaderError
from ..store import notes_files
from ..store.faults import contain_faults
from ..store.notes_files import Loaded
from .walking import ArticleFile


def load_notes_of(article: ArticleFile) -> Loaded:
    """The notes on an article; empty if it has none. Raises nothing.

    Any error becomes the `problem`, as for a damaged file.
    """
    if article.notes is None:
        return Loaded(Notes(), None)
    return load_notes_file(article.notes, article.folders.state)


def load_notes_file(path: Path, state: Path) -> Loaded:
    """The notes in a file. Raises nothing; unexpected errors are logged in the folder `state`."""
    try:
        return contain_faults(str(path), state, lambda: notes_files.load(path))
    except ReaderError as error:
        return Loaded(Notes(), None, str(error))
