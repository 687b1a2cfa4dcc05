"""The lines of a PDF -> parts: lines of one paragraph rejoined, across columns and pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model.document import BlockKind, PageStart
from .assemble import Part, clean
from .kinds import is_byline
from .pdf_lines import Column, Line, Look, columns_of, look_of, without_heads
from .pdfium import HYPHEN

_ITEM = re.compile(
    r"(?P<bullet>[•‣◦▪●○■□–—*\x80-\x9f\ue000-\uf8ff-])\s+(?=\S)"
    r"|(?:\((?P<inner>\d{1,3}|[a-z])\)|(?P<number>\d{1,3}|[a-z])[.)])\s+(?=\S)"
)
_NOTE = re.compile(r"(?P<number>\d{1,3}|[*†‡§])\.?\s?(?=[^\W\d]|[\"“‘«(])")
_STOP = re.compile(r"[.!?:…。！？؟।][\"”’»)\]]*\d{0,3}$")
_SPLIT = re.compile(r"(?<=[^\W\d_])[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LARGER = 1.12
_BOLD = 580
_HEADING = 200
"""Code points of the longest heading."""


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph so far, and the column that the last one stands in."""

    lines: list[Line]
    column: Column
    notes: list[Line] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def parts_of(pages: Sequence[Sequence[Line]]) -> Iterator[Part]:
    """The parts of a document's lines; notes at the foot of a page follow the paragraph there."""
    kept = without_heads(pages)
    look = look_of(kept)
    words = _words(kept)
    levels = _levels(kept, look)
    indented = _is_indented(kept, look)
    page, titled = 0, False
    for paragraph in _paragraphs(kept, look, indented):
        part = _part(paragraph.lines, paragraph.column, look, levels, words)
        if part.kind == "title" and titled:
            part = replace(part, kind="heading")
        titled = titled or part.kind == "title"
        notes = [_note(lines, words) for lines in _notes(paragraph.notes)]
        for made in filter(lambda one: one.text, (part, *notes)):
            pages_of = tuple(start for start in made.pages if start.start or start.number != page)
            page = made.pages[-1].number
            yield replace(made, pages=pages_of)


def _paragraphs(
    pages: Sequence[Sequence[Line]], look: Look, indented: bool
) -> Iterator[_Paragraph]:
    """The paragraphs of the text, each with the notes that it waits for."""
    current: _Paragraph | None = None
    for page in pages:
        for column in columns_of(page, look):
            for index, line in enumerate(column.lines):
                if current is None:
                    current = _Paragraph([line], column)
                elif index and _follows(current, line, column, look):
                    current.lines.append(line)
                elif not index and _continues(current, line, column, look, indented):
                    current.lines.append(line)
                    current.column = column
                else:
                    yield current
                    current = _Paragraph([line], column)
            if current is not None:
                current.notes.extend(column.notes)
    if current is not None:
        yield current


def _follows(paragraph: _Paragraph, line: Line, column: Column, look: Look) -> bool:
    """Whether a line goes on with the paragraph above it in the same column."""
    last = paragraph.last
    gap = last.y - line.y
    if abs(gap) < 0.3 * last.size:
        return True  # the same line, in two pieces
    if abs(line.size - last.size) > 0.1 * look.size:
        return False
    if gap > 1.35 * max(look.leading * line.size / look.size, line.size):
        return False
    if last.text.endswith(HYPHEN) or _SPLIT.search(last.text):
        return True
    if _ITEM.match(line.text):
        return False
    short = last.right < column.right - max(0.12 * (column.right - column.left), 2 * line.size)
    if short and (_STOP.search(last.text) or abs(line.weight - last.weight) >= 150):
        return False
    if short and last.right < column.left + 0.6 * (column.right - column.left):
        return False
    return _aligned(paragraph, line, column)


def _aligned(paragraph: _Paragraph, line: Line, column: Column) -> bool:
    """Whether a line begins where the next line of the paragraph may: no indent, no outdent."""
    first, last = paragraph.lines[0], paragraph.last
    if _ITEM.match(first.text):
        return line.left >= first.left - 0.5 * line.size
    step = line.left - last.left
    if step > 0.8 * line.size:
        return len(paragraph.lines) > 1 and last.left > column.left + 0.8 * line.size
    return step > -0.8 * line.size or len(paragraph.lines) == 1


def _continues(
    paragraph: _Paragraph, line: Line, column: Column, look: Look, indented: bool
) -> bool:
    """Whether the first line of a column goes on with the last paragraph of the one before."""
    last = paragraph.last
    if _is_large(last, look) or abs(line.size - last.size) > 0.1 * look.size:
        return False
    if last.text.endswith(HYPHEN) or _SPLIT.search(last.text):
        return True
    if _ITEM.match(line.text):
        return False
    flush = line.left <= column.left + 0.8 * line.size
    if _STOP.search(last.text):
        full = last.right >= paragraph.column.right - line.size
        return indented and flush and full
    return line.text[:1].islower() or (flush and abs(line.weight - last.weight) < 150)


