"""Links that record that annotated passages of a copy repeat those of the text it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..config import Config, Folders
from ..model import edits
from ..model.annotation import Link
from ..model.annotation_changes import Target
from ..model.copied_statements import at_one_place
from ..model.document import Span
from ..model.errors import ReaderError
from ..model.history import Change, Edit
from ..model.references import refer
from ..model.statements import Statement
from ..session import Session
from ..store.locks import LOCK_BRIEF
from .bulk_tagging import open_to_change
from .folder_copies import CopyGroup

RELATION = "repeats"

LinksByAnnotation = Mapping[str, Link]
"""The link that an annotation of an article gets, by its id."""


def repeating_links(
    group: CopyGroup, statements: Mapping[str, Sequence[Statement]]
) -> dict[str, LinksByAnnotation]:
    """The links that give the annotated common text of a group one origin, by the article's name.

    `statements` are those of each article, by its name. Each statement of a copy in the common
    text gets a link to the statement at the same place of the earliest article that has one.
    """
    names = [article.name for article in group.articles]
    shared = {frozenset((each.a, each.b)): each for each in group.shared}
    found: dict[str, LinksByAnnotation] = {}
    for number, name in enumerate(names):
        links: dict[str, Link] = {}
        for earlier in names[:number]:
            if each := shared.get(frozenset((name, earlier))):
                pairs = at_one_place(
                    each, name, statements.get(name, ()), statements.get(earlier, ())
                )
                for own, other in pairs:
                    to = refer(name, earlier, other.annotation.id)
                    links.setdefault(own.annotation.id, Link(to, RELATION))
        if links:
            found[name] = links
    return found


def linking(session: Session, links: LinksByAnnotation) -> Edit:
    """The edit that adds links to annotations of an article, those that are gone left out."""
    changes: list[Change] = []
    for id, link in links.items():
        annotation = session.state.annotations.get(id)
        if annotation is not None:
            target = Target(Span(annotation.start, annotation.end), id)
            changes += edits.link(session.state, target, link).changes
    return Edit(RELATION, tuple(changes))


def link_elsewhere(
    wanted: Mapping[Path, LinksByAnnotation], folders: Folders, config: Config
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add links to annotations of articles that are not open, and save their notes.

    Returns the names of the files that were changed, and a line for each that cannot be changed.
    """
    changed: list[str] = []
    problems: list[str] = []
    for path, links in wanted.items():
        try:
            session = open_to_change(path, folders, config)
            session.apply(linking(session, links))
            if session.dirty:
                session.save(LOCK_BRIEF)
                changed.append(path.name)
        except ReaderError as error:
            problems.append(str(error))
    return tuple(changed), tuple(problems)


def by_article(
    statements: Iterable[Statement], names: Sequence[str]
) -> dict[str, Sequence[Statement]]:
    """Statements by the names of their articles, which are given by their numbers."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(names[statement.article], []).append(statement)
    return {**found}
