"""Leaving out of an export what could give away who wrote it, or a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ..model.annotation import Notes
from .exhibit import Exhibit


def without(exhibits: Sequence[Exhibit], what: Collection[str]) -> list[Exhibit]:
    """The exhibits without some of PARTS; all as they are where nothing is left out.

    Keys that other programs added go with any part, as nobody here knows what they say. Raises
    KeyError for what is none of PARTS.
    """
    kept = list(exhibits)
    for part in what:
        kept = [_unknown(PARTS[part](exhibit)) for exhibit in kept]
    return kept


def _authors(exhibit: Exhibit) -> Exhibit:
    """Names of analysts are left out; several of one document are told apart by a number."""
    names = sorted({a.author for a in exhibit.notes.annotations if a.author})
    shown = {name: f"analyst {number}" for number, name in enumerate(names, 1)}
    if len(names) < 2:
        shown = {}
    bare = tuple(
        replace(a, author=shown.get(a.author, ""), edited_by=()) for a in exhibit.notes.annotations
    )
    return replace(exhibit, notes=replace(exhibit.notes, annotations=bare, removals=()))


def _notes(exhibit: Exhibit) -> Exhibit:
    annotations = tuple(
        replace(a, note="", reason="", links=tuple(replace(link, why="") for link in a.links))
        for a in exhibit.notes.annotations
    )
    sources = tuple(replace(source, reason="") for source in exhibit.notes.sources)
    about = replace(exhibit.notes.document, note="")
    tags = tuple(replace(tag, note="") for tag in exhibit.codebook.tags)
    notes = replace(exhibit.notes, annotations=annotations, sources=sources, document=about)
    return replace(exhibit, notes=notes, codebook=replace(exhibit.codebook, tags=tags))


def _paths(exhibit: Exhibit) -> Exhibit:
    stems = {PurePath(exhibit.path).stem, PurePath(exhibit.notes.document.path).stem}
    document, about = exhibit.document, replace(exhibit.notes.document, path="")
    # A text without a title of its own goes by the name of its file.
    if document.title in stems:
        document = replace(document, title="")
    if about.title in stems:
        about = replace(about, title="")
    document = replace(document, path=None)
    notes = replace(_unlocated(exhibit.notes), document=about)
    return replace(exhibit, document=document, notes=notes, path="")


def _unlocated(notes: Notes) -> Notes:
    """The notes with annotations of other articles named by their ids alone."""
    own = {annotation.id for annotation in notes.annotations}

    def bare(reference: str) -> str:
        return reference if reference in own else f"#{reference.rpartition('#')[2]}"

    annotations = tuple(
        replace(a, links=tuple(replace(link, to=bare(link.to)) for link in a.links))
        for a in notes.annotations
    )
    judgements = tuple(replace(j, cites=tuple(map(bare, j.cites))) for j in notes.judgements)
    return replace(notes, annotations=annotations, judgements=judgements)


def _unknown(exhibit: Exhibit) -> Exhibit:
    notes, book = exhibit.notes, exhibit.codebook
    bare = replace(
        notes,
        document=replace(notes.document, extra={}),
        sources=tuple(replace(source, extra={}) for source in notes.sources),
        annotations=tuple(
            replace(a, extra={}, links=tuple(replace(link, extra={}) for link in a.links))
            for a in notes.annotations
        ),
        judgements=tuple(replace(judgement, extra={}) for judgement in notes.judgements),
        extra={},
    )
    tags = tuple(replace(tag, extra={}) for tag in book.tags)
    return replace(exhibit, notes=bare, codebook=replace(book, tags=tags, extra={}))


PARTS: Mapping[str, Callable[[Exhibit], Exhibit]] = {
    "author": _authors,
    "notes": _notes,
    "paths": _paths,
}
"""What can be left out: who annotated; what they wrote; the names of files and folders."""
