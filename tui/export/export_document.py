"""One document with its notes, as the exporters receive it, and which of them are exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import dirname, join, normpath
from typing import Any

from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation, DocumentData, Notes, Source
from ..model.codebook import Codebook, covers
from ..model.dates import iso_date
from ..model.document import Document
from ..model.dossier import Hypothesis
from ..model.references import References, citing_only, ids_of
from ..model.shared_text import SharedText
from .text_values import single_line


@dataclass(frozen=True)
class ExportDocument:
    """A Document, its Notes and Codebook, and the place of each annotation in the text.

    `anchors` has an Anchor for the id of every annotation. `path` is the file name that the export
    shows. `only` lists the tags to which the annotations were narrowed, and is empty if they were
    not. `is_excerpt` is true for a document of which the export shows the cited passages only.
    `shared` is the text that it shares with other documents of the export, by their numbers.
    `overruled` are grades in its notes that the dossier contradicts, by the ids of the sources.
    `hypotheses` are those of its dossier if it is the first document that one of them cites, as
    they would stand in its notes.
    """

    document: Document
    notes: Notes
    codebook: Codebook
    anchors: Mapping[str, Anchor]
    path: str
    only: tuple[str, ...] = ()
    is_excerpt: bool = False
    shared: Mapping[int, SharedText] = field(default_factory=dict)
    overruled: Mapping[str, str] = field(default_factory=dict)
    hypotheses: tuple[Hypothesis, ...] = ()

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

    @property
    def title(self) -> str:
        """The title on one line, else the path, else "Untitled"."""
        return single_line(self.known.title) or single_line(self.path) or "Untitled"

    @property
    def publication(self) -> tuple[str, ...]:
        """Author, publisher and date, each on one line, without those that are not known."""
        known = self.known
        return tuple(filter(None, map(single_line, (known.author, known.publisher, known.date))))


def shared_texts(documents: Iterable[ExportDocument]) -> dict[tuple[int, int], SharedText]:
    """The text that documents share, by the numbers of both."""
    return {
        (number, other): shared
        for number, exported in enumerate(documents)
        for other, shared in exported.shared.items()
    }


def sort_documents(
    documents: Sequence[ExportDocument], key: Callable[[ExportDocument], Any]
) -> list[ExportDocument]:
    """The documents sorted by a key, sharing text by their new numbers."""
    order = sorted(range(len(documents)), key=lambda number: key(documents[number]))
    new = {number: place for place, number in enumerate(order)}
    return [
        replace(
            documents[number],
            shared={new[other]: text for other, text in documents[number].shared.items()},
        )
        for number in order
    ]


def by_date(documents: Sequence[ExportDocument]) -> list[ExportDocument]:
    """The documents by date, excerpts and documents without a date last."""
    return sort_documents(documents, date_order)


def date_order(exported: ExportDocument) -> tuple[bool, bool, str]:
    """The place of a document among others, as a key to sort by."""
    day = iso_date(exported.known.date)
    return exported.is_excerpt, not day, day


def collection_title(documents: Sequence[ExportDocument]) -> str:
    """The title of a data file: that of its only document, else how many documents it has."""
    if len(documents) == 1:
        return documents[0].title
    return f"Notes on {len(documents)} documents"


Opener = Callable[[int, str], ExportDocument | None]
"""Opens the document at a path that is relative to the path of the document with that number.

Returns None for a document that is not there or may not be read.
"""


def select(documents: Sequence[ExportDocument], tags: Sequence[str]) -> list[ExportDocument]:
    """The documents narrowed to annotations with one of the tags or a child; all for no tags.

    Sources that no remaining annotation names are left out too, and so are judgements that cite
    none of the remaining annotations, and hypotheses if none of them does.
    """
    if not tags:
        return list(documents)
    return _with_remaining_judgements([_narrowed(exported, tags) for exported in documents])


def _narrowed(exported: ExportDocument, tags: Sequence[str]) -> ExportDocument:
    wanted = tuple(dict.fromkeys(map(exported.codebook.current, tags)))
    kept = tuple(
        annotation
        for annotation in exported.notes.annotations
        if any(covers(group, tag) for tag in exported.tags(annotation) for group in wanted)
    )
    speaking = {annotation.source for annotation in kept}
    sources = tuple(source for source in exported.notes.sources if source.id in speaking)
    return replace(
        exported, notes=replace(exported.notes, annotations=kept, sources=sources), only=wanted
    )


def _with_remaining_judgements(documents: list[ExportDocument]) -> list[ExportDocument]:
    """The documents with the judgements that still cite something, and these citations only."""
    ids = [ids_of(exported.notes.annotations) for exported in documents]
    references = References([exported.path for exported in documents], ids)
    kept = []
    for number, exported in enumerate(documents):

        def is_found(reference: str, here: int = number) -> bool:
            return references.find(here, reference) is not None

        citing = (citing_only(judgement, is_found) for judgement in exported.notes.judgements)
        notes = replace(exported.notes, judgements=tuple(each for each in citing if each.cites))
        hypotheses = _with_remaining_evidence(exported.hypotheses, number, references)
        kept.append(replace(exported, notes=notes, hypotheses=hypotheses))
    return kept


def _with_remaining_evidence(
    hypotheses: Iterable[Hypothesis], number: int, references: References
) -> tuple[Hypothesis, ...]:
    """Hypotheses with the evidence that is still there; none if there is no evidence left."""
    kept = []
    for hypothesis in hypotheses:
        found = {c: it for c, it in hypothesis.evidence.items() if references.find(number, c)}
        kept.append(replace(hypothesis, evidence=found))
    return tuple(kept) if any(each.evidence for each in kept) else ()


def include_referenced(documents: Sequence[ExportDocument], opener: Opener) -> list[ExportDocument]:
    """The documents, followed by excerpts of the other documents to which their notes refer."""
    wanted: dict[str, tuple[int, str, set[str]]] = {}
    for number, path, id in _missing_references(documents):
        shown = normpath(join(dirname(documents[number].path), path))
        wanted.setdefault(shown, (number, path, set()))[2].add(id)
    found = list(documents)
    for shown, (number, path, ids) in wanted.items():
        exported = opener(number, path)
        if exported is not None and any(a.id in ids for a in exported.notes.annotations):
            found.append(_excerpt(replace(exported, path=shown), ids))
    return found


def _missing_references(documents: Sequence[ExportDocument]) -> Iterator[tuple[int, str, str]]:
    """References to annotations of other documents: the number of the referring one, path, id."""
    ids = [ids_of(exported.notes.annotations) for exported in documents]
    references = References([exported.path for exported in documents], ids)
    for number, exported in enumerate(documents):
        named = [link.to for a in exported.notes.annotations for link in a.links]
        named += [cite for judgement in exported.notes.judgements for cite in judgement.cites]
        named += [cite for hypothesis in exported.hypotheses for cite in hypothesis.evidence]
        for reference in dict.fromkeys(named):
            path, _, id = reference.rpartition("#")
            if path and references.find(number, reference) is None:
                yield number, path, id


def _excerpt(exported: ExportDocument, ids: set[str]) -> ExportDocument:
    """The annotations with some ids and their sources, without the other notes on the document."""
    annotations = tuple(a for a in exported.notes.annotations if a.id in ids)
    speaking = {annotation.source for annotation in annotations}
    sources = tuple(s for s in exported.notes.sources if s.id in speaking)
    about = replace(exported.notes.document, note="")
    notes = replace(
        exported.notes,
        document=about,
        sources=sources,
        annotations=annotations,
        judgements=(),
        removals=(),
    )
    return replace(exported, notes=notes, is_excerpt=True, hypotheses=())
