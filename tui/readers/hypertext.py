"""A tree of (X)HTML -> parts: the elements that a page sets as blocks, in their order.

The names of trafilatura's own trees (head, quote, item, row, lb) are understood as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.document import BlockKind
from .assemble import Part, clean
from .xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SKIPPED = frozenset(
    (
        *("head-of-page", "script", "style", "noscript", "template", "title", "meta", "link"),
        *("svg", "math", "iframe", "object", "embed", "audio", "video", "canvas"),
        *("button", "select", "textarea", "input", "nav", "dialog", "rt", "rp"),
    )
)
"""Elements whose text is no part of what is read."""

_BLOCKS = frozenset(
    (
        *("body", "html", "p", "div", "section", "article", "main", "header", "footer", "aside"),
        *(
            "address",
            "figure",
            "form",
            "fieldset",
            "legend",
            "details",
            "summary",
            "hr",
            "pre",
            "center",
        ),
        *("table", "thead", "tbody", "tfoot", "dl", "dt", "dd"),
    )
)
LeaveOut = Callable[["_Element", str], bool]
"""(element, its name) -> whether it is left out, with all that is in it."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_QUOTES = ("blockquote", "quote")
_LISTS = ("ul", "ol", "list", "menu")
_ITEMS = ("li", "item")
_CAPTIONS = ("figcaption", "caption")
_CAPTION_CLASSES = frozenset(
    ("wp-caption-text", "thumbcaption", "gallerytext", "image-caption", "photo-caption")
)
_CELLS = ("td", "th", "cell")
_ROWS = ("tr", "row")
_BOXED = "label of a checkbox"
"""The name here of a label that belongs to a checkbox."""
_BREAKS = ("br", "lb")
BAR = " | "
"""What stands between the cells of a row."""


@dataclass(slots=True)
class _List:
    ordered: bool
    count: int = 0


@dataclass(slots=True)
class _Walk:
    """Where the walk is: what is open around it, and the text since the last block began."""

    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    quotes: int = 0
    captions: int = 0
    heading: int = 0
    pre: int = 0
    boxes: int = 0
    barred: bool = False
    links: int = 0
    size: int = 0
    linked: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.buffer.append(text if self.pre else " ".join(_spaced(text)))
            size = sum(map(len, text.split()))
            self.size += size
            self.linked += size if self.links else 0

    def flush(self) -> Iterator[Part]:
        """The part that the text so far makes, if it has any."""
        text = clean("".join(self.buffer)).removesuffix(BAR.rstrip()).strip()
        linked = self.linked / self.size if self.size else 0.0
        self.buffer.clear()
        self.barred, self.size, self.linked = False, 0, 0
        if text:
            kind, level = self._kind()
            marker = self.marker if kind == "list" else ""
            yield Part(kind, text, level, marker, linked=linked)
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
    """The words of a text; an empty one at an end where it begins or ends with a space."""
    words = text.translate(_SPACES).split(" ")
    return [w for i, w in enumerate(words) if w or i in (0, len(words) - 1)]


_SPACES = dict.fromkeys(map(ord, "\t\n\r\f"), " ")


def parts_of(root: _Element, *, leave_out: LeaveOut | None = None) -> Iterator[Part]:
    """The parts of a tree, in the order of its text."""
    from lxml import etree

    walk = _Walk()
    left_out: set[_Element] = set()
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        name = _name(element)
        if event == "start":
            if name in SKIPPED or not name:
                steps.skip_subtree()
                continue
            if leave_out and leave_out(element, name):
                steps.skip_subtree()
                left_out.add(element)
                yield from walk.flush()
                continue
            yield from _open(walk, name, element)
            walk.links += name == "a"
            walk.add(element.text)
        else:
            if name not in SKIPPED and name and element not in left_out:
                yield from _close(walk, name, element)
                walk.links -= name == "a"
            if element is not root:
                walk.add(element.tail)
    yield from walk.flush()


