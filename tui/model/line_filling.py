"""Wrap text of single-width characters into lines."""

from __future__ import annotations


def fill(text: str, width: int) -> list[tuple[int, int]]:
    """Spans of the lines of a text wrapped to `width` cells; every code point must take one cell.

    Spaces at a line break belong to no line; a word wider than `width` is split.
    """
    text = text.replace("\t", " ")
    lines: list[tuple[int, int]] = []
    start, size, rfind = 0, len(text), text.rfind
    while size - start > width:
        cut = rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            lines.append((start, start + width))
            start += width
            continue
        lines.append((start, cut))
        start = cut + 1
        while start < size and text[start] == " ":
            start += 1
    if start < size or not lines:
        lines.append((start, size))
    return lines
