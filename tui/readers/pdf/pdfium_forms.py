"""Form values and annotations of PDF pages, which are not part of the page content."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .lines import Line

_SAME_PLACE = 2.0
"""Distance in points by which flattening may move a line."""
_SAME_ROW = 0.7
"""Greatest distance between the baselines of a value and its label, in font sizes."""


def is_interactive(page: Any) -> bool:
    """Whether a page has annotations that may show text: form fields, text boxes, stamps."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    shown = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
    return any(raw.FPDFAnnot_GetSubtype(annotation) in shown for annotation in _each(page))


def notes_on(page: Any, lines: Sequence[Line]) -> list[str]:
    """The texts of the comments on a page, except those that its lines contain already."""
    from pypdfium2 import raw

    comments = (
        *(raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE),
        *(raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET),
    )
    content = _packed(" ".join(line.text for line in lines))
    found = []
    for annotation in _each(page):
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        hidden = kind == raw.FPDF_ANNOT_FREETEXT and not _has_appearance(annotation)
        if kind in comments or hidden:
            text = _string(annotation)
            if text.strip() and _packed(text) not in content:
                found.append(text)
    return found


def with_values(lines: Sequence[Line], flattened: Sequence[Line]) -> list[Line]:
    """The lines of a page and those that flattening adds, each placed beside or below its label."""
    known: dict[str, list[Line]] = {}
    for line in lines:
        known.setdefault(line.text.strip(), []).append(line)
    made = list(lines)
    for line in flattened:
        same = known.get(line.text.strip(), [])
        before = next((other for other in same if _is_there(other, line)), None)
        if before is not None:
            same.remove(before)
        else:
            made.insert(_index(made, line), line)
    return made


def _is_there(one: Line, other: Line) -> bool:
    return abs(one.left - other.left) <= _SAME_PLACE and abs(one.y - other.y) <= _SAME_PLACE


def _index(lines: Sequence[Line], line: Line) -> int:
    """The index at which to insert a line: after its left neighbour in the row, else by height."""
    row = [
        at
        for at, other in enumerate(lines)
        if abs(other.y - line.y) <= _SAME_ROW * max(line.size, other.size)
        and other.left <= line.left
    ]
    if row:
        return max(row, key=lambda at: lines[at].left) + 1
    above = [at for at, other in enumerate(lines) if other.y > line.y]
    return min(above, key=lambda at: lines[at].y) + 1 if above else 0


@contextmanager
def _opened(page: Any, index: int) -> Iterator[Any]:
    from pypdfium2 import raw

    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _each(page: Any) -> Iterator[Any]:
    """The annotations of a page; each is open only until the next one is requested."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        with _opened(page, index) as annotation:
            if annotation:
                yield annotation


def _has_appearance(annotation: Any) -> bool:
    from pypdfium2 import raw

    mode = raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    return bool(raw.FPDFAnnot_GetAP(annotation, mode, None, 0) > 2)


def _string(annotation: Any) -> str:
    """The text of an annotation (its Contents entry)."""
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", pointer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _packed(text: str) -> str:
    return "".join(text.casefold().split())
