"""The map at the right edge: the whole article in one column. Pure but for a memory of colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from ...model.document import Span
from .article_scene import ReadingColors

CARET, HIT, TAG, WINDOW = "◄•▐│"
"""Glyphs of the map, the strongest first: each says without colour what it is."""

MapMarks = Callable[[int, int], str]
"""The "#rrggbb" of a mark in a span of the text, given its start and end, or ""."""


class Seen(NamedTuple):
    """What moves on the map: the rows of the caret, of the visible part and of the hits."""

    caret: int
    window: Span
    hits: frozenset[int] = frozenset()


class Track:
    """A column of `height` rows that stands for a text of `length` code points."""

    def __init__(self, height: int, length: int, marks: MapMarks) -> None:
        self.height = max(1, height)
        self.length = max(1, length)
        self._marks = marks
        self._colors: dict[int, str] = {}

    def row(self, offset: int) -> int:
        """The row of an offset."""
        return min(self.height - 1, max(0, offset) * self.height // self.length)

    def span(self, row: int) -> Span:
        """The span of the text for which a row stands: the offsets that `row` maps to it."""
        start, end = (-(-at * self.length // self.height) for at in (row, row + 1))
        return Span(start, end)

    def color(self, row: int) -> str:
        """The colour of a mark on a row, or ""; asked for once."""
        if row not in self._colors:
            self._colors[row] = self._marks(*self.span(row))
        return self._colors[row]

    def forget(self, start: int, end: int) -> range:
        """The rows of a span, whose colours will be asked for again."""
        rows = range(self.row(start), self.row(max(start, end - 1)) + 1)
        for row in rows:
            self._colors.pop(row, None)
        return rows

    def cell(self, row: int, seen: Seen, colors: ReadingColors) -> Segment:
        """The one cell of a row."""
        visible = seen.window.start <= row < seen.window.end
        background = colors.map if visible else colors.background
        tag = self.color(row)
        if row == seen.caret:
            glyph, color = CARET, colors.text
        elif row in seen.hits:
            glyph, color = HIT, colors.text
        elif tag:
            glyph, color = TAG, tag
        else:
            glyph, color = (WINDOW if visible else " "), colors.muted
        return _segment(glyph, color, background)


@lru_cache(maxsize=256)
def _segment(glyph: str, color: str, background: str) -> Segment:
    return Segment(glyph, Style(color=color, bgcolor=background))
