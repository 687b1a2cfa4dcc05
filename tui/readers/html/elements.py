"""What single elements of a page are: captions, checkboxes, formulas, marks of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

PERMALINK = "sign of a permalink"
"""The name here of a link that is a sign only."""
SKIPPED = frozenset(
    (
        *("head-of-page", "script", "style", "noscript", "template", "title", "meta", "link"),
        *("svg", "iframe", "object", "embed", "audio", "video", "canvas"),
        *("button", "select", "textarea", "input", "nav", "dialog", "rt", "rp", PERMALINK),
    )
)
"""Elements whose text is no part of what is read."""

SIGNS = "¶🔗⚓"
"""What a link beside a heading shows that is for copying the address of the heading."""
_MORE_SIGNS = "#§"
"""What such a link may show as well, and a heading may end in."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = ("td", "th", "cell")
BOXED = "label of a checkbox"
"""The name here of a label that belongs to a checkbox."""
_CAPTIONED = ("p", "div", "span", *HEADINGS)
"""Elements that a page may set as captions, by their classes."""
_CAPTION_CLASS = re.compile(
    r"(?<![a-z])(?:thumb|image|img|photo|picture|figure)?[-_]{0,2}"
    r"(?:captions?|credits?)(?![a-z]|[-_]cards?)|\bgallerytext\b",
    re.IGNORECASE,
)
_DISPLAYED = re.compile(r"\{\\(?:display|text)style\b(.*)\}")
"""A formula with the size of its type, which says nothing of its sense."""
_NAMES = 1_000
"""Code points of a class that are looked at."""
_CAPTION = 1_200
"""Code points of text in an element from which on it is no caption, whatever it is called."""


def name_of(element: _Element) -> str:
    """What an element is: a caption by its class, and `head` as a page's or as trafilatura's."""
    name = local(element)
    if name in _CAPTIONED and _is_caption(element):
        return "figcaption"
    if name == "label" and box_of(element):
        return BOXED
    if name in ("p", "div") and _is_lone_in_cell(element):
        return "span"
    if name == "a" and _is_permalink(element):
        return PERMALINK
    if name == "head":
        return f"h{_level(element)}" if element.get("rend") else "head-of-page"
    return name


def _is_permalink(element: _Element) -> bool:
    """Whether a link is only a sign beside a heading, for copying the address of the heading."""
    text = element.text or ""
    is_sign = len(element) == 0 and bool(text.strip()) and not without_sign(text)
    return is_sign and (element.get("href") or "").startswith("#")


def without_sign(text: str) -> str:
    """A text without the signs of permalinks at its end."""
    return text.rstrip(f"{SIGNS}{_MORE_SIGNS} \n")


def formula_of(element: _Element) -> str:
    """A formula in MathML as its author wrote it, in TeX as a rule, else its symbols in a row."""
    notes = element.iter("annotation", "{*}annotation")
    said = element.get("alttext") or next((text_of(note) for note in notes), "")
    said = " ".join(said.split())
    if found := _DISPLAYED.fullmatch(said):
        said = found[1].strip()
    return said or "".join(text_of(element).split())


def _is_caption(element: _Element) -> bool:
    """Whether an element is called a caption or a credit, and is as short as one."""
    named = element.get("class")
    if not named or not _CAPTION_CLASS.search(named[:_NAMES]):
        return False
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > _CAPTION:
            return False
    return True


def box_of(element: _Element) -> str:
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
    return parent is not None and alone and local(parent) in CELLS


def _level(element: _Element) -> int:
    rend = (element.get("rend") or "")[-1:]
    return int(rend) if rend in "123456" else 2


def is_note_mark(element: _Element) -> bool:
    """Whether a number leads to a note, and so is to be told from the word before it."""
    text = text_of(element).strip()
    if not text.isdecimal() or len(text) > 3:
        return False
    inside = [local(one) for one in element.iterdescendants()]
    if local(element) == "a":
        said = " ".join(map(str, element.attrib.values()))
        return "sup" not in inside and ("noteref" in said or "footnote-ref" in said)
    return "a" in inside or any(local(one) == "a" for one in element.iterancestors())
