"""Finds the annotation that a REF (`ARTICLE#ID`) names."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Span
from ..model.errors import ReaderError
from ..session import Session
from ..store import dossier_file
from .inputs import InputArticle, single_article
from .output import complain
from .sessions import opened_to_change, settings

REF = "A REF names an annotation: ARTICLE#ID, with an ID as printed by reader notes."
"""What a REF is, for help pages."""


class Referred(NamedTuple):
    """An article that is open for a change, and one of its annotations."""

    article: InputArticle
    session: Session
    annotation: Annotation

    @property
    def own_target(self) -> Target:
        """What the user changes: the annotation, or their own on the same span.

        Raises ReaderError if the annotation is another analyst's and its place is not certain.
        """
        one, state = self.annotation, self.session.state
        refuse_unplaced(self.session, self.article.name, one)
        return state.own_target(Target(Span(one.start, one.end), one.id))


def referred(word: str) -> Referred:
    """Open the article of a REF for a change. Raises ReaderError if there is no such annotation."""
    path, id = divided(word)
    article = single_article(path)
    session = opened_to_change(article, *settings())
    return Referred(article, session, annotation_with_id(session, article.name, id))


def refuse_unplaced(session: Session, name: str, one: Annotation) -> None:
    """Raise ReaderError if an annotation is another analyst's and its place is not certain.

    There is then no place for an annotation of the user's own on the same words.
    """
    if not session.state.is_own(one) and not session.state.is_anchored(one.id):
        raise ReaderError(
            f"{name}: the place of {one.id}, made by {one.author}, is not certain; see reader check"
        )


def report_dependants(path: Path, deleted: Collection[str]) -> None:
    """Report judgements and links that refer to annotations deleted from an article or folder."""
    from ..workspace.deleted_annotations import warnings_of_dependants

    home = path if path.is_dir() else path.parent
    folder = dossier_file.path_for(home).parent
    for line in warnings_of_dependants(deleted, folder, *settings()):
        complain(line)


def divided(word: str) -> tuple[str, str]:
    """The PATH and the id of a REF. Raises ReaderError if one of them is missing."""
    path, _, id = word.rpartition("#")
    if not path or not id:
        raise ReaderError(f"{word}: no REF; name an annotation as ARTICLE#ID (see reader notes)")
    return path, id


def annotation_with_id(session: Session, name: str, id: str) -> Annotation:
    """The annotation of the article `name` with an id. Raises ReaderError without one."""
    found = session.state.annotations.get(id)
    if found is None:
        raise ReaderError(f"{name}: no annotation has the id {id}; see reader notes")
    return found
