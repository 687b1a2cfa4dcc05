"""Joins the lines of a PDF into paragraphs, across columns, pages and interruptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .lines import HYPHEN, SPLIT, Column, Line, Look, PdfPage, columns_of
from .tables import line_of, tables_in

ITEM = re.compile(
    r"(?P<bullet>[•‣◦▪●○■□–—*\x80-\x9f\ue000-\uf8ff-])\s+(?=\S)"
    r"|(?:\((?P<inner>\d{1,3}|[a-z])\)|(?P<number>\d{1,3}|[a-z])[.)])\s+(?=\S)"
)
NOTE = re.compile(r"(?P<number>\d{1,3}|[*†‡§])\.?\s?(?=[^\W\d]|[\"“‘«(])")
CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|chart|box|photo|map|abb(?:ildung|\.)|tabelle|tableau|figura|"
    r"tabla|tabela|tabella|рис(?:унок|\.)|таблица|табл\.|図|表|图)\s?"
    r"(?:\d{1,3}|[IVX]{1,5}|[A-Z])(?:[.\-–]\d{1,3})*[a-z]?\s?[.:|–—．：]\s?\S",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?:…。！？؟।][\"”’»)\]]*(?:\[?\d{0,3}\]?)$")
_LARGER = 1.12
_DASHES = "–—-"
_INDENT = 4
"""Greatest indent of the first line of a paragraph, as a multiple of the font size."""
_HANGING = 8
"""Greatest hanging indent of an entry, as a multiple of the font size."""


@dataclass(slots=True)
class PdfParagraph:
    """The lines of a paragraph so far, and the column of the last line.

    `kind` is "text", "caption", "table", "note", "head" (a running head) or "comment". `asides` are
    the paragraphs that interrupt this one and will follow it.
    """

    lines: list[Line]
    column: Column
    kind: str = "text"
    asides: list[PdfParagraph] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def paragraphs_of(pages: Sequence[PdfPage], look: Look) -> Iterator[PdfParagraph]:
    """The paragraphs of the pages, each joined across columns, pages and interruptions."""
    indented = _is_indented(pages, look)
    current: PdfParagraph | None = None
    for page in pages:
        for column in columns_of(page, look):
            fresh = True
            for paragraph in [*_paragraphs(column, look), *_notes(column), *_heads(column)]:
                is_text = paragraph.kind == "text"
                if current is None:
                    if is_text:
                        current = paragraph
                    else:
                        yield paragraph
                elif not is_text and (_is_open(current) or paragraph.kind in ("note", "head")):
                    current.asides.append(paragraph)
                elif is_text and fresh and _continues(current, paragraph, look, indented):
                    current.lines.extend(paragraph.lines)
                    current.column = column
                else:
                    yield current
                    current = paragraph if is_text else None
                    if not is_text:
                        yield paragraph
                fresh = not is_text
    if current is not None:
        yield current


def _is_open(paragraph: PdfParagraph) -> bool:
    """Whether the last line of a paragraph does not end a sentence, so that it may continue."""
    return not _STOP.search(paragraph.last.text.strip())


def _paragraphs(column: Column, look: Look) -> Iterator[PdfParagraph]:
    """The paragraphs, captions and tables of a column."""
    current: PdfParagraph | None = None
    for found in tables_in(column.lines):
        if isinstance(found, list):
            if current is not None:
                yield current
            current = None
            yield PdfParagraph([line_of(row) for row in found], column, "table")
            continue
        if current is not None and _follows(current, found, column, look):
            current.lines.append(found)
            continue
        if current is not None:
            yield current
        current = PdfParagraph([found], column)
        if CAPTION.match(found.text):
            current.kind = "caption"
    if current is not None:
        yield current


def _follows(paragraph: PdfParagraph, line: Line, column: Column, look: Look) -> bool:
    """Whether a line continues the paragraph above it in the same column."""
    last = paragraph.last
    gap = last.y - line.y
    if abs(gap) < 0.3 * last.size:
        return True  # two pieces of one line
    if gap > 1.35 * max(look.leading * line.size / look.size, line.size):
        return False
    within = last.text.endswith(HYPHEN) or bool(SPLIT.search(last.text))
    within = within or (line.text[:1].islower() and not _STOP.search(last.text))
    # A line with inline code or a formula may have another font size.
    if abs(line.size - last.size) > (0.35 if within else 0.1) * look.size:
        return False
    if last.text.endswith(HYPHEN) or SPLIT.search(last.text):
        return True
    if _begins_anew(paragraph, line, column):
        return False
    if within and _is_below(paragraph, line, column):
        return True
    short = last.right < column.right - max(0.12 * (column.right - column.left), 2 * line.size)
    if short and (_STOP.search(last.text) or abs(line.weight - last.weight) >= 150):
        return False
    if short and last.right < column.left + 0.6 * (column.right - column.left):
        return False
    return _aligned(paragraph, line, column)


def _begins_anew(paragraph: PdfParagraph, line: Line, column: Column) -> bool:
    """Whether a line begins a list item or a caption.

    Line breaks may put text with such a beginning at the start of a line, as in "shown in / Table
    1." or "light / - that is, matter - is".
    """
    last = paragraph.last
    broken = not _STOP.search(last.text.strip()) and _is_full(last, line, column)
    in_line = abs(line.left - last.left) < 0.8 * line.size
    if CAPTION.match(line.text):
        return not (broken and in_line and line.size == last.size and line.weight == last.weight)
    item = ITEM.match(line.text)
    if not item or not broken or not in_line or ITEM.match(paragraph.lines[0].text):
        return bool(item)
    return (item["bullet"] or "") not in _DASHES or not line.text[item.end()].islower()


def _is_full(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would not have fitted on the line above it."""
    first = line.text.strip().partition(" ")[0]
    word = len(first) * (line.right - line.left) / max(1, len(line.text))
    return last.right + word + 0.2 * line.size > column.right


