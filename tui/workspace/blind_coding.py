"""Blind coding: what other analysts set on an article is hidden until the user is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..config import Config, Folders, is_blind
from ..model.annotation import Notes
from ..model.annotation_changes import is_own
from ..model.source_changes import named_only_in
from ..session import Session
from ..store import progress

if TYPE_CHECKING:
    from pathlib import Path

    from ..library.folder_notes import AnnotatedArticle

NAMELESS = "blind: set author in config.toml, or nobody can tell your annotations from others’"


def hide_others(session: Session, folders: Folders, config: Config) -> bool:
    """Hide what others set on an open article, if its folder is blind or the user chose so for it.

    Returns whether the user chose so. If it cannot be hidden, a message of the session says why.
    """
    is_chosen = progress.load(folders.state, session.key).blind
    session.set_blind(is_chosen or is_blind(session.document.path, config))
    if session.state.blind and not config.author:
        session.messages.append(NAMELESS)
    return is_chosen


def choose_blind(session: Session, folders: Folders, blind: bool) -> None:
    """Hide what others set on an open article, or not, now and when it is opened again."""
    session.set_blind(blind)
    place = folders.state, session.key
    progress.save(*place, progress.load(*place)._replace(blind=blind))


def visible_notes(path: Path, notes: Notes, config: Config) -> Notes:
    """The notes on an article that is not open, without what its folder hides from the user."""
    author = config.author
    if not author or author in notes.document.done:
        return notes
    # Looking for the settings of the folder costs more than looking for others.
    if all(is_own(one, author) for one in notes.annotations) or not is_blind(path, config):
        return notes
    own = tuple(one for one in notes.annotations if is_own(one, author))
    others = (one for one in notes.annotations if not is_own(one, author))
    hidden = named_only_in(others, own, {source.id: source for source in notes.sources})
    sources = tuple(source for source in notes.sources if source.id not in hidden)
    return replace(notes, annotations=own, sources=sources)


def visible_articles(
    articles: Sequence[AnnotatedArticle], config: Config
) -> list[AnnotatedArticle]:
    """Articles that are not open, with what the user may see of the notes on each."""
    return [one._replace(notes=visible_notes(one.path, one.notes, config)) for one in articles]
