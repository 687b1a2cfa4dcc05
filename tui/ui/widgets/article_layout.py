"""TextFlow: lays out the Blocks of a Document in lines, and maps offsets to rows and back.

A position is a Block and a row in it. The lines of a whole text are never counted, so that the
time to open, scroll and resize does not depend on the length of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...model.document import Block, BlockKind, Document, Mark, Span
from ...model.graphemes import boundaries
from ...model.patterns import lazily
from ..display import cell_width
from ..wrap import drawn_text, visible_spans, wrap

GUTTER = 5
"""Cells left of the text: one for a mark, three for labels, one for the caret or a hit."""

MAP_WIDTH = 1
"""Cells of the map, at the right edge of the widget."""

_EDGE = 1
"""Cells between the text and the right edge of the page."""

_CACHED_BLOCKS = 512
"""The number of Blocks whose layout is cached, far more than a screen shows."""

_MAX_LEVEL = 5
"""The list level from which on deeper levels are not indented further."""

_TURNOVER = 2
"""Cells by which the continuation of a table's row stands further in, where there is room."""
_NARROW = 20
"""The width in cells below which there is none."""

_OWN_MARKER = lazily(r"(?:[-*+•–—·]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+")


class PageFrame(NamedTuple):
    """The columns of the page in the widget, in cells from its left edge."""

    width: int
    left: int
    text_width: int

    @property
    def text_left(self) -> int:
        """The column at which the text begins."""
        return self.left + GUTTER

    @property
    def right(self) -> int:
        """The column after the page."""
        return self.text_left + self.text_width + _EDGE


