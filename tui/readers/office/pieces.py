"""Collects paragraphs and table rows of office documents until they become parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..parts import Part, cleaned
from .omissions import Tally, hidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_BETWEEN = " | "
"""The separator between the cells of a row."""


class Pieces:
    """The text of a paragraph, the points of comments, and the boxes anchored in it."""

    def __init__(self) -> None:
        self.boxes: list[_Element] = []
        self._texts: list[str] = []
        self._points: list[tuple[int, str]] = []
        self._length = 0

    def add(self, text: str | None) -> None:
        """Append text; None and "" are ignored."""
        if text:
            self._texts.append(text)
            self._length += len(text)

    def point(self, key: str) -> None:
        """Record that a comment begins or ends here."""
        self._points.append((self._length, key))

    def text(self) -> str:
        """The text collected so far, not yet cleaned."""
        return "".join(self._texts)

    def cleaned(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The text after `clean`, and its points."""
        return cleaned(self.text(), self._points)


def with_marker(part: Part) -> Part:
    """Put the marker of a part at the start of its text, for parts that show no marker."""
    if not part.marker or not part.text:
        return replace(part, marker="")
    return _rewritten(part, f"{part.marker} {part.text}")


def marked_hidden(part: Part, tally: Tally) -> Part:
    """Mark the whole text of a part as hidden and count it."""
    return replace(_rewritten(part, hidden(part.text, tally)), marker=part.marker)


def _rewritten(part: Part, text: str) -> Part:
    """A part without its marker, given a longer text that contains its text."""
    shift = text.find(part.text)
    points = tuple((at + shift, key) for at, key in part.points)
    return replace(part, text=text, marker="", points=points)


def table_row(cells: Iterable[Iterable[Part]]) -> Part:
    """Join the cells of a table row into one part, with bars between them; empty cells are left
    out.

    Rows of a nested table become separate lines.
    """
    text, points = "", []
    for cell in cells:
        before = ""
        for part in (with_marker(p) for p in cell if p.text or p.points):
            if text and part.text:
                text += _separator(before, part.text) if before else _BETWEEN
            points += [(len(text) + at, key) for at, key in part.points]
            text, before = text + part.text, part.text or before
    return Part("paragraph", text, points=tuple(points))


def _separator(before: str, after: str) -> str:
    """The separator between two paragraphs of a cell: a line feed if one of them is a table row."""
    return "\n" if _BETWEEN in before or _BETWEEN in after else " "
