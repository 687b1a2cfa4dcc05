"""Converts the runs of a DOCX paragraph to text and counts the content that is not text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..formula_text import linear
from ..office import Leftover, Pieces, Tally, hidden
from ..office.styles import PRIVATE, UNKNOWN, symbol
from ..xml import local_name
from .styles import DocxStyles, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset(
    ("fallback", "instrtext", "deltext", "sectpr", "ppr", "rpr", "tblpr", "sdtpr", "txbxcontent")
)
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "nobreakhyphen": "\u2011",
    "softhyphen": "\u00ad",
}
_REFERENCES = {"footnotereference": "footnote", "endnotereference": "endnote"}
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_POINTS = ("commentrangestart", "commentrangeend", "commentreference")
_COUNTED: dict[str, Leftover] = {
    "blip": "picture",
    "imagedata": "picture",
    "object": "object",
    "chart": "object",
    "relids": "object",  # of a diagram (SmartArt)
    "rt": "ruby",
}
"""Element -> how it is counted; its content is left out."""


class Runs:
    """Reads the runs of one paragraph; omissions are added to the tally.

    References to notes are appended to `referred`; without `referred` they are dropped.
    """

    def __init__(
        self, tally: Tally, styles: DocxStyles, referred: list[tuple[str, str]] | None = None
    ) -> None:
        self._tally, self._styles = tally, styles
        self._referred = referred
        self._pieces = Pieces()

    def read(self, paragraph: _Element) -> Pieces:
        """The text and comment points of a paragraph."""
        self._walk(paragraph, paragraph)
        return self._pieces

    def _walk(self, element: _Element, paragraph: _Element) -> None:
        for child in element:
            name = local_name(child)
            if name in _TEXTS:
                text = _TEXTS[name](child)
                self._pieces.add(text)
                self._tally["linear"] += name == "omath" and bool(text)
                self._tally["symbol"] += name == "sym" and text == UNKNOWN
            elif name in _CHARACTERS:
                self._pieces.add(_CHARACTERS[name])
            elif name in _REFERENCES:
                self._refer(child, name)
            elif name in _POINTS:
                self._pieces.point(child.get(f"{_W}id") or "")
            elif name in _COUNTED:
                self._tally[_COUNTED[name]] += 1
            elif name == "r" and self._styles.is_hidden(child, paragraph):
                self._hide(child, paragraph)
            elif name in ("del", "movefrom"):
                self._tally["deletion"] += any(
                    local_name(e) in ("deltext", "t") for e in child.iter()
                )
            elif name not in _LEFT_OUT:
                self._walk(child, paragraph)

    def _refer(self, element: _Element, name: str) -> None:
        if self._referred is not None:
            self._referred.append((_REFERENCES[name], element.get(f"{_W}id") or ""))
            self._pieces.add(f"[{len(self._referred)}]")

    def _hide(self, run: _Element, paragraph: _Element) -> None:
        outer, self._pieces = self._pieces, Pieces()
        self._walk(run, paragraph)
        outer.add(hidden(self._pieces.text(), self._tally))
        self._pieces = outer


def _text(element: _Element) -> str:
    """The text of an element; codes of a symbol font become the characters they represent."""
    text, run = element.text or "", element.getparent()
    if run is None or not any(ord(character) in PRIVATE for character in text):
        return text
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    font = "" if fonts is None else fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""
    signs = (symbol(ord(c), font) if ord(c) in PRIVATE else c for c in text)
    return "".join(c if sign == UNKNOWN else sign for c, sign in zip(text, signs, strict=True))


def _symbol(element: _Element) -> str:
    code = element.get(f"{_W}char") or ""
    return symbol(int(code, 16) if _CODE.fullmatch(code) else 0, element.get(f"{_W}font") or "")


def _field(data: _Element) -> str:
    """The visible value of a form field without runs: its checkbox or its selected list entry."""
    box, choices = data.find(f"{_W}checkBox"), data.find(f"{_W}ddList")
    if box is not None:
        state = box.find(f"{_W}checked")
        state = box.find(f"{_W}default") if state is None else state
        return "☑" if state is not None and is_on(state) else "☐"
    if choices is None:
        return ""
    entries = [e.get(f"{_W}val") or "" for e in choices.iter(f"{_W}listEntry")]
    result = choices.find(f"{_W}result")
    chosen = "0" if result is None else (result.get(f"{_W}val") or "")[:4]
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


_TEXTS: dict[str, Callable[[_Element], str]] = {
    "t": _text,
    "sym": _symbol,
    "omath": linear,
    "ffdata": _field,
    "textpath": lambda element: element.get("string") or "",  # of VML's WordArt
}
"""Element -> function that returns its visible text."""
