"""What an import gives: documents with their notes, a codebook, and what could not be carried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..model.annotation import Annotation, DocumentData, Judgement, Notes, Source
from ..model.codebook import Codebook
from ..model.guid import id_of, named


@dataclass(frozen=True)
class Carried:
    """A document of the file: the name it has there, its text, and the notes on it.

    `text` is None where the file only points to the article; `content` are the bytes of a file
    that is carried without a plain text (a PDF, say), b"" for none.
    """

    name: str
    text: str | None
    notes: Notes
    content: bytes = b""


@dataclass(frozen=True)
class Imported:
    """All that a file holds and reader has a place for; `lost` names the rest item by item.

    `tags` is the codebook that the file carries, None where it carries none.
    """

    documents: tuple[Carried, ...] = ()
    codebook: Codebook | None = None
    lost: tuple[str, ...] = ()


@dataclass
class Gathered:
    """The notes on one document while they are read."""

    name: str
    data: DocumentData = field(default_factory=DocumentData)
    text: str | None = None
    content: bytes = b""
    sources: dict[str, Source] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    judgements: tuple[Judgement, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)

    def memo(self, text: str) -> None:
        """Add to the memo on the document."""
        note = "\n\n".join(filter(None, (self.data.note, text)))
        self.data = replace(self.data, note=note)

    def carried(self) -> Carried:
        """The value that it has become."""
        annotations = tuple(sorted(unlike(self.annotations), key=lambda a: a.sort_key))
        sources = tuple(self.sources.values())
        notes = Notes(self.data, sources, annotations, self.judgements, extra=self.extra)
        return Carried(self.name, self.text, notes, self.content)


def unlike(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations, each with an id of its own: of two with one id the second gets another."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        id = annotation.id
        while id in found:
            id = id_of(named("another", id))
        found[id] = replace(annotation, id=id)
    return list(found.values())


def short(text: str) -> str:
    """A text for one line of what is said about it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
