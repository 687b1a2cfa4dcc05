"""Classifies single elements of a page: captions, checkboxes, formulas, references to notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..xml import local_name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

PERMALINK = "sign of a permalink"
"""Internal name for a permalink: a link that consists of a symbol."""
SKIPPED = frozenset(
    (
        *("head-of-page", "script", "style", "noscript", "template", "title", "meta", "link"),
        *("svg", "iframe", "object", "embed", "audio", "video", "canvas"),
        *("button", "select", "textarea", "input", "nav", "dialog", "rt", "rp", PERMALINK),
    )
)
"""Elements whose text is not read."""

SIGNS = "¶🔗⚓"
"""Symbols that permalinks beside headings show."""
_MORE_SIGNS = "#§"
"""Symbols that permalinks show but that may also end the heading itself."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = ("td", "th", "cell")
CHECKBOX_LABEL = "label of a checkbox"
"""Internal name for the label of a checkbox."""
_CAPTIONED = ("p", "div", "span", *HEADINGS)
"""Elements that a class may mark as captions."""
_CAPTION_CLASS = re.compile(
    r"(?<![a-z])(?:thumb|image|img|photo|picture|figure)?[-_]{0,2}"
    r"(?:captions?|credits?)(?![a-z]|[-_]cards?)|\bgallerytext\b",
    re.IGNORECASE,
)
_DISPLAYED = re.compile(r"\{\\(?:display|text)style\b(.*)\}")
"""A TeX formula inside a command that only sets its size."""
_NAMES = 1_000
"""Code points of a class attribute that are examined."""
_CAPTION = 1_200
"""Code points of text from which on an element is no caption, whatever its class."""


def name_of(element: _Element) -> str:
    """The name of an element, replaced by an internal name for captions, labels and permalinks.

    `head` is a heading in trees of trafilatura and the document head in pages.
    """
    name = local_name(element)
    if name in _CAPTIONED and _is_caption(element):
        return "figcaption"
    if name == "label" and checkbox_of(element):
        return CHECKBOX_LABEL
    if name in ("p", "div") and _is_lone_in_cell(element):
        return "span"
    if name == "a" and _is_permalink(element):
        return PERMALINK
    if name == "head":
        return f"h{_level(element)}" if element.get("rend") else "head-of-page"
    return name


def _is_permalink(element: _Element) -> bool:
    """Whether a link consists of a symbol and leads to a heading on the same page."""
    text = element.text or ""
    is_sign = len(element) == 0 and bool(text.strip()) and not without_sign(text)
    return is_sign and (element.get("href") or "").startswith("#")


def without_sign(text: str) -> str:
    """A text without trailing permalink symbols."""
    return text.rstrip(f"{SIGNS}{_MORE_SIGNS} \n")


def formula_of(element: _Element) -> str:
    """A MathML formula as its author wrote it (usually in TeX), or else its symbols in a row."""
    notes = element.iter("annotation", "{*}annotation")
    said = element.get("alttext") or next((text_of(note) for note in notes), "")
    said = " ".join(said.split())
    if found := _DISPLAYED.fullmatch(said):
        said = found[1].strip()
    return said or "".join(text_of(element).split())


def _is_caption(element: _Element) -> bool:
    """Whether the class of an element marks it as a caption or credit and its text is short."""
    named = element.get("class")
    if not named or not _CAPTION_CLASS.search(named[:_NAMES]):
        return False
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > _CAPTION:
            return False
    return True


def checkbox_of(element: _Element) -> str:
    """The checkbox or radio button of a list item or label, as a character; "" if there is none."""
    before = element.getprevious()
    inside = next(element.iter("input", "{*}input"), None)
    for box in (inside, before):
        if (
            box is not None
            and local_name(box) == "input"
            and box.get("type") in ("checkbox", "radio")
        ):
            return "☑" if box.get("checked") is not None else "☐"
    return ""


def _is_lone_in_cell(element: _Element) -> bool:
    """Whether a paragraph is the only content of a table cell and thus no Block of its own."""
    parent = element.getparent()
    alone = element.getnext() is None and element.getprevious() is None
    return parent is not None and alone and local_name(parent) in CELLS


def _level(element: _Element) -> int:
    rend = (element.get("rend") or "")[-1:]
    return int(rend) if rend in "123456" else 2


def is_note_mark(element: _Element) -> bool:
    """Whether an element is the number of a note, to be separated from the word before it."""
    text = text_of(element).strip()
    if not text.isdecimal() or len(text) > 3:
        return False
    inside = [local_name(one) for one in element.iterdescendants()]
    if local_name(element) == "a":
        said = " ".join(map(str, element.attrib.values()))
        return "sup" not in inside and ("noteref" in said or "footnote-ref" in said)
    return "a" in inside or any(local_name(one) == "a" for one in element.iterancestors())
