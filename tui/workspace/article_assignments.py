"""ArticleAssignments: which analysts are to code the articles of a folder, and who has done so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from ..config import Config, Folders
from ..library import walking
from ..library.folder_notes import load_notes_of
from ..library.walking import ArticleFile
from ..model import dossier_changes as dossiers
from ..model.assignments import shared_out
from ..model.dossier import Dossier
from ..model.visible import is_text
from ..store import confinement, dossier_file
from .open_dossier import OpenDossier


class AssignedArticle(NamedTuple):
    """An article with the analysts to whom it is assigned and those who marked it as done."""

    path: Path
    analysts: tuple[str, ...]
    done: tuple[str, ...]


class ArticleAssignments:
    """The assignments, in the dossier in effect for a folder, of the articles in and below it.

    Left out are `elsewhere`, the articles with a nearer dossier, and `unnameable`, those whose path
    is no valid Unicode. Raises ReaderError if the folder cannot be listed.
    """

    def __init__(self, folder: Path, folders: Folders, config: Config) -> None:
        home = confinement.upward(folder)[0]
        self._dossier = OpenDossier(home)
        self.dossier_path = self._dossier.path
        self._prefix = home.relative_to(self.dossier_path.parent)
        self._articles: dict[str, ArticleFile] = {}
        self.unnameable: list[Path] = []
        self.elsewhere: list[Path] = []
        for article in walking.articles(folder, folders, config):
            path = (self._prefix / article.name).as_posix()
            if dossier_file.nearest(article.path.parent) not in (None, self.dossier_path):
                self.elsewhere.append(article.path)
            elif is_text(path):
                self._articles[path] = article
            else:
                self.unnameable.append(article.path)

    @property
    def problem(self) -> str:
        """One line on why the dossier cannot be changed, "" if it can."""
        return self._dossier.problem

    def assigned(self) -> Iterator[AssignedArticle]:
        """Every article of the folder, with its analysts and those who are done with it."""
        known = self._dossier.value.assignments_by_path
        for path, article in self._articles.items():
            analysts = known[path].analysts if path in known else ()
            done = load_notes_of(article).value.document.done
            yield AssignedArticle(article.path, analysts, done)

    def missing(self) -> list[str]:
        """The paths below the folder that are assigned and are no articles of it."""
        paths = self._dossier.value.assignments_by_path
        here = (p for p in paths if PurePath(p).is_relative_to(self._prefix))
        return [path for path in here if path not in self._articles]

    def assign(self, analysts: Sequence[str], percent: int, seed: str, anew: bool) -> None:
        """Share the articles out, durably, as `shared_out` does.

        Articles that are assigned stay so, unless all are to be shared out anew. Raises ReaderError
        if the dossier cannot be written.
        """

        def changed(dossier: Dossier) -> Dossier:
            present = {} if anew else dossier.assignments_by_path
            given = shared_out(self._articles, analysts, percent, seed, present)
            return dossiers.put_assignments(dossier, given)

        self._change(changed)

    def remove(self) -> None:
        """Remove the assignments of the folder, durably, also those of articles that are missing.

        Raises ReaderError if the dossier cannot be written.
        """
        paths = {*self._articles, *self.missing()}
        self._change(lambda dossier: dossiers.remove_assignments(dossier, paths))

    def _change(self, changed: Callable[[Dossier], Dossier]) -> None:
        if changed(self._dossier.value) != self._dossier.value:
            self._dossier.change(changed)
