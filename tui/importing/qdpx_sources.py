"""Converts the sources of a REFI-QDA project to documents with their notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ..model.anchoring.anchors import Selector
from .import_result import FIELDS, DocumentBuilder, short
from .qdpx_reading import Reading
from .qdpx_selections import annotate, attach, select
from .qdpx_texts import QdpxPart, parts
from .xml_tree import Element, guid, inner, references

_MEDIA = {"PictureSource": "picture", "AudioSource": "recording", "VideoSource": "film"}


def documents(reading: Reading, sources: Sequence[Element]) -> dict[str, DocumentBuilder]:
    """The documents of a project by GUID."""
    found: dict[str, DocumentBuilder] = {}
    for source, texts in zip(sources, parts(reading, sources), strict=True):
        made = {part.key: _document(reading, part) for part in texts}
        if source.tag == "PDFSource":
            made = made or {guid(source.get("guid")): _pdf(reading, source)}
            _areas(reading, source, made)
        elif source.tag in _MEDIA:
            _medium(reading, source, bool(made))
        found |= made
    if reading.originals:
        what = f"formatted originals whose plain text was taken instead: {reading.originals}"
        reading.report.lose("formatted originals", what)
    return found


def _document(reading: Reading, part: QdpxPart) -> DocumentBuilder:
    """A text with its selections and notes."""
    said = reading.kept(part.element)
    document = DocumentBuilder(said.text("path") or _named(part))
    document.text = part.counted.text if part.counted is not None else None
    document.content = part.content
    document.memo(said.text("note") or inner(part.element, "Description"))
    for selected in part.selected:
        select(reading, part, selected, document)
    key = guid(part.element.get("guid"))
    for note in [*references(part.element, "NoteRef"), *reading.linked.get(key, [])]:
        attach(reading, part, note, document)
    _about(reading, part.element, document)
    if part.owner is not part.element:
        document.memo(inner(part.owner, "Description"))
        document.memo(reading.memos(part.owner))
        _about(reading, part.owner, document)
    exact: dict[str, Any] = {field: said.text(field) for field in FIELDS if field in said}
    document.data = replace(document.data, **exact, extra=said.table("extra"))
    document.extra = dict(said.table("top"))
    document.judgements = said.judgements()
    return document


def _named(part: QdpxPart) -> str:
    """The name of a document; if it has no suffix, that of the formatted file is added."""
    suffix = part.suffix if not PurePath(part.name).suffix else ""
    return part.name + suffix


def _pdf(reading: Reading, source: Element) -> DocumentBuilder:
    """A document for a PDF whose text is not in the project: it contains the file itself."""
    name = source.get("name") or source.get("guid") or "source"
    document = DocumentBuilder(name)
    document.content = reading.file(source.get("path") or "", name) or b""
    document.memo(inner(source, "Description"))
    document.memo(reading.memos(source))
    _about(reading, source, document)
    return document


def _areas(reading: Reading, source: Element, made: dict[str, DocumentBuilder]) -> None:
    """Convert page areas with stored text to annotations; other areas are reported as lost."""
    key, document = next(iter(made.items()))
    for area in source.iterfind("PDFSelection"):
        words = _words(area, document)
        if words:
            place = Selector(0, len(words), words, "", "")
            annotate(reading, key, area, document, place)
            continue
        tags = ", ".join(reading.tags(area)) or "no code"
        note = "; ".join(filter(None, (inner(area, "Description").strip(), reading.memos(area))))
        about = f"{tags}; “{short(note)}”" if note else tags
        where = f"page {area.get('page') or '?'} of “{short(document.name)}”"
        reading.report.lose("areas", f"an area on {where} ({about}): it has no words", 1)


def _words(area: Element, document: DocumentBuilder) -> str:
    """The text of an area: the stored text, or its name if that occurs in the document."""
    stored = area.find("Representation")
    words = inner(stored, "PlainTextContent").strip() if stored is not None else ""
    name = (area.get("name") or "").strip().rstrip("….").rstrip()
    return words or (name if name and document.text and name in document.text else "")


def _medium(reading: Reading, source: Element, has_text: bool) -> None:
    """Report what is lost of a picture, recording or film."""
    name, kind = source.get("name") or source.get("guid") or "source", _MEDIA[source.tag]
    marked = [part for part in source if part.tag.endswith("Selection")]
    tags = sorted({tag for each in marked for tag in reading.tags(each)})
    told = [note for each in marked for note in (inner(each, "Description"), reading.memos(each))]
    notes = "".join(f"; “{short(note)}”" for note in dict.fromkeys(told) if note.strip())
    about = f" and {len(marked)} selections of it ({', '.join(tags) or 'no code'}{notes})"
    why = "only its text was taken" if has_text else "no text"
    what = f"the {kind} “{short(name)}”{about if marked else ''}: {why}"
    reading.report.lose(f"{kind}s", what, len(marked))
    if not has_text:
        document = DocumentBuilder(name)
        _about(reading, source, document)
        for memo in filter(None, (inner(source, "Description").strip(), reading.memos(source))):
            what = f"the memo “{short(memo)}” on the {kind} “{short(name)}”"
            reading.report.lose("memos", what)


def _about(reading: Reading, source: Element, document: DocumentBuilder) -> None:
    """Import the metadata of a source as document fields;
    report codes and variables that are lost."""
    for tag in reading.tags(source):
        what = f"the code {tag} on the whole of “{short(document.name)}”"
        reading.report.lose("codes on whole texts", what)
    for name, value in reading.values(source):
        if value and not document.set_field(name, value):
            what = f"{name} = “{short(value)}” of “{short(document.name)}”"
            reading.report.lose("variables", what)
