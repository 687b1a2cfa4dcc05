"""Converts calendar entries such as invitations (iCalendar) to readable text.

Source: RFC 5545 (iCalendar), RFC 5546 (methods).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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
