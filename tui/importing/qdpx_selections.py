"""Selections of text in a REFI-QDA project, and notes on a text -> annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ..model.anchor import Selector, make
from ..model.annotation import Annotation
from ..model.graphemes import widen
from ..model.guid import id_of, named
from . import values
from .carried import Gathered, short
from .qdpx_reading import Reading, Text
from .xml import Element, guid, inner, references


def select(
    reading: Reading, source: str, selection: Element, document: Gathered, text: Text
) -> None:
    """Make a selection of a source (its GUID) annotations: one for each user who coded it."""
    by_user = _by_user(reading, selection)
    place = _place(reading, selection, text)
    if place is None:
        span = f"[{selection.get('startPosition')}, {selection.get('endPosition')})"
        said = ", ".join(tag for tags in by_user.values() for tag in tags) or "no code"
        reading.lost.append(
            f"the selection {span} of “{short(document.name)}” ({said}): it is not in the text"
        )
        return
    made = _made(reading, selection, place)
    note = made.note if reading.ours else _told(reading, selection)
    for number, (user, tags) in enumerate(by_user.items()):
        id = made.id if number == 0 else id_of(named(made.id, user))
        author = reading.users.get(user, "")
        document.annotations.append(
            replace(made, id=id, tags=tuple(tags), author=author, note=note)
        )
        reading.selections.setdefault(guid(selection.get("guid")), []).append((source, id))


def attach(reading: Reading, source: str, note: str, document: Gathered, text: Text) -> None:
    """Make a note on a source (GUIDs) an annotation, or a part of the document's memo.

    Ours are annotations without a sure place; QualCoder's have a selection inside.
    """
    element = reading.notes.get(note)
    if element is None:
        return
    reading.read.add(note)
    own = values.annotation(reading.kept(element))
    inside = element.find("PlainTextSelection")
    place = _place(reading, inside, text) if inside is not None else None
    if own:
        document.annotations.append(own)
    elif place:
        made = _made(reading, element, place)
        author = reading.users.get(reading.user(element), "")
        document.annotations.append(replace(made, author=author, note=reading.told(element)))
        reading.selections.setdefault(note, []).append((source, made.id))
    else:
        document.memo(reading.told(element))


def joined(annotations: Sequence[Annotation]) -> list[Annotation]:
    """The annotations, those of one author on one span as one.

    Other programs write a selection for each code.
    """
    found: dict[tuple[int, int, str], Annotation] = {}
    for one in annotations:
        key = one.start, one.end, one.author
        before = found.get(key)
        found[key] = one if before is None else _both(before, one)
    return list(found.values())


def _both(one: Annotation, other: Annotation) -> Annotation:
    return replace(
        one,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        note="\n\n".join(dict.fromkeys(filter(None, (one.note, other.note)))),
        created=_first([one.created, other.created]),
        modified=max(filter(None, (one.modified, other.modified)), default=None),
    )


def _made(reading: Reading, element: Element, place: Selector) -> Annotation:
    """An annotation at a place, with the dates of an element and what ours keeps in it."""
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


def _place(reading: Reading, selection: Element, text: Text) -> Selector | None:
    """Where a selection lies; None where that is nowhere in the text."""
    try:
        start = text.at(int(selection.get("startPosition") or ""))
        end = text.at(int(selection.get("endPosition") or ""))
    except ValueError:
        return None
    if not 0 <= start < end <= len(text.text):
        return None
    if not reading.ours:
        start, end = widen(text.text, start, end)
    return make(text.text, start, end)


def _by_user(reading: Reading, selection: Element) -> dict[str, list[str]]:
    """The tags that each user gave a selection, users by GUID."""
    found: dict[str, list[str]] = {}
    for coding in selection.iterfind("Coding"):
        tags = found.setdefault(reading.user(coding) or reading.user(selection), [])
        tags += [tag for tag in reading.tags(coding) if tag not in tags]
    return found or {reading.user(selection): []}


def _told(reading: Reading, selection: Element) -> str:
    """The description of a selection and the notes on it."""
    found = [inner(selection, "Description").strip()]
    for note in references(selection, "NoteRef"):
        if note in reading.notes:
            reading.read.add(note)
            found.append(reading.told(reading.notes[note]))
    return "\n\n".join(filter(None, found))


def _id(key: str) -> str:
    """An annotation's id from a GUID, or from anything else that names a selection."""
    try:
        return id_of(UUID(key))
    except ValueError:
        return id_of(named("selection", key))


def _moment(element: Element, name: str) -> datetime | None:
    return values.moment(element.get(name) or "")


def _first(moments: Sequence[datetime | None]) -> datetime | None:
    return min(filter(None, moments), default=None)
