"""Citation names: how a report calls its documents, and how it sets words in quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..model.dates import iso_date
from ..model.document import Document
from .citations import Citation
from .export_document import ExportDocument
from .text_values import clip, single_line

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST_TITLE = 60
_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚"})
"""The single quotation mark for each double one."""
_SINGLE_OR_STRAIGHT = _SINGLE | str.maketrans({'"': "'"})
_QUOTATION = re.compile('“[^“”„"]*”|"[^“”„"]*"', re.DOTALL)


def readable_date(text: str) -> str:
    """A date as one reads it: "9 July 2015", "July 2015". Text that is no date stays as it is."""
    year, month, day = [*iso_date(text).split("-"), "", ""][:3]
    if not month:
        return year or single_line(text)
    return " ".join(filter(None, (day.lstrip("0"), _MONTHS[int(month) - 1], year)))


def readable_period(written: str) -> str:
    """A date or period of ISO 8601 as one reads it: "July 2015", "2007 to 2014", "" for "".

    A week such as "2015-W28" is "week of 6 July 2015".
    """
    first, _, last = written.partition("/")
    if last:
        return f"{readable_period(first)} to {readable_period(last)}"
    if "W" in written:
        return f"week of {day_of(date.fromisoformat(written))}"
    return readable_date(written)


def day_of(moment: date) -> str:
    """A day as one reads it: "9 July 2015"."""
    return readable_date(f"{moment:%Y-%m-%d}")


def document_names(documents: Sequence[ExportDocument]) -> list[str]:
    """The name of each document for citations: publisher and date, as far as they are known.

    The author stands in for an unknown publisher, and the title for both. A title is added where
    two documents would have the same name, and a number where that is not enough.
    """
    names = [_name(exported) for exported in documents]
    titles = [f"“{clip(exported.title, _LONGEST_TITLE)}”" for exported in documents]
    counts = Counter(names)
    names = [
        ", ".join(dict.fromkeys((title, name))) if counts[name] > 1 else name
        for name, title in zip(names, titles, strict=True)
    ]
    counts = Counter(names)
    return [
        f"{name} (document {number})" if counts[name] > 1 else name
        for number, name in enumerate(names, 1)
    ]


def short_names(documents: Sequence[ExportDocument]) -> list[str]:
    """The name of each document once it was named in full: without the date, if that is enough.

    A document that would then have the name of another one keeps its full name.
    """
    short = list(map(_publisher, documents))
    counts = Counter(short)
    full = document_names(documents)
    return [one if counts[one] == 1 else name for one, name in zip(short, full, strict=True)]


def _name(exported: ExportDocument) -> str:
    published = readable_date(exported.known.date)
    return ", ".join(filter(None, (_publisher(exported), published)))


def _publisher(exported: ExportDocument) -> str:
    """The publisher of a document, else its author, else its title in quotation marks."""
    known = exported.known
    who = single_line(known.publisher) or single_line(known.author)
    return who or f"“{clip(exported.title, _LONGEST_TITLE)}”"


def words_in_lines(citation: Citation, document: Document) -> str:
    """The words of a passage without the line breaks inside a paragraph.

    Signs of markup that the screen hides are left out, the asterisks of "*one*" for instance.
    """
    words = words_without_markup(citation, document).strip()
    if citation.blocks is None or citation.blocks[0] == citation.blocks[1]:
        return single_line(words)
    return words


def words_without_markup(citation: Citation, document: Document) -> str:
    """The words of a passage without the signs of markup that the screen hides."""
    place = citation.selector
    if citation.state != "anchored":
        return place.quote
    words, at = "", place.start
    for mark in document.marks_in(place.start, place.end):
        if mark.style == "hidden":
            words += document.text[at : max(at, mark.start)]
            at = max(at, min(mark.end, place.end))
    return words + document.text[at : place.end]


def in_marks(words: str) -> str:
    """Words in double quotation marks; marks inside become single ones.

    Where a quotation begins and ends is then seen, whatever it quotes itself. Words that are one
    quotation as a whole keep their marks; a straight mark without another one may be an inch.
    """
    if _QUOTATION.fullmatch(words):
        return words
    has_pairs = words.count('"') % 2 == 0
    return f"“{words.translate(_SINGLE_OR_STRAIGHT if has_pairs else _SINGLE)}”"
