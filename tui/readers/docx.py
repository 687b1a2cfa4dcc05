"""DOCX -> a Document: paragraphs, headings, lists, quotations, tables row by row, and notes.

Footnotes and endnotes come at the end, one `list` Block each; in the text their number stands in
brackets: "[1]". What was deleted under tracked changes is left out, what was inserted is in.
Source: ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..model.archive import Archive
from ..model.document import Document
from ..model.errors import ReaderError
from . import bounds, progress
from .assemble import Part, assemble, clean, told
from .docx_styles import Numbering, Styles
from .xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx 1"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_MAIN = "officeDocument"
_LEFT_OUT = frozenset(
    ("del", "movefrom", "fallback", "instrtext", "deltext", "sectpr", "ppr", "rpr", "tblpr")
)
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "nobreakhyphen": "\u2011",
    "softhyphen": "\u00ad",
}
_NOTES = ("footnote", "endnote")


def read(data: bytes, stem: str) -> Document:
    """The Document of a DOCX; ReaderError for one that is damaged, encrypted or too large."""
    archive = Archive(data, most=bounds.UNPACKED)
    body = _Body(archive)
    parts = list(body.parts())
    parts.extend(body.notes())
    known = _known(archive)
    title = known.pop("title", "")
    has_title = any(part.kind == "title" for part in parts)
    return assemble(
        parts,
        stem=stem,
        title="" if has_title else title,
        data={**known, **told(parts), "reader": READER},
    )


class _Body:
    """The walk over the paragraphs of a DOCX, noting the footnotes it passes."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        targets = _targets(archive, "")
        if _MAIN not in targets:
            raise ReaderError("no DOCX inside, though packed like one; fetch the file again")
        self.main = targets[_MAIN]
        self.targets = _targets(archive, self.main)
        self.styles = Styles(self._tree("styles"))
        self.numbering = Numbering(self._tree("numbering"))
        self.referred: list[tuple[str, str]] = []

    def _tree(self, kind: str) -> _Element | None:
        name = self.targets.get(kind, "")
        return _parse(self.archive, name) if name in self.archive else None

    def parts(self) -> Iterator[Part]:
        """The parts of the main text."""
        body = _parse(self.archive, self.main).find(f"{_W}body")
        if body is not None:
            yield from self._blocks(progress.along(list(body)))

    def notes(self) -> Iterator[Part]:
        """The notes referred to, in the order of their numbers."""
        texts = {kind: self._note_texts(kind) for kind in _NOTES}
        for number, (kind, name) in enumerate(self.referred, 1):
            text = texts[kind].get(name, "")
            yield Part("list", text, 1, f"{number}.")

    def _note_texts(self, kind: str) -> dict[str, str]:
        tree = self._tree(f"{kind}s")
        if tree is None:
            return {}
        return {
            note.get(f"{_W}id") or "": clean(
                " ".join("".join(_runs(p)) for p in note.iter(f"{_W}p"))
            )
            for note in tree.iter(f"{_W}{kind}")
        }

    def _blocks(self, holder: Iterable[_Element]) -> Iterator[Part]:
        for element in holder:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in ("sdt", "sdtcontent", "ins", "moveto", "customxml", "smarttag"):
                yield from self._blocks(element)

    def _paragraph(self, element: _Element) -> Iterator[Part]:
        text = clean(self._text(element))
        kind, level = self.styles.kind(element)
        if kind not in ("title", "heading"):
            item = self.numbering.item(element, self.styles)
            if item:
                yield Part("list", text, *item)
                yield from self._boxes(element)
                return
        yield Part(kind, text, level)
        yield from self._boxes(element)

    def _text(self, element: _Element) -> str:
        return "".join(_runs(element, self.referred))

    def _boxes(self, element: _Element) -> Iterator[Part]:
        """The text boxes anchored in a paragraph follow it."""
        for box in element.iter(f"{_W}txbxContent"):
            around = {local(a) for a in box.iterancestors()}
            if "fallback" not in around and "txbxcontent" not in around:
                yield from self._blocks(box)

    def _table(self, table: _Element) -> Iterator[Part]:
        """Each row is a part, its cells parted by bars; a table of one column is plain text."""
        for row in table.iter(f"{_W}tr"):
            if next(a for a in row.iterancestors() if local(a) == "tbl") is not table:
                continue
            cells = [cell for cell in row if local(cell) == "tc"]
            if len(cells) == 1:
                yield from self._blocks(cells[0])
                continue
            texts = [clean(" ".join(self._text(p) for p in cell.iter(f"{_W}p"))) for cell in cells]
            yield Part("paragraph", " | ".join(filter(None, texts)))


def _runs(element: _Element, referred: list[tuple[str, str]] | None = None) -> Iterator[str]:
    """The text of a paragraph; the notes that it refers to are added to `referred`."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name in ("footnotereference", "endnotereference"):
            if referred is not None:
                referred.append((name.removesuffix("reference"), child.get(f"{_W}id") or ""))
                yield f"[{len(referred)}]"
        elif name not in _LEFT_OUT and name != "txbxcontent":
            yield from _runs(child, referred)


def _parse(archive: Archive, name: str) -> _Element:
    data = archive.read(name)
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    return parse(data, name)


def _targets(archive: Archive, source: str) -> dict[str, str]:
    """Kind of relation -> the entry that a part of the package is related to so; "": the whole."""
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


def _known(archive: Archive) -> dict[str, str]:
    """Title, author and date that the file bears."""
    name = _targets(archive, "").get("core-properties", "")
    if name not in archive:
        return {}
    said = {local(e): " ".join(clean(e.text or "").split()) for e in _parse(archive, name)}
    return {
        "title": said.get("title", ""),
        "author": said.get("creator", ""),
        "date": (said.get("created") or said.get("modified", ""))[:10],
    }
