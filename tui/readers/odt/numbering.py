"""Numbers and bullets of the lists and headings of an OpenDocument file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..office.numerals import LONGEST, numeral
from .styles import OUTLINE, OdtStyles, attribute, small_integer

if TYPE_CHECKING:
    from lxml.etree import _Element


class ListCounts:
    """The current numbers of all list styles; levels are counted from 1."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._counts: dict[tuple[str, int], int] = {}

    def begin(self, element: _Element, style: str, outer: str) -> None:
        """Begin a list: its numbers restart unless it declares that it continues another list.

        A list inside a list of the same style (`outer`) is a lower level of it and does not
        restart.
        """
        goes_on = attribute(element, "continue-list")
        if style != outer and attribute(element, "continue-numbering") != "true" and not goes_on:
            self._counts = {key: n for key, n in self._counts.items() if key[0] != style}

    def of_item(self, style: str, level: int, item: _Element) -> str:
        """The marker of the next list item: its number or "•"."""
        numbered = self._styles.numbered(style, level)
        if numbered is None:
            return "•"
        self._count(style, level, attribute(item, "start-value"))
        number = self._number(style, level)
        return f"{numbered.prefix}{number}{numbered.suffix or '.'}"[:LONGEST]

    def of_heading(self, element: _Element, level: int) -> str:
        """The number of the next heading of a level, or "" if the headings are not numbered."""
        style = self._styles.list_of(attribute(element, "style-name"), OUTLINE)
        numbered = self._styles.numbered(style, level)
        if numbered is None or attribute(element, "is-list-header") == "true":
            return ""
        restarts = attribute(element, "restart-numbering") == "true"
        self._count(style, level, attribute(element, "start-value") if restarts else "")
        number = self._number(style, level)
        return f"{numbered.prefix}{number}{numbered.suffix}".strip()[:LONGEST]

    def _count(self, style: str, level: int, start: str) -> None:
        """Count one item and reset the lower levels."""
        for key in [k for k in self._counts if k[0] == style and k[1] > level]:
            del self._counts[key]
        numbered = self._styles.numbered(style, level)
        first = 1 if numbered is None else numbered.start
        count = self._counts.get((style, level), first - 1) + 1
        self._counts[style, level] = small_integer(start, count)

    def _number(self, style: str, level: int) -> str:
        """The current number of a level, preceded by the upper levels that the style displays."""
        own = self._styles.numbered(style, level)
        numerals = []
        for at in range(level + 1 - (own.levels if own else 1), level + 1):
            numbered = self._styles.numbered(style, at)
            if numbered is not None:
                count = self._counts.get((style, at), numbered.start)
                numerals.append(numeral(count, numbered.form))
        return ".".join(numerals)
