"""The notes on the articles of a folder; a damaged file stops only its own loading."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders
from ..model.annotation import Notes
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..store import atomic_files, dossier_file, notes_files
from ..store.atomic_files import Stamp
from ..store.faults import contain_faults
from ..store.toml_files import Loaded
from . import walking
from .walking import ArticleFile, FileSignature


def load_notes_of(article: ArticleFile) -> Loaded[Notes]:
    """The notes on an article; empty if it has none. Raises nothing.

    Any error becomes the `problem`, as for a damaged file.
    """
    if article.notes is None:
        return Loaded(Notes(), None)
    return load_notes_file(article.notes, article.folders.state)


def load_notes_file(path: Path, state: Path) -> Loaded[Notes]:
    """The notes in a file. Raises nothing; unexpected errors are logged in the folder `state`."""
    try:
        return contain_faults(str(path), state, lambda: notes_files.load(path))
    except ReaderError as error:
        return Loaded(Notes(), None, str(error))


class LoadedDossier(NamedTuple):
    """The dossier in effect for an article, and its file, None if there is none."""

    path: Path | None
    dossier: Dossier


class AnnotatedArticle(NamedTuple):
    """An article that has notes: its path below the folder, its file, the notes and the dossier.

    The notes are as they are stored; `effective_notes` puts them and the dossier together.
    """

    name: str
    path: Path
    notes: Notes
    dossier: LoadedDossier


class FolderNotes:
    """The notes of a folder; a notes file is read again only if its signature changed."""

    def __init__(self, folder: Path, folders: Folders, config: Config) -> None:
        self.folder, self._folders, self._config = folder, folders, config
        self._read: dict[Path, tuple[FileSignature | None, Notes]] = {}
        self._dossiers: dict[Path, tuple[Stamp | None, LoadedDossier]] = {}

    def annotated_articles(
        self, without: Path | None = None, tell: Callable[[float], None] = lambda share: None
    ) -> list[AnnotatedArticle]:
        """All articles of the folder that have notes, except the article `without`.

        `tell` is called with the share done (0 to 1). Raises ReaderError if there is no folder.
        """
        own = os.path.realpath(without) if without else ""
        found = []
        dossiers: dict[Path, LoadedDossier] = {}
        articles = walking.articles(self.folder, self._folders, self._config)
        for number, article in enumerate(articles):
            tell(number / len(articles))
            if article.notes is not None and article.key != own:
                home = article.path.parent
                if home not in dossiers:
                    dossiers[home] = self.dossier_of(article.path)
                notes, dossier = self._notes(article), dossiers[home]
                found.append(AnnotatedArticle(article.name, article.path, notes, dossier))
        return found

    def dossier_of(self, article: Path) -> LoadedDossier:
        """The dossier in effect for an article; of a damaged file, what can be read."""
        path = dossier_file.nearest(article.parent)
        if path is None:
            return LoadedDossier(None, Dossier())
        stamp, known = self._dossiers.get(path, (None, None))
        if known is None or not atomic_files.is_current(path, stamp):
            loaded = dossier_file.load(path)
            known = LoadedDossier(path, loaded.value)
            self._dossiers[path] = loaded.stamp, known
        return known

    def _notes(self, article: ArticleFile) -> Notes:
        """The notes on an article; of a damaged file, what can be read."""
        path, signature = article.notes or article.path, article.notes_signature
        known = self._read.get(path)
        if known is None or known[0] != signature:
            known = self._read[path] = signature, load_notes_of(article).value
        return known[1]


_LONGEST_TITLE = 30
"""Code points of the title by which an article is called."""


def short_titles(articles: Sequence[AnnotatedArticle]) -> list[str]:
    """The short titles of articles; the names of those without a title of their own."""
    titles = [" ".join(article.notes.document.title.split()) for article in articles]
    short = [
        title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
        for title in titles
    ]
    counts = Counter(short)
    return [
        article.name if counts[title] > 1 or title in ("", Path(article.name).stem) else title
        for article, title in zip(articles, short, strict=True)
    ]
