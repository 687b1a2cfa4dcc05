"""Imports a Taguette database (.sqlite3).

Source: https://gitlab.com/remram44/taguette, its database models. Documents are HTML; the offsets
of a highlight count the UTF-8 bytes of its text without tags. The author of a highlight is recorded
only in the command log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..model.anchoring.anchors import Selector, make
from ..model.annotation import Annotation
from ..model.codebook import Codebook, Tag, normal_name
from ..model.graphemes import widen
from ..model.guid import guid_from_names, id_of
from .csv_codebook import tag_path
from .database import Database
from .import_result import DocumentBuilder, Imported, Report, imported, short
from .memos import Memo, memo_document
from .taguette_text import PlainText, plain
from .values import Values, moment

TABLES = frozenset({"projects", "documents", "highlights", "highlight_tags", "tags"})
"""Tables that identify a Taguette database."""


@dataclass
class _Project:
    """The objects read so far, by Taguette's numbers."""

    name: str
    report: Report
    tags: dict[int, Tag] = field(default_factory=dict)
    documents: dict[int, DocumentBuilder] = field(default_factory=dict)
    texts: dict[int, PlainText] = field(default_factory=dict)
    made: dict[int, tuple[str, datetime | None]] = field(default_factory=dict)


def read(database: Database, name: str) -> Imported:
    """Import a database; if it contains several projects, they are merged."""
    project, memos = _Project(name, Report(where=database.where)), []
    projects = list(database.rows("projects"))
    for row in projects:
        memos.append(Memo(row.text("name") if len(projects) > 1 else "", row.text("description")))
    if len(projects) > 1:
        names = ", ".join(short(row.text("name")) for row in projects)
        project.report.remark(f"the file holds {len(projects)} projects, taken together: {names}")
    _tags(database, project)
    _documents(database, project)
    _commands(database, project)
    _highlights(database, project)
    title = projects[0].text("name") if len(projects) == 1 else name
    every = [*project.documents.values(), *memo_document(title, memos)]
    tags = tuple({tag.name: tag for tag in project.tags.values()}.values())
    return imported(every, Codebook(tags) if tags else None, project.report)


def _tags(database: Database, project: _Project) -> None:
    rows = list(database.rows("tags"))
    paths = {row.text("path") for row in rows}
    known: dict[str, Tag] = {}
    for row in rows:
        name = normal_name(tag_path(row.text("path"), paths)) or "–"
        tag = Tag(name, description=row.text("description").strip())
        before = known.setdefault(name, tag)
        if before.description != tag.description and tag.description:
            what = f"the description “{short(tag.description)}” of a second tag {name}"
            project.report.lose("descriptions", what)
        project.tags[row.whole("id", -1, 0)] = before


def _documents(database: Database, project: _Project) -> None:
    for row in database.rows("documents"):
        key, text = row.whole("id", -1, 0), PlainText(row.text("contents"), database.where)
        name = row.text("name") or row.text("filename") or "article"
        document = DocumentBuilder(f"{name}.txt", text=text.text)
        document.memo(row.text("description").strip())
        project.documents[key], project.texts[key] = document, text


def _commands(database: Database, project: _Project) -> None:
    """Read the author and time of each highlight from the command log."""
    for row in database.rows("commands"):
        try:
            payload = Values(json.loads(row.text("payload")))
        except (ValueError, RecursionError):
            continue
        if payload.text("type") == "highlight_add":
            key = payload.whole("highlight_id", -1, 0)
            project.made.setdefault(key, (row.text("user_login"), moment(row.text("date"))))


def _highlights(database: Database, project: _Project) -> None:
    tags: dict[int, list[str]] = {}
    for row in database.rows("highlight_tags"):
        tag = project.tags.get(row.whole("tag_id", -1, 0))
        if tag:
            tags.setdefault(row.whole("highlight_id", -1, 0), []).append(tag.name)
    for row in database.rows("highlights"):
        _highlight(project, row, tags)


def _highlight(project: _Project, row: Values, tags: Mapping[int, list[str]]) -> None:
    key, text_key = row.whole("id", -1, 0), row.whole("document_id", -1, 0)
    document, words = project.documents.get(text_key), plain(row.text("snippet"))
    said = tuple(dict.fromkeys(tags.get(key, [])))
    place = _place(project.texts[text_key], row, words) if document else None
    if document is None or place is None:
        about = ", ".join(said) or "no tag"
        where = f"of “{short(document.name)}”" if document else "of a document that is not there"
        project.report.lose("highlights", f"the highlight “{short(words)}” ({about}) {where}", 1)
        return
    author, created = project.made.get(key, ("", None))
    document.annotations.append(
        Annotation(
            id_of(guid_from_names("taguette", project.name, document.name, str(key), words)),
            *(place.start, place.end, place.quote, place.prefix, place.suffix),
            tags=said,
            author=author,
            created=created,
        )
    )


def _place(text: PlainText, row: Values, words: str) -> Selector | None:
    """The place of a highlight: its offsets if its snippet confirms them,
    else the snippet as a quote."""
    first, last = row.whole("start_offset", -1, 0), row.whole("end_offset", -1, 0)
    start, end = text.at(first), text.at(last, end=True)
    if 0 <= start < end and " ".join(text.text[start:end].split()) == words and words:
        return make(text.text, *widen(text.text, start, end))
    if words:
        return Selector(max(start, 0), max(start, 0) + len(words), words, "", "")
    return Selector(start, end, "", "", "") if 0 <= start < end else None