def _name(element: _Element) -> str:
    """What an element is: a caption by its class, and `head` as a page's or as trafilatura's."""
    name = local(element)
    if name in ("p", "div", "span") and not _CAPTION_CLASSES.isdisjoint(
        (element.get("class") or "").lower().split()
    ):
        return "figcaption"
    if name == "label" and _box(element):
        return _BOXED
    if name in ("p", "div") and _is_lone_in_cell(element):
        return "span"
    if name == "head":
        return f"h{_level(element)}" if element.get("rend") else "head-of-page"
    return name


def _box(element: _Element) -> str:
    """The checkbox that an item of a list or a label is for, as a character; "" without one."""
    before = element.getprevious()
    inside = next(element.iter("input", "{*}input"), None)
    for box in (inside, before):
        if box is not None and local(box) == "input" and box.get("type") in ("checkbox", "radio"):
            return "☑" if box.get("checked") is not None else "☐"
    return ""


def _is_lone_in_cell(element: _Element) -> bool:
    """Whether a paragraph is all that a cell of a table holds, and so is no Block by itself."""
    parent = element.getparent()
    alone = element.getnext() is None and element.getprevious() is None
    return parent is not None and alone and local(parent) in _CELLS


def _level(element: _Element) -> int:
    rend = (element.get("rend") or "")[-1:]
    return int(rend) if rend in "123456" else 2


def _open(walk: _Walk, name: str, element: _Element) -> Iterator[Part]:
    if name in _BREAKS:
        walk.buffer.append("\n")
    elif name in ("sup", "a") and _is_note_mark(element):
        walk.buffer.append("[")
    elif name in _CELLS:
        if walk.barred:
            walk.buffer.append(BAR)
        walk.barred = True
    elif name in _HEADINGS:
        yield from walk.flush()
        walk.heading = _HEADINGS[name]
    elif name in _ITEMS:
        yield from walk.flush()
        walk.marker = _box(element) or _marker(walk.lists, element)
    elif name == _BOXED:
        yield from walk.flush()
        walk.marker = _box(element)
        walk.boxes += 1
    elif _is_block(name):
        yield from walk.flush()
        if name in _LISTS:
            walk.lists.append(_List(name == "ol" or element.get("rend") == "ol"))
        walk.quotes += name in _QUOTES
        walk.captions += name in _CAPTIONS
        walk.pre += name == "pre"


def _close(walk: _Walk, name: str, element: _Element) -> Iterator[Part]:
    if name in ("sup", "a") and _is_note_mark(element):
        walk.buffer.append("]")
    elif name in _HEADINGS:
        yield from walk.flush()
        walk.heading = 0
    elif name in _ITEMS or name == _BOXED:
        yield from walk.flush()
        walk.marker = ""
        walk.boxes -= name == _BOXED
    elif _is_block(name):
        yield from walk.flush()
        if name in _LISTS and walk.lists:
            walk.lists.pop()
        walk.quotes -= name in _QUOTES
        walk.captions -= name in _CAPTIONS
        walk.pre -= name == "pre"


def _is_block(name: str) -> bool:
    return name in _BLOCKS or name in (*_QUOTES, *_LISTS, *_CAPTIONS, *_ROWS)


def _is_note_mark(element: _Element) -> bool:
    """Whether a number leads to a note, and so is to be told from the word before it."""
    text = text_of(element).strip()
    if not text.isdecimal() or len(text) > 3:
        return False
    inside = [local(one) for one in element.iterdescendants()]
    if local(element) == "a":
        said = " ".join(map(str, element.attrib.values()))
        return "sup" not in inside and ("noteref" in said or "footnote-ref" in said)
    return "a" in inside or any(local(one) == "a" for one in element.iterancestors())


def _marker(lists: list[_List], element: _Element) -> str:
    if not lists or not lists[-1].ordered:
        return "•"
    said = (element.get("value") or "").strip()
    lists[-1].count = int(said) if said.isdecimal() and len(said) < 6 else lists[-1].count + 1
    return f"{lists[-1].count}."