def page(width: int, measure: int) -> PageFrame:
    """A page centred in a widget of some width, with text at most `measure` cells wide."""
    room = max(1, width - MAP_WIDTH - GUTTER - _EDGE)
    text_width = min(room, max(1, measure))
    # The gutter is mostly empty: half of it counts as margin, so that the text looks centred.
    left = max(0, (room - text_width - GUTTER // 2) // 2)
    return PageFrame(width, left, text_width)


class LayoutRow(NamedTuple):
    """One row of the article: the number of a Block and of a row in it, both from 0.

    The blank rows above a Block are its first rows.
    """

    block: int
    row: int


class BlockLayout(NamedTuple):
    """The lines of a Block.

    `gap` is the number of blank rows above the Block; `lines` are disjoint spans, and `hidden` are
    spans that take no cells. `indent` and `hang` are the cells before the first line and before
    the others; `marker` is drawn in the indent of the first line. `turnovers` are the
    numbers of the lines that continue a row of a table and are indented further.
    """

    block: Block
    gap: int
    indent: int
    hang: int
    marker: str
    lines: tuple[Span, ...]
    hidden: tuple[Span, ...]
    marks: tuple[Mark, ...]
    turnovers: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        """The number of rows, including the blank ones above the Block."""
        return self.gap + len(self.lines)

    def extent(self, line: int) -> Span:
        """The span of a line (from 0) up to the start of the next line."""
        start = self.lines[line].start if line else self.block.start
        last = line + 1 >= len(self.lines)
        return Span(start, self.block.end if last else self.lines[line + 1].start)

    def line_of(self, offset: int) -> int:
        """The number (from 0) of the line that contains an offset."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def inset(self, line: int) -> int:
        """The cells before the text of a line."""
        return (self.hang if line else self.indent) + _TURNOVER * (line in self.turnovers)

    def visible_spans(self, line: int) -> list[Span]:
        """The spans of a line that are not hidden."""
        return visible_spans(*self.lines[line], self.hidden)


class TextFlow:
    """A Document laid out at a width in cells, whose rows are computed when they are needed."""

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = width
        self.layout = lru_cache(maxsize=_CACHED_BLOCKS)(self._layout)

    def _layout(self, number: int) -> BlockLayout:
        document, block = self.document, self.document.blocks[number]
        before = document.blocks[number - 1].kind if number else None
        marks = tuple(document.marks_in(block.start, block.end))
        hidden = _merged([Span(m.start, m.end) for m in marks if m.style == "hidden"])
        text = document.text[block.start : block.end]
        indent, own = _indents(block, text, self.width)
        inner = [Span(a - block.start - own, b - block.start - own) for a, b in hidden]
        code = any(m.style == "code" and "\n" in document.text[m.start : m.end] for m in marks)
        first = block.start + own
        is_table = block.kind == "table"
        turns_in = is_table and self.width > _NARROW
        width = max(1, self.width - indent - own - _TURNOVER * turns_in)
        wrapped = wrap(text[own:], width, inner, code or is_table)
        lines = [Span(first + a, first + b) for a, b in wrapped]
        lines[0] = Span(block.start, lines[0].end)
        return BlockLayout(
            block=block,
            gap=_gap(before, block.kind),
            indent=indent,
            hang=indent + own,
            marker=block.marker,
            lines=tuple(lines),
            hidden=tuple(hidden),
            marks=tuple(m for m in marks if m.style != "hidden"),
            turnovers=_turnovers(document.text, lines) if turns_in else frozenset(),
        )

    def row_of(self, offset: int) -> LayoutRow:
        """The row of an offset, or of the nearest text before it."""
        number = self.document.block_at(offset)
        layout = self.layout(number)
        return LayoutRow(number, layout.gap + layout.line_of(offset))

    def offset(self, row: LayoutRow) -> int:
        """The offset at which the text of a row begins; for a blank row, that of its Block."""
        layout = self.layout(row.block)
        return layout.lines[max(0, row.row - layout.gap)].start

    def corresponding_row(self, other: TextFlow, row: LayoutRow) -> LayoutRow:
        """The row with the text of a row in another layout of the same Document."""
        return self.row_of(other.offset(row)) if row.row else row

    def last(self) -> LayoutRow:
        """The last row of the text."""
        number = len(self.document.blocks) - 1
        return LayoutRow(number, self.layout(number).height - 1)

    def advance(self, row: LayoutRow, count: int) -> LayoutRow:
        """The row `count` rows below a row, or above it if negative; at most the first or last."""
        number, at = row.block, row.row + count
        while at < 0 and number > 0:
            number -= 1
            at += self.layout(number).height
        while at >= self.layout(number).height:
            if number + 1 >= len(self.document.blocks):
                return self.last()
            at -= self.layout(number).height
            number += 1
        return LayoutRow(number, max(0, at))

    def rows(self, top: LayoutRow, count: int) -> list[LayoutRow]:
        """At most `count` rows from `top` on."""
        found: list[LayoutRow] = []
        number, at = top
        while number < len(self.document.blocks) and len(found) < count:
            height = min(self.layout(number).height, at + count - len(found))
            found.extend(LayoutRow(number, row) for row in range(at, height))
            number, at = number + 1, 0
        return found

    def column(self, row: LayoutRow, offset: int) -> int:
        """The cells from the left edge of the text to an offset on a row."""
        layout = self.layout(row.block)
        line = max(0, row.row - layout.gap)
        text = self.document.text
        before = (text[a : min(b, offset)] for a, b in layout.visible_spans(line) if a < offset)
        return layout.inset(line) + sum(cell_width(drawn_text(part)) for part in before)

    def offset_at(self, row: LayoutRow, column: int) -> int:
        """The offset of the grapheme cluster at or nearest to a column of the text."""
        layout = self.layout(row.block)
        line = max(0, row.row - layout.gap)
        text, room = self.document.text, column - layout.inset(line)
        last = layout.lines[line].start
        for start, end in layout.visible_spans(line):
            shown = drawn_text(text[start:end])
            for a, b in pairwise(boundaries(text[start:end])):
                last = start + a
                room -= cell_width(shown[a:b])
                if room < 0:
                    return last
        return last


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _indents(block: Block, text: str, width: int) -> tuple[int, int]:
    """The cells before a Block's lines, and the length of a list marker that begins its text."""
    if block.kind == "quote":
        return 2, 0
    if block.kind != "list" and not block.marker:
        return 0, 0
    level = 2 * (min(max(block.level, 1), _MAX_LEVEL) - 1)
    if block.marker:
        return min(level + cell_width(drawn_text(block.marker)) + 1, width // 2), 0
    own = _OWN_MARKER.match(text)
    return min(level, width // 2), own.end() if own else 0


def _turnovers(text: str, lines: Sequence[Span]) -> frozenset[int]:
    """The numbers of the lines before which the text has no line break."""
    pairs = enumerate(pairwise(lines), 1)
    return frozenset(n for n, (one, next) in pairs if "\n" not in text[one.end : next.start])


def _gap(before: BlockKind | None, kind: BlockKind) -> int:
    """The number of blank rows between two Blocks of kinds `before` and `kind`."""
    if before == kind and kind in ("list", "related"):
        return 0
    return 2 if before == "title" and kind != "byline" else 1
