"""ODT, zipped or flat XML (.fodt) -> a Document: paragraphs, headings, lists, tables, notes.

Footnotes and endnotes follow the text, one `list` Block each; the text refers to them by number:
"[1]". Deletions of tracked changes are left out. Source: Open Document Format for Office
Applications (OpenDocument), version 1.3, part 3.
"""

from __future__ import annotations

import posixpath
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ...formats.archive import Archive
from ...model.document import Document
from ...model.errors import ReaderError
from .. import bounds, office
from ..parts import clean
from ..xml import local_name, parse, text_of
from .body import OdtBody
from .styles import OdtStyles

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "odt 2"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_ZIP = b"PK"
_CONTENT, _STYLES, _META, _MANIFEST = (
    "content.xml",
    "styles.xml",
    "meta.xml",
    "META-INF/manifest.xml",
)


def read(data: bytes, stem: str) -> Document:
    """Read an ODT file; raises ReaderError if it is damaged, encrypted or too large."""
    archive = _archive(data) if data.startswith(_ZIP) else None
    trees = [parse(data, "the file")] if archive is None else _trees(archive)
    body = OdtBody(OdtStyles(trees), partial(_object_at, archive))
    text = next((e for tree in trees for e in tree.iter() if _is_text(e)), None)
    if text is None:
        raise ReaderError("an OpenDocument file without a text; save it as PDF and open that")
    parts = [*body.parts(text), *body.notes()]
    body.count_furniture(trees)
    return office.document(
        parts,
        stem=stem,
        known=_metadata(trees),
        reader=READER,
        tally=body.tally,
        comments=body.comments,
    )


def _archive(data: bytes) -> Archive:
    archive = Archive(data, max_bytes=bounds.UNPACKED)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise ReaderError("encrypted; open it with its password and save it without one")
    return archive


def _trees(archive: Archive) -> list[_Element]:
    """The XML trees of an archive, that of the content first."""
    names = [_CONTENT, *(name for name in (_STYLES, _META) if name in archive)]
    return [parse(archive.read(name), name) for name in names]


def _object_at(archive: Archive | None, address: str) -> _Element | None:
    """The content of the embedded object at an address, or None."""
    name = posixpath.normpath(posixpath.join(address, _CONTENT))
    if archive is None or name == _CONTENT or name not in archive:
        return None
    # A damaged object is no reason to refuse the document.
    with suppress(ReaderError):
        return parse(archive.read(name), name)
    return None


def _is_text(element: _Element) -> bool:
    parent = element.getparent()
    return local_name(element) == "text" and parent is not None and local_name(parent) == "body"


def _metadata(trees: list[_Element]) -> dict[str, str]:
    """Title, author and date from the metadata of the file."""
    meta = next((e for tree in trees for e in tree.iter() if local_name(e) == "meta"), None)
    said: dict[str, str] = {}
    for element in () if meta is None else meta:
        said.setdefault(local_name(element), " ".join(clean(text_of(element)).split()))
    return {
        "title": said.get("title", ""),
        "author": said.get("initial-creator") or said.get("creator", ""),
        "date": (said.get("creation-date") or said.get("date", ""))[:10],
    }
