"""Extracts lines, metadata and comments from a PDF with PDFium, and lists unreadable pages.

Source: https://pdfium.googlesource.com/pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from ...model.errors import ReaderError
from .. import bounds, reading_progress
from .lines import Line
from .pdfium_forms import is_interactive, notes_on, with_values
from .pdfium_text import lines_of

_UNDECODED = 0.15
"""Share of undecodable characters from which on a page counts as undecodable."""
_UPRIGHT = 0.6
"""Share of lines of one East Asian character from which on a page counts as set vertically."""
_VERTICAL_LINES = 8
_NAMED = 5
"""Most pages that a remark lists one by one."""


@dataclass(slots=True)
class Extracted:
    """The lines of each page in content order, and the metadata of the document.

    `comments` are the texts of annotations by page. `damaged`, `pictures` (scanned), `undecoded`
    and `vertical` list the pages, counted from 1, from which text is missing.
    """

    title: str
    author: str
    date: str
    pages: list[list[Line]] = field(default_factory=list)
    comments: list[list[str]] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    undecoded: list[int] = field(default_factory=list)
    vertical: list[int] = field(default_factory=list)

    def remarks(self) -> tuple[str, ...]:
        """Remarks for the user about the pages from which text is missing."""
        said = (
            (self.damaged, "damaged and could not be read"),
            (self.pictures, "without text, most likely scanned; have the text recognised (OCR)"),
            (
                self.undecoded,
                "set, at least in part, in a font that does not say which characters it shows; "
                "have the text recognised (OCR)",
            ),
            (self.vertical, "set vertically, and some text is missing or out of order"),
        )
        return tuple(f"{_subject(pages, len(self.pages))} {what}" for pages, what in said if pages)


def extract(data: bytes) -> Extracted:
    """The content of a PDF; ReaderError if it is damaged, encrypted or exceeds the limits."""
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReaderError(
                "encrypted; open it with its password and save it without one"
            ) from error
        raise ReaderError("a damaged PDF; fetch the file again") from error
    with closing(document):
        count = len(document)
        if count > bounds.PAGES:
            raise ReaderError(
                f"{count:,} pages, more than the {bounds.PAGES:,} that open; split it"
            )
        known = document.get_metadata_dict()
        made = Extracted(*(known.get(key, "") for key in ("Title", "Author", "CreationDate")))
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        size = 0
        for number in reading_progress.track(range(count)):
            _add(made, document, number)
            size += sum(len(line.text) for line in made.pages[-1])
            if size > bounds.TEXT:
                raise ReaderError("more text in this PDF than a document holds; split it")
    return made


def _add(made: Extracted, document: Any, number: int) -> None:
    """Add the lines of a page, counted from 0, or record why it has none."""
    import pypdfium2

    lines: list[Line] = []
    comments: list[str] = []
    missing: list[int] | None = None
    try:
        page = document[number]
        with closing(page):
            lines, share = _read(page, number)
            comments = notes_on(page, lines)
            if is_interactive(page):
                lines = with_values(lines, _flattened(document, page, number))
            if share >= _UNDECODED or lacks_characters(page):
                missing = made.undecoded
            elif not lines and not comments and _has_picture(page):
                missing = made.pictures
            elif _is_vertical(lines) or has_vertical_text(page):
                missing = made.vertical
    except pypdfium2.PdfiumError:
        missing = made.damaged
    if missing is not None:
        missing.append(number + 1)
    made.pages.append(lines)
    made.comments.append(comments)


def _read(page: Any, number: int) -> tuple[list[Line], float]:
    """The lines of a page, and the share of its characters that cannot be decoded."""
    with closing(page.get_textpage()) as text:
        return lines_of(text.raw, number + 1)


def _flattened(document: Any, page: Any, number: int) -> list[Line]:
    """The lines of a page after its form fields and annotations are merged into its content."""
    from pypdfium2 import raw

    if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return []
    with closing(document[number]) as again:
        return _read(again, number)[0]


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)), None) is not None


def _is_vertical(lines: Sequence[Line]) -> bool:
    """Whether most lines are one East Asian character: PDFium returns vertical text so."""
    single = sum(len(line.text.strip()) == 1 and line.text.strip() >= "\u2e80" for line in lines)
    return len(lines) >= _VERTICAL_LINES and single >= _UPRIGHT * len(lines)


def _subject(pages: Sequence[int], count: int) -> str:
    """A subject and verb for a remark: "page 3 is", "pages 3 and 4 are", or a count of pages."""
    if len(pages) == count:
        return "its only page is" if count == 1 else f"all of its {count:,} pages are"
    if len(pages) == 1:
        return f"page {pages[0]} is"
    if len(pages) <= _NAMED:
        return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} are"
    first = ", ".join(map(str, pages[:3]))
    return f"{len(pages):,} of its {count:,} pages ({first}, ...) are"


_LEAST = 4
"""Least number of text objects in a font for a judgement."""
_MANY, _MOST = 50, 0.65
"""Number of text objects from which on a share of empty ones suffices, and that share."""
_TERMINATOR = 2
"""Size in bytes of an empty text: its terminator."""
_NAME = 256
"""Bytes of a font name that are compared."""


def lacks_characters(page: Any) -> bool:
    """Whether PDFium finds no characters for a font that is not embedded.

    This happens with East Asian fonts that are named only. Objects that contain only spaces are
    empty too, so all objects of the font must be empty, or most of a large number.
    """
    from pypdfium2 import raw

    empty: dict[bytes, list[bool]] = {}
    for one, is_empty in _objects(page):
        font = raw.FPDFTextObj_GetFont(one)
        if font and not raw.FPDFFont_GetIsEmbedded(font):
            empty.setdefault(_name(font), []).append(is_empty)
    return any(
        len(found) >= _LEAST
        and (all(found) or (len(found) >= _MANY and sum(found) > _MOST * len(found)))
        for found in empty.values()
    )


def has_vertical_text(page: Any) -> bool:
    """Whether PDFium misses vertical text: an empty text object that has height but no width."""
    return any(is_empty and _is_upright(one) for one, is_empty in _objects(page))


def _objects(page: Any) -> Iterator[tuple[Any, bool]]:
    """(text object, whether PDFium finds no characters in it) for each text object of a page."""
    from pypdfium2 import raw

    with closing(page.get_textpage()) as text:
        for found in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
            size = raw.FPDFTextObj_GetText(found.raw, text.raw, None, 0)
            yield found.raw, size <= _TERMINATOR


def _name(font: Any) -> bytes:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(_NAME)
    raw.FPDFFont_GetBaseFontName(font, buffer, _NAME)
    return buffer.value


def _is_upright(one: Any) -> bool:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return right.value - left.value < 1 and top.value - bottom.value > 10