def _is_below(paragraph: PdfParagraph, line: Line, column: Column) -> bool:
    """Whether the position of a line below the previous one lets a sentence continue there.

    The first line of a paragraph may be indented, the first line of an entry outdented.
    """
    step = line.left - paragraph.last.left
    if abs(step) < 0.8 * line.size:
        return True
    if len(paragraph.lines) > 1:
        return False
    indented = -_INDENT * line.size < step < 0
    return indented or (step < _HANGING * line.size and _is_full(paragraph.last, line, column))


def _aligned(paragraph: PdfParagraph, line: Line, column: Column) -> bool:
    """Whether a line has the left edge of a continuation: neither indented nor outdented."""
    first, last = paragraph.lines[0], paragraph.last
    stopped = bool(_STOP.search(last.text))
    if ITEM.match(first.text):
        at_margin = line.left >= column.left - 0.5 * line.size
        return line.left >= first.left - 0.5 * line.size or (at_margin and not stopped)
    step = line.left - last.left
    if step > 0.8 * line.size:
        hanging = step < 5 * line.size and last.right > column.right - 4 * line.size
        if len(paragraph.lines) == 1:
            return hanging and not stopped
        return last.left > column.left + 0.8 * line.size
    if step > -0.8 * line.size or len(paragraph.lines) == 1:
        return True
    return not stopped and line.text[:1].islower()


def _continues(
    paragraph: PdfParagraph, following: PdfParagraph, look: Look, indented: bool
) -> bool:
    """Whether a paragraph continues in the next column or after an interruption."""
    last, line, column = paragraph.last, following.lines[0], following.column
    if is_large(last, look) or abs(line.size - last.size) > 0.1 * look.size:
        return False
    if last.text.endswith(HYPHEN) or SPLIT.search(last.text):
        return True
    if ITEM.match(line.text):
        return False
    flush = line.left <= column.left + 0.8 * line.size
    if _STOP.search(last.text):
        full = last.right >= paragraph.column.right - line.size
        other = (last.page, paragraph.column.left) != (line.page, column.left)
        return indented and flush and full and other
    return line.text[:1].islower() or (flush and abs(line.weight - last.weight) < 150)


def is_large(line: Line, look: Look) -> bool:
    return line.size > _LARGER * look.size


def _is_indented(pages: Sequence[PdfPage], look: Look) -> bool:
    """Whether paragraphs begin with an indent, so that a line without indent continues one."""
    columns = [column for page in pages for column in columns_of(page, look)]
    indents = sum(
        0.8 * look.size < line.left - column.left < 4 * look.size and not ITEM.match(line.text)
        for column in columns
        for line in column.lines
    )
    return indents >= max(2, len(columns) // 2)


def _notes(column: Column) -> Iterator[PdfParagraph]:
    """The notes among the small lines at the foot of a column."""
    note: list[Line] = []
    for line in column.notes:
        if note and (NOTE.match(line.text) or note[-1].y - line.y > 1.6 * line.size):
            yield PdfParagraph(note, column, "note")
            note = []
        note.append(line)
    if note:
        yield PdfParagraph(note, column, "note")


def _heads(column: Column) -> Iterator[PdfParagraph]:
    for line in column.asides:
        yield PdfParagraph([line], column, "head")
