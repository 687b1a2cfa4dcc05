"""The styles of an OpenDocument file: of paragraphs and text, and the numbers of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import BlockKind
from ..office.styles import LONGEST, kind_of_style, numeral
from ..xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH = 24
"""Longest chain of parent styles that is followed."""


OUTLINE = "Outline"
"""Internal name of the list style that numbers headings."""
_NUMBERED = ("list-level-style-number", "outline-level-style")


class Numbered(NamedTuple):
    """The numbering of a list level: format, prefix, suffix, first number, levels displayed."""

    form: str
    prefix: str
    suffix: str
    start: int
    levels: int


class OdtStyles:
    """The styles by family and name, and the levels of the list styles."""

    def __init__(self, trees: Iterable[_Element]) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._lists: dict[str, dict[int, _Element]] = {}
        for tree in trees:
            for element in tree.iter():
                if local_name(element) == "style":
                    key = attribute(element, "family"), attribute(element, "name")
                    self._styles.setdefault(key, element)
                elif local_name(element) in ("list-style", "outline-style"):
                    levels = {small_integer(attribute(e, "level"), 1): e for e in element}
                    is_outline = local_name(element) == "outline-style"
                    name = OUTLINE if is_outline else attribute(element, "name")
                    self._lists.setdefault(name, levels)

    def kind(self, name: str) -> tuple[BlockKind, int]:
        """The kind of paragraphs of a style and, for headings, their level."""
        for style in self._chain("paragraph", name):
            shown = attribute(style, "display-name") or attribute(style, "name")
            named = kind_of_style(shown.replace("_20_", " "))
            if named:
                return named
            level = attribute(style, "default-outline-level")
            if level.isdecimal() and 0 < small_integer(level, 0) < 10:
                return "heading", small_integer(level, 1)
        return "paragraph", 0

    def list_of(self, name: str, default: str = "") -> str:
        """The list style that a paragraph style implies; it may be "" for none."""
        for style in self._chain("paragraph", name):
            for key, value in style.attrib.items():
                if str(key).endswith("}list-style-name"):
                    return str(value)
        return default

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether a style hides its text."""
        for style in self._chain(family, name):
            for properties in style:
                shown = attribute(properties, "display")
                if local_name(properties) == "text-properties" and shown:
                    return shown == "none"
        return False

    def numbered(self, name: str, level: int) -> Numbered | None:
        """The numbering of a list level, or None if the level has bullets."""
        element = self._lists.get(name, {}).get(level)
        if element is None or local_name(element) not in _NUMBERED:
            return None
        if not attribute(element, "num-format"):
            return None
        return Numbered(
            attribute(element, "num-format"),
            attribute(element, "num-prefix"),
            attribute(element, "num-suffix"),
            small_integer(attribute(element, "start-value"), 1),
            min(level, small_integer(attribute(element, "display-levels"), 1)),
        )

    def _chain(self, family: str, name: str) -> Iterator[_Element]:
        """The style of a given name, its parent style, and so on."""
        for _ in range(_DEPTH):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")


def attribute(element: _Element, name: str) -> str:
    """The value of an attribute regardless of its namespace; "" if it is absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def small_integer(text: str, default: int) -> int:
    """A non-negative integer of at most five digits, or the default."""
    return int(text) if text.isdecimal() and len(text) < 6 else default


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
