"""PDF -> a Document: PDFium extracts the lines; their positions and fonts tell what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.document import BlockKind, Document, PageStart
from ...model.errors import ReaderError
from ..kinds import is_byline
from ..parts import Part, assemble, byline_data, clean
from .columns import by_column
from .heads import without_heads
from .lines import Column, Line, Look, PdfPage, look_of, rows_of, text_of, words_of
from .paragraphs import CAPTION, ITEM, NOTE, PdfParagraph, is_large, paragraphs_of
from .pdfium import extract
from .tables import with_whole_rows

READER = "pdf 4"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_SCANNED = "without text, most likely scanned"
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pdf|qxd|pptx?|xlsx?)|microsoft \w+ - .*|\W*|\d+",
    re.IGNORECASE,
)


def read(data: bytes, stem: str) -> Document:
    """Read a PDF as a Document with its page numbers.

    Raises ReaderError if the PDF is damaged, encrypted, too large, or without text (scanned).
    """
    found = extract(data)
    parts = list(parts_of(found.pages, found.comments))
    if not parts:
        why = "whose fonts do not say which characters they show" if found.undecoded else _SCANNED
        raise ReaderError(f"a PDF {why}; have its text recognised (OCR) and open that")
    return assemble(
        parts,
        stem=stem,
        title="" if any(part.kind == "title" for part in parts) else _title(found.title),
        data={
            "author": clean(found.author),
            "date": _date(found.date),
            **byline_data(parts),
            "reader": READER,
        },
        remarks=found.remarks(),
    )


def _title(said: str) -> str:
    """The title in the metadata of a PDF, or "" if it is a file name or a placeholder."""
    title = " ".join(clean(said).split())
    return "" if _NO_TITLE.fullmatch(title) else title


def _date(said: str) -> str:
    """A PDF date as ISO 8601, as precise as given: 2015-07-09 for D:20150709123000Z."""
    match = _DATE.match(said)
    return "-".join(filter(None, match.groups())) if match else ""


_BOLD = 580
_HEADING = 200
"""Longest heading, in code points."""


@dataclass(frozen=True, slots=True)
class _Style:
    """The typography of a document: body text, heading levels by font size, and its words."""

    look: Look
    levels: dict[float, int]
    words: Counter[str]


def parts_of(
    pages: Sequence[Sequence[Line]], comments: Sequence[Sequence[str]] = ()
) -> Iterator[Part]:
    """The parts of a document, given the lines of its pages and the comments on them.

    Footnotes, captions, tables and running heads follow the paragraph that they interrupt. Comments
    follow the last paragraph that begins on their page.
    """
    kept = [
        PdfPage(tuple(with_whole_rows(by_column(page.lines))), page.asides)
        for page in without_heads(pages)
    ]
    look = look_of([page.lines for page in kept])
    words = words_of(line for page in kept for line in page.lines)
    style = _Style(look, _levels(kept, look), words)
    page, titled = 0, False
    for paragraph in _with_comments(paragraphs_of(kept, look), comments):
        for one in (paragraph, *paragraph.asides):
            for part in _parts(one, style):
                if part.kind == "title" and titled:
                    part = replace(part, kind="heading")
                titled = titled or part.kind == "title"
                if not part.text:
                    continue
                starts = tuple(s for s in part.pages if s.start or s.number != page)
                page = part.pages[-1].number
                yield replace(part, pages=starts)


def _with_comments(
    paragraphs: Iterator[PdfParagraph], comments: Sequence[Sequence[str]]
) -> Iterator[PdfParagraph]:
    """The paragraphs, with a page's comments after the last paragraph that begins there."""
    waiting = [
        Line(text, 0.0, 0.0, 0.0, 0.0, 400, number)
        for number, texts in enumerate(comments, 1)
        for text in texts
    ]
    for paragraph in paragraphs:
        while waiting and waiting[0].page < paragraph.lines[0].page:
            yield _comment(waiting.pop(0))
        yield paragraph
    yield from map(_comment, waiting)


def _comment(line: Line) -> PdfParagraph:
    return PdfParagraph([line], Column((), (), 0.0, 0.0), "comment")


def _parts(paragraph: PdfParagraph, style: _Style) -> Iterator[Part]:
    """The part for a paragraph."""
    lines, words = paragraph.lines, style.words
    if paragraph.kind == "table":
        text, pages = rows_of(lines)
        yield Part("table", text, pages=pages)
    elif paragraph.kind == "note":
        yield _note(lines, words)
    elif paragraph.kind == "comment":
        yield Part("paragraph", clean(lines[0].text), pages=(PageStart(0, lines[0].page),))
    elif paragraph.kind == "caption":
        text, pages = text_of(lines, words)
        yield Part("caption", text, pages=pages)
    else:
        yield _part(lines, paragraph.column, style)


def _part(lines: list[Line], column: Column, style: _Style) -> Part:
    text, pages = text_of(lines, style.words)
    item = ITEM.match(text)
    if item and not is_large(lines[0], style.look):
        number = item["number"] or item["inner"]
        marker = f"{number}." if number else "•"
        return Part("list", text[item.end() :], 1, marker, _shifted(pages, item.end()))
    kind, level = _kind(lines, text, column, style)
    return Part(kind, text, level, "", pages)


def _kind(lines: list[Line], text: str, column: Column, style: _Style) -> tuple[BlockKind, int]:
    look, levels = style.look, style.levels
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


def _levels(pages: Sequence[PdfPage], look: Look) -> dict[float, int]:
    """Font size -> heading level, for sizes larger than the body text; the largest is 1."""
    sizes = {line.size for page in pages for line in page.lines if is_large(line, look)}
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _note(lines: list[Line], words: Counter[str]) -> Part:
    text, pages = text_of(lines, words)
    mark = NOTE.match(text)
    if not mark:
        return Part("caption" if CAPTION.match(text) else "paragraph", text, pages=pages)
    number = mark["number"]
    marker = f"{number}." if number.isdecimal() else number
    return Part("list", text[mark.end() :], 1, marker, _shifted(pages, mark.end()))


def _shifted(pages: tuple[PageStart, ...], by: int) -> tuple[PageStart, ...]:
    return tuple(PageStart(max(0, start - by), number) for start, number in pages)
