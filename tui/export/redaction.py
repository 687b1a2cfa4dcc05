"""Redaction: an export without details that could identify the analyst or a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ..model.annotation import Notes
from ..model.references import with_citations
from .export_document import ExportDocument


def redact(documents: Sequence[ExportDocument], parts: Collection[str]) -> list[ExportDocument]:
    """The documents without the named PARTS.

    If any part is left out, keys that other programs added are left out too, because their content
    is not known. Raises KeyError for a name that is not in PARTS.
    """
    kept = list(documents)
    for part in parts:
        kept = [_unknown(PARTS[part](exported)) for exported in kept]
    return kept


def _authors(exported: ExportDocument) -> ExportDocument:
    """Leave out the names of analysts; if a document has several, each becomes a number."""
    about = exported.notes.document
    names = sorted({a.author for a in exported.notes.annotations if a.author})
    shown = {name: f"analyst {number}" for number, name in enumerate(names, 1)}
    if len(names) < 2:
        shown = {}
    bare = tuple(
        replace(a, author=shown.get(a.author, ""), edited_by=()) for a in exported.notes.annotations
    )
    done = tuple(filter(None, (shown.get(name, "") for name in about.done)))
    about = replace(about, done=done)
    notes = replace(exported.notes, annotations=bare, removals=(), document=about)
    return replace(exported, notes=notes)


def _notes(exported: ExportDocument) -> ExportDocument:
    annotations = tuple(
        replace(a, note="", reason="", links=tuple(replace(link, why="") for link in a.links))
        for a in exported.notes.annotations
    )
    sources = tuple(replace(source, reason="") for source in exported.notes.sources)
    about = replace(exported.notes.document, note="")
    tags = tuple(replace(tag, note="") for tag in exported.codebook.tags)
    notes = replace(exported.notes, annotations=annotations, sources=sources, document=about)
    return replace(exported, notes=notes, codebook=replace(exported.codebook, tags=tags))


def _paths(exported: ExportDocument) -> ExportDocument:
    stems = {PurePath(exported.path).stem, PurePath(exported.notes.document.path).stem}
    document, about = exported.document, replace(exported.notes.document, path="")
    # A text without a title of its own goes by the name of its file.
    if document.title in stems:
        document = replace(document, title="")
    if about.title in stems:
        about = replace(about, title="")
    document = replace(document, path=None)
    bare = _by_id_only(exported.notes)
    notes = replace(_unlocated(exported.notes, bare), document=about)
    hypotheses = tuple(
        replace(each, evidence={bare(cite): rating for cite, rating in each.evidence.items()})
        for each in exported.hypotheses
    )
    return replace(exported, document=document, notes=notes, path="", hypotheses=hypotheses)


def _by_id_only(notes: Notes) -> Callable[[str], str]:
    """What makes a reference to another article one by the id of the annotation only."""
    own = {annotation.id for annotation in notes.annotations}
    return lambda cite: cite if cite in own else f"#{cite.rpartition('#')[2]}"


def _unlocated(notes: Notes, bare: Callable[[str], str]) -> Notes:
    """The notes with a function applied to their references."""
    annotations = tuple(
        replace(a, links=tuple(replace(link, to=bare(link.to)) for link in a.links))
        for a in notes.annotations
    )
    judgements = tuple(with_citations(judgement, bare) for judgement in notes.judgements)
    return replace(notes, annotations=annotations, judgements=judgements)


def _unknown(exported: ExportDocument) -> ExportDocument:
    notes, book = exported.notes, exported.codebook
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
    hypotheses = tuple(replace(hypothesis, extra={}) for hypothesis in exported.hypotheses)
    book = replace(book, tags=tags, extra={})
    return replace(exported, notes=bare, codebook=book, hypotheses=hypotheses)


PARTS: Mapping[str, Callable[[ExportDocument], ExportDocument]] = {
    "author": _authors,
    "notes": _notes,
    "paths": _paths,
}
"""The parts that can be left out: authors of annotations, their notes, and names of files."""
