"""Widths of the columns of a table in DOCX: each holds its longest word, so that no word breaks.

Word processors wrap a cell at spaces and hyphens only while a word fits. What a character takes up
is estimated for DejaVu in bold: the widest of the fonts that stand in for one that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTH = 9000
"""Of a table, in twentieths of a point."""
_MARGIN = 216
"""Of both sides of a cell, in twentieths of a point."""
_SIZE = 22
"""The size of the report's text in half-points."""
SMALLER = (20, 18, 16, 14, 12)
"""Smaller sizes that the text of a table may have, in half-points."""
_WIDEST = 45
"""Code points of a line that a column need not be wider than."""
_NARROW, _WIDE = frozenset(" .,:;'’|!()[]ijlt"), frozenset("mwMW@%—&жмфшщыюЖМФШЩЫЮωΩ")
_WORD = re.compile(r"[^\s-]+-*")


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of columns in twentieths of a point, and the size of the text in half-points."""

    widths: tuple[int, ...]
    size: int

    @property
    def style(self) -> str:
        """The id of the paragraph style of the cells, "" for that of the report."""
        return style_id(self.size) if self.size in SMALLER else ""


def style_id(size: int) -> str:
    """The id of the paragraph style for cells of a smaller size."""
    return f"Cell{size // 2}"


def layout(columns: Sequence[Sequence[str]]) -> Layout:
    """The layout of a table, given the texts of each column; its first row is bold.

    The text becomes smaller until the longest words of all columns fit beside each other. Only
    where they never do, as with a long address, a word is left to break.
    """
    for size in (_SIZE, *SMALLER):
        least = [_least(column, size) for column in columns]
        if sum(least) <= WIDTH:
            break
    wanted = [max(low, _wanted(column, size)) for low, column in zip(least, columns, strict=True)]
    room = WIDTH - sum(least)
    if room < 0:
        shares = [WIDTH * low // sum(least) for low in least]
        return Layout(tuple(shares), size)
    extra = [want - low for want, low in zip(wanted, least, strict=True)]
    total = sum(extra) or 1
    even = [room // len(columns)] * len(columns) if not sum(extra) else None
    grown = even or [room * each // total for each in extra]
    return Layout(tuple(low + more for low, more in zip(least, grown, strict=True)), size)


def _least(column: Sequence[str], size: int) -> int:
    """The width that the longest word of a column needs."""
    words = [word for text in column for word in _WORD.findall(text)]
    return _MARGIN + max((width_of(word, size) for word in words), default=0)


def _wanted(column: Sequence[str], size: int) -> int:
    """The width of the longest text of a column, within bounds."""
    return _MARGIN + max((width_of(text[:_WIDEST], size) for text in column), default=0)


def width_of(text: str, size: int) -> int:
    """About how wide a bold text of a size in half-points is, in twentieths of a point."""
    return round(sum(map(_ems, text)) * size * 10 * 1.05)


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.46
    if character in _WIDE or east_asian_width(character) in "WF":
        return 1.08
    return 0.91 if character.isupper() else 0.7
