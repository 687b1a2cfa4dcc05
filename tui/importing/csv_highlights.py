"""Imports highlights from CSV exports of Taguette, Hypothesis, Readwise and this program.

Each format is recognised by its head row. Columns that cannot be imported are reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ..model.annotation import RELIABILITY, Annotation, DocumentData, Source
from ..model.codebook import normal_name
from ..model.guid import guid_from_names, id_of
from .annotations import name_for
from .import_result import DocumentBuilder, Imported, Report, imported, short
from .texts import without_guards
from .values import moment

Row = Mapping[str, str]
"""Column -> cell without surrounding white space."""

_COMMAS, _SEMICOLONS = re.compile(r"\s*,\s*"), re.compile(r"\s*;\s*")


@dataclass
class HighlightTable:
    """The documents of a table while its rows are read.

    `places` maps the id of an annotation to its index among the annotations of its document.
    """

    name: str
    report: Report
    documents: dict[str, DocumentBuilder] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def document(self, key: str, name: str, data: DocumentData) -> DocumentBuilder:
        """The document with a given key; it is created at first use."""
        if key not in self.documents:
            self.documents[key] = DocumentBuilder(name, data)
        return self.documents[key]


@dataclass(frozen=True)
class HighlightFormat:
    """A table format: the columns that identify it, the columns it uses, and its row importer.

    `derived` are columns whose content follows from other columns.
    """

    known: frozenset[str]
    used: frozenset[str]
    read: Callable[[HighlightTable, Row], None]
    derived: frozenset[str] = frozenset()


def kind(head: Sequence[str]) -> HighlightFormat | None:
    """The format that a head row in lower case belongs to, or None."""
    columns = {_ALIASES.get(name, name) for name in head}
    return next((each for each in _KINDS if each.known <= columns), None)


def read(
    rows: Sequence[Sequence[str]], kind: HighlightFormat, name: str, report: Report
) -> Imported:
    """Import the annotations of a table with a head row."""
    table, head = HighlightTable(name, report), [cell.strip() for cell in rows[0]]
    columns = [_ALIASES.get(cell.casefold(), cell.casefold()) for cell in head]
    unused = Counter[str]()
    for cells in rows[1:]:
        row = {key: cell.strip() for key, cell in zip(columns, cells, strict=False)}
        if any(row.values()):
            kind.read(table, row)
            unused.update(key for key, cell in row.items() if cell and key not in kind.used)
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            unused["without a head"] += 1
    for column, count in unused.items():
        if column not in kind.derived:
            report.lose("columns", f"the column “{short(column)}”: values in {count} rows")
    return imported(table.documents.values(), None, report)


def _quoted(row: Row, column: str, *names: str) -> Annotation:
    """An annotation that quotes a column; its id is derived from the given texts."""
    quote = row.get(column, "")
    return Annotation(id_of(guid_from_names("csv", *names)), 0, max(1, len(quote)), quote)


def _tags(text: str, divider: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normal_name, divider.split(text)))))


def _taguette(table: HighlightTable, row: Row) -> None:
    document = table.document(row.get("document", ""), row.get("document", ""), DocumentData())
    words, number = row.get("content", ""), row.get("id", "")
    tag = row.get("tag", "")
    made = _quoted(row, "content", "taguette", row.get("document", ""), number, words)
    if not words:
        table.report.lose("annotations", f"the highlight {number}: it has no words", 1)
        return
    # Taguette writes one row per tag of a highlight.
    place = table.places.setdefault(made.id, len(document.annotations))
    if place == len(document.annotations):
        document.annotations.append(made)
    known = document.annotations[place]
    tags = dict.fromkeys(filter(None, (*known.tags, normal_name(tag))))
    document.annotations[place] = replace(known, tags=tuple(tags))


def _hypothesis(table: HighlightTable, row: Row) -> None:
    url, author = row.get("url", ""), row.get("author", "")
    title = row.get("page", "")
    name = name_for(url, title)
    document = table.document(url, name, DocumentData(url=url, title=title))
    words, note = row.get("quote", ""), row.get("comment", "")
    tags = _tags(row.get("tags", ""), _COMMAS)
    if row.get("type", "").casefold() == "reply":
        what = f"the reply “{short(note)}” of {author or 'somebody'} on {short(url)}"
        table.report.lose("replies", what, 1)
        return
    if not words:
        document.memo(note)
        table.report.whole += 1
        for tag in tags:
            what = f"the tag {tag} on the whole of {short(url)}"
            table.report.lose("tags on whole texts", what)
        return
    created = row.get("created at", "")
    made = _quoted(row, "quote", "hypothesis", url, author, created, words, note)
    document.annotations.append(
        replace(made, tags=tags, note=note, author=author, created=moment(created))
    )


def _readwise(table: HighlightTable, row: Row) -> None:
    title, words = row.get("book title", ""), row.get("highlight", "")
    data = DocumentData(title=title, author=row.get("book author", ""))
    document = table.document(title, title or "article", data)
    if not words:
        document.memo(row.get("note", ""))
        table.report.whole += 1
        return
    when = row.get("highlighted at", "")
    made = _quoted(row, "highlight", "readwise", title, words, when)
    tags = _tags(row.get("tags", ""), _COMMAS)
    document.annotations.append(
        replace(made, tags=tags, note=row.get("note", ""), created=moment(when))
    )


def _ours(table: HighlightTable, row: Row) -> None:
    row = {key: without_guards(cell) for key, cell in row.items()}
    path = row.get("path", "")
    # Only the file name is used, because the article is searched for in the current folder.
    name = PurePosixPath(path).name
    data = DocumentData(title=row.get("document", ""))
    document = table.document(path, name or data.title or "article", data)
    start, end = _number(row, "start"), _number(row, "end")
    quote, id = row.get("quote", ""), row.get("id", "")
    if not 0 <= start < end:
        start, end = 0, max(1, len(quote))
    document.annotations.append(
        Annotation(
            id or id_of(guid_from_names("csv", path, quote, row.get("created", ""))),
            start,
            end,
            quote,
            tags=_tags(row.get("tags", ""), _SEMICOLONS),
            source=_speaker(document, row),
            credibility=max(0, _number(row, "credibility", 6)),
            note=row.get("note", ""),
            author=row.get("author", ""),
            created=moment(row.get("created", "")),
            modified=moment(row.get("modified", "")),
        )
    )


def _speaker(document: DocumentBuilder, row: Row) -> str:
    """The id of the source that a row names, its role and grade recorded; "" without one."""
    name, grade = row.get("source", ""), row.get("reliability", "")
    if not name:
        return ""
    id = document.source_named(name)
    known: Source = document.sources[id]
    role = known.role or row.get("role", "")
    letter = grade if len(grade) == 1 and grade in RELIABILITY else known.reliability
    document.sources[id] = replace(known, role=role, reliability=letter)
    return id


def _number(row: Row, column: str, most: int = 1 << 53) -> int:
    """The non-negative integer in a cell; -1 for anything else."""
    text = row.get(column, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 17 else -1
    return number if number <= most else -1


def _columns(names: str) -> frozenset[str]:
    return frozenset(names.split(","))


_ALIASES = {"quote/description": "quote", "annotation/reply type": "type"}
_KINDS: Iterable[HighlightFormat] = (
    HighlightFormat(
        _columns("path,id,start,end,quote,tags,state"),
        _columns(
            "document,path,id,start,end,quote,tags,source,role,reliability,credibility,note,"
            "author,created,modified"
        ),
        _ours,
        derived=_columns("paragraph,page,state"),
    ),
    HighlightFormat(
        _columns("author,url,quote,comment"),
        _columns("created at,author,page,url,type,quote,comment,tags"),
        _hypothesis,
    ),
    HighlightFormat(
        _columns("highlight,book title"),
        _columns("highlight,book title,book author,note,tags,highlighted at"),
        _readwise,
    ),
    HighlightFormat(
        _columns("document,tag,content"), _columns("id,document,tag,content"), _taguette
    ),
)
