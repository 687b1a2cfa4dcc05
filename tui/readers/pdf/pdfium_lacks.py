"""Detects text on a PDF page for which PDFium returns no characters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import Any

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
