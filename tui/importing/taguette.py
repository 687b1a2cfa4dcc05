"""Imports a Taguette database (.sqlite3).

Source: https://gitlab.com/remram44/taguette, its database models. Documents are HTML; the offsets
of a highlight count the UTF-8 bytes of its text without tags. The author of a highlight is recorded
only in the command log.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..model.anchoring.anchors import Selector, make
from ..model.annotation import Annotation
from ..model.codebook import Codebook, Tag, normal_name
from ..model.errors import ReaderError
from ..model.graphemes import widen
from ..model.guid import guid_from_names, id_of
from .database import Database
from .import_result import DocumentBuilder, Imported, Memo, Report, imported, memo_document, short
from .tags import tag_path
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
    """The place of a highlight: its offsets if its snippet confirms them, else a quote."""
    first, last = row.whole("start_offset", -1, 0), row.whole("end_offset", -1, 0)
    start, end = text.at(first), text.at(last, end=True)
    if 0 <= start < end and " ".join(text.text[start:end].split()) == words and words:
        return make(text.text, *widen(text.text, start, end))
    if words:
        return Selector(max(start, 0), max(start, 0) + len(words), words, "", "")
    return Selector(start, end, "", "", "") if 0 <= start < end else None


_BLOCKS = frozenset(
    str.split(
        "p div h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tr section article header "
        "footer hr br dl dt dd figure figcaption thead tbody tfoot"
    )
)
_CELLS = frozenset(("td", "th"))
_HIDDEN = frozenset(("script", "style"))


_LONGEST = 16 * 1024 * 1024
"""Limit of the HTML of a document, in code points."""


class PlainText:
    """The text of an HTML document, with a mapping from byte offsets to text offsets.

    Blocks are separated by blank lines, lines of a block by line feeds; white space is collapsed.
    """

    def __init__(self, html: str, where: str = "the file") -> None:
        if len(html) > _LONGEST:
            raise ReaderError(f"{where}: a document of more than {_LONGEST >> 20} MB; not imported")
        collector = _Collector(where)
        # HTML parsers skip white space before the first text or element.
        collector.feed(html.lstrip().replace("\r\n", "\n").replace("\r", "\n"))
        # White space is written only before the next character, so no text begins or ends with it.
        self.text = "".join(collector.out)
        self._starts, self._places = collector.starts, collector.places
        self._bytes = collector.bytes

    def at(self, offset: int, *, end: bool = False) -> int:
        """The text offset for a byte offset; -1 if it is outside the text.

        With `end`, the offset is that after the preceding character, without a blank line after it.
        """
        if not 0 <= offset <= self._bytes or not self._starts:
            return -1
        wanted = offset - 1 if end else offset
        number = bisect_right(self._starts, wanted) - 1
        if number < 0:
            return 0
        place = self._places[number] + (1 if end else 0)
        return max(0, min(len(self.text), place))


class _Collector:
    """Collects text; `starts` and `places` hold each character's byte offset and text offset."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.out: list[str] = []
        self.starts, self.places = array("q"), array("q")
        self.bytes = 0
        self._length = 0
        self._break = ""
        self._space = False

    def feed(self, html: str) -> None:
        """Collect the text of an HTML document."""
        from lxml import etree

        parser = etree.HTMLParser(recover=True, no_network=True, huge_tree=True, encoding="utf-8")
        # Without a containing element, the parser would wrap bare text in a new one.
        data = f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace")
        root = etree.fromstring(data, parser)
        if any("depth" in str(entry.message) for entry in parser.error_log):
            raise ReaderError(f"{self._where}: a document nests too deep; it is not imported")
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._divide(tag)
                if tag not in _HIDDEN:
                    self._take(element.text or "")
            else:
                self._divide(tag)
                self._take(element.tail or "")

    def _take(self, data: str) -> None:
        for character in data:
            self.starts.append(self.bytes)
            self.bytes += len(character.encode("utf-8", "surrogatepass"))
            if character.isspace():
                self._space = True
                self.places.append(self._length)
                continue
            self._flush()
            self.places.append(self._length)
            self._put(character)

    def _divide(self, tag: str) -> None:
        if tag == "br":
            self._break = self._break or "\n"
        elif tag in _BLOCKS:
            self._break = "\n\n"
        elif tag in _CELLS:
            self._break = self._break or "\t"

    def _flush(self) -> None:
        if self._length and (self._break or self._space):
            self._put(self._break or " ")
        self._break, self._space = "", False

    def _put(self, text: str) -> None:
        self.out.append(text)
        self._length += len(text)


def plain(html: str) -> str:
    """The text of an HTML snippet with white space collapsed."""
    return " ".join(PlainText(html).text.split())
