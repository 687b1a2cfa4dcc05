"""ArticleMap: the column at the right edge of the article that stands for the whole text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from ...model.document import Span
from .article_scene import ReadingColors

CARET, HIT, TAG, VISIBLE = "◄•▐│"
"""Glyphs of the map by decreasing priority, distinct without colour."""

MapMarks = Callable[[int, int], str]
"""Returns the colour "#rrggbb" of a mark in the span from start to end, or ""."""


class MapState(NamedTuple):
    """The rows of the map for the caret (-1 for none), the visible part and the hits."""

    caret: int
    visible: Span
    hits: frozenset[int] = frozenset()


class ArticleMap:
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
        """The span of all offsets whose row is `row`."""
        start, end = (-(-at * self.length // self.height) for at in (row, row + 1))
        return Span(start, end)

    def color(self, row: int) -> str:
        """The colour of a mark on a row, or ""; cached."""
        if row not in self._colors:
            self._colors[row] = self._marks(*self.span(row))
        return self._colors[row]

    def discard(self, start: int, end: int) -> range:
        """Discard the cached colours of a span. Returns its rows."""
        rows = range(self.row(start), self.row(max(start, end - 1)) + 1)
        for row in rows:
            self._colors.pop(row, None)
        return rows

    def cell(self, row: int, state: MapState, colors: ReadingColors) -> Segment:
        """The cell of a row."""
        is_visible = state.visible.start <= row < state.visible.end
        background = colors.map if is_visible else colors.background
        tag = self.color(row)
        if row == state.caret:
            glyph, color = CARET, colors.text
        elif row in state.hits:
            glyph, color = HIT, colors.text
        elif tag:
            glyph, color = TAG, tag
        else:
            glyph, color = (VISIBLE if is_visible else " "), colors.muted
        return _segment(glyph, color, background)


@lru_cache(maxsize=256)
def _segment(glyph: str, color: str, background: str) -> Segment:
    return Segment(glyph, Style(color=color, bgcolor=background))
