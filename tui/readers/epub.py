"""EPUB -> a Document: the chapters in spine order, each under its heading.

Notes stay in the chapters that contain them. Source: https://www.w3.org/TR/epub-33/.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from ..formats.archive import Archive
from ..model.document import Document
from ..model.errors import ReaderError
from . import bounds, reading_progress
from .formula_text import linear
from .html.hypertext import parts_of
from .office import Leftover, Tally, remarks
from .parts import Part, assemble, bounded, clean
from .xml import local_name, parse, parse_xhtml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "epub 2"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Algorithms of font obfuscation: a book that uses only these is not encrypted."""
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_NOT_LINEAR = "no"
_LEFT_OUT: dict[str, Leftover] = {
    **dict.fromkeys(("img", "svg", "canvas"), "picture"),
    **dict.fromkeys(("audio", "video"), "recording"),
    **dict.fromkeys(("object", "embed", "iframe"), "object"),
    **dict.fromkeys(("select", "textarea", "input", "button"), "field"),
    "math": "formula",
    "rt": "ruby",
}
"""Element -> what is counted as left out; its whole content is left out with it."""


def read(data: bytes, stem: str) -> Document:
    """Read a book as a Document; raises ReaderError if it is damaged, encrypted or too large."""
    archive = Archive(data, max_bytes=bounds.UNPACKED)
    _refuse_encrypted(archive)
    package = _package(archive)
    root = parse(archive.read(package), package)
    known = _metadata(root)
    title = known.pop("title", "")
    lang = known.pop("lang", "").split("-")[0].lower()
    spine = _spine(archive, posixpath.dirname(package), root)
    tally: Tally = Counter()
    tally["picture"] = spine.pictures
    parts = list(bounded(_parts(archive, package, root, spine, tally)))
    if not any(part.text for part in parts):
        raise ReaderError("a book without text, of pictures only; nothing in it can be read here")
    return assemble(
        _titled(parts, title),
        stem=stem,
        title=title,
        lang=lang if lang.isalpha() and 2 <= len(lang) <= 3 else "",
        data={**known, "reader": READER},
        remarks=(*_remarks(archive, spine), *remarks(tally)),
    )


