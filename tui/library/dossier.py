"""Dossier: the notes on all articles of a folder, to link them and to count across them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders
from ..model.annotation import Notes
from . import walking
from .loading import notes_on
from .walking import Article, Look


class Noted(NamedTuple):
    """An article that has notes: its path below the folder, its file, and what is said."""

    name: str
    path: Path
    notes: Notes


class Dossier:
    """The notes of a folder; each file is read again only where it looks changed."""

    def __init__(self, folder: Path, folders: Folders, config: Config) -> None:
        self.folder, self._folders, self._config = folder, folders, config
        self._read: dict[Path, tuple[Look | None, Notes]] = {}

    def noted(
        self, without: Path | None = None, tell: Callable[[float], None] = lambda share: None
    ) -> list[Noted]:
        """All articles with notes, as they are on disk, but not the article `without`.

        `tell` takes the share done, 0 to 1. Raises ReaderError for no folder.
        """
        own = os.path.realpath(without) if without else ""
        found = []
        articles = walking.articles(self.folder, self._folders, self._config)
        for number, article in enumerate(articles):
            tell(number / len(articles))
            if article.notes is not None and article.key != own:
                found.append(Noted(article.name, article.path, self._notes(article)))
        return found

    def _notes(self, article: Article) -> Notes:
        """The notes on an article; of a damaged file, what can be read."""
        path, look = article.notes or article.path, article.notes_look
        known = self._read.get(path)
        if known is None or known[0] != look:
            known = self._read[path] = look, notes_on(article).notes
        return known[1]
