"""Record: what the library keeps of one article, made from its file and its notes."""

from __future__ import annotations

import hashlib
import os
import stat as modes
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ..model import edits
from ..model.anchor import resolve_all
from ..model.annotation import Notes
from ..model.document import Document
from ..model.errors import ReaderError
from ..readers import PICTURED, read
from ..store import files
from .finder import Said
from .walking import Article, Look

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FRESH = 3_000_000_000
"""Nanoseconds in which a file could be written twice and look the same."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is known again; `mtime_ns` is -1 where it was too fresh to be sure of."""

    size: int
    mtime_ns: int
    sha256: str

    def fits(self, look: Look | None) -> bool:
        """Whether a file that looks so is surely the same."""
        return look is not None and (self.size, self.mtime_ns) == look


NO_FILE = Stamp(-1, 0, "")


@dataclass(frozen=True, slots=True)
class Record:
    """One article: how its files are known again, what a list says of it, what was said in it.

    `first` and `count` are its passages among those of the shelf; `length` is in code points;
    `said` has rows as Said has fields; `unreadable` says why there is nothing to read; `remarks`
    are those of the Document; `encoding` is the one that the notes name.
    """

    name: str
    article: Stamp
    notes: Stamp
    title: str = ""
    publisher: str = ""
    date: str = ""
    words: int = 0
    length: int = 0
    annotations: int = 0
    unreadable: str = ""
    problem: str = ""
    said: Sequence[Sequence[Any]] = ()
    first: int = 0
    count: int = 0
    remarks: Sequence[str] = ()
    encoding: str = ""

    def is_current(self, article: Article) -> bool:
        """Whether neither the article nor its notes look changed."""
        if not self.article.fits(article.look):
            return False
        if article.notes is None:
            return self.notes == NO_FILE
        return self.notes.fits(article.notes_look)

    def heard(self) -> list[Said]:
        """What was said in it."""
        return [Said(start, end, tuple(tags), *rest) for start, end, tags, *rest in self.said]


class Reading(NamedTuple):
    """A record with the Document; None where nothing of the article had to be read."""

    record: Record
    document: Document | None
    is_new_text: bool


def look_again(article: Article, known: Record | None) -> Reading:
    """The record of an article as it is; what only looks changed keeps the known one's facts."""
    stamp, notes = _stamp(article.path, article.look), NO_FILE
    if article.notes is not None:
        notes = _stamp(article.notes, article.notes_look)
    encoding = files.chosen_encoding(article.notes) if article.notes else ""
    same_text = known is not None and known.article.sha256 == stamp.sha256 != ""
    same_text = same_text and known is not None and known.encoding == encoding
    if known is not None and same_text and known.notes.sha256 == notes.sha256:
        return Reading(replace(known, article=stamp, notes=notes), None, False)
    try:
        document = read(article.path, encoding) if encoding else read(article.path)
    except ReaderError as error:
        return Reading(Record(article.name, stamp, notes, unreadable=str(error)), None, True)
    record = _record(article, document, stamp, notes)
    if known is not None and same_text:
        return Reading(replace(record, first=known.first, count=known.count), None, False)
    return Reading(record, document, True)


def _record(article: Article, document: Document, stamp: Stamp, notes: Stamp) -> Record:
    loaded = files.load(article.notes) if article.notes else None
    noted = loaded.notes if loaded else Notes()
    about, data = noted.document, document.data
    author = about.author or data.get("author", "")
    return Record(
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
        said=_said(document, noted),
        remarks=document.remarks,
        encoding=noted.document.encoding,
    )


def _said(document: Document, notes: Notes) -> list[list[Any]]:
    """What is said where, in the text as it is; what has no sure place is left out."""
    names = {source.id: source.name for source in notes.sources}
    anchors = resolve_all([edits.selector(a) for a in notes.annotations], document.text)
    return [
        [at.start, at.end, list(a.tags), names.get(a.source, a.source), a.note]
        for a, at in zip(notes.annotations, anchors, strict=True)
        if at.state == "anchored"
    ]


def _stamp(path: Path, look: Look | None) -> Stamp:
    """The stamp of a file that looked so before it is read; without a hash if it cannot be."""
    if look is None:
        return NO_FILE
    digest = ""
    # A pipe in its place would hold open() for ever, and a device may never end.
    with suppress(OSError), os.fdopen(os.open(path, _READ), "rb") as file:
        status = os.fstat(file.fileno())
        if modes.S_ISREG(status.st_mode) and status.st_size <= PICTURED:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    is_fresh = abs(time.time_ns() - look.mtime_ns) < _FRESH
    return Stamp(look.size, -1 if is_fresh else look.mtime_ns, digest)
