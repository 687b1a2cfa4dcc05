"""Find dangling references: links and citations whose annotation does not exist."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders
from ..model.annotation import Notes
from ..model.dossier import Dossier
from ..model.references import References, ids_of
from ..store import codebook_file, dossier_file
from . import walking
from .folder_notes import load_notes_of


class DanglingReference(NamedTuple):
    """A reference to an annotation that does not exist.

    `kind` is "link", "judgement" or "hypothesis"; `id` is that of the record that has it.
    """

    kind: str
    id: str
    reference: str


class ReferenceChecker:
    """Checks references of articles; each notes file is read once.

    `tops` are the folders that are checked completely. A reference is followed only to articles
    below the outermost of these folders, or below the folder of the referring article's
    codebook or dossier.
    """

    def __init__(self, tops: Sequence[Path], folders: Folders, config: Config) -> None:
        self._tops = [Path(os.path.realpath(top)) for top in tops]
        self._folders, self._config = folders, config
        self._ids: dict[Path, frozenset[str]] = {}
        self._near: dict[Path, tuple[list[str], References]] = {}

    def dangling(self, article: Path, notes: Notes) -> list[DanglingReference]:
        """The references in the notes on an article whose annotation does not exist."""
        own = {annotation.id for annotation in notes.annotations}
        found = (one for one in _references(notes) if one.reference not in own)
        return [one for one in found if not self._leads_somewhere(article, one.reference)]

    def dangling_in_dossier(self, path: Path, dossier: Dossier) -> list[DanglingReference]:
        """The references in the dossier at a path whose annotation does not exist."""
        found = [
            *(DanglingReference("judgement", j.id, c) for j in dossier.judgements for c in j.cites),
            *(
                DanglingReference("hypothesis", h.id, c)
                for h in dossier.hypotheses
                for c in h.evidence
            ),
        ]
        return [one for one in found if not self._leads_somewhere(path, one.reference)]

    def _leads_somewhere(self, article: Path, reference: str) -> bool:
        path, _, id = reference.rpartition("#")
        if path and id in self._named(article, path):
            return True
        # An article that was moved is found by its name if the name is unique.
        top = self._top(article) or Path(os.path.realpath(article.parent))
        names, references = self._near_to(top)
        here = os.path.realpath(article)
        name = os.path.relpath(here, top).replace(os.sep, "/")
        if name in names:
            return references.find(names.index(name), reference) is not None
        return references.is_known(reference)

    def _named(self, article: Path, path: str) -> frozenset[str]:
        """The ids of the annotations of the article at a path; none if it is out of bounds."""
        target = Path(os.path.realpath(article.parent / path))
        if not target.is_relative_to(self._limit(article)):
            return frozenset()
        if target not in self._ids:
            found = walking.article(target, self._folders, self._config)
            notes = load_notes_of(found).value
            self._ids[target] = frozenset(a.id for a in notes.annotations)
        return self._ids[target]

    def _top(self, article: Path) -> Path | None:
        real = Path(os.path.realpath(article))
        above = [top for top in self._tops if real.is_relative_to(top)]
        return min(above, key=lambda top: len(top.parts), default=None)

    def _limit(self, article: Path) -> Path:
        book = codebook_file.nearest(article.parent, self._folders.config)
        home = article.parent
        if book and book.parent != self._folders.config:
            home = book.parent
        dossier = dossier_file.nearest(article.parent)
        if dossier and home.absolute().is_relative_to(dossier.parent):
            home = dossier.parent
        home = Path(os.path.realpath(home))
        top = self._top(article)
        return top if top and home.is_relative_to(top) else home

    def _near_to(self, top: Path) -> tuple[list[str], References]:
        if top not in self._near:
            found = walking.articles(top, self._folders, self._config)
            inside = (one for one in found if Path(one.key).is_relative_to(top))
            noted = [article for article in inside if article.notes]
            names = [article.name for article in noted]
            loaded = (load_notes_of(article).value for article in noted)
            ids = [ids_of(notes.annotations) for notes in loaded]
            self._near[top] = names, References(names, ids)
        return self._near[top]


def _references(notes: Notes) -> Iterator[DanglingReference]:
    for annotation in notes.annotations:
        for link in annotation.links:
            yield DanglingReference("link", annotation.id, link.to)
    for judgement in notes.judgements:
        for cite in judgement.cites:
            yield DanglingReference("judgement", judgement.id, cite)
