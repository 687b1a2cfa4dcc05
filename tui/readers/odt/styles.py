"""What the styles of an OpenDocument file make of its paragraphs, lists and stretches of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import BlockKind
from ..office.style_names import kind_of_style
from ..xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH = 24
"""Styles that may be based one on another."""


OUTLINE = "Outline"
"""The name here of the list style that numbers headings."""
_NUMBERED = ("list-level-style-number", "outline-level-style")


class Numbered(NamedTuple):
    """How items are numbered: format, what stands around it, first number, levels shown."""

    form: str
    prefix: str
    suffix: str
    start: int
    levels: int


class OdtStyles:
    """The styles by their names, and which list styles number their items."""

    def __init__(self, trees: Iterable[_Element]) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._lists: dict[str, dict[int, _Element]] = {}
        for tree in trees:
            for element in tree.iter():
                if local(element) == "style":
                    key = attribute(element, "family"), attribute(element, "name")
                    self._styles.setdefault(key, element)
                elif local(element) in ("list-style", "outline-style"):
                    levels = {whole(attribute(e, "level"), 1): e for e in element}
                    is_outline = local(element) == "outline-style"
                    name = OUTLINE if is_outline else attribute(element, "name")
                    self._lists.setdefault(name, levels)

    def kind(self, name: str) -> tuple[BlockKind, int]:
        """The kind of the paragraphs of a style and, of headings, their level."""
        for style in self._chain("paragraph", name):
            shown = attribute(style, "display-name") or attribute(style, "name")
            named = kind_of_style(shown.replace("_20_", " "))
            if named:
                return named
            level = attribute(style, "default-outline-level")
            if level.isdecimal() and 0 < whole(level, 0) < 10:
                return "heading", whole(level, 1)
        return "paragraph", 0

    def list_of(self, name: str, default: str = "") -> str:
        """The list style that a style of paragraphs brings along, which may be "" for none."""
        for style in self._chain("paragraph", name):
            for key, value in style.attrib.items():
                if str(key).endswith("}list-style-name"):
                    return str(value)
        return default

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether a style hides the text that it is given to."""
        for style in self._chain(family, name):
            for properties in style:
                shown = attribute(properties, "display")
                if local(properties) == "text-properties" and shown:
                    return shown == "none"
        return False

    def numbered(self, name: str, level: int) -> Numbered | None:
        """How the items of a level of a list are numbered; None where they have bullets."""
        element = self._lists.get(name, {}).get(level)
        if element is None or local(element) not in _NUMBERED:
            return None
        if not attribute(element, "num-format"):
            return None
        return Numbered(
            attribute(element, "num-format"),
            attribute(element, "num-prefix"),
            attribute(element, "num-suffix"),
            whole(attribute(element, "start-value"), 1),
            min(level, whole(attribute(element, "display-levels"), 1)),
        )

    def _chain(self, family: str, name: str) -> Iterator[_Element]:
        """The style of a name, the one that it is based on, and so on."""
        for _ in range(_DEPTH):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")


def attribute(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; "" where it is absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def whole(text: str, default: int) -> int:
    """A small whole number."""
    return int(text) if text.isdecimal() and len(text) < 6 else default
