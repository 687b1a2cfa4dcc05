"""Converts the sources of a REFI-QDA project to documents with their notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from ...model.anchoring.anchors import Selector, make
from ...model.annotation import Annotation
from ...model.graphemes import widen
from ...model.guid import guid_from_names, id_of
from ...model.offsets import Selection
from .. import values
from ..import_result import FIELDS, DocumentBuilder, short
from ..xml_tree import Element, guid, inner, references
from .reading import Reading
from .texts import QdpxPart, Selected, parts

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
    """Import a source's metadata as document fields; report codes and variables that are lost."""
    for tag in reading.tags(source):
        what = f"the code {tag} on the whole of “{short(document.name)}”"
        reading.report.lose("codes on whole texts", what)
    for name, value in reading.values(source):
        if value and not document.set_field(name, value):
            what = f"{name} = “{short(value)}” of “{short(document.name)}”"
            reading.report.lose("variables", what)


def select(reading: Reading, part: QdpxPart, selected: Selected, document: DocumentBuilder) -> None:
    """Convert a selection to annotations, one for each user who coded it."""
    place = _place(reading, part, selected.selection)
    if place is not None:
        annotate(reading, part.key, selected.element, document, place)
        return
    start, end, _ = selected.selection
    by_user = _by_user(reading, selected.element)
    said = [tag for tags in by_user.values() for tag in tags]
    note = short(_notes_on(reading, selected.element))
    about = ", ".join(said or ["no code"]) + (f"; “{note}”" if note else "")
    span = f"[{start}, {end})" if start >= 0 and end >= 0 else "without offsets"
    what = f"the selection {span} of “{short(document.name)}” ({about}): it is not in the text"
    reading.report.lose("selections", what, len(by_user))


def annotate(
    reading: Reading, source: str, element: Element, document: DocumentBuilder, place: Selector
) -> None:
    """Add annotations for an element at a place, one for each coder; `source` is a GUID."""
    by_user = _by_user(reading, element)
    made = _annotation_at(reading, element, place)
    note = made.note if reading.ours else _notes_on(reading, element)
    for number, (user, tags) in enumerate(by_user.items()):
        id = made.id if number == 0 else id_of(guid_from_names(made.id, user))
        author = reading.users.get(user, "")
        document.annotations.append(
            replace(made, id=id, tags=tuple(tags), author=author, note=note)
        )
        reading.selections.setdefault(guid(element.get("guid")), []).append((source, id))


def attach(reading: Reading, part: QdpxPart, note: str, document: DocumentBuilder) -> None:
    """Convert a note on a source to an annotation, or append it to the document's memo.

    Notes of this program are annotations without a certain place. QualCoder writes an annotation as
    a note with a selection of the annotated text; a selection with codings is one of the note's own
    text.
    """
    element = reading.notes.get(note)
    if element is None:
        what = f"a note on “{short(document.name)}”, which the file does not hold"
        reading.report.lose("memos", what)
        return
    reading.used.add(note)
    own = values.annotation(reading.kept(element))
    if own:
        document.annotations.append(own)
        return
    place = None
    for inside in element.iterfind("PlainTextSelection"):
        if inside.find("Coding") is None:
            start, end = inside.get("startPosition") or "", inside.get("endPosition") or ""
            if start.isdecimal() and end.isdecimal():
                place = _place(reading, part, Selection(int(start), int(end)))
    if place:
        made = _annotation_at(reading, element, place)
        author = reading.users.get(reading.user(element), "")
        document.annotations.append(replace(made, author=author, note=reading.note_text(element)))
        reading.selections.setdefault(note, []).append((part.key, made.id))
    else:
        document.memo(reading.note_text(element))


def _annotation_at(reading: Reading, element: Element, place: Selector) -> Annotation:
    """An annotation at a place, with an element's dates and the data of this program's export."""
    said, key = reading.kept(element), guid(element.get("guid"))
    codings = [_moment(coding, "creationDateTime") for coding in element.iterfind("Coding")]
    return Annotation(
        id=said.text("id") or _id(key),
        start=place.start,
        end=place.end,
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        rule=said.text("rule"),
        credibility=said.whole("credibility", 0, 1, 6),
        reason=said.text("reason"),
        links=said.links(),
        former=said.former(),
        text_sha256=said.text("text_sha256"),
        note=said.text("note"),
        rev=said.whole("rev", 1, 1),
        created=_moment(element, "creationDateTime") or _first(codings),
        modified=_moment(element, "modifiedDateTime"),
        extra=said.table("extra"),
    )


def _place(reading: Reading, part: QdpxPart, selection: Selection) -> Selector | None:
    """The place of a selection, or None if it is not in the text.

    A doubtful place has no quote, so that it counts as uncertain. The same applies to formatted
    files, whose text is not known; if the file stores the selected text, that becomes the quote.
    """
    start, end = selection.start, selection.end
    if not 0 <= start < end:
        return None
    if part.counted is None:
        return Selector(start, end, selection.text.strip(), "", "")
    start, end = part.counted.span(selection, part.guess)
    text = part.counted.text
    if not 0 <= start < end <= len(text):
        return None
    reading.report.quote(end - start)
    if reading.ours:
        return make(text, start, end)
    start, end = widen(text, start, end)
    return make(text, start, end) if part.certain(selection) else Selector(start, end, "", "", "")


def _by_user(reading: Reading, selection: Element) -> dict[str, list[str]]:
    """User GUID -> tags that the user gave to a selection."""
    found: dict[str, list[str]] = {}
    for coding in selection.iterfind("Coding"):
        tags = found.setdefault(reading.user(coding) or reading.user(selection), [])
        tags += [tag for tag in reading.tags(coding, selection) if tag not in tags]
    return found or {reading.user(selection): []}


def _notes_on(reading: Reading, selection: Element) -> str:
    """The description of a selection, and the notes on it and on its codings."""
    told = [inner(selection, "Description").strip(), reading.memos(selection)]
    told += [reading.memos(coding) for coding in selection.iterfind("Coding")]
    return "\n\n".join(dict.fromkeys(filter(None, told)))


def _id(key: str) -> str:
    """An annotation id derived from a GUID or another identifier."""
    try:
        return id_of(UUID(key))
    except ValueError:
        return id_of(guid_from_names("selection", key))


def _moment(element: Element, name: str) -> datetime | None:
    return values.moment(element.get(name) or "")


def _first(moments: Sequence[datetime | None]) -> datetime | None:
    return min(filter(None, moments), default=None)
