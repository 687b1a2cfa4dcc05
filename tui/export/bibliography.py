"""The documents cited, as every bibliography needs them: names, dates and keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from ..model.annotation import DocumentData
from . import report
from .exhibit import Exhibit
from .visible import printable

_AND = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|и)\s+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a bibliography; `date` has a year and, as far as known, a month and a day.

    `said` is the date as it was written, where it is none that can be read.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    date: tuple[int, ...]
    said: str
    url: str
    lang: str


def entries(exhibits: Sequence[Exhibit]) -> list[Entry]:
    """The documents; of those narrowed to some tags, the ones from which something is cited."""
    found: list[Entry] = []
    taken: set[str] = set()
    for exhibit in exhibits:
        if exhibit.only and not exhibit.notes.annotations:
            continue
        known, name = exhibit.known, report.title(exhibit)
        names, date = authors(known.author), _date(known.date)
        key = _key(names, date, _year(known), name, taken)
        taken.add(key)
        said = "" if date else report.flat(known.date)
        publisher, url = printable(report.flat(known.publisher)), printable(report.flat(known.url))
        found.append(Entry(key, printable(name), names, publisher, date, said, url, known.lang))
    return found


def authors(text: str) -> tuple[str, ...]:
    """The names in a byline; commas divide names of several words, not "Marsh, Jo"."""
    names: list[str] = []
    for part in _AND.split(_BY.sub("", printable(report.flat(text)))):
        pieces = [piece.strip() for piece in part.split(",")]
        names += pieces if all(" " in piece for piece in pieces) else [part]
    return tuple(name for name in names if name)


def _date(text: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it has them and the calendar does."""
    match = _DATE.match(text.strip())
    if match is None:
        return ()
    year, month, day = (int(part or 0) for part in match.groups())
    if not 1 <= month <= 12:
        return (year,)
    return (year, month, day) if 1 <= day <= 31 else (year, month)


def _year(known: DocumentData) -> str:
    match = _YEAR.search(known.date)
    return match[0] if match else ""


def _key(names: Sequence[str], date: Sequence[int], year: str, title: str, taken: set[str]) -> str:
    """A key in ASCII like "marsh2026harbour", with a number where another entry has it."""
    name = names[0] if names else ""
    family = name.partition(",")[0] if "," in name else name.rpartition(" ")[2]
    words = [word for word in map(_plain, title.split()) if len(word) > 3]
    base = _plain(family) + (str(date[0]) if date else year) + (words[0] if words else "")
    base = base or "document"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def _plain(text: str) -> str:
    letters = (c for c in normalize("NFKD", text).casefold() if not combining(c))
    return "".join(c for c in letters if c.isascii() and c.isalnum())
