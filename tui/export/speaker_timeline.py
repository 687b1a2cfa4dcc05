"""Draw a timeline of an article: a row for each source, marked where the source speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from ..model.document import Span
from ..model.spans import coverage
from ..model.visible import visible

_LABEL = 230
_STRIP = 640
_ROW = 24
_MOST_LETTERS = 34
_COLOURS = {
    "named": "#3b6fb6",
    "unnamed": "#b5652b",
    "collective": "#6b7f2a",
    "medium": "#8a4f9e",
    "document": "#2a8585",
}
"""Colours by kind of source, each with a contrast above 3 to both white and black."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """The name and kind of a source, and the spans (code points) of its statements."""

    name: str
    kind: str
    spans: tuple[Span, ...]


def text_row(spans: Iterable[Span], length: int, width: int) -> str:
    """One line of `width` cells: █ if spans cover at least half of a cell, ▌ if less, · if none."""
    shares = coverage(spans, length, width)
    return "".join("·" if not share else "█" if share >= 0.5 else "▌" for share in shares)


def svg(rows: Sequence[TimelineRow], length: int, title: str) -> str:
    """The timeline as a stand-alone SVG element, with the beginning of the text at the left.

    Names are escaped; text and lines take the colour of the surrounding page (`currentColor`).
    """
    height = _ROW * (len(rows) + 1) + 8
    total = _LABEL + _STRIP + 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" role="img" '
        'font-family="sans-serif" font-size="13" fill="currentColor">',
        f"<title>{_text(title)}</title>",
    ]
    for number, row in enumerate(rows):
        lines += _row(row, _ROW * number + 4, length)
    foot = _ROW * len(rows) + 20
    right = _LABEL + _STRIP
    lines += [
        f'<text x="{_LABEL}" y="{foot}" font-size="11" opacity=".7">beginning</text>',
        f'<text x="{right}" y="{foot}" font-size="11" opacity=".7" text-anchor="end">end</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _row(row: TimelineRow, top: int, length: int) -> Iterable[str]:
    middle = top + 14
    name = row.name if len(row.name) <= _MOST_LETTERS else row.name[:_MOST_LETTERS] + "…"
    count = len(row.spans)
    yield f"<g><title>{_text(row.name)}: {count} statement{'s' * (count != 1)}</title>"
    yield f'<text x="{_LABEL - 10}" y="{middle}" text-anchor="end">{_text(name)}</text>'
    yield (
        f'<rect x="{_LABEL}" y="{top + 9}" width="{_STRIP}" height="1" opacity=".3" '
        'fill="currentColor"/>'
    )
    colour = _COLOURS.get(row.kind, "#777777")
    for start, end in row.spans:
        x = _LABEL + _STRIP * start / max(1, length)
        width = max(2.0, _STRIP * (end - start) / max(1, length))
        yield f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="18" fill="{colour}"/>'
    yield f'<text x="{_LABEL + _STRIP + 10}" y="{middle}">{count}</text></g>'


def _text(text: str) -> str:
    return escape(visible(" ".join(text.split())))
