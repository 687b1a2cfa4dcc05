"""The figures on tags of a report in HTML: bars, and a map of the pairs that overlap.

Every bar and every square has its number beside or in it, so that the figures are legible without
colour. They are left out when the page is printed, which is for reading the passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from .html_text import inline
from .sources import count
from .tag_figure_node import TagFigures

_BAR_WIDTH, _BAR_HEIGHT = 100, 16
_SQUARE, _LABEL, _HEAD = 34, 260, 24
"""Units of the map: the side of a square, and the room for names and for the numbers above."""
_DARKEST = 0.45
"""The opacity of the square with the most pairs: the number in it stays legible."""
_LONGEST = 34
"""Code points of a name in the map."""


def tag_figures(node: TagFigures) -> Iterator[str]:
    """The figures: bars, and the map if any tags overlap."""
    yield '<figure class="voices tags">\n<figcaption>How often each tag was used.</figcaption>'
    most = max(uses for _, uses, _ in node.used)
    for tag, uses, documents in node.used:
        said = f"{count(uses, 'annotation')} in {count(documents, 'document')}"
        yield (
            f'<div class="voice"><span dir="auto">{inline(tag)}</span>'
            f"{_bar(uses / most, f'{tag}: {said}')}<span>{uses}</span></div>"
        )
    yield from _left_out(node.left_out)
    yield "</figure>"
    if node.names:
        yield '<figure class="voices tags">\n<figcaption>How often two tags overlap.</figcaption>'
        yield _map(node)
        yield from _left_out(node.names_left_out)
        yield "</figure>"


def _left_out(number: int) -> Iterator[str]:
    if number:
        yield f'<p class="quiet small">{count(number, "more tag")}, not shown.</p>'


def _bar(share: float, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {_BAR_WIDTH} {_BAR_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{inline(label)}"><rect x="0" y="0" width="{share * _BAR_WIDTH:.1f}" '
        f'height="{_BAR_HEIGHT}"/></svg>'
    )


def _map(node: TagFigures) -> str:
    """The map: a row and a column for each tag; the columns have the numbers of the rows."""
    side = len(node.names) * _SQUARE
    most = max(number for row in node.pairs for number in row)
    parts = [
        f'<svg class="pairs" viewBox="0 0 {_LABEL + side} {_HEAD + side}" role="img" '
        'aria-label="How often two tags overlap">'
    ]
    for row, name in enumerate(node.names):
        middle = _HEAD + row * _SQUARE + _SQUARE // 2
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        parts.append(f'<text x="0" y="{middle}">{row + 1} {inline(short)}</text>')
        parts.append(f'<text class="number" x="{_center(row)}" y="{_HEAD // 2}">{row + 1}</text>')
        for column, number in enumerate(node.pairs[row]):
            if number:
                parts.append(_square(row, column, number, most))
    return "".join((*parts, "</svg>"))


def _square(row: int, column: int, number: int, most: int) -> str:
    left, top = _LABEL + column * _SQUARE, _HEAD + row * _SQUARE
    return (
        f'<rect x="{left}" y="{top}" width="{_SQUARE}" height="{_SQUARE}" '
        f'fill-opacity="{number / most * _DARKEST:.2f}"/>'
        f'<text class="number" x="{_center(column)}" y="{top + _SQUARE // 2}">{number}</text>'
    )


def _center(column: int) -> int:
    return _LABEL + column * _SQUARE + _SQUARE // 2
