"""Articles with notes, references between them, and what is known of them after a move."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.editing import annotate, opened
from tui.config import Config, folders
from tui.library.move_article import MoveResult, move_article
from tui.model import edits
from tui.model.annotation import Judgement, Link
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.file_names import NOTES_SUFFIX
from tui.store import notes_files

TEXT = "The mayor said yes. It rained.\n"


def write(path: Path, text: str = TEXT) -> Path:
    """Write an article, in a folder that is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def notes_of(article: Path) -> Path:
    return article.with_name(article.name + NOTES_SUFFIX)


def annotated(path: Path, quote: str = "said yes", link: str = "", cite: str = "") -> str:
    """The id of a new annotation in an article, with a link and a judgement where asked for."""
    session = opened(path)
    start = session.document.text.index(quote)
    made = annotate(session, Span(start, start + len(quote)), note="mine")
    if link:
        session.apply(
            edits.link(
                session.state, Target(Span(made.start, made.end), made.id), Link(link, "supports")
            )
        )
    session.save()
    if cite:
        judgement = Judgement("J1", "It rained.", cites=(cite,))
        notes_files.rewrite(notes_of(path), lambda notes: replace(notes, judgements=(judgement,)))
    return made.id


def go(old: Path, new: Path) -> MoveResult:
    return move_article(old, new, folders(), Config())


def quotes(path: Path) -> list[str]:
    return [annotation.quote for annotation in opened(path).state.ordered()]


def links(path: Path) -> list[str]:
    found = notes_files.load(notes_of(path)).value
    named = [link.to for annotation in found.annotations for link in annotation.links]
    return named + [cite for judgement in found.judgements for cite in judgement.cites]
