"""The pane of the article: a Document on the screen, scrolled and painted. It knows no caret.

Its position is a Block and a row in it, never a line number, and only what is on the screen is set
and painted: no cost grows with the text or with what is marked on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ...model.document import Document, Span
from .article_layout import TRACK, Flow, Row, page
from .article_map import MapMarks, Seen, Track
from .article_paint import blank, paint
from .article_scene import Highlights, Hits, ReadingColors, Scene, changed

NOTHING = Document("", (), "", lambda text, lang: [])
"""What is shown before a Document is."""

_NOWHERE = Span(-2, -2)


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a Document; Textual's own scroll offset, a count of lines, stays 0."""

    DEFAULT_CSS = "Pane { overflow: hidden hidden; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._document = NOTHING
        self._measure = 72
        self._scene = Scene(ReadingColors(), lambda start, end: (), Hits())
        self._map_marks: MapMarks | None = None
        self._hit_offsets: tuple[int, ...] = ()
        self._strips: dict[Row, tuple[Span, Strip]] = {}
        self._top = Row(0, 0)
        self._rows: list[Row] = []
        self._before_preview: Row | None = None
        self._set(NOTHING)

    # What is shown

    @property
    def document(self) -> Document:
        """The Document on the screen."""
        return self._document

    @property
    def measure(self) -> int:
        """The most cells a line of text takes; a narrower pane is used whole."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        self._fit(force=True)
        self.refresh()

    @property  # type: ignore[override]  # those of a DOMNode are its CSS's, and not used here
    def colors(self) -> ReadingColors:
        """What the article is drawn with; a new value is drawn at once."""
        return self._scene.colors

    @colors.setter
    def colors(self, colors: ReadingColors) -> None:
        self._scene = replace(self._scene, colors=colors)
        self.repaint_all()

    @property
    def plain(self) -> bool:
        """Whether attributes stand in for colours, as with NO_COLOR and with 16 colours."""
        return self._scene.plain

    @plain.setter
    def plain(self, plain: bool) -> None:
        self._scene = replace(self._scene, plain=plain)
        self.repaint_all()

    @property
    def highlights(self) -> Highlights:
        """Gives the highlights that touch a span of the text, any order; asked line by line."""
        return self._scene.highlights

    @highlights.setter
    def highlights(self, highlights: Highlights) -> None:
        self._scene = replace(self._scene, highlights=highlights)
        self.repaint_all()

    @property
    def map_marks(self) -> MapMarks:
        """Gives the colour of the map for a span of the text; unless set, that of a highlight."""
        return self._map_marks or self._first_color

    @map_marks.setter
    def map_marks(self, marks: MapMarks) -> None:
        self._map_marks = marks
        self.repaint_all()

    def _first_color(self, start: int, end: int) -> str:
        return next((highlight.color for highlight in self.highlights(start, end)), "")

    def set_hits(
        self, hits: Sequence[tuple[Span, Sequence[Span]]], current: int | None = None
    ) -> None:
        """Mark passages that were found, and their matched letters; `current` is one's number."""
        self._scene = replace(self._scene, hits=Hits(hits, current))
        self._hit_offsets = tuple(passage.start for passage, _ in hits)
        self._strips.clear()
        self._look_around()
        self.refresh()

    def repaint(self, start: int, end: int) -> None:
        """Draw a span of the text anew, its highlights having changed."""
        self._forget([Span(start, end)])
        self.refresh(*map(self._map_cell, self._track.forget(start, end)))

    def repaint_all(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self._track.forget(0, len(self._document.text))
        self.refresh()

    # Where it is

    @property
    def has_text(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self._document.blocks)

    def preview(self, offset: int) -> None:
        """Scroll so that the passage at an offset is in view; `unpreview` returns."""
        if not self.has_text:
            return
        self._fit()
        before = self._before_preview or self._top
        passage = self._document.passage(self._document.place_at(offset))
        self.reveal(Span(passage.start, passage.end))
        self._before_preview = before

    def unpreview(self) -> None:
        """Return to where the first of the previews began."""
        if self._before_preview is not None:
            self._fit()
            self.scroll_to_row(self._before_preview)

    def reveal(self, span: Span) -> None:
        """Scroll a span that is not in view to about a third of the height."""
        self._fit()
        if self._rows:
            self.scroll_to_row(self._top_for(span))

    def _top_for(self, span: Span) -> Row:
        flow, height = self._flow, self.size.height
        first, last = flow.find(span.start), flow.find(max(span.start, span.end - 1))
        if self._rows[0] <= first and last <= self._rows[-1]:
            return self._top
        if first < self._rows[0]:
            return min(flow.advance(last, -(2 * height // 3)), first)
        third = flow.advance(first, -(height // 3))
        return min(max(third, flow.advance(last, 1 - height)), first)

    def scroll_rows(self, count: int) -> None:
        """Scroll down, or up where negative."""
        self._fit()
        if self.has_text:
            self.scroll_to_row(self._flow.advance(self._top, count))

    def scroll_to_map(self, y: int) -> None:
        """Scroll to what a row of the map stands for."""
        self._fit()
        if self.has_text:
            row = self._flow.find(self._track.span(min(max(y, 0), self._track.height - 1)).start)
            self.scroll_to_row(self._flow.advance(row, -(self.size.height // 2)))

    def scroll_to_row(self, top: Row) -> None:
        """Scroll so that a row is the topmost, as far as the text reaches."""
        self._before_preview = None
        if self._place(top):
            self.refresh()

    def row_y(self, offset: int) -> int | None:
        """The screen row of an offset, None where it is not in view."""
        self._fit()
        if not self._rows:
            return None
        row = self._flow.find(offset)
        return self._rows.index(row) if row in self._rows else None

    def offset_at(self, x: int, y: int) -> int:
        """The offset of the cluster at a cell of the pane, or of the nearest; 0 without text."""
        self._fit()
        if not self._rows:
            return 0
        row = self._rows[min(max(y, 0), len(self._rows) - 1)]
        return self._flow.hit(row, x - self._page.text_left)

    # Setting and painting

    def look(self, lit: Span | None, cursor: Span | None, selection: Span | None) -> None:
        """Draw the caret's passage, the character caret and the selection."""
        old = self._scene
        self._scene = replace(old, lit=lit, cursor=cursor, selection=selection)
        pairs = (old.lit, lit), (old.cursor, cursor), (old.selection, selection)
        self._forget([span for before, after in pairs for span in changed(before, after)])
        before = self._seen.caret
        self._look_around()
        self.refresh(self._map_cell(before), self._map_cell(self._seen.caret))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; the size may be another since the last time."""
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A row of the pane, from 0 at its top."""
        below = y >= len(self._rows)
        strip = blank(self._page, self._scene) if below else self._strip(self._rows[y])
        cell = self._track.cell(y, self._seen, self.colors)
        return Strip([*strip, cell], self._page.width)

    def _strip(self, row: Row) -> Strip:
        known = self._strips.get(row)
        if known is None:
            layout = self._flow.layout(row.block)
            line = row.row - layout.gap
            if line < 0:
                known = _NOWHERE, blank(self._page, self._scene)
            else:
                strip = paint(self._document, layout, line, self._page, self._scene)
                known = layout.reach(line), strip
            self._strips[row] = known
        return known[1]

    def _set(self, document: Document) -> None:
        """Set a Document for the pane's size, its beginning at the top."""
        self._document = document
        self._fitted = self.size
        self._page = page(self.size.width, self._measure)
        self._flow = Flow(document, self._page.text_width)
        self._track = Track(self.size.height, len(document.text), lambda a, b: self.map_marks(a, b))
        self._strips.clear()
        self._place(Row(0, 0))

    def _fit(self, force: bool = False) -> None:
        """Set the text anew where the pane's size is another; what was in view stays there."""
        if self.size == self._fitted and not force:
            return
        flow, rows, lit = self._flow, self._rows, self._scene.lit
        top, back = self._top, self._before_preview
        self._set(self._document)
        if not self.has_text:
            return
        self._place(self._flow.found_from(flow, top))
        self._before_preview = back and self._flow.found_from(flow, back)
        if lit and rows and flow.find(lit.start) in rows:
            y = rows.index(flow.find(lit.start))
            self._place(self._flow.advance(self._flow.find(lit.start), -y))
        elif rows:
            return
        if lit and self._rows:
            self._place(self._top_for(lit))

    def _place(self, top: Row) -> bool:
        """Make a row the topmost, as far as the text reaches, and say whether it was another."""
        before, height = self._rows, self.size.height
        if self.has_text:
            # One blank row shows that the text is at its end.
            top = min(top, self._flow.advance(self._flow.last(), 2 - height))
        self._top, self._rows = top, self._flow.rows(top, height)
        self._strips = {row: self._strips[row] for row in self._rows if row in self._strips}
        self._look_around()
        return self._rows != before

    def _look_around(self) -> None:
        """Find out what the map shows of caret, hits and the visible part."""
        row, rows = self._track.row, self._rows
        window = Span(0, 0)
        if rows:
            window = Span(row(self._flow.offset(rows[0])), row(self._flow.offset(rows[-1])) + 1)
        lit = self._scene.lit
        self._seen = Seen(
            row(lit.start) if lit else -1, window, frozenset(map(row, self._hit_offsets))
        )

    def _map_cell(self, y: int) -> Region:
        return Region(self._page.width - TRACK, y, TRACK, 1)

    def _forget(self, spans: Sequence[Span]) -> None:
        """Have the lines that touch some spans painted anew, and no other."""
        regions: list[Region] = []
        for y, row in enumerate(self._rows):
            reach, _ = self._strips.get(row, (_NOWHERE, None))
            if any(start <= reach.end and end >= reach.start for start, end in spans):
                del self._strips[row]
                regions.append(Region(self._page.left, y, self._page.right - self._page.left, 1))
        if regions:
            self.refresh(*regions)
