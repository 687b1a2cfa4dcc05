"""Parts of a DOCX in WordprocessingML: paragraphs, links, notes, tables with their widths.

They are written as text, because python-docx searches the whole document for each addition, which
is slow for thousands of passages. Source: ECMA-376, part 1, section 17.

Each column of a table holds its longest word, so that no word breaks: word processors wrap a cell
at spaces and hyphens only while a word fits. The width of a character is estimated for DejaVu in
bold, the widest of the fonts that are used as a replacement for a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run
from .text_values import printable

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
WIDTH = 9800
"""The width of a table in twentieths of a point: that of the text on A4."""
_MARGIN = 216
"""The margins of both sides of a cell together, in twentieths of a point."""
_ABOVE = 40
"""The margin above and below the text of a cell, in twentieths of a point."""
SIZE = 17
"""The size of the text of tables in half-points."""
SMALLER = (15, 14, 13, 12)
"""Smaller sizes that the text of a table may have, in half-points."""
_WIDEST = 90
"""The longest line in code points for which a column is widened."""
_NARROW, _WIDE = frozenset(" .,:;'’|!()[]ijlt"), frozenset("mwMW@%—&жмфшщыюЖМФШЩЫЮωΩ")
_DEEPEST_LIST = 3
"""The number of list styles of each kind in notes: Note List, Note List 2 and Note List 3."""
_WORD = re.compile(r"[^\s-]+-*")


_AFTER_PASSAGES = 1_000_000
"""Added to the numbers of other bookmarks, since each in a document has an id of its own."""


def run(
    text: str, *, bold: bool = False, italic: bool = False, code: bool = False, style: str = ""
) -> str:
    """A run of literal text, in which line breaks and tabs are kept.

    `style` is the id of a character style, "" for that of the paragraph.
    """
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' * code
    look += "<w:b/>" * bold + "<w:i/>" * italic
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


def paragraph(inside: str, style: str = "", *, keeps_next: bool = False) -> str:
    """A paragraph of runs; `style` is the id of a style, "" for the default.

    One that `keeps_next` is on the page on which the next paragraph begins.
    """
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:keepNext/>" * keeps_next
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"


def link(number: int, words: str = "", kind: str = "passage") -> str:
    """The number of a citation, or other words, with a link to the bookmark of that kind."""
    inside = run(words or f"[{number}]", style="Link")
    return f'<w:hyperlink w:anchor="{kind}-{number}">{inside}</w:hyperlink>'


def address_field(address: str, inside: str) -> str:
    """Runs that link to the address of a web page or a mailbox, without quotation marks in it."""
    field = escape(f' HYPERLINK "{printable(address)}" ')
    return f'<w:fldSimple w:instr="{field}">{inside}</w:fldSimple>'


def bookmark(number: int, inside: str, kind: str = "passage") -> str:
    """Runs as the bookmark to which the citations of a passage, or of a judgement, link."""
    id = number if kind == "passage" else _AFTER_PASSAGES + number
    start = f'<w:bookmarkStart w:id="{id}" w:name="{kind}-{number}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{id}"/>'


def note_paragraphs(blocks: Sequence[NoteBlock], label: str = "") -> Iterator[str]:
    """The blocks of a note, the first one after a label in bold if there is one.

    A paragraph before a list is on the page on which the list begins.
    """
    start = run(f"{label} ", bold=True) if label else ""
    following = (*blocks[1:], None)
    for block, after in zip(blocks, following, strict=False):
        if start and not isinstance(block, NoteParagraph):
            yield paragraph(start, "Note", keeps_next=True)
            start = ""
        if isinstance(block, NoteParagraph):
            opens_list = isinstance(after, NoteList)
            yield paragraph(start + _runs(block.runs), "Note", keeps_next=opens_list)
        else:
            yield from _block(block, "", "Note", 0)
        start = ""


def _block(block: NoteBlock, start: str, style: str, depth: int) -> Iterator[str]:
    match block:
        case NoteParagraph():
            yield paragraph(start + _runs(block.runs), style)
        case NoteList():
            yield from _list(block, min(depth + 1, _DEEPEST_LIST))
        case NoteQuote():
            for each in block.blocks:
                yield from _block(each, "", "NoteQuote", depth)
        case NoteCode():
            yield paragraph(run(block.text, code=True), style)


def _list(block: NoteList, depth: int) -> Iterator[str]:
    """The items of a list. Numbers are text, for a numbering of Word runs on over all lists."""
    end = str(depth) if depth > 1 else ""
    for number, item in enumerate(block.items, block.start or 0):
        start = "" if block.start is None else run(f"{number}.\t")
        style = f"NoteListBullet{end}" if block.start is None else f"NoteList{end}"
        for each in item:
            yield from _block(each, start, style, depth)
            start, style = "", f"NoteListContinue{end}"


def _runs(runs: Iterable[Run]) -> str:
    written = []
    for each in runs:
        text = run(each.text, bold=each.strong, italic=each.emphasis, code=each.code)
        written.append(address_field(each.address, text) if each.address else text)
    return "".join(written)


def table(rows: Sequence[Sequence[str]], layout: Layout, right: Sequence[int] = ()) -> str:
    """Rows of cells that hold runs; the first row is the head, repeated on every page.

    `right` has the columns that are set to the right, from 0.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    look = (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{WIDTH}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_MARGIN // 2}" w:type="dxa"/><w:tblCellMar><w:top w:w="{_ABOVE}"'
        f' w:type="dxa"/><w:left w:w="{_MARGIN // 2}" w:type="dxa"/><w:bottom w:w="{_ABOVE}"'
        f' w:type="dxa"/><w:right w:w="{_MARGIN // 2}" w:type="dxa"/></w:tblCellMar>'
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
    look = f'<w:pStyle w:val="{layout.style}"/>' + '<w:jc w:val="right"/>' * is_right
    return f"<w:tc>{width}<w:p><w:pPr>{look}</w:pPr>{inside}</w:p></w:tc>"


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of columns in twentieths of a point, and the size of the text in half-points."""

    widths: tuple[int, ...]
    size: int

    @property
    def style(self) -> str:
        """The id of the paragraph style of the cells."""
        return style_id(self.size)


def style_id(size: int) -> str:
    """The id of the paragraph style for cells of a size."""
    return f"Cell{size}"


def layout(columns: Sequence[Sequence[str]], *, is_prose: bool = False) -> Layout:
    """The layout of a table, given the texts of each column; its first row is bold.

    Room that no word needs goes to columns with long lines, or, in a table that `is_prose`, to each
    in proportion to all of its text.

    The text becomes smaller until the longest words of all columns fit beside each other. Only
    where they never do, as with a long address, a word is left to break.
    """
    for size in (SIZE, *SMALLER):
        least = [_least(column, size) for column in columns]
        if sum(least) <= WIDTH:
            break
    room = WIDTH - sum(least)
    if room < 0:
        shares = [WIDTH * low // sum(least) for low in least]
        return Layout(tuple(shares), size)
    if is_prose:
        extra = [sum(map(len, column)) for column in columns]
    else:
        wanted = (_wanted(column, size) for column in columns)
        extra = [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
    total = sum(extra) or 1
    even = [room // len(columns)] * len(columns) if not sum(extra) else None
    grown = even or [room * each // total for each in extra]
    return Layout(tuple(low + more for low, more in zip(least, grown, strict=True)), size)


def _least(column: Sequence[str], size: int) -> int:
    """The width that the longest word of a column needs."""
    words = [word for text in column for word in _WORD.findall(text)]
    return _MARGIN + max((width_of(word, size) for word in words), default=0)


def _wanted(column: Sequence[str], size: int) -> int:
    """The width of the longest text of a column, up to a limit."""
    return _MARGIN + max((width_of(text[:_WIDEST], size) for text in column), default=0)


def width_of(text: str, size: int) -> int:
    """The estimated width of a bold text in twentieths of a point; `size` is in half-points."""
    return round(sum(map(_ems, text)) * size * 10 * 1.05)


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.46
    if character in _WIDE or east_asian_width(character) in "WF":
        return 1.08
    return 0.91 if character.isupper() else 0.7
