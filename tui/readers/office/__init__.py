"""What the readers of office documents (DOCX, ODT, RTF) share.

They collect paragraphs and rows, count the content that they leave out or mark, and build a
Document of the parts with remarks on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ...model.document import Comment, Document
from ...model.errors import ReaderError
from ..parts import Part, assemble, byline_data, cleaned

if TYPE_CHECKING:
    from lxml.etree import _Element


def document(
    parts: Iterable[Part],
    *,
    stem: str,
    known: Mapping[str, str],
    reader: str,
    tally: Tally,
    comments: Mapping[str, Comment],
) -> Document:
    """Build the Document of a file from its parts, with remarks on the tallied omissions.

    `known` holds the metadata of the file; its title is used if no part is a title. Raises
    ReaderError if the file contains only pictures.
    """
    parts = list(parts)
    has_text = any(part.text for part in parts)
    if tally["picture"] and not has_text:
        raise ReaderError("pictures only, without text; have them recognised (OCR) and open that")
    has_title = any(part.kind == "title" for part in parts)
    data = {key: value for key, value in known.items() if key != "title"}
    return assemble(
        parts,
        stem=stem,
        title="" if has_title else known.get("title", ""),
        data={**data, **byline_data(parts), "reader": reader},
        remarks=(*remarks(tally), *(() if has_text else ("there is no text in it",))),
        comments=comments,
    )


Leftover = Literal[
    "comment", "deletion", "field", "formula", "furniture", "hidden", "linear", "object", "picture",
    "recording", "ruby", "symbol",
]  # fmt: skip
Tally = Counter[Leftover]
"""Kind of content that was left out or marked -> number of occurrences."""

_SENTENCES: dict[Leftover, tuple[str, str]] = {
    "comment": (
        "{} comment is not in the text; `reader import FILE` makes an annotation of it",
        "{} comments are not in the text; `reader import FILE` makes annotations of them",
    ),
    "deletion": (
        "{} deletion under tracked changes is left out",
        "{} deletions under tracked changes are left out",
    ),
    "field": ("{} field of a form is left out", "{} fields of forms are left out"),
    "formula": ("{} formula is left out", "{} formulas are left out"),
    "furniture": (
        "the header or footer of its pages is left out",
        "the headers and footers of its pages are left out ({})",
    ),
    "hidden": (
        "{} stretch of hidden text stands in brackets: [hidden: ...]",
        "{} stretches of hidden text stand in brackets: [hidden: ...]",
    ),
    "linear": (
        "{} formula is written in one line: a/b, x^2, √x",
        "{} formulas are written in one line: a/b, x^2, √x",
    ),
    "object": (
        "the text of {} embedded object is left out",
        "the text of {} embedded objects is left out",
    ),
    "picture": ("{} picture is left out", "{} pictures are left out"),
    "recording": (
        "{} recording (sound or film) is left out",
        "{} recordings (sound or film) are left out",
    ),
    "ruby": (
        "the reading beside {} word (ruby) is left out",
        "the readings beside {} words (ruby) are left out",
    ),
    "symbol": (
        "{} sign of a symbol font is not known; \ufffd stands in its place",
        "{} signs of symbol fonts are not known; \ufffd stands in their place",
    ),
}


def remarks(tally: Tally) -> tuple[str, ...]:
    """One sentence for each kind of omission, in a fixed order."""
    return tuple(
        forms[tally[kind] > 1].format(f"{tally[kind]:,}")
        for kind, forms in _SENTENCES.items()
        if tally[kind]
    )


def hidden(text: str, tally: Tally) -> str:
    """Mark hidden text and count it: "[hidden: not for print]"."""
    words = text.strip()
    if not words:
        return text
    tally["hidden"] += 1
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}[hidden: {words}]{text[start + len(words) :]}"


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
    """Join the cells of a table row into one part, with bars between them; empty ones are left out.

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
