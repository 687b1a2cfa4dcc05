"""The result of an import: documents with notes, a codebook, and a report of losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.annotation import Annotation, DocumentData, Judgement, Notes, Source, source_id
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from ..model.guid import guid_from_names, id_of

FIELDS = ("title", "author", "publisher", "date", "url", "lang")
"""Metadata of a document that a file may contain as variables."""


QUOTED = 64 * 1024 * 1024
"""Limit of code points quoted by all annotations of a file; each may quote a whole text."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a file that cannot be imported.

    `kind` is the kind of part in the plural, such as "memos"; `what` identifies the part on one
    line; `annotations` counts the annotations lost with it.
    """

    kind: str
    what: str
    annotations: int = 0


@dataclass
class Report:
    """The losses and decisions recorded while a file is read.

    `whole` counts annotations of whole texts, which become memos; `quoted` counts the code points
    that annotations quote; `where` is the prefix of error messages.
    """

    losses: list[Loss] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    whole: int = 0
    quoted: int = 0
    where: str = "the file"

    def quote(self, length: int) -> None:
        """Count quoted code points; raises ReaderError if their sum exceeds QUOTED."""
        self.quoted += length
        if self.quoted > QUOTED:
            what = "the selections quote far more than texts hold; it is not imported"
            raise ReaderError(f"{self.where}: {what}")

    def lose(self, kind: str, what: str, annotations: int = 0) -> None:
        """Record a loss; the arguments are those of Loss."""
        self.losses.append(Loss(kind, what, annotations))

    def remark(self, what: str) -> None:
        """Record, once, how doubtful data were interpreted."""
        if what not in self.remarks:
            self.remarks.append(what)


@dataclass(frozen=True)
class ImportedDocument:
    """An imported document: its name in the file, its text, and the notes on it.

    `text` is None if the file only refers to the article. `content` are the bytes of an embedded
    file without plain text, such as a PDF, or b"". `counts` maps the id of an annotation to the
    number of original annotations it was made of, if there are several.
    """

    name: str
    text: str | None
    notes: Notes
    content: bytes = b""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """The complete result of an import.

    `codebook` is None if the file contains none. `remarks` state how doubtful data were
    interpreted. `whole` counts annotations of whole texts, which became memos.
    """

    documents: tuple[ImportedDocument, ...] = ()
    codebook: Codebook | None = None
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
    whole: int = 0

    @property
    def lost(self) -> tuple[str, ...]:
        """One line for each loss."""
        return tuple(loss.what for loss in self.losses)


def imported(
    documents: Iterable[DocumentBuilder], codebook: Codebook | None, report: Report
) -> Imported:
    """Build the result of an import."""
    built = tuple(document.build() for document in documents)
    return Imported(built, codebook, tuple(report.losses), tuple(report.remarks), report.whole)


@dataclass
class DocumentBuilder:
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
        """Append to the memo on the document."""
        note = "\n\n".join(filter(None, (self.data.note, text)))
        self.data = replace(self.data, note=note)

    def set_field(self, name: str, value: str) -> bool:
        """Set the metadata field that a variable is named after; returns whether it was set.

        Only empty fields listed in FIELDS are set.
        """
        field = name.casefold()
        if field not in FIELDS or getattr(self.data, field):
            return False
        known: dict[str, Any] = {field: value}
        self.data = replace(self.data, **known)
        return True

    def source_named(self, name: str) -> str:
        """The id of the source with a given name; it is added at first use."""
        if name not in self.ids:
            id = self.ids[name] = source_id(name, self.sources)
            self.sources[id] = Source(id, name)
        return self.ids[name]

    def join(self) -> dict[str, str]:
        """Merge annotations with the same author, span and speaker; returns old id -> merged id.

        Other programs write one selection per code.
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

    def build(self) -> ImportedDocument:
        """The finished document."""
        annotations = tuple(sorted(with_unique_ids(self.annotations), key=lambda a: a.sort_key))
        sources = tuple(self.sources.values())
        notes = Notes(self.data, sources, annotations, self.judgements, extra=self.extra)
        return ImportedDocument(self.name, self.text, notes, self.content, self.counts)


def _both(one: Annotation, other: Annotation) -> Annotation:
    """Merge two annotations of the same span."""
    made = filter(None, (one.created, other.created))
    changed = filter(None, (one.modified, other.modified))
    return replace(
        one,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        note="\n\n".join(dict.fromkeys(filter(None, (one.note, other.note)))),
        created=min(made, default=None),
        modified=max(changed, default=None),
    )


def with_unique_ids(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations with unique ids: a duplicate id is replaced by a new one."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        id = annotation.id
        while id in found:
            id = id_of(guid_from_names("another", id))
        found[id] = replace(annotation, id=id)
    return list(found.values())


def short(text: str) -> str:
    """A text on one line, truncated to 60 code points."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that belongs to no text: its heading, content, author and date."""

    name: str
    text: str
    author: str = ""
    date: str = ""


def memo_document(project: str, memos: Iterable[Memo]) -> Iterator[DocumentBuilder]:
    """One Markdown document with all non-empty memos; nothing if there are none."""
    told = [memo for memo in memos if memo.text.strip()]
    if told:
        document = DocumentBuilder(f"{project} memos.md")
        parts = [f"# Memos of {_flat(project)}", *map(_section, told)]
        document.text = "\n\n".join(parts) + "\n"
        yield document


def _section(memo: Memo) -> str:
    heading = " · ".join(filter(None, map(_flat, (memo.name, memo.author, memo.date))))
    text = memo.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"## {heading}\n\n{text}" if heading else text


def _flat(text: str) -> str:
    return " ".join(text.split())
