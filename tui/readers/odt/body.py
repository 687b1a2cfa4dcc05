"""Converts the text elements of an OpenDocument file to parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ...model.document import BlockKind, Comment
from .. import reading_progress
from ..formula_text import linear
from ..office import Leftover, Pieces, Tally, hidden, marked_hidden, table_row, with_marker
from ..parts import Part, clean
from ..xml import local_name, text_of
from .styles import ListCounts, OdtStyles, attribute, small_integer

if TYPE_CHECKING:
    from lxml.etree import _Element

_names = str.split
_SPACES = 1000
"""Limit of spaces for one space element."""
_LEFT_OUT = frozenset(
    _names(
        "tracked-changes forms variable-decls sequence-decls user-field-decls "
        "dde-connection-decls title desc event-listeners glue-point binary-data bookmark-ref-end "
        "soft-page-break index-title-template table-of-content-source illustration-index-source "
        "table-index-source object-index-source user-index-source alphabetical-index-source "
        "bibliography-source ruby-text annotation note script toc-mark alphabetical-index-mark"
    )
)
"""Elements whose text does not belong to the surrounding text."""
_FURNITURE = frozenset(
    ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"]  # of pages
)
_OBJECTS: dict[str, Leftover] = {
    "object": "object", "object-ole": "object", "floating-frame": "object", "applet": "object",
    "plugin": "recording", "control": "field",
}  # fmt: skip
"""Element -> how it is counted when it is left out."""
_BOXES = frozenset(
    (
        *_OBJECTS,
        *_names("frame text-box custom-shape rect ellipse circle line g polygon regular-polygon"),
        *_names("polyline path connector caption measure"),
    )
)


class OdtBody:
    """Converts elements to parts and collects notes, comments and counts of omissions.

    `object_at` returns the content of the embedded object at an address, or None.
    """

    def __init__(self, styles: OdtStyles, object_at: Callable[[str], _Element | None]) -> None:
        self.tally: Tally = Tally()
        self.comments: dict[str, Comment] = {}
        self._styles, self._object = styles, object_at
        self._notes: list[_Element] = []
        self._numbering = ListCounts(styles)

    def parts(self, holder: _Element) -> Iterator[Part]:
        """The parts of the main text."""
        for element in reading_progress.track(list(holder)):
            if local_name(element) == "tracked-changes":
                self.tally["deletion"] += sum(local_name(e) == "deletion" for e in element.iter())
            yield from self._blocks([element])

    def notes(self) -> Iterator[Part]:
        """The notes that the text refers to, in the order of their numbers."""
        for number, note in enumerate(self._notes, 1):
            yield Part("list", self._plain(note), 1, f"{number}.")

    def count_furniture(self, trees: Iterable[_Element]) -> None:
        """Count the page headers and footers that contain words."""
        for tree in trees:
            for element in tree.iter():
                if local_name(element) in _FURNITURE and text_of(element).strip():
                    self.tally["furniture"] += 1

    def _blocks(
        self, elements: Iterable[_Element], style: str = "", level: int = 0
    ) -> Iterator[Part]:
        """The parts of elements; `style` and `level` are those of the enclosing list."""
        for element in elements:
            name = local_name(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, 0)
            elif name in ("list", "ordered-list", "unordered-list"):
                yield from self._list(element, style, level + 1)
            elif name == "table":
                yield from self._table(element)
            elif name == "section" and _is_hidden_section(element):
                inner = self._blocks(element, style, level)
                yield from (marked_hidden(part, self.tally) for part in inner)
            elif name in _BOXES:
                yield from self._box(element)
            elif name not in _LEFT_OUT:
                yield from self._blocks(element, style, level)

    # Paragraphs

    def _paragraph(self, element: _Element, level: int, marker: str = "") -> Iterator[Part]:
        """A paragraph and the text boxes anchored in it; `level` is above 0 for a list item."""
        pieces = Pieces()
        self._walk(element, pieces)
        text, points = pieces.cleaned()
        style = attribute(element, "style-name")
        kind, depth = self._kind(element, style)
        if kind in ("title", "heading"):
            if not level and local_name(element) == "h":
                marker = self._numbering.of_heading(element, depth)
            part = with_marker(Part(kind, text, depth, marker.strip("•"), points=points))
        elif level:
            part = Part("list", text, level, marker, points=points)
        else:
            part = Part(kind, text, depth, points=points)
        is_hidden = self._styles.is_hidden("paragraph", style)
        yield marked_hidden(part, self.tally) if is_hidden else part
        for box in pieces.boxes:
            yield from self._box(box)

    def _kind(self, element: _Element, style: str) -> tuple[BlockKind, int]:
        kind, depth = self._styles.kind(style)
        if local_name(element) == "h" and kind != "title":
            return "heading", small_integer(attribute(element, "outline-level"), depth or 1)
        return kind, depth

    def _walk(self, element: _Element, pieces: Pieces) -> None:
        """Add the text of an element and of its descendants to the pieces."""
        pieces.add(element.text)
        for child in element:
            self._inline(child, pieces)
            pieces.add(child.tail)

    def _inline(self, child: _Element, pieces: Pieces) -> None:
        name = local_name(child)
        if name == "s":
            pieces.add(" " * min(_SPACES, small_integer(attribute(child, "c"), 1)))
        elif name == "tab":
            pieces.add("\t")
        elif name == "line-break":
            pieces.add("\n")
        elif name == "note":
            self._notes.append(child)
            pieces.add(f"[{len(self._notes)}]")
        elif name == "annotation":
            self._comment(child, pieces)
        elif name == "annotation-end":
            pieces.point(attribute(child, "name"))
        elif name in _BOXES:
            self._anchor(child, pieces)
        elif name == "ruby-text":
            self.tally["ruby"] += 1
        elif name in ("hidden-text", "hidden-paragraph") or self._is_hidden(child):
            inner = Pieces()
            self._walk(child, inner)
            words = inner.text() or attribute(child, "string-value")
            pieces.add(hidden(words, self.tally))
            pieces.boxes.extend(inner.boxes)
        elif name not in _LEFT_OUT:
            self._walk(child, pieces)

    def _anchor(self, frame: _Element, pieces: Pieces) -> None:
        """Add a frame: a formula becomes part of the text, any other follows the paragraph."""
        formula = self._formula_in(frame)
        pieces.add(formula)
        if not formula:
            pieces.boxes.append(frame)

    def _is_hidden(self, element: _Element) -> bool:
        style = attribute(element, "style-name")
        return local_name(element) == "span" and self._styles.is_hidden("text", style)

    def _comment(self, element: _Element, pieces: Pieces) -> None:
        key = attribute(element, "name") or f"at {len(self.comments)}"
        said = {local_name(child): text_of(child) for child in element}
        words = " ".join(clean(text_of(e)) for e in element if local_name(e) in ("p", "list"))
        if words:
            author, date = said.get("creator", ""), said.get("date", "")
            self.comments[key] = Comment(0, 0, words, clean(author), clean(date))
            self.tally["comment"] += 1
            pieces.point(key)

    def _plain(self, element: _Element) -> str:
        """The text of an element on one line; for a note, without its number."""
        body = next((e for e in element if local_name(e) == "note-body"), element)
        return " ".join(part.text for part in self._blocks(body) if part.text)

    # Lists, tables and boxes

    def _list(self, element: _Element, outer: str, level: int) -> Iterator[Part]:
        style = attribute(element, "style-name") or outer
        self._numbering.begin(element, style, outer)
        for item in element:
            first = True
            for child in item:
                if local_name(child) not in ("p", "h"):
                    yield from self._blocks([child], style, level)
                    continue
                own = style or self._styles.list_of(attribute(child, "style-name"))
                is_item = first and local_name(item) == "list-item"
                marker = self._numbering.of_item(own, level, item) if is_item else ""
                yield from self._paragraph(child, level if is_item else 0, marker)
                first = False

    def _table(self, table: _Element) -> Iterator[Part]:
        """One part per row, with bars between cells; a row of one cell is ordinary text."""
        for line in _rows(table):
            cells = [list(self._blocks(cell)) for cell in line if local_name(cell) == "table-cell"]
            if len(cells) == 1:
                yield from cells[0]
                continue
            yield table_row(cells)

    def _formula_in(self, frame: _Element) -> str:
        """The formula in a frame on one line, or "" if the frame contains something else."""
        held = next((e for e in frame if local_name(e) == "object"), None)
        content = None if held is None else self._object(attribute(held, "href"))
        if held is None:
            return ""
        found = (
            e for e in (held if content is None else content).iter() if local_name(e) == "math"
        )
        text = next(map(linear, found), "")
        self.tally["linear"] += bool(text)
        return text

    def _box(self, element: _Element) -> Iterator[Part]:
        """The parts of a text box or drawing; pictures and objects are only counted."""
        names = {local_name(child) for child in element}
        # An image beside an object is its preview, and further images of a frame are alternatives.
        self.tally["picture"] += "image" in names and names.isdisjoint(_OBJECTS)
        if local_name(element) in _OBJECTS:
            self.tally[_OBJECTS[local_name(element)]] += 1
            return
        formula = self._formula_in(element)
        if formula:
            yield Part("paragraph", formula)
            return
        for child in element:
            if local_name(child) == "image":
                continue
            if local_name(child) in _BOXES:
                yield from self._box(child)
            else:
                yield from self._blocks([child])


def _is_hidden_section(element: _Element) -> bool:
    return attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true"


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, including grouped and header rows, but not those of nested tables."""
    waiting = list(table)[::-1]
    while waiting:
        element = waiting.pop()
        if local_name(element) == "table-row":
            yield element
        elif local_name(element).startswith("table-") and local_name(element) != "table-cell":
            waiting.extend(list(element)[::-1])
