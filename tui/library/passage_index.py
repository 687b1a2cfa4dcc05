"""What the library keeps of articles: a record of each, their passages, and the search index."""

from __future__ import annotations

import hashlib
import os
import stat as modes
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ..model.anchoring.settlement import resolve_all
from ..model.annotation import Notes, Source
from ..model.annotation_changes import selector
from ..model.document import Document
from ..model.errors import ReaderError, TransientError
from ..model.reading_options import NO_CHOICES, chosen_in
from ..readers import LARGEST_WITH_PICTURES, read
from ..store import notes_files
from ..store.toml_files import Loaded
from .passage_fields import AnnotationSummary
from .walking import ArticleFile, FileSignature

if TYPE_CHECKING:
    from ..search.index import Index

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_RECENT = 3_000_000_000
"""Nanoseconds within which a file could be changed twice without a new mtime."""


class FileStamp(NamedTuple):
    """Size, time of change and hash of a file; `mtime_ns` is -1 if it was changed too recently."""

    size: int
    mtime_ns: int
    sha256: str

    def matches(self, signature: FileSignature | None) -> bool:
        """Whether the file with this signature certainly has the same content."""
        return signature is not None and self[:2] == signature


NO_FILE = FileStamp(-1, 0, "")
_AUTHOR = [each.name for each in fields(AnnotationSummary)].index("author")
"""The number of the author in a row of the summaries of an ArticleRecord."""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article: the stamps of its files, what the list shows of it, and its annotations.

    `first` is the number of its first passage in the PassageIndex and `count` how many it has;
    `length` is in code points; `summaries` has the fields of an AnnotationSummary in each row;
    `unreadable` says why the article cannot be read, `problem` what is wrong with its notes;
    `remarks` are those of the Document, `options` the values of its ReadingOptions; `text_key` is a
    hash of the texts of its passages, of where they stand and of their Blocks; `byline` is who
    wrote it; `done` are the analysts who marked it as done.
    """

    name: str
    article: FileStamp
    notes: FileStamp
    title: str = ""
    publisher: str = ""
    date: str = ""
    words: int = 0
    length: int = 0
    annotations: int = 0
    unreadable: str = ""
    problem: str = ""
    summaries: Sequence[Sequence[Any]] = ()
    first: int = 0
    count: int = 0
    remarks: Sequence[str] = ()
    options: Sequence[Any] = ()
    text_key: str = ""
    byline: str = ""
    done: Sequence[str] = ()

    def is_current(self, article: ArticleFile) -> bool:
        """Whether the stamps of the article and its notes still match the files."""
        if not self.article.matches(article.signature):
            return False
        if article.notes is None:
            return self.notes == NO_FILE
        return self.notes.matches(article.notes_signature)

    @property
    def label(self) -> str:
        """Its publisher, or its title if that is unknown."""
        return self.publisher or self.title or self.name

    @property
    def annotators(self) -> set[str]:
        """The authors of its annotations, "" for one without a name."""
        return {summary[_AUTHOR] for summary in self.summaries}

    def annotation_summaries(self) -> list[AnnotationSummary]:
        """The summaries of its annotations."""
        return [
            AnnotationSummary(start, end, tuple(tags), *rest)
            for start, end, tags, *rest in self.summaries
        ]


class Inspection(NamedTuple):
    """The record of an article, and its Document if it had to be read."""

    record: ArticleRecord
    document: Document | None
    is_new_text: bool


def inspect_article(article: ArticleFile, known: ArticleRecord | None) -> Inspection:
    """The present record of an article; if only the stamps changed, the other facts are kept.

    Raises ReaderError for an article that cannot be read.
    """
    stamp, notes = _stamp(article.path, article.signature), NO_FILE
    if article.notes is not None:
        notes = _stamp(article.notes, article.notes_signature)
    same_text = known is not None and known.article.sha256 == stamp.sha256 != ""
    if known is not None and same_text and known.notes.sha256 == notes.sha256:
        return Inspection(replace(known, article=stamp, notes=notes), None, False)
    loaded = notes_files.load(article.notes) if article.notes else None
    options = chosen_in(loaded.value.document.extra) if loaded else NO_CHOICES
    document = read(article.path, options)
    record = _record(article, document, stamp, notes, loaded)
    record = replace(record, options=tuple(options))
    if known is not None and same_text and tuple(known.options) == record.options:
        record = replace(record, first=known.first, count=known.count, text_key=known.text_key)
        return Inspection(record, None, False)
    return Inspection(record, document, True)


def unreadable_record(article: ArticleFile, error: ReaderError) -> Inspection:
    """The record of an article that cannot be read.

    After a TransientError the stamp matches no file, so that the article is read again next time.
    """
    stamp, notes = _stamp(article.path, article.signature), NO_FILE
    if article.notes is not None:
        notes = _stamp(article.notes, article.notes_signature)
    if isinstance(error, TransientError):
        stamp = stamp._replace(mtime_ns=-1, sha256="")
    return Inspection(ArticleRecord(article.name, stamp, notes, unreadable=str(error)), None, True)


def _record(
    article: ArticleFile,
    document: Document,
    stamp: FileStamp,
    notes: FileStamp,
    loaded: Loaded[Notes] | None,
) -> ArticleRecord:
    noted = loaded.value if loaded else Notes()
    about, data = noted.document, document.data
    author = about.author or data.get("author", "")
    return ArticleRecord(
        article.name,
        stamp,
        notes,
        title=about.title or document.title,
        publisher=about.publisher or data.get("publisher", "") or author,
        date=about.date or data.get("date", ""),
        words=len(document.text.split()),
        length=len(document.text),
        annotations=len(noted.annotations),
        problem=loaded.problem if loaded else "",
        summaries=_summaries(document, noted),
        remarks=document.remarks,
        byline=author,
        done=about.done,
    )


def _summaries(document: Document, notes: Notes) -> list[list[Any]]:
    """The fields of an AnnotationSummary for each annotation that is anchored in the text."""
    known = {source.id: source for source in notes.sources}
    anchors = resolve_all([selector(a) for a in notes.annotations], document.text)
    return [
        [
            *(at.start, at.end, list(a.tags), source.name, a.note),
            *(a.author, source.reliability, a.credibility),
        ]
        for a, at in zip(notes.annotations, anchors, strict=True)
        if at.state == "anchored"
        for source in [known.get(a.source, Source(a.source, a.source))]
    ]


def _stamp(path: Path, signature: FileSignature | None) -> FileStamp:
    """The stamp of a file, its signature taken before; the hash is "" if it cannot be read."""
    if signature is None:
        return NO_FILE
    digest = ""
    # Opening a pipe would never return, and a device may never end.
    with suppress(OSError), os.fdopen(os.open(path, _READ), "rb") as file:
        status = os.fstat(file.fileno())
        if modes.S_ISREG(status.st_mode) and status.st_size <= LARGEST_WITH_PICTURES:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    is_recent = abs(time.time_ns() - signature.mtime_ns) < _RECENT
    return FileStamp(signature.size, -1 if is_recent else signature.mtime_ns, digest)


Column: TypeAlias = "array[int]"


def new_columns() -> tuple[Column, Column, Column, Column]:
    """Empty columns for starts, ends, blocks and kinds."""
    return array("I"), array("I"), array("I"), array("B")


@dataclass(frozen=True)
class PassageTable:
    """For each passage its start and end (code points), and the number and kind of its Block."""

    starts: Sequence[int] = field(default_factory=lambda: array("I"))
    ends: Sequence[int] = field(default_factory=lambda: array("I"))
    blocks: Sequence[int] = field(default_factory=lambda: array("I"))
    kinds: Sequence[int] = field(default_factory=lambda: array("B"))

    def take(self, ranges: Iterable[range]) -> PassageTable:
        """A table of some ranges of passages, one after the other, that can be appended to."""
        chosen = list(ranges)
        columns = (self.starts, self.ends, self.blocks, self.kinds)
        starts, ends, blocks, kinds = copies = new_columns()
        for column, copy in zip(columns, copies, strict=True):
            for some in chosen:
                copy.extend(column[some.start : some.stop])
        return PassageTable(starts, ends, blocks, kinds)


def _empty_index() -> Index:
    from ..search.index import build_index

    return build_index(())


@dataclass(frozen=True)
class PassageIndex:
    """Records of articles by name, in the order of their passages, and the index of the passages.

    `id` names the cache file that `table` and `index` were read from; "" if there is none.
    """

    records: Mapping[str, ArticleRecord] = field(default_factory=dict)
    table: PassageTable = field(default_factory=PassageTable)
    index: Index = field(default_factory=_empty_index)
    id: str = ""


def join(parts: Sequence[PassageIndex]) -> PassageIndex:
    """One PassageIndex with all articles of several."""
    from ..search.index_merging import merge_indexes

    parts = [part for part in parts if part.records] or parts[:1]
    if len(parts) == 1:
        return parts[0]
    records: dict[str, ArticleRecord] = {}
    table = PassageTable().take(())
    for part in parts:
        shift = len(table.starts)
        for record in part.records.values():
            records[record.name] = replace(record, first=record.first + shift)
        for column in ("starts", "ends", "blocks", "kinds"):
            getattr(table, column).extend(getattr(part.table, column))
    index = merge_indexes([(part.index, range(len(part.index))) for part in parts])
    return PassageIndex(records, table, index)
