"""OpenCodebook: the codebook in effect for a path, read and changed without an open article."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders, folders_for
from ..library import walking
from ..library.folder_notes import load_notes_of
from ..model import codebook as books
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import is_own
from ..model.codebook import SEPARATOR, Codebook
from ..model.errors import ReaderError
from ..session import OthersAnnotationError
from ..session.document_files import codebook_path
from ..session.open_session import open_session
from ..store import codebook_file, locations, toml_files


class TagUse(NamedTuple):
    """How many annotations have a tag or one below it, and in how many articles they are."""

    annotations: int
    articles: int


class OpenCodebook:
    """The codebook in effect for an article or folder; its file, at `path`, may not exist yet.

    Raises ReaderError if the file is damaged or of a newer format.
    """

    def __init__(self, start: Path, folders: Folders, config: Config) -> None:
        self._start, self._folders, self._config = start, folders, config
        is_folder = start.is_dir()
        home = start if is_folder else start.parent
        own = folders_for(home / "article" if is_folder else start, folders, config)
        found = codebook_file.find(home, own.config)
        if is_folder:
            place = locations.NotesPlace(home / "article", os.access(home, os.W_OK | os.X_OK))
        else:
            place = locations.notes_place(start, "", own.data)
        self.path = codebook_path(found, place, own)
        self.value = found.codebook
        toml_files.refuse_newer(self.path, self.value.format)
        self._nearest: dict[Path, Path | None] = {}
        self._own = codebook_file.nearest(home, folders.config)

    def change(self, changed: Callable[[Codebook], Codebook]) -> Codebook:
        """Apply a function to the codebook, durably; the file is made if there is none.

        Returns the codebook as written, with what other programs changed meanwhile. Raises
        ReaderError if it cannot be written.
        """
        after = changed(self.value)
        if after != self.value:
            self.value = codebook_file.save(self.path, after, self.value).value
        return self.value

    def annotations(self) -> Iterator[tuple[Path, list[Annotation]]]:
        """The articles of the folder, or the article, that have notes, with their annotations.

        Articles with a nearer codebook are left out. Raises ReaderError if a folder or the notes
        on an article cannot be read.
        """
        if self._start.is_dir():
            found = walking.articles(self._start, self._folders, self._config)
        else:
            found = [walking.article(self._start, self._folders, self._config)]
        for article in found:
            if article.notes is not None and self._is_in_effect(article.path.parent):
                loaded = load_notes_of(article)
                if loaded.problem:
                    raise ReaderError(loaded.problem)
                yield article.path, list(loaded.value.annotations)

    def _is_in_effect(self, folder: Path) -> bool:
        if folder not in self._nearest:
            self._nearest[folder] = codebook_file.nearest(folder, self._folders.config)
        return self._nearest[folder] == self._own

    def delete(self, name: str) -> set[str]:
        """Delete a tag and those below it from the codebook and from the annotations, durably.

        Returns the ids of the annotations of which nothing was left and which are deleted. Raises
        ReaderError if a file cannot be changed, or OthersAnnotationError before any change if
        another analyst's annotation has the tag.
        """
        articles = []
        for article, every in self.annotations():
            having = [each for each in every if self._has(each, name)]
            others = [each for each in having if not is_own(each, self._config.author)]
            if others:
                raise OthersAnnotationError(others)
            if having:
                articles.append(article)
        deleted: set[str] = set()
        for article in articles:
            own = folders_for(article, self._folders, self._config)
            session = open_session(article, folders=own, config=self._config)
            before = {*session.state.annotations}
            session.apply(edits.delete_tag(session.state, name))
            session.save()
            deleted |= before - {*session.state.annotations}
        self.change(lambda book: books.remove(book, name))
        return deleted

    def _has(self, annotation: Annotation, name: str) -> bool:
        return any(books.covers(name, self.value.current(tag)) for tag in annotation.tags)

    def uses(self) -> dict[str, TagUse]:
        """How often each tag and each group is used. Raises ReaderError as `annotations` does."""
        total: Counter[str] = Counter()
        articles: Counter[str] = Counter()
        for _, every in self.annotations():
            here = Counter(name for each in every for name in self._paths(each))
            total += here
            articles.update(here.keys())
        return {name: TagUse(count, articles[name]) for name, count in total.items()}

    def _paths(self, annotation: Annotation) -> set[str]:
        """The tags of an annotation and the groups that they are in."""
        found: set[str] = set()
        for tag in annotation.tags:
            name = self.value.current(tag)
            while name:
                found.add(name)
                name = name.rpartition(SEPARATOR)[0]
        return found
