"""The notes on the articles of a folder; a damaged file stops only its own loading."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders
from ..model.annotation import Notes
from ..model.errors import ReaderError
from ..store import notes_files
from ..store.faults import contain_faults
from ..store.notes_files import Loaded
from . import walking
from .walking import ArticleFile, FileSignature


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


class AnnotatedArticle(NamedTuple):
    """An article that has notes: its path below the folder, its file, and the notes."""

    name: str
    path: Path
    notes: Notes


class FolderNotes:
    """The notes of a folder; a notes file is read again only if its signature changed."""

    def __init__(self, folder: Path, folders: Folders, config: Config) -> None:
        self.folder, self._folders, self._config = folder, folders, config
        self._read: dict[Path, tuple[FileSignature | None, Notes]] = {}

    def annotated_articles(
        self, without: Path | None = None, tell: Callable[[float], None] = lambda share: None
    ) -> list[AnnotatedArticle]:
        """All articles of the folder that have notes, except the article `without`.

        `tell` is called with the share done (0 to 1). Raises ReaderError if there is no folder.
        """
        own = os.path.realpath(without) if without else ""
        found = []
        articles = walking.articles(self.folder, self._folders, self._config)
        for number, article in enumerate(articles):
            tell(number / len(articles))
            if article.notes is not None and article.key != own:
                found.append(AnnotatedArticle(article.name, article.path, self._notes(article)))
        return found

    def _notes(self, article: ArticleFile) -> Notes:
        """The notes on an article; of a damaged file, what can be read."""
        path, signature = article.notes or article.path, article.notes_signature
        known = self._read.get(path)
        if known is None or known[0] != signature:
            known = self._read[path] = signature, load_notes_of(article).notes
        return known[1]
