"""What paragraphs and rows of tables in office documents are made of, until they become parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..parts import Part, cleaned
from .omissions import Tally, hidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_BETWEEN = " | "
"""What stands between the cells of a row."""


class Pieces:
    """The text of a paragraph in pieces, the points of comments, and the boxes anchored in it."""

    def __init__(self) -> None:
        self.boxes: list[_Element] = []
        self._texts: list[str] = []
        self._points: list[tuple[int, str]] = []
        self._length = 0

    def add(self, text: str | None) -> None:
        """Append text, if there is any."""
        if text:
            self._texts.append(text)
            self._length += len(text)

    def point(self, key: str) -> None:
        """Note that a comment begins or ends here."""
        self._points.append((self._length, key))

    def text(self) -> str:
        """The text as it stands in the file."""
        return "".join(self._texts)

    def cleaned(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The text as `clean` makes it, and the points in it."""
        return cleaned(self.text(), self._points)


def numbered(part: Part) -> Part:
    """A part with its marker at the head of its text, where it cannot stand beside it."""
    if not part.marker or not part.text:
        return replace(part, marker="")
    return _rewritten(part, f"{part.marker} {part.text}")


def concealed(part: Part, tally: Tally) -> Part:
    """A part whose whole text is hidden, marked as such and counted."""
    return replace(_rewritten(part, hidden(part.text, tally)), marker=part.marker)


def _rewritten(part: Part, text: str) -> Part:
    """A part, without its marker, whose text stands in a longer one."""
    shift = text.find(part.text)
    points = tuple((at + shift, key) for at, key in part.points)
    return replace(part, text=text, marker="", points=points)


def row(cells: Iterable[Iterable[Part]]) -> Part:
    """One part of the cells of a row, which are divided by bars; empty cells are left out.

    Rows of a table inside a cell are lines of their own.
    """
    text, points = "", []
    for cell in cells:
        before = ""
        for part in (numbered(p) for p in cell if p.text or p.points):
            if text and part.text:
                text += _joint(before, part.text) if before else _BETWEEN
            points += [(len(text) + at, key) for at, key in part.points]
            text, before = text + part.text, part.text or before
    return Part("paragraph", text, points=tuple(points))


def _joint(before: str, after: str) -> str:
    """What stands between two paragraphs of a cell: a line feed where one is itself a row."""
    return "\n" if _BETWEEN in before or _BETWEEN in after else " "
