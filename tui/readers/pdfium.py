"""The lines of a PDF's pages with their places and looks, as PDFium finds them.

Source: https://pdfium.googlesource.com/pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from ..model.errors import ReaderError
from . import bounds, progress

HYPHEN = "\u00ad"
"""What stands for a hyphen at the end of a line that was put there by line breaking."""

_BROKEN = (0xFFFE, 0x02)
"""What PDFium gives for such a hyphen."""
_ENDS = (0x0A, 0x0D)
_BEFORE_NOTES = frozenset('.,;:!?…"”’»)')
_RAISED = 0.85
"""The number of a note is at most so large, compared with the text."""
_LIGATURES = {
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    # Fonts of TeX that do not say which characters their glyphs stand for: its encodings T1, OT1.
    **dict(zip(range(0x1B, 0x20), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip((0x0B, 0x0C, 0x0E, 0x0F), ("ff", "fi", "ffi", "ffl"), strict=True)),
    **dict(zip((0x10, 0x11, 0x15, 0x16), "“”–—", strict=True)),
}
"""What is one glyph, or has no Unicode in its font -> what is read."""
_NOT_SHOWN = frozenset((0, 0xFFFF, 0xFEFF))


def lines_of(data: bytes) -> dict[str, Any]:
    """What PDFium finds in a PDF: `title`, `author`, `date` and `pages`, each a list of lines.

    A line is [text, left, right, baseline, size, weight], in points from the lower left; lines come
    in the order of the page's own content. One that ends in a hyphen which PDFium took for one made
    by line breaking ends in U+00AD. Raises ReaderError for a PDF that is damaged, encrypted or
    larger than the bounds.
    """
    import pypdfium2  # type: ignore[import-untyped]

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
        pages: list[list[list[Any]]] = []
        size = 0
        for number in progress.along(range(count)):
            pages.append(_page(document, number))
            size += sum(len(line[0]) for line in pages[-1])
            if size > bounds.TEXT:
                raise ReaderError("more text in this PDF than a document holds; split it")
    keys = {"title": "Title", "author": "Author", "date": "CreationDate"}
    return {"pages": pages, **{name: known.get(key, "") for name, key in keys.items()}}


def _page(document: Any, number: int) -> list[list[Any]]:
    """The lines of a page; none where the page is damaged, as the others can still be read."""
    import pypdfium2

    try:
        page = document[number]
        with closing(page), closing(page.get_textpage()) as text:
            return list(_lines(text.raw))
    except pypdfium2.PdfiumError:
        return []


def _lines(text: Any) -> Iterator[list[Any]]:
    from pypdfium2 import raw

    line: list[tuple[int, str]] = []
    raised = False
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        number = chr(code).isdecimal() if code < 0x110000 else False
        # The number of a note is to be told from the word that it stands at.
        if raised and not number:
            line.append((index - 1, "]"))
            raised = False
        elif number and not raised and _is_raised(text, index, line):
            line.append((index, "["))
            raised = True
        if code in _ENDS or code in _BROKEN:
            if code in _BROKEN:
                line.append((index, HYPHEN))
            yield from _line(text, line)
            line = []
        elif code not in _NOT_SHOWN and code < 0x110000:
            line.append((index, _LIGATURES.get(code) or chr(code)))
    if raised:
        line.append((line[-1][0], "]"))
    yield from _line(text, line)


def _is_raised(text: Any, index: int, line: list[tuple[int, str]]) -> bool:
    """Whether a character is smaller and higher than the end of a word or sentence before it.

    After a short word it is more likely an exponent, as in "km2".
    """
    tail = "".join(character for _, character in line[-3:])
    if not tail or not (tail[-1] in _BEFORE_NOTES or (len(tail) == 3 and tail.isalpha())):
        return False
    last = line[-1][0]
    size = _size(text, last)
    higher = _baseline(text, index) - _baseline(text, last)
    return _size(text, index) < _RAISED * size and higher > 0.1 * size


def _line(text: Any, line: list[tuple[int, str]]) -> Iterator[list[Any]]:
    """One line with its place and look, which its first and last characters tell."""
    from pypdfium2 import raw

    shown = [index for index, character in line if character.strip() and character != HYPHEN]
    if not shown:
        return
    left, right = _box(text, shown[0])[0], _box(text, shown[-1])[1]
    # A capital initial or a raised number may differ from the rest of its line.
    middle = shown[len(shown) // 2]
    weight = raw.FPDFText_GetFontWeight(text, middle)
    words = "".join(character for _, character in line)
    numbers = [
        round(value, 1) for value in (left, right, _baseline(text, middle), _size(text, middle))
    ]
    yield [words, *numbers, weight]


def _box(text: Any, index: int) -> tuple[float, float]:
    """Left and right of a character."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, right.value


def _baseline(text: Any, index: int) -> float:
    """How far above the lower edge of the page a character stands."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def _size(text: Any, index: int) -> float:
    """The size of type of a character, in points."""
    from pypdfium2 import raw

    return float(raw.FPDFText_GetFontSize(text, index)) * _scale(text, index)


def _scale(text: Any, index: int) -> float:
    """How many times a character is larger than its font's size says, by its matrix."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
