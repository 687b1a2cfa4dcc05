"""The body of a DOCX as text: paragraphs, tables, citations.

python-docx looks through what is there for each addition; written as text, a report of thousands
of passages takes no longer than its length. Source: ECMA-376, part 1, section 17.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .visible import printable

_WIDTH = 9000
"""Of a table, in twentieths of a point."""
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


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[int] = ()) -> str:
    """Rows of cells that hold runs; the first row is the head, repeated on every page.

    `widths` are shares of the width; `right` has the columns that are set to the right, from 0.
    """
    shares = [_WIDTH * width // sum(widths) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    look = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
    )
    body = "".join(_row(row, number == 0, shares, right) for number, row in enumerate(rows))
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>{paragraph('')}"


def _row(cells: Sequence[str], is_head: bool, shares: Sequence[int], right: Sequence[int]) -> str:
    look = "<w:trPr><w:cantSplit/>" + "<w:tblHeader/>" * is_head + "</w:trPr>"
    made = (_cell(cell, shares[number], number in right) for number, cell in enumerate(cells))
    return f"<w:tr>{look}{''.join(made)}</w:tr>"


def _cell(inside: str, share: int, is_right: bool) -> str:
    width = f'<w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>'
    look = '<w:pPr><w:jc w:val="right"/></w:pPr>' if is_right else ""
    return f"<w:tc>{width}<w:p>{look}{inside}</w:p></w:tc>"
