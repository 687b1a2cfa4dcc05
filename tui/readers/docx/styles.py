"""Derives the kinds and the numbering of DOCX paragraphs from the styles and list definitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...model.document import BlockKind
from ..office.styles import fill_pattern, kind_of_style, numeral
from ..xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VANISH = f"{_W}rPr/{_W}vanish"
_DEPTH = 24
"""Longest chain of styles based on each other that is followed."""


class DocxStyles:
    """The styles of a document, each with a name, an outline level and a base style."""

    def __init__(self, tree: _Element | None) -> None:
        styles = [] if tree is None else list(tree.iter(f"{_W}style"))
        self._styles = {style.get(f"{_W}styleId") or "": style for style in styles}
        self._some_hide = any(style.find(_VANISH) is not None for style in styles)

    def chain(self, paragraph: _Element) -> list[_Element]:
        """A paragraph's properties by priority: its own, its style's, the base style's."""
        own = paragraph.find(f"{_W}pPr")
        based = list(self._lineage(_value(own, "pStyle")))
        return based if own is None else [own, *based]

    def _lineage(self, name: str) -> Iterator[_Element]:
        """The style of a given id, its base style, and so on."""
        for _ in range(_DEPTH):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = _value(self._styles[name], "basedOn")

    def is_hidden(self, run: _Element, paragraph: _Element) -> bool:
        """Whether a run is hidden by itself, by its style, or by the style of its paragraph."""
        own = run.find(_VANISH)
        if own is not None or not self._some_hide:
            return own is not None and is_on(own)
        of_run = self._lineage(_value(run.find(f"{_W}rPr"), "rStyle"))
        of_paragraph = self._lineage(_value(paragraph.find(f"{_W}pPr"), "pStyle"))
        found = (style.find(_VANISH) for style in (*of_run, *of_paragraph))
        return next((is_on(each) for each in found if each is not None), False)

    def kind(self, paragraph: _Element) -> tuple[BlockKind, int]:
        """The kind of a paragraph and, for a heading, its level."""
        for step in self.chain(paragraph):
            named = kind_of_style(_value(step, "name"))
            if named:
                return named
            outline = _value(_properties(step), "outlineLvl")
            if outline.isdecimal() and len(outline) == 1 and int(outline) < 9:
                return "heading", int(outline) + 1
        return "paragraph", 0


class _Level(NamedTuple):
    """The numbering of one list level; `pattern` is a template such as "%1.%2)"."""

    form: str
    pattern: str
    start: int
    style: str
    in_digits: bool


_NO_LEVEL = _Level("bullet", "", 1, "", in_digits=False)
_UNNUMBERED = ("bullet", "none", "")


class Numbering:
    """Computes the number or bullet of each list paragraph in document order.

    Lists (`num`) that share a definition (`abstractNum`) continue each other's numbers, unless a
    list states its own start.
    """

    def __init__(self, tree: _Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._definitions: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if tree is not None:
            self._learn(tree)

    def _learn(self, tree: _Element) -> None:
        definitions = {
            one.get(f"{_W}abstractNumId") or "": one for one in tree.iter(f"{_W}abstractNum")
        }
        for number in tree.iter(f"{_W}num"):
            name = number.get(f"{_W}numId") or ""
            self._definitions[name] = _value(number, "abstractNumId")
            kind = definitions.get(self._definitions[name])
            for level in () if kind is None else kind.iter(f"{_W}lvl"):
                self._levels[name, _small(level.get(f"{_W}ilvl"))] = _level(level)
            for override in number.iter(f"{_W}lvlOverride"):
                self._override(name, override)

    def _override(self, name: str, override: _Element) -> None:
        """Apply the change that a list makes to a level of its definition."""
        key = name, _small(override.get(f"{_W}ilvl"))
        level, start = override.find(f"{_W}lvl"), _value(override, "startOverride")
        if level is not None:
            self._levels[key] = _level(level)
        if start:
            self._restarts[key] = _small(start, 1)

    def item(self, paragraph: _Element, styles: DocxStyles) -> tuple[int, str] | None:
        """(level from 1, marker) of a list paragraph, "•" for a bullet; None for any other."""
        level = ""
        for step in styles.chain(paragraph):
            properties = _properties(step)
            numbered = None if properties is None else properties.find(f"{_W}numPr")
            level = level or _value(numbered, "ilvl")
            name = _value(numbered, "numId")
            if name:
                found = _small(level) if level else self._of_style(name, step)
                return None if name == "0" else self._next(name, found)
        return None

    def _of_style(self, name: str, style: _Element) -> int:
        """The list level that is linked to a paragraph style."""
        known = style.get(f"{_W}styleId")
        levels = (at for (n, at), one in self._levels.items() if n == name and one.style == known)
        return next(levels, 0) if known else 0

    def _next(self, name: str, level: int) -> tuple[int, str]:
        definition, one = self._definitions.get(name, ""), self._at(name, level)
        for other in [k for k in self._counts if k[0] == definition and k[1] > level]:
            del self._counts[other]
        if (name, level) in self._restarts:
            self._counts[definition, level] = self._restarts.pop((name, level)) - 1
        before = self._counts.get((definition, level), one.start - 1)
        self._counts[definition, level] = before + 1
        if one.form in _UNNUMBERED:
            return level + 1, "•" if one.form == "bullet" else fill_pattern(one.pattern, ())
        return level + 1, fill_pattern(one.pattern, self._numerals(name, level, one.in_digits))

    def _numerals(self, name: str, level: int, in_digits: bool) -> list[str]:
        """The current numbers of a level and of all levels above it."""
        numerals = []
        for at in range(level + 1):
            one = self._at(name, at)
            count = self._counts.get((self._definitions.get(name, ""), at), one.start)
            numerals.append(numeral(count, "decimal" if in_digits else one.form))
        return numerals

    def _at(self, name: str, level: int) -> _Level:
        return self._levels.get((name, level), _NO_LEVEL)


def _level(element: _Element) -> _Level:
    in_digits = element.find(f"{_W}isLgl")
    return _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        _small(_value(element, "start"), 1),
        _value(element, "pStyle"),
        in_digits is not None and is_on(in_digits),
    )


def is_on(element: _Element) -> bool:
    """Whether a toggle element has the value true."""
    return element.get(f"{_W}val") not in ("0", "false", "off")


def _properties(step: _Element) -> _Element | None:
    return step if local_name(step) == "ppr" else step.find(f"{_W}pPr")


def _value(element: _Element | None, name: str) -> str:
    found = None if element is None else element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val") or ""


def _small(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
