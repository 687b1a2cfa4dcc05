"""Text on a PDF's page that PDFium sees but finds no characters in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import Any

_LEAST = 4
"""Text objects in one font, at least, for it to be judged."""
_MANY, _MOST = 50, 0.65
"""Text objects in one font that are many, and the share of them that must be empty."""
_TERMINATOR = 2
"""Bytes that an empty text takes."""
_NAME = 256
"""Bytes of a font's name that are looked at."""


def lacks_characters(page: Any) -> bool:
    """Whether a font of a page is not in the file, and PDFium finds no characters of it.

    So it is with East Asian fonts that are named but not embedded. An object that holds only spaces
    is empty too, therefore all objects of a font must be, or most of many.
    """
    from pypdfium2 import raw  # type: ignore[import-untyped]

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
    """Whether PDFium misses text that is set vertically: it takes height, but no width."""
    return any(is_empty and _is_upright(one) for one, is_empty in _objects(page))


def _objects(page: Any) -> Iterator[tuple[Any, bool]]:
    """The text objects of a page, each with whether PDFium finds no characters in it."""
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
