"""A flow of RTF text: the main text, a note or a text box. Its paragraphs and rows become parts."""

from __future__ import annotations

from ...model.document import BlockKind
from ..office import Tally, hidden, table_row, with_marker
from ..parts import Part, clean, cleaned
from .tokens import Text


class Flow:
    """The parts of a flow so far, and the current paragraph, cell and row."""

    def __init__(self, tally: Tally) -> None:
        self.parts: list[Part] = []
        self.boxes: list[Part] = []
        """Parts of the text boxes anchored in the current paragraph, which will follow it."""
        self.marker = ""
        self._tally = tally
        self._text = Text()
        self._hidden: Text | None = None
        self._points: list[tuple[int, str]] = []
        self._cell: list[Part] = []
        self._row: list[list[Part]] = []
        self._nested_cell: list[Part] = []
        self._nested_row: list[list[Part]] = []
        self._in_deletion = False

    def text(self, *, is_hidden: bool, is_deleted: bool) -> Text | None:
        """The buffer for text with the given properties; None if such text is left out."""
        if is_deleted:
            if not self._in_deletion:
                self._tally["deletion"] += 1
            self._in_deletion = True
            return None
        self._in_deletion = False
        if not is_hidden:
            self._show_hidden()
            return self._text
        if self._hidden is None:
            self._hidden = Text()
        return self._hidden

    def point(self, key: str) -> None:
        """Record that a comment begins or ends here."""
        self._show_hidden()
        self._points.append((self._text.size(), key))

    def end_paragraph(self, kind: BlockKind, level: int, *, nesting: int) -> None:
        """End the paragraph; its kind is `kind`, unless a marker makes it a list item.

        `nesting` is the number of tables around it; all tables inside a cell are treated as one.
        """
        if not nesting:
            self.end_row()
        part = self._paragraph(kind, level)
        (self.parts, self._cell, self._nested_cell)[min(nesting, 2)].append(part)
        if not nesting:
            self._add_boxes()

    def end_nested_cell(self) -> None:
        """End a cell of a nested table and the paragraph in it."""
        self._nested_cell.append(self._paragraph("paragraph", 0))
        self._nested_row.append(self._nested_cell)
        self._nested_cell = []

    def end_nested_row(self) -> None:
        """End a row of a nested table; it becomes a paragraph of the outer cell."""
        if self._nested_row:
            self._cell.append(table_row(self._nested_row))
        self._cell.extend(self._nested_cell)
        self._nested_row, self._nested_cell = [], []

    def end_cell(self) -> None:
        """End the cell and the paragraph in it."""
        self.end_nested_row()
        self._cell.append(self._paragraph("paragraph", 0))
        self._row.append([part for part in self._cell if part.text])
        self._cell = []

    def end_row(self) -> None:
        """End the row, if there is one: cells joined by bars, or the paragraphs of an only cell."""
        self.end_nested_row()
        if self._cell:
            self._row.append([part for part in self._cell if part.text])
            self._cell = []
        if not self._row:
            return
        cells = [cell for cell in self._row if cell]
        if len(self._row) == 1:
            self.parts.extend(self._row[0])
        elif cells:
            self.parts.append(table_row(cells))
        self._row = []
        self._add_boxes()

    def finished(self) -> list[Part]:
        """All parts, at the end of the flow."""
        self.end_nested_row()
        self.end_paragraph("paragraph", 0, nesting=int(bool(self._row or self._cell)))
        self.end_row()
        return [part for part in self.parts if part.text or part.points]

    def plain(self) -> str:
        """The text of the whole flow on one line."""
        return " ".join(part.text for part in self.finished() if part.text)

    def _paragraph(self, kind: BlockKind, level: int) -> Part:
        self._show_hidden()
        text, points = cleaned(self._text.take(), self._points)
        marker, self.marker, self._points = self.marker, "", []
        if marker and kind not in ("title", "heading"):
            return Part("list", text, max(1, level), marker, points=points)
        return with_marker(Part(kind, text, level, marker, points=points))

    def _show_hidden(self) -> None:
        if self._hidden is not None:
            self._text.add(hidden(self._hidden.take(), self._tally))
            self._hidden = None

    def _add_boxes(self) -> None:
        self.parts.extend(self.boxes)
        self.boxes = []


def marker_of(text: str) -> str:
    """The number of a list item as the file states it, or a bullet.

    A single letter is not a number but a sign of a symbol font.
    """
    marker = clean(text)
    numbers = marker.isdigit() or (len(marker) > 1 and any(map(str.isalnum, marker)))
    return marker if numbers else "•"
