"""Converts a tree of (X)HTML to parts: its block elements in document order.

The element names of trafilatura's trees (head, quote, item, row, lb) are understood as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...model.document import BlockKind
from ..parts import Part, clean
from .elements import (
    CELLS,
    CHECKBOX_LABEL,
    HEADINGS,
    SKIPPED,
    checkbox_of,
    formula_of,
    is_note_mark,
    name_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    str.split(
        "body html p div section article main header footer aside address figure form fieldset "
        "legend details summary hr pre center table thead tbody tfoot dl dt dd"
    )
)
LeaveOut = Callable[["_Element", str], bool]
"""(element, its name) -> whether to leave it out with all its descendants."""

_QUOTES = ("blockquote", "quote")
_LISTS = ("ul", "ol", "list", "menu")
_ITEMS = ("li", "item")
_CAPTIONS = ("figcaption", "caption")
_ROWS = ("tr", "row")
_BREAKS = ("br", "lb")
BAR = " | "
"""The separator between the cells of a table row."""


@dataclass(slots=True)
class _List:
    ordered: bool
    count: int = 0


@dataclass(slots=True)
class _Walk:
    """The state of the walk: the open elements that matter, and the text of the current block."""

    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    quotes: int = 0
    captions: int = 0
    heading: int = 0
    pre: int = 0
    boxes: int = 0
    barred: bool = False
    rowed: bool = False
    links: int = 0
    size: int = 0
    linked: int = 0

    def add(self, text: str | None) -> None:
        if text and not self.pre and not text.strip(_WHITE):
            self.buffer.append(" ")
        elif text:
            self.buffer.append(text if self.pre else " ".join(_spaced(text)))
            size = sum(map(len, text.split()))
            self.size += size
            self.linked += size if self.links else 0

    def flush(self) -> Iterator[Part]:
        """End the current block and yield its part, if it has text."""
        text = "".join(self.buffer)
        text = clean(text).removesuffix(BAR.rstrip()).strip() if text.strip() else ""
        linked = self.linked / self.size if self.size else 0.0
        rowed = self.rowed
        self.buffer.clear()
        self.barred, self.rowed, self.size, self.linked = False, False, 0, 0
        if text:
            kind, level = self._kind()
            marker = self.marker if kind == "list" else ""
            yield Part(kind, text, level, marker, linked=linked, rowed=rowed)
            self.marker = ""

    def _kind(self) -> tuple[BlockKind, int]:
        if self.heading:
            return "heading", self.heading
        if self.captions:
            return "caption", 0
        if self.lists or self.boxes:
            return "list", max(1, len(self.lists))
        return ("quote", 0) if self.quotes else ("paragraph", 0)


def _spaced(text: str) -> list[str]:
    """The words of a text, with an empty one at each end that has white space."""
    words = text.translate(_SPACES).split(" ")
    return [w for i, w in enumerate(words) if w or i in (0, len(words) - 1)]


_WHITE = " \t\n\r\f"
"""The white space of HTML, which is collapsed to one space."""
_SPACES = dict.fromkeys(map(ord, _WHITE), " ")


def parts_of(root: _Element, *, leave_out: LeaveOut | None = None) -> Iterator[Part]:
    """The parts of a tree in text order. Elements for which `leave_out` is true are omitted."""
    from lxml import etree

    walk = _Walk()
    names: list[str] = []  # of the open elements; "" if the text of the element is not read
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            name = name_of(element)
            if name in SKIPPED or not name:
                steps.skip_subtree()
                name = ""
            elif name == "math":
                steps.skip_subtree()
                name = ""
                walk.add(formula_of(element))
            elif leave_out and leave_out(element, name):
                steps.skip_subtree()
                name = ""
                yield from walk.flush()
            else:
                yield from _open(walk, name, element)
                walk.links += name == "a"
                walk.add(element.text)
            names.append(name)
        else:
            if name := names.pop():
                yield from _close(walk, name, element)
                walk.links -= name == "a"
            if element is not root:
                walk.add(element.tail)
    yield from walk.flush()


def _open(walk: _Walk, name: str, element: _Element) -> Iterator[Part]:
    if name in _BREAKS:
        walk.buffer.append("\n")
    elif name in ("sup", "a") and is_note_mark(element):
        walk.buffer.append("[")
    elif name in CELLS:
        if walk.barred:
            walk.buffer.append(BAR)
            walk.rowed = True
        walk.barred = True
    elif name in HEADINGS:
        yield from walk.flush()
        walk.heading = HEADINGS[name]
    elif name in _ITEMS:
        yield from walk.flush()
        walk.marker = checkbox_of(element) or _marker(walk.lists, element)
    elif name == CHECKBOX_LABEL:
        yield from walk.flush()
        walk.marker = checkbox_of(element)
        walk.boxes += 1
    elif _is_block(name):
        yield from walk.flush()
        if name in _LISTS:
            walk.lists.append(_List(name == "ol" or element.get("rend") == "ol"))
        walk.quotes += name in _QUOTES
        walk.captions += name in _CAPTIONS
        walk.pre += name == "pre"


def _close(walk: _Walk, name: str, element: _Element) -> Iterator[Part]:
    if name in ("sup", "a") and is_note_mark(element):
        walk.buffer.append("]")
    elif name in HEADINGS:
        yield from walk.flush()
        walk.heading = 0
    elif name in _ITEMS or name == CHECKBOX_LABEL:
        yield from walk.flush()
        walk.marker = ""
        walk.boxes -= name == CHECKBOX_LABEL
    elif _is_block(name):
        yield from walk.flush()
        if name in _LISTS and walk.lists:
            walk.lists.pop()
        walk.quotes -= name in _QUOTES
        walk.captions -= name in _CAPTIONS
        walk.pre -= name == "pre"


def _is_block(name: str) -> bool:
    return name in _BLOCKS or name in (*_QUOTES, *_LISTS, *_CAPTIONS, *_ROWS)


def _marker(lists: list[_List], element: _Element) -> str:
    if not lists or not lists[-1].ordered:
        return "•"
    said = (element.get("value") or "").strip()
    lists[-1].count = int(said) if said.isdecimal() and len(said) < 6 else lists[-1].count + 1
    return f"{lists[-1].count}."
