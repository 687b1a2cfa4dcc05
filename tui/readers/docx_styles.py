"""What the styles and the numbering of a DOCX make of its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.document import BlockKind
from .style_names import kind_of_style
from .xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEPTH = 24
"""Styles that may be based one on another."""


class Styles:
    """The paragraph styles: each has a name, an outline level, and a style that it is based on."""

    def __init__(self, tree: _Element | None) -> None:
        styles = [] if tree is None else list(tree.iter(f"{_W}style"))
        self._styles = {style.get(f"{_W}styleId") or "": style for style in styles}

    def chain(self, paragraph: _Element) -> list[_Element]:
        """The properties that count for a paragraph: its own, its style's, that one's basis' …"""
        found: list[_Element] = []
        own = paragraph.find(f"{_W}pPr")
        if own is not None:
            found.append(own)
        name = _value(own, "pStyle")
        while name in self._styles and len(found) < _DEPTH:
            style = self._styles[name]
            found.append(style)
            name = _value(style, "basedOn")
        return found

    def kind(self, paragraph: _Element) -> tuple[BlockKind, int]:
        """The kind of a paragraph and, of a heading, its level."""
        for step in self.chain(paragraph):
            named = kind_of_style(_value(step, "name"))
            if named:
                return named
            outline = _value(_properties(step), "outlineLvl")
            if outline.isdecimal() and len(outline) == 1 and int(outline) < 9:
                return "heading", int(outline) + 1
        return "paragraph", 0


class Numbering:
    """The lists: which number or bullet each paragraph gets."""

    def __init__(self, tree: _Element | None) -> None:
        self._levels: dict[tuple[str, int], bool] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if tree is not None:
            self._learn(tree)

    def _learn(self, tree: _Element) -> None:
        abstract: dict[str, _Element] = {
            one.get(f"{_W}abstractNumId") or "": one for one in tree.iter(f"{_W}abstractNum")
        }
        for number in tree.iter(f"{_W}num"):
            name = number.get(f"{_W}numId") or ""
            kind = abstract.get(_value(number, "abstractNumId"))
            for level in () if kind is None else kind.iter(f"{_W}lvl"):
                key = name, _small(level.get(f"{_W}ilvl"))
                self._levels[key] = _value(level, "numFmt") not in ("bullet", "none", "")
                self._starts[key] = _small(_value(level, "start"), 1)

    def item(self, paragraph: _Element, styles: Styles) -> tuple[int, str] | None:
        """(level from 1, marker) of a list item; None for a paragraph of no list."""
        for step in styles.chain(paragraph):
            properties = _properties(step)
            numbered = None if properties is None else properties.find(f"{_W}numPr")
            if numbered is not None:
                name = _value(numbered, "numId")
                return None if name == "0" else self._next(name, _small(_value(numbered, "ilvl")))
        return None

    def _next(self, name: str, level: int) -> tuple[int, str]:
        key = name, level
        for other in [k for k in self._counts if k[0] == name and k[1] > level]:
            del self._counts[other]
        if not self._levels.get(key, False):
            return level + 1, "•"
        self._counts[key] = self._counts.get(key, self._starts.get(key, 1) - 1) + 1
        return level + 1, f"{self._counts[key]}."


def _properties(step: _Element) -> _Element | None:
    return step if local(step) == "ppr" else step.find(f"{_W}pPr")


def _value(element: _Element | None, name: str) -> str:
    found = None if element is None else element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val") or ""


def _small(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
