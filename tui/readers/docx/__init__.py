"""DOCX -> a Document: paragraphs, headings, lists, quotations, table rows, and notes.

Footnotes and endnotes follow the text, one `list` Block each; the text refers to them by number:
"[1]". Of tracked changes, insertions are included and deletions are left out. Hidden text is marked
as such. Comments are not part of the text. Source: ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from ...formats.archive import Archive
from ...model.document import Comment, Document
from ...model.errors import ReaderError
from .. import bounds, office, reading_progress
from ..office import Tally, table_row, with_marker
from ..parts import Part, clean
from ..xml import local_name, parse
from .runs import Runs
from .styles import DocxStyles, Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx 3"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_MAIN = "officeDocument"
_NOTES = ("footnote", "endnote")
_TRANSPARENT = frozenset(("sdt", "sdtcontent", "ins", "moveto", "customxml", "smarttag"))
"""Elements that may contain paragraphs, rows or cells and are transparent to the reader."""
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml")
_WORDS = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>[^<]*[^<\s]")


def read(data: bytes, stem: str) -> Document:
    """Read a DOCX file; raises ReaderError if it is damaged, encrypted or too large."""
    archive = Archive(data, max_bytes=bounds.UNPACKED)
    body = _Body(archive)
    parts = list(body.parts())
    parts.extend(body.notes())
    body.tally["furniture"] = _furniture(archive)
    comments = body.comments()
    return office.document(
        parts,
        stem=stem,
        known=_metadata(archive),
        reader=READER,
        tally=body.tally,
        comments=comments,
    )


class _Body:
    """Converts the body of a DOCX file to parts and collects the note references and omissions."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        targets = _targets(archive, "")
        if _MAIN not in targets:
            raise ReaderError("no DOCX inside, though packed like one; fetch the file again")
        self.main = targets[_MAIN]
        self.targets = _targets(archive, self.main)
        self.styles = DocxStyles(self._tree("styles"))
        self.numbering = Numbering(self._tree("numbering"))
        self.referred: list[tuple[str, str]] = []
        self.tally: Tally = Tally()

    def _tree(self, kind: str) -> _Element | None:
        name = self.targets.get(kind, "")
        return _parse(self.archive, name) if name in self.archive else None

    def parts(self) -> Iterator[Part]:
        """The parts of the main text."""
        for body in _parse(self.archive, self.main).findall(f"{_W}body"):
            yield from self._blocks(reading_progress.track(list(body)))

    def notes(self) -> Iterator[Part]:
        """The notes that the text refers to, in the order of their numbers."""
        texts = {kind: self._note_texts(kind) for kind in _NOTES}
        for number, (kind, name) in enumerate(self.referred, 1):
            text = texts[kind].get(name, "")
            yield Part("list", text, 1, f"{number}.")

    def _note_texts(self, kind: str) -> dict[str, str]:
        tree = self._tree(f"{kind}s")
        if tree is None:
            return {}
        return {
            note.get(f"{_W}id") or "": " ".join(filter(None, map(self._plain, note.iter(f"{_W}p"))))
            for note in tree.iter(f"{_W}{kind}")
        }

    def comments(self) -> dict[str, Comment]:
        """Comment id -> comment; the ids are the keys of points in the parts."""
        tree = self._tree("comments")
        found: dict[str, Comment] = {}
        for element in () if tree is None else tree.iter(f"{_W}comment"):
            text = "\n".join(filter(None, map(self._plain, element.iter(f"{_W}p"))))
            author, date = (element.get(f"{_W}{name}") or "" for name in ("author", "date"))
            if text:
                found[element.get(f"{_W}id") or ""] = Comment(0, 0, text, clean(author), date)
        self.tally["comment"] = len(found)
        return found

    def _plain(self, paragraph: _Element) -> str:
        """The text of a paragraph, without references to notes."""
        return clean(Runs(self.tally, self.styles).read(paragraph).text())

    def _blocks(self, holder: Iterable[_Element]) -> Iterator[Part]:
        for element in holder:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _TRANSPARENT:
                yield from self._blocks(element)
            elif name == "altchunk":
                self.tally["object"] += 1

    def _paragraph(self, element: _Element) -> Iterator[Part]:
        text, points = Runs(self.tally, self.styles, self.referred).read(element).cleaned()
        kind, level = self.styles.kind(element)
        depth, marker = self.numbering.item(element, self.styles) or (0, "")
        if kind in ("title", "heading"):
            yield with_marker(Part(kind, text, level, marker.strip("•"), points=points))
        elif depth:
            yield Part("list", text, depth, marker, points=points)
        else:
            yield Part(kind, text, level, points=points)
        yield from self._boxes(element)

    def _boxes(self, element: _Element) -> Iterator[Part]:
        """The parts of the text boxes anchored in a paragraph; they follow it."""
        for box in element.iter(f"{_W}txbxContent"):
            around = {local_name(a) for a in box.iterancestors()}
            if "fallback" not in around and "txbxcontent" not in around:
                yield from self._blocks(box)

    def _table(self, table: _Element) -> Iterator[Part]:
        """One part per row, with bars between cells; a row of one cell is ordinary text."""
        for line in table.iter(f"{_W}tr"):
            if next(a for a in line.iterancestors() if local_name(a) == "tbl") is not table:
                continue
            cells = list(_cells(line))
            if len(cells) == 1:
                yield from self._blocks(cells[0])
                continue
            yield table_row(self._blocks(cell) for cell in cells)


def _cells(line: _Element) -> Iterator[_Element]:
    """The cells of a row, including those inside content controls."""
    for element in line:
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _cells(element)


def _furniture(archive: Archive) -> int:
    """The number of page headers and footers that contain words."""
    count = 0
    for name in filter(_FURNITURE.fullmatch, archive.names):
        # A damaged header or footer is no reason to refuse the document.
        with suppress(ReaderError):
            count += _WORDS.search(archive.read(name)) is not None
    return count


def _parse(archive: Archive, name: str) -> _Element:
    data = archive.read(name)
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    return parse(data, name)


def _targets(archive: Archive, source: str) -> dict[str, str]:
    """Relationship type -> target entry, of a part of the package or ("") the whole package."""
    folder, _, base = source.rpartition("/")
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in archive:
        return {}
    found: dict[str, str] = {}
    for relation in _parse(archive, name):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(kind, place)
    return found


def _metadata(archive: Archive) -> dict[str, str]:
    """Title, author and date from the core properties of the file."""
    name = _targets(archive, "").get("core-properties", "")
    if name not in archive:
        return {}
    said = {local_name(e): " ".join(clean(e.text or "").split()) for e in _parse(archive, name)}
    return {
        "title": said.get("title", ""),
        "author": said.get("creator", ""),
        "date": (said.get("created") or said.get("modified", ""))[:10],
    }
