"""Parts of an ODT in OpenDocument XML: paragraphs, runs, links, lists, tables.

Source: Open Document Format for Office Applications (OpenDocument), version 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from .docx_body import Layout
from .text_values import printable

LINK, STRONG, EMPHASIS, CODE, DETAILS = (
    "Internet_20_link",
    "Strong_20_Emphasis",
    "Emphasis",
    "Source_20_Text",
    "Details",
)
"""Names of the styles of characters."""
TABLE, CELL, BULLETS, NUMBERS = "ReportTable", "ReportCell", "Bullets", "Numbers"
"""Names of the styles of tables, their cells, and lists."""
COLUMNS = "TwoColumns"
"""The name of the style of a section in two columns."""
KEEPING = ("Standard", "Attribution", "Mention", "Note", "Passages")
"""The styles of paragraphs that can keep the next one with them."""

_BREAK = re.compile(r"\n|\t| {2,}|^ | $")
"""White space that OpenDocument writes as elements, for it would collapse as text."""


def run(text: str, *styles: str) -> str:
    """Literal text, in which white space is kept, in one style of characters or more at once."""
    written = ""
    at = 0
    shown = printable(text)
    for found in _BREAK.finditer(shown):
        written += escape(shown[at : found.start()], quote=False) + _space(found[0])
        at = found.end()
    written += escape(shown[at:], quote=False)
    for style in filter(None, styles):
        written = f'<text:span text:style-name="{style}">{written}</text:span>' if written else ""
    return written


def _space(text: str) -> str:
    if text == "\n":
        return "<text:line-break/>"
    return "<text:tab/>" if text == "\t" else f'<text:s text:c="{len(text)}"/>'


def paragraph(inside: str, style: str = "Standard", *, keeps_next: bool = False) -> str:
    """A paragraph of runs in a style.

    One that `keeps_next`, in a style of KEEPING, is on the page on which the next one begins.
    """
    name = f"{style}Kept" if keeps_next else style
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def heading(level: int, inside: str) -> str:
    """A heading; level 1 is that of the title of the report."""
    if level == 1:
        return paragraph(inside, "Title")
    style = f"Heading_20_{level - 1}"
    return f'<text:h text:style-name="{style}" text:outline-level="{level - 1}">{inside}</text:h>'


def citation(number: int, words: str = "", kind: str = "passage") -> str:
    """The number of a citation, or other words, with a link to the bookmark of that kind."""
    return address(f"#{kind}-{number}", run(words or f"[{number}]"))


def address(target: str, inside: str) -> str:
    """Runs that link to a bookmark, a web page or a mailbox."""
    look = f'xlink:type="simple" text:style-name="{LINK}"'
    return f'<text:a {look} xlink:href="{escape(printable(target))}">{inside}</text:a>'


def bookmark(number: int, inside: str, kind: str = "passage") -> str:
    """Runs as the bookmark to which the citations of a passage, or of a judgement, link."""
    name = f'text:name="{kind}-{number}"'
    return f"<text:bookmark-start {name}/>{inside}<text:bookmark-end {name}/>"


def bullets(items: Iterable[str], start: int | None = None) -> str:
    """A list of items, each made of paragraphs and lists; `start` is the number of the first."""
    style = BULLETS if start is None else NUMBERS
    first = "" if start is None else f' text:start-value="{max(start, 0)}"'
    written = "".join(
        f"<text:list-item{'' if number else first}>{item}</text:list-item>"
        for number, item in enumerate(items)
    )
    return f'<text:list text:style-name="{style}">{written}</text:list>' if written else ""


def table(rows: Sequence[Sequence[str]], layout: Layout, right: Sequence[int] = ()) -> str:
    """Rows of cells that hold runs; the first row is the head, repeated on every page.

    `right` has the columns that are set to the right, from 0.
    """
    columns = "".join(
        f'<table:table-column table:style-name="{column_style(width)}"/>' for width in layout.widths
    )
    head, *others = (_row(row, layout, right) for row in rows)
    return (
        f'<table:table table:style-name="{TABLE}">{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(others)}</table:table>"
        + paragraph("")
    )


def two_columns(inside: str) -> str:
    """Paragraphs in two columns of equal height."""
    name = f'text:style-name="{COLUMNS}" text:name="{COLUMNS}"'
    return f"<text:section {name}>{inside}</text:section>"


def column_style(width: int) -> str:
    """The name of the style of a column, given its width in twentieths of a point."""
    return f"Column{width}"


def _row(cells: Sequence[str], layout: Layout, right: Sequence[int]) -> str:
    written = "".join(
        f'<table:table-cell table:style-name="{CELL}" office:value-type="string">'
        f"{paragraph(cell, layout.style + 'Right' * (number in right))}</table:table-cell>"
        for number, cell in enumerate(cells)
    )
    return f"<table:table-row>{written}</table:table-row>"
