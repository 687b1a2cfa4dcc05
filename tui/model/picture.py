"""Draw a timeline of an article: one strip for each source, marked where the source speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from .document import Span
from .visible import visible

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
class Voice:
    """The name and kind of a source, and the spans (code points) of its statements."""

    name: str
    kind: str
    spans: tuple[Span, ...]


def cells(spans: Iterable[Span], length: int, width: int) -> list[float]:
    """The share (0 to 1) covered by spans, for each of `width` equal parts of `length` code points.

    Overlapping spans count at most once per part.
    """
    found = [0.0] * width
    if length <= 0 or width <= 0:
        return found
    for start, end in spans:
        first = min(width - 1, max(0, start) * width // length)
        last = min(width - 1, max(start, end - 1) * width // length)
        for cell in range(first, last + 1):
            left, right = cell * length / width, (cell + 1) * length / width
            share = (min(end, right) - max(start, left)) * width / length
            found[cell] = min(1.0, found[cell] + max(0.0, share))
    return found


def strip(spans: Iterable[Span], length: int, width: int) -> str:
    """One line of `width` cells: █ if spans cover at least half of a cell, ▌ if less, · if none."""
    shares = cells(spans, length, width)
    return "".join("·" if not share else "█" if share >= 0.5 else "▌" for share in shares)


def svg(voices: Sequence[Voice], length: int, title: str) -> str:
    """The timeline as a stand-alone SVG element, with the beginning of the text at the left.

    Names are escaped; text and lines take the colour of the surrounding page (`currentColor`).
    """
    height = _ROW * (len(voices) + 1) + 8
    total = _LABEL + _STRIP + 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" role="img" '
        'font-family="sans-serif" font-size="13" fill="currentColor">',
        f"<title>{_text(title)}</title>",
    ]
    for number, voice in enumerate(voices):
        lines += _row(voice, _ROW * number + 4, length)
    foot = _ROW * len(voices) + 20
    right = _LABEL + _STRIP
    lines += [
        f'<text x="{_LABEL}" y="{foot}" font-size="11" opacity=".7">beginning</text>',
        f'<text x="{right}" y="{foot}" font-size="11" opacity=".7" text-anchor="end">end</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _row(voice: Voice, top: int, length: int) -> Iterable[str]:
    middle = top + 14
    name = voice.name if len(voice.name) <= _MOST_LETTERS else voice.name[:_MOST_LETTERS] + "…"
    count = len(voice.spans)
    yield f"<g><title>{_text(voice.name)}: {count} statement{'s' * (count != 1)}</title>"
    yield f'<text x="{_LABEL - 10}" y="{middle}" text-anchor="end">{_text(name)}</text>'
    yield (
        f'<rect x="{_LABEL}" y="{top + 9}" width="{_STRIP}" height="1" opacity=".3" '
        'fill="currentColor"/>'
    )
    colour = _COLOURS.get(voice.kind, "#777777")
    for start, end in voice.spans:
        x = _LABEL + _STRIP * start / max(1, length)
        width = max(2.0, _STRIP * (end - start) / max(1, length))
        yield f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="18" fill="{colour}"/>'
    yield f'<text x="{_LABEL + _STRIP + 10}" y="{middle}">{count}</text></g>'


def _text(text: str) -> str:
    return escape(visible(" ".join(text.split())))
