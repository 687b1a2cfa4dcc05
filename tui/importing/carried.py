"""What an import gives: documents with their notes, a codebook, and what could not be carried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.annotation import Annotation, DocumentData, Judgement, Notes, Source, source_id
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from ..model.guid import guid_from_names, id_of

FIELDS = ("title", "author", "publisher", "date", "url", "lang")
"""What is known about a document, where a file has it as a variable."""


QUOTED = 64 * 1024 * 1024
"""Code points that the annotations of a file may quote; each may quote the whole of a text."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a file that reader has no place for.

    `kind` names such parts in the plural, as in "memos"; `what` identifies this one in a line;
    `annotations` counts the annotations of the file that are left out with it.
    """

    kind: str
    what: str
    annotations: int = 0


@dataclass
class Report:
    """What is said about an import while a file is read: losses, and choices that were made.

    `whole` counts the annotations of whole texts, which become memos; `quoted` the code points
    that annotations quote; `where` stands before what errors say.
    """

    losses: list[Loss] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    whole: int = 0
    quoted: int = 0
    where: str = "the file"

    def quote(self, length: int) -> None:
        """Count the code points that an annotation quotes; ReaderError for far too many."""
        self.quoted += length
        if self.quoted > QUOTED:
            what = "the selections quote far more than texts hold; it is not imported"
            raise ReaderError(f"{self.where}: {what}")

    def lose(self, kind: str, what: str, annotations: int = 0) -> None:
        """Record a part that has no place here; the arguments are those of Loss."""
        self.losses.append(Loss(kind, what, annotations))

    def remark(self, what: str) -> None:
        """Record how something doubtful was read, once."""
        if what not in self.remarks:
            self.remarks.append(what)


@dataclass(frozen=True)
class Carried:
    """A document of the file: the name it has there, its text, and the notes on it.

    `text` is None where the file only points to the article; `content` are the bytes of a file
    that is carried without a plain text (a PDF, say), b"" for none. `counts` tells how many
    annotations of the file became one annotation here, by its id, where that is not one.
    """

    name: str
    text: str | None
    notes: Notes
    content: bytes = b""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """All that a file holds and reader has a place for, and what it has no place for.

    `codebook` is the one that the file carries, None where it carries none; `remarks` say how
    something doubtful was read; `whole` counts annotations of whole texts, which became memos.
    """

    documents: tuple[Carried, ...] = ()
    codebook: Codebook | None = None
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
    whole: int = 0

    @property
    def lost(self) -> tuple[str, ...]:
        """A line for each loss."""
        return tuple(loss.what for loss in self.losses)


def imported(documents: Iterable[Gathered], codebook: Codebook | None, report: Report) -> Imported:
    """The result of an import."""
    carried = tuple(document.carried() for document in documents)
    return Imported(carried, codebook, tuple(report.losses), tuple(report.remarks), report.whole)


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
    counts: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def memo(self, text: str) -> None:
        """Add to the memo on the document."""
        note = "\n\n".join(filter(None, (self.data.note, text)))
        self.data = replace(self.data, note=note)

    def set_field(self, name: str, value: str) -> bool:
        """Set the field of the document that a variable is named like; whether it was set.

        Only a field of FIELDS that is empty is.
        """
        field = name.casefold()
        if field not in FIELDS or getattr(self.data, field):
            return False
        known: dict[str, Any] = {field: value}
        self.data = replace(self.data, **known)
        return True

    def source_named(self, name: str) -> str:
        """The id of the source of a name, which is added at its first use."""
        if name not in self.ids:
            id = self.ids[name] = source_id(name, self.sources)
            self.sources[id] = Source(id, name)
        return self.ids[name]

    def join(self) -> dict[str, str]:
        """Make the annotations of one author on one span one; each id that went, and its new one.

        Other programs write a selection for each code. Two speakers stay apart.
        """
        found: dict[tuple[int, int, str, str, str], Annotation] = {}
        new_ids: dict[str, str] = {}
        for one in self.annotations:
            key = one.start, one.end, one.quote, one.author, one.source
            before = found.get(key)
            if before is None:
                found[key] = one
                continue
            found[key] = _both(before, one)
            count = self.counts.get(before.id, 1) + self.counts.pop(one.id, 1)
            self.counts[before.id] = count
            new_ids[one.id] = before.id
        self.annotations = list(found.values())
        return new_ids

    def carried(self) -> Carried:
        """The value that it has become."""
        annotations = tuple(sorted(unlike(self.annotations), key=lambda a: a.sort_key))
        sources = tuple(self.sources.values())
        notes = Notes(self.data, sources, annotations, self.judgements, extra=self.extra)
        return Carried(self.name, self.text, notes, self.content, self.counts)


def _both(one: Annotation, other: Annotation) -> Annotation:
    """One annotation that says what two on the same span say."""
    made = filter(None, (one.created, other.created))
    changed = filter(None, (one.modified, other.modified))
    return replace(
        one,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        note="\n\n".join(dict.fromkeys(filter(None, (one.note, other.note)))),
        created=min(made, default=None),
        modified=max(changed, default=None),
    )


def unlike(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations, each with an id of its own: of two with one id the second gets another."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        id = annotation.id
        while id in found:
            id = id_of(guid_from_names("another", id))
        found[id] = replace(annotation, id=id)
    return list(found.values())


def short(text: str) -> str:
    """A text cut to fit into a line about it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
