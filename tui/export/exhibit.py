"""Exhibit: one document with its notes, as the exporters are given it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation, DocumentData, Notes, Source
from ..model.codebook import Codebook, covers
from ..model.document import Document
from ..model.references import References, ids_of


@dataclass(frozen=True)
class Exhibit:
    """A Document, its Notes and Codebook, and where each annotation lies in the text.

    `anchors` holds an Anchor for the id of every annotation; `path` is what the export shows as the
    document's file; `only` names the tags that the annotations were narrowed to, none for all.
    `is_excerpt` tells that it is there for some cited annotations, without the rest of its text.
    """

    document: Document
    notes: Notes
    codebook: Codebook
    anchors: Mapping[str, Anchor]
    path: str
    only: tuple[str, ...] = ()
    is_excerpt: bool = False

    @property
    def known(self) -> DocumentData:
        """What is known about the document: what the notes say, else what the document says."""
        noted, read = self.notes.document, self.document.data
        return replace(
            noted,
            path=self.path,
            title=noted.title or self.document.title,
            text_sha256=self.document.text_sha256,
            author=noted.author or read.get("author", ""),
            publisher=noted.publisher or read.get("publisher", ""),
            date=noted.date or read.get("date", ""),
            url=noted.url or read.get("url", ""),
            lang=noted.lang or self.document.lang,
        )

    def tags(self, annotation: Annotation) -> tuple[str, ...]:
        """The tags of an annotation by their present names, each once."""
        return tuple(dict.fromkeys(map(self.codebook.current, annotation.tags)))

    def source(self, annotation: Annotation) -> Source | None:
        """Who speaks in an annotation; a source that is not listed is known by its id only."""
        if not annotation.source:
            return None
        listed = (source for source in self.notes.sources if source.id == annotation.source)
        return next(listed, Source(annotation.source, annotation.source))


def select(exhibits: Sequence[Exhibit], tags: Sequence[str]) -> list[Exhibit]:
    """The exhibits narrowed to annotations with one of the tags or a child of one; all for no tags.

    Sources that no annotation left names are taken out too, and judgements that cite none of them:
    what is not asked for does not leave.
    """
    if not tags:
        return list(exhibits)
    return _judged([_narrowed(exhibit, tags) for exhibit in exhibits])


def _narrowed(exhibit: Exhibit, tags: Sequence[str]) -> Exhibit:
    wanted = tuple(dict.fromkeys(map(exhibit.codebook.current, tags)))
    kept = tuple(
        annotation
        for annotation in exhibit.notes.annotations
        if any(covers(group, tag) for tag in exhibit.tags(annotation) for group in wanted)
    )
    speaking = {annotation.source for annotation in kept}
    sources = tuple(source for source in exhibit.notes.sources if source.id in speaking)
    return replace(
        exhibit, notes=replace(exhibit.notes, annotations=kept, sources=sources), only=wanted
    )


def _judged(exhibits: list[Exhibit]) -> list[Exhibit]:
    """The exhibits with those judgements only that rest on what is left, and on nothing else."""
    ids = [ids_of(exhibit.notes.annotations) for exhibit in exhibits]
    references = References([exhibit.path for exhibit in exhibits], ids)
    kept = []
    for number, exhibit in enumerate(exhibits):
        judgements = []
        for judgement in exhibit.notes.judgements:
            cites = tuple(c for c in judgement.cites if references.find(number, c))
            judgements += [replace(judgement, cites=cites)] if cites else []
        notes = replace(exhibit.notes, judgements=tuple(judgements))
        kept.append(replace(exhibit, notes=notes))
    return kept
