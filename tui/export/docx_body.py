"""The body of a DOCX as text: paragraphs, tables, citations.

python-docx looks through what is there for each addition; written as text, a report of thousands
of passages takes no longer than its length. Source: ECMA-376, part 1, section 17.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .docx_widths import Layout
from .visible import printable

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def run(text: str, *, bold: bool = False, italic: bool = False, raised: bool = False) -> str:
    """A stretch of text that shows literally; line breaks and tabs stay."""
    look = "<w:b/>" * bold + "<w:i/>" * italic + '<w:vertAlign w:val="superscript"/>' * raised
    pieces: list[str] = []
    word = ""
    for char in printable(text):
        if char in _BREAKS:
            pieces += [_text(word), _BREAKS[char]]
            word = ""
        else:
            word += char
    pieces.append(_text(word))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(pieces)}</w:r>"


def _text(word: str) -> str:
    return f'<w:t xml:space="preserve">{escape(word, quote=False)}</w:t>' if word else ""


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of runs, in the style of an id."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{inside}</w:p>"


def link(number: int) -> str:
    """A raised number that leads to the bookmark of a passage."""
    inside = run(str(number), raised=True)
    return f'<w:hyperlink w:anchor="passage-{number}">{inside}</w:hyperlink>'


def bookmark(number: int, inside: str) -> str:
    """Runs as the target of a passage's citations."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="passage-{number}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def table(rows: Sequence[Sequence[str]], layout: Layout, right: Sequence[int] = ()) -> str:
    """Rows of cells that hold runs; the first row is the head, repeated on every page.

    `right` has the columns that are set to the right, from 0.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    look = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
    )
    body = "".join(_row(row, number == 0, layout, right) for number, row in enumerate(rows))
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>{paragraph('')}"


def _row(cells: Sequence[str], is_head: bool, layout: Layout, right: Sequence[int]) -> str:
    look = "<w:trPr><w:cantSplit/>" + "<w:tblHeader/>" * is_head + "</w:trPr>"
    made = (_cell(cell, layout, number, number in right) for number, cell in enumerate(cells))
    return f"<w:tr>{look}{''.join(made)}</w:tr>"


def _cell(inside: str, layout: Layout, number: int, is_right: bool) -> str:
    width = f'<w:tcPr><w:tcW w:w="{layout.widths[number]}" w:type="dxa"/></w:tcPr>'
    style = f'<w:pStyle w:val="{layout.style}"/>' if layout.style else ""
    look = style + ('<w:jc w:val="right"/>' if is_right else "")
    return f"<w:tc>{width}<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p></w:tc>"
