"""CSV for spreadsheets: one row per annotation, in the order of the text.

Rows and quoting are those of RFC 4180: commas, CRLF between rows, quotation marks doubled. Every
cell is quoted, so that it stays one where a spreadsheet takes semicolons too for separators. The
file is UTF-8 with a byte-order mark, without which Excel takes it for the local code page and
garbles every curly quote and accented name.

What a spreadsheet could take for a formula gets an apostrophe in front, see `defuse`:
https://owasp.org/www-community/attacks/CSV_Injection. Whoever needs the text as it was takes JSON.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ..model.annotation import Annotation, DocumentData
from .citations import blocks, former_quote, in_text_order, pages, selector, times
from .exhibit import Exhibit
from .moments import iso
from .visible import visible

COLUMNS = (
    "document",
    "path",
    "id",
    "start",
    "end",
    "paragraph",
    "quote",
    "tags",
    "source",
    "role",
    "reliability",
    "credibility",
    "note",
    "author",
    "created",
    "modified",
    "state",
    "former_quote",
)

PAGE, TIME = "page", "time"
"""Last columns, where one of the documents has pages or times."""

_FORMULA = re.compile(r'^(?=[\t\n])|((?:^|[;\t\n])[ "]*)(?=[=+\-@＝＋－＠])')
"""The place before a character that begins a formula, where a cell begins.

A spreadsheet that separates cells by semicolons or tabs, as it does where the comma stands in
numbers, does not see the quotation marks either: for it a cell begins after each of them.
"""


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a CSV file with a head row; offsets are code points, paragraphs count from 1."""
    paged = any(exhibit.document.pages for exhibit in exhibits)
    timed = any(exhibit.document.times for exhibit in exhibits)
    rows: list[tuple[str, ...]] = []
    for exhibit in exhibits:
        known = exhibit.known
        for annotation in in_text_order(exhibit):
            row = _row(exhibit, known, annotation)
            page, time = pages(exhibit, annotation), times(exhibit, annotation)
            row += (str(page[0]) if page else "",) if paged else ()
            row += (time[0] if time else "",) if timed else ()
            rows.append(row)
    return table((*COLUMNS, *[PAGE] * paged, *[TIME] * timed), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a CSV file: the names of the columns, then rows of cells, which are defused."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(head)
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(defuse, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def defuse(cell: str) -> str:
    """The text of a cell, made visible, with an apostrophe before what could start a formula.

    These are `=`, `+`, `-`, `@` and their full-width forms at the beginning and after a semicolon,
    tab or line break, and a tab or line break at the beginning.
    """
    return _FORMULA.sub(r"\1'", visible(cell))


def _row(exhibit: Exhibit, known: DocumentData, annotation: Annotation) -> tuple[str, ...]:
    place, source = selector(exhibit, annotation), exhibit.source(annotation)
    paragraphs = blocks(exhibit, annotation)
    return (
        known.title,
        known.path,
        annotation.id,
        str(place.start),
        str(place.end),
        str(paragraphs[0]) if paragraphs else "",
        place.quote,
        "; ".join(exhibit.tags(annotation)),
        source.name if source else "",
        source.role if source else "",
        source.reliability if source else "",
        str(annotation.credibility or ""),
        annotation.note,
        annotation.author,
        iso(annotation.created) or "",
        iso(annotation.modified) or "",
        exhibit.anchors[annotation.id].state,
        former_quote(exhibit, annotation),
    )