def _refuse_encrypted(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = [
        element.get("Algorithm") or ""
        for element in parse(archive.read(_ENCRYPTION), _ENCRYPTION).iter()
        if local_name(element) == "encryptionmethod"
    ]
    if not set(methods) <= set(_FONTS):
        raise ReaderError("a book under copy protection (DRM); fetch it without")


def _package(archive: Archive) -> str:
    """The name of the package document (OPF) in the archive."""
    for element in parse(archive.read(_CONTAINER), _CONTAINER).iter():
        name = element.get("full-path") or ""
        if local_name(element) == "rootfile" and name in archive:
            return name
    raise ReaderError("no book is named inside this EPUB; fetch the file again")


def _metadata(root: _Element) -> dict[str, str]:
    """Title, author, publisher, date and language, as the package document gives them."""
    said: dict[str, list[str]] = {}
    for element in root.iter():
        if str(element.tag).startswith("{http://purl.org/dc/elements/1.1/}"):
            text = " ".join(clean(text_of(element)).split())
            said.setdefault(local_name(element), []).append(text)
    first = {name: next(filter(None, texts), "") for name, texts in said.items()}
    return {
        "title": first.get("title", ""),
        "author": ", ".join(filter(None, said.get("creator", []))),
        "publisher": first.get("publisher", ""),
        "date": first.get("date", "")[:10],
        "lang": first.get("language", ""),
    }


class _Spine(NamedTuple):
    """Names of chapters: to be read, non-linear (`aside`), absent from the archive, or in a format
    that is not read (`foreign`).

    `pictures` counts the pictures listed as chapters.
    """

    chapters: list[str]
    aside: list[str]
    absent: list[str]
    foreign: list[str]
    pictures: int


def _spine(archive: Archive, folder: str, root: _Element) -> _Spine:
    """The chapters in reading order; one listed more than once, as for a fragment, is kept once."""
    items = {item.get("id"): item for item in root.iter() if local_name(item) == "item"}
    chapters, aside, absent, foreign, pictures = (dict[str, None]() for _ in range(5))
    for reference in (element for element in root.iter() if local_name(element) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or _is_contents(item):
            continue
        name, media_type = _entry(folder, item.get("href") or ""), item.get("media-type") or ""
        if media_type not in _CHAPTERS:
            (pictures if media_type.startswith("image/") else foreign)[name] = None
            continue
        is_aside = reference.get("linear") == _NOT_LINEAR
        (absent if name not in archive else aside if is_aside else chapters)[name] = None
    left = [name for name in aside if name not in chapters]
    return _Spine(list(chapters), left, list(absent), list(foreign), len(pictures))


def _remarks(archive: Archive, spine: _Spine) -> tuple[str, ...]:
    """Remarks on the chapters that are not read, except non-linear ones without text."""
    aside = [
        name for name in spine.aside if any(p.text for p in _chapter(archive, name, "", Counter()))
    ]
    said = (
        ("chapters that the book leaves aside are left out", aside),
        ("chapters are missing from the book", spine.absent),
        ("chapters in a format that is not read here are left out", spine.foreign),
    )
    return tuple(f"{what}: {', '.join(names)}" for what, names in said if names)


def _parts(
    archive: Archive, package: str, root: _Element, spine: _Spine, tally: Tally
) -> Iterator[Part]:
    """The parts of all chapters except the non-linear ones."""
    items = [item for item in root.iter() if local_name(item) == "item"]
    contents = _contents(archive, posixpath.dirname(package), items)
    for name in reading_progress.track(spine.chapters):
        yield from _chapter(archive, name, contents.get(name, ""), tally)


def _chapter(archive: Archive, name: str, label: str, tally: Tally) -> Iterator[Part]:
    """The parts of a chapter; without a heading it gets its label in the table of contents."""
    root = parse_xhtml(archive.read(name), name)
    body = next((element for element in root.iter() if local_name(element) == "body"), root)
    _write_formulas(body, tally)
    _count_left_out(body, tally)
    parts = list(parts_of(body))
    if label and parts and not any(part.kind == "heading" for part in parts[:3]):
        if _normalized(parts[0].text) == _normalized(label):
            parts[0] = replace(parts[0], kind="heading", level=1)
        else:
            yield Part("heading", label, 1)
    yield from parts


def _write_formulas(body: _Element, tally: Tally) -> None:
    """Replace each formula that can be written on one line by its text."""
    for formula in list(body.iter("{*}math")):
        text, tail = linear(formula) or (formula.get("alttext") or ""), formula.tail
        if text:
            tally["linear"] += 1
            formula.clear()
            formula.tag, formula.text, formula.tail = "span", text, tail


def _count_left_out(body: _Element, tally: Tally) -> None:
    for element in body.iter(*(f"{{*}}{name}" for name in _LEFT_OUT)):
        if not any(local_name(around) in _LEFT_OUT for around in element.iterancestors()):
            tally[_LEFT_OUT[local_name(element)]] += 1


def _is_contents(item: _Element) -> bool:
    return "nav" in (item.get("properties") or "").split()


def _contents(archive: Archive, folder: str, items: list[_Element]) -> dict[str, str]:
    """Entry name -> its label in the table of contents, that of EPUB 3 or else of EPUB 2 (NCX)."""
    found: dict[str, str] = {}
    wanted = [item for item in items if _is_contents(item)] + [
        item for item in items if item.get("media-type") == "application/x-dtbncx+xml"
    ]
    for name in dict.fromkeys(_entry(folder, item.get("href") or "") for item in wanted):
        if name in archive:
            root = parse_xhtml(archive.read(name), name)
            for target, label in _links(root):
                found.setdefault(_entry(posixpath.dirname(name), target), label)
    return found


def _links(root: _Element) -> Iterator[tuple[str, str]]:
    """(target, label) of each entry of a table of contents, in the EPUB 3 or the NCX form."""
    label = ""
    for element in root.iter():
        name = local_name(element)
        if name == "a" and element.get("href"):
            yield element.get("href") or "", clean(text_of(element))
        elif name == "text":
            label = clean(text_of(element))
        elif name == "content" and element.get("src"):
            yield element.get("src") or "", label


def _entry(folder: str, href: str) -> str:
    """The name of the archive entry that a relative reference in the book points to."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _titled(parts: list[Part], title: str) -> list[Part]:
    """The parts with the title of the book as the first title part."""
    if not title:
        return parts
    for index, part in enumerate(parts[:3]):
        if _normalized(part.text) == _normalized(title):
            titled = replace(part, kind="title", level=1)
            return [*parts[:index], titled, *parts[index + 1 :]]
    return [Part("title", title, 1), *parts]


def _normalized(text: str) -> str:
    return " ".join(text.casefold().split())
