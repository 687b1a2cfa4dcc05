"""Interprets the styles of an OpenDocument file for paragraphs, lists and spans of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import BlockKind
from ..office.style_names import kind_of_style
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
