"""Converts text selections and notes of a REFI-QDA project to annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ..model.anchoring.anchors import Selector, make
from ..model.annotation import Annotation
from ..model.graphemes import widen
from ..model.guid import guid_from_names, id_of
from ..model.offsets import Selection
from . import values
from .import_result import DocumentBuilder, short
from .qdpx_reading import Reading
from .qdpx_texts import QdpxPart, Selected
from .xml_tree import Element, guid, inner


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
    """An annotation at a place, with the dates of an
    element and the data of this program's export."""
    said, key = reading.kept(element), guid(element.get("guid"))
    codings = [_moment(coding, "creationDateTime") for coding in element.iterfind("Coding")]
    return Annotation(
        id=said.text("id") or _id(key),
        start=place.start,
        end=place.end,
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
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
