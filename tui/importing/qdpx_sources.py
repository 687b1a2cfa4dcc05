"""The sources of a REFI-QDA project -> documents with their notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .carried import Gathered, short
from .qdpx_reading import Reading
from .qdpx_selections import attach, joined, select
from .xml import Element, guid, inner, references

DATA = ("title", "author", "publisher", "date", "url", "lang")
"""Variables of a source that are fields of a document here."""


def text_source(reading: Reading, source: Element, name: str, known_as: str = "") -> Gathered:
    """A text with what is selected in it; `known_as` is a GUID that it has instead of its own."""
    said, key = reading.kept(source), known_as or guid(source.get("guid"))
    document = Gathered(said.text("path") or name)
    document.memo(said.text("note") or inner(source, "Description"))
    text = reading.text(source, document)
    for selection in source.iterfind("PlainTextSelection"):
        select(reading, key, selection, document, text)
    for note in references(source, "NoteRef"):
        attach(reading, key, note, document, text)
    if not reading.ours:
        document.annotations = joined(document.annotations)
    _about(reading, source, document)
    exact: dict[str, Any] = {field: said.text(field) for field in DATA if field in said}
    document.data = replace(document.data, **exact, extra=said.table("extra"))
    document.extra = dict(said.table("top"))
    document.judgements = said.judgements()
    return document


def pdf_source(reading: Reading, source: Element, name: str) -> Gathered:
    """The text that stands for a PDF, else the PDF itself; areas on its pages are lost."""
    for area in source.iterfind("PDFSelection"):
        tags = ", ".join(reading.tags(area)) or "no code"
        page = area.get("page") or "?"
        reading.lost.append(f"an area on page {page} of “{short(name)}” ({tags}): it is no text")
    inside = source.find("Representation")
    if inside is not None:
        document = text_source(reading, inside, name, guid(source.get("guid")))
    else:
        document = Gathered(name)
        document.content = reading.file(source.get("path") or "", name) or b""
    document.memo(inner(source, "Description"))
    _about(reading, source, document)
    return document


def _about(reading: Reading, source: Element, document: Gathered) -> None:
    """What is said about the whole of a source: fields of the document, and what is lost."""
    for tag in reading.tags(source):
        reading.lost.append(f"the code {tag} on the whole of “{short(document.name)}”")
    for name, value in reading.values(source):
        field = name.casefold()
        if field in DATA and not getattr(document.data, field):
            known: dict[str, Any] = {field: value}
            document.data = replace(document.data, **known)
        elif value:
            reading.lost.append(f"{name} = “{short(value)}” of “{short(document.name)}”")
