"""Bibliographies of the documents cited, as BibTeX and as CSL-JSON.

Sources: Oren Patashnik, "BibTeXing", 1988; `date`, `url` and `langid` are fields of BibLaTeX, which
older styles ignore. https://docs.citationstyles.org, csl-data.json, for CSL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from ..model.annotation import DocumentData
from .author_names import authors, name_parts
from .export_document import ExportDocument
from .json import json_bytes
from .text_values import printable, single_line

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    # An escaped brace would still count for BibTeX, which knows no backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "$&#_%"},
}
_TO_ESCAPE = re.compile(r"[\\{}~^$&#_%]")
_OPENS = re.compile(r"[{}\\\s\"]")


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A document in a bibliography. `date` has the year, and the month and the day if known.

    `written_date` is the date as it was written, if it could not be parsed; else "".
    """

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    date: tuple[int, ...]
    written_date: str
    url: str
    lang: str


def entries(documents: Sequence[ExportDocument]) -> list[BibliographyEntry]:
    """An entry for each document; a narrowed document only if something is cited from it."""
    found: list[BibliographyEntry] = []
    taken: set[str] = set()
    for exported in documents:
        if exported.only and not exported.notes.annotations:
            continue
        known, name = exported.known, exported.title
        names, date = authors(known.author), _date(known.date)
        key = _key(names, date, _year(known), name, taken)
        taken.add(key)
        said = "" if date else single_line(known.date)
        publisher, url = printable(single_line(known.publisher)), printable(single_line(known.url))
        found.append(
            BibliographyEntry(key, printable(name), names, publisher, date, said, url, known.lang)
        )
    return found


def _date(text: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, without those that are missing or out of range."""
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
    """A key in ASCII like "marsh2026harbour", with a number if it is in `taken`."""
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


def write_bibtex(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a .bib file, UTF-8, with an entry for each document."""
    return "\n".join(map(_bibtex_entry, entries(documents))).encode()


def escape(text: str) -> str:
    """The text escaped so that LaTeX shows it literally and its braces are balanced for BibTeX."""
    return _TO_ESCAPE.sub(lambda match: _SPECIAL[match[0]], text)


def _bibtex_entry(entry: BibliographyEntry) -> str:
    date = "-".join(f"{part:02d}" for part in entry.date)
    month = _MONTHS[entry.date[1] - 1] if len(entry.date) > 1 else ""
    fields = {
        "author": _braced(" and ".join(map(_bibtex_name, entry.authors))),
        "title": _braced(f"{{{escape(entry.title)}}}"),
        "howpublished": _braced(escape(entry.publisher)),
        "year": _braced(str(entry.date[0]) if entry.date else escape(entry.written_date)),
        "month": month,
        "date": _braced(date),
        "url": _braced(_OPENS.sub(lambda match: f"%{ord(match[0]):02X}", entry.url)),
        "langid": _braced(escape(entry.lang)),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{lines}}}\n"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _bibtex_name(name: str) -> str:
    """A name, in braces if BibTeX would split it."""
    shown = escape(name)
    return f"{{{shown}}}" if name.count(",") > 1 or " and " in f" {name} " else shown


def write_csl(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a CSL-JSON array, UTF-8, with an item for each document."""
    return json_bytes([_csl_item(entry) for entry in entries(documents)])


def _csl_item(entry: BibliographyEntry) -> dict[str, Any]:
    issued = {"date-parts": [list(entry.date)]} if entry.date else {"literal": entry.written_date}
    kind = _csl_type(entry)
    fields: dict[str, Any] = {
        "id": entry.key,
        "type": kind,
        "title": entry.title,
        "author": [name_parts(name) for name in entry.authors],
        "publisher" if kind == "document" else "container-title": entry.publisher,
        "issued": issued if entry.date or entry.written_date else None,
        "URL": entry.url,
        "language": entry.lang,
    }
    return {key: value for key, value in fields.items() if value}


def _csl_type(entry: BibliographyEntry) -> str:
    """The type of an item; one with a publisher and a date counts as a newspaper article."""
    if entry.publisher and (entry.date or entry.written_date):
        return "article-newspaper"
    return "webpage" if entry.url else "document"