def _part(
    lines: list[Line],
    column: Column,
    look: Look,
    levels: dict[float, int],
    words: Counter[str],
) -> Part:
    text, pages = _text(lines, words)
    item = _ITEM.match(text)
    if item and not _is_large(lines[0], look):
        number = item["number"] or item["inner"]
        marker = f"{number}." if number else "•"
        return Part("list", text[item.end() :], 1, marker, _shifted(pages, item.end()))
    kind, level = _kind(lines, text, column, look, levels)
    return Part(kind, text, level, "", pages)


def _kind(
    lines: list[Line], text: str, column: Column, look: Look, levels: dict[float, int]
) -> tuple[BlockKind, int]:
    if len(text) <= _HEADING and is_byline(text):
        return "byline", 0
    size = max(line.size for line in lines)
    if len(text) <= _HEADING and size in levels:
        first = levels[size] == 1 and lines[0].page == 1
        return ("title" if first else "heading"), levels[size]
    bold = all(line.weight >= _BOLD for line in lines) and look.weight < _BOLD
    if bold and len(text) <= _HEADING and len(lines) <= 2 and not text.endswith((".", ",", ";")):
        return "heading", max(levels.values(), default=1) + 1
    inner = min(line.left for line in lines) > column.left + 1.5 * look.size
    if inner and len(lines) > 1 and max(line.right for line in lines) < column.right - look.size:
        return "quote", 0
    return "paragraph", 0


def _is_large(line: Line, look: Look) -> bool:
    return line.size >= _LARGER * look.size


def _levels(pages: Sequence[Sequence[Line]], look: Look) -> dict[float, int]:
    """The sizes of type that headings have, the largest being level 1."""
    sizes = {line.size for page in pages for line in page if _is_large(line, look)}
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _is_indented(pages: Sequence[Sequence[Line]], look: Look) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on with the last."""
    columns = [column for page in pages for column in columns_of(page, look)]
    indents = sum(
        0.8 * look.size < line.left - column.left < 4 * look.size and not _ITEM.match(line.text)
        for column in columns
        for line in column.lines
    )
    return indents >= max(2, len(columns) // 2)


def _notes(lines: list[Line]) -> Iterator[list[Line]]:
    """The notes among the small lines at the foot of a page."""
    note: list[Line] = []
    for line in lines:
        if note and (_NOTE.match(line.text) or note[-1].y - line.y > 1.6 * line.size):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def _note(lines: list[Line], words: Counter[str]) -> Part:
    text, pages = _text(lines, words)
    mark = _NOTE.match(text)
    if not mark:
        return Part("paragraph", text, pages=pages)
    number = mark["number"]
    marker = f"{number}." if number.isdecimal() else number
    return Part("list", text[mark.end() :], 1, marker, _shifted(pages, mark.end()))


def _text(lines: list[Line], words: Counter[str]) -> tuple[str, tuple[PageStart, ...]]:
    """The text of some lines, each page of it marked where its first line begins."""
    pieces: list[str] = []
    pages: list[PageStart] = []
    size = 0
    for line in lines:
        piece = clean(line.text)
        if not piece:
            continue
        if pieces:
            end, gap = _seam(pieces[-1], piece, words)
            size += len(end) - len(pieces[-1]) + len(gap)
            pieces[-1:] = [end, gap]
        if not pages or pages[-1].number != line.page:
            pages.append(PageStart(size, line.page))
        pieces.append(piece + (HYPHEN if line.text.endswith(HYPHEN) else ""))
        size += len(pieces[-1])
    return "".join(pieces).removesuffix(HYPHEN), tuple(pages)


def _shifted(pages: tuple[PageStart, ...], by: int) -> tuple[PageStart, ...]:
    return tuple(PageStart(max(0, start - by), number) for start, number in pages)


def _seam(line: str, following: str, words: Counter[str]) -> tuple[str, str]:
    """A line and what parts it from the next one: a word broken between them is mended."""
    if line.endswith(HYPHEN) or (_SPLIT.search(line) and following[:1].isalpha()):
        head = line[:-1]
        return head, "-" if _keeps_hyphen(head, following, words) else ""
    return line, "" if line.endswith(("-", "‐", "/")) and following[:1].isalnum() else " "


def _keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether a word broken at a hyphen is written with it: by how the document writes it."""
    first = re.search(r"[\w-]*$", head)
    rest = re.match(r"[^\W_]*", tail)
    before, after = (first[0] if first else ""), (rest[0] if rest else "")
    whole, parted = words[(before + after).lower()], words[f"{before}-{after}".lower()]
    if whole != parted:
        return parted > whole
    return not after[:1].islower() or "-" in before


def _words(pages: Sequence[Sequence[Line]]) -> Counter[str]:
    """How often each word occurs in the lines, those at their ends not counted."""
    found: Counter[str] = Counter()
    for page in pages:
        for line in page:
            found.update(_WORD.findall(line.text.lower())[:-1])
    return found
