"""BibTeX: the documents cited, for LaTeX.

Source: Oren Patashnik, "BibTeXing", 1988. The file is UTF-8; `date`, `url` and `langid` are those
of BibLaTeX, which old styles pass over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bibliography import Entry, entries
from .exhibit import Exhibit

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


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a .bib file, UTF-8, an entry a document."""
    return "\n".join(map(_entry, entries(exhibits))).encode()


def escape(text: str) -> str:
    """The text so that LaTeX shows it literally and BibTeX finds its braces balanced."""
    return _TO_ESCAPE.sub(lambda match: _SPECIAL[match[0]], text)


def _entry(entry: Entry) -> str:
    date = "-".join(f"{part:02d}" for part in entry.date)
    month = _MONTHS[entry.date[1] - 1] if len(entry.date) > 1 else ""
    fields = {
        "author": _braced(" and ".join(map(_name, entry.authors))),
        "title": _braced(f"{{{escape(entry.title)}}}"),
        "howpublished": _braced(escape(entry.publisher)),
        "year": _braced(str(entry.date[0]) if entry.date else escape(entry.said)),
        "month": month,
        "date": _braced(date),
        "url": _braced(_OPENS.sub(lambda match: f"%{ord(match[0]):02X}", entry.url)),
        "langid": _braced(escape(entry.lang)),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{lines}}}\n"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _name(name: str) -> str:
    """A name; one that BibTeX would take apart is held together by braces."""
    shown = escape(name)
    return f"{{{shown}}}" if name.count(",") > 1 or " and " in f" {name} " else shown
