"""Converts the text of one MIME part to parts of a document; of calendars, what a reader needs.

Sources: RFC 2045 to 2049 (MIME), RFC 1896 (enriched text), RFC 3676 (flowed text), RFC 5545
(iCalendar), RFC 5546 (its methods).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .. import plain, sniff
from ..parts import Part, clean
from .headers import parameter

_FLOWED = re.compile(r"(?m)(?<=\S) \n(?=[^\s>])")
_ENRICHED = re.compile(r"</?[A-Za-z][\w-]{0,60}>|<(?=<)")


def parts_of(part: Any, kind: str, text: str) -> list[Part]:
    """The parts of the document for a text; `kind` is its MIME type, such as text/plain."""
    read: Callable[[Any, str], list[Part]] = _KINDS.get(kind, _read_plain)
    return read(part, text)


def plain_parts(text: str) -> Iterator[Part]:
    """The blocks of a plain text, without ">" before quoted lines."""
    if not text.strip():
        return
    document = plain.read_text(text, "")
    for block in document.blocks:
        kind = "paragraph" if block.kind == "title" else block.kind
        at, words = block.start, ""
        for mark in document.marks_in(block.start, block.end):
            if mark.style == "hidden":
                words += document.text[at : mark.start]
                at = mark.end
        words += document.text[at : block.end]
        yield Part(kind, clean(words), block.level if kind == "list" else 0, block.marker)


def _read_plain(part: Any, text: str) -> list[Part]:
    # Some programs send HTML and invitations as text/plain.
    if sniff.is_page(text):
        return _read_html(part, text)
    if is_calendar(text):
        return _read_calendar(part, text)
    if parameter(part, "format") == "flowed":
        space = "" if parameter(part, "delsp") == "yes" else " "
        text = _FLOWED.sub(space, text.replace("\n-- \n", "\n--\n"))
    return list(plain_parts(text))


def _read_html(part: Any, text: str) -> list[Part]:
    from ..html.hypertext import parts_of as parts_of_page
    from ..xml import parse_html

    return list(parts_of_page(parse_html(text.encode("utf-8")))) if text.strip() else []


def _read_enriched(part: Any, text: str) -> list[Part]:
    return list(plain_parts(_ENRICHED.sub("", text)))


def _read_calendar(part: Any, text: str) -> list[Part]:
    found: list[Part] = []
    for entry in entries(text):
        if entry.data:
            found.append(Part("paragraph", clean(entry.data)))
        found += plain_parts(entry.description)
    return found or list(plain_parts(text))


_KINDS: dict[str, Callable[[Any, str], list[Part]]] = {
    "text/html": _read_html,
    "text/enriched": _read_enriched,
    "text/richtext": _read_enriched,
    "text/calendar": _read_calendar,
}
"""MIME type of a text -> function that converts it; all other types are read as plain text."""

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'([A-Za-z-]+)((?:;[^:";\n]*(?:"[^"\n]*"[^:";\n]*)*)*):(.*)')
_NAME = re.compile(r';CN=(?:"([^"]*)"|([^;:]*))', re.IGNORECASE)
_ZONE = re.compile(r';TZID=(?:"([^"]*)"|([^;:]*))', re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$")
_ESCAPE = re.compile(r"\\([nN,;\\])")
_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_LABELS = {
    "METHOD": "Method", "SUMMARY": "Event", "DTSTART": "Begins", "DTEND": "Ends",
    "DURATION": "Duration", "DUE": "Due", "RRULE": "Repeats", "LOCATION": "Place",
    "STATUS": "Status", "ORGANIZER": "Organizer", "ATTENDEE": "Attendees", "DESCRIPTION": "",
}  # fmt: skip
"""Property -> the label before its value, in the order of display."""
_PEOPLE = ("ORGANIZER", "ATTENDEE")
_MOMENTS = ("DTSTART", "DTEND", "DUE")


REMARK = "of an invitation only what, when, where, who and why are shown"
"""The remark on a calendar entry: its other properties are for programs and not shown."""


class CalendarEntry(NamedTuple):
    """A calendar entry: its properties, one per line, and its description."""

    data: str
    description: str


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar with at least one entry."""
    return text.lstrip().startswith("BEGIN:VCALENDAR") and bool(entries(text))


def entries(text: str) -> list[CalendarEntry]:
    """The entries of a calendar in order; empty if the text is no calendar."""
    found: list[dict[str, list[str]]] = []
    open_now: list[str] = []
    method = ""
    for name, parameters, value in _properties(text):
        if name == "BEGIN":
            open_now.append(value.upper())
            if open_now[-1] in _ENTRIES:
                found.append({"METHOD": [method]} if method else {})
        elif name == "END":
            del open_now[-1:]
        elif name == "METHOD" and open_now == ["VCALENDAR"]:
            method = value
        elif open_now and open_now[-1] in _ENTRIES and name in _LABELS:
            found[-1].setdefault(name, []).append(_shown(name, parameters, value))
    return [_entry(each) for each in found]


def _properties(text: str) -> Iterator[tuple[str, str, str]]:
    """The name in upper case, the parameters and the value of each content line."""
    for line in _FOLD.sub("", text).split("\n"):
        found = _LINE.match(line)
        if found:
            yield found[1].upper(), found[2], found[3].strip()


def _entry(known: dict[str, list[str]]) -> CalendarEntry:
    lines = [
        f"{label}: {', '.join(filter(None, known[name]))}"
        for name, label in _LABELS.items()
        if label and any(known.get(name, ()))
    ]
    return CalendarEntry("\n".join(lines), "\n\n".join(known.get("DESCRIPTION", ())))


def _shown(name: str, parameters: str, value: str) -> str:
    """The value of a property in readable form."""
    if name in _MOMENTS:
        return _date_time(parameters, value)
    if name in _PEOPLE:
        address = value[7:] if value.lower().startswith("mailto:") else value
        named = _parameter(_NAME, parameters)
        return f"{named} <{address}>" if named and named != address else address
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _date_time(parameters: str, value: str) -> str:
    """A date, with time of day and time zone if given."""
    found = _MOMENT.match(value)
    if not found:
        return value
    year, month, day, hour, minute, is_utc = found.groups()
    zone = "UTC" if is_utc else _parameter(_ZONE, parameters)
    time = f" {hour}:{minute} {zone}".rstrip() if hour else ""
    return f"{year}-{month}-{day}{time}"


def _parameter(pattern: re.Pattern[str], parameters: str) -> str:
    found = pattern.search(parameters)
    return (found[1] or found[2] or "").strip() if found else ""
