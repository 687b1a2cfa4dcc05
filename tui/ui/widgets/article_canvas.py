"""ArticleCanvas: lays out, scrolls and paints a Document for the widget that shows it.

A position is a Block and a row in it, never a line number. Only what is on the screen is laid out
and painted, so that the time does not depend on the length of the text or the number of marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ...model.document import Document, Span
from .article_layout import MAP_WIDTH, LayoutRow, TextFlow, page
from .article_map import ArticleMap, MapMarks, MapState
from .article_paint import blank, paint
from .article_scene import Highlights, Hits, ReadingColors, Scene, changed

NOTHING = Document("", (), "", lambda text, lang: [])
"""The Document before the first one is set."""

_NOWHERE = Span(-2, -2)


class ArticleCanvas:
    """The part of a Document that a widget shows; Textual's own scroll offset stays 0."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._document = NOTHING
        self._measure = 72
        self._scene = Scene(ReadingColors(), lambda start, end: (), Hits())
        self._map_marks: MapMarks | None = None
        self._hit_offsets: tuple[int, ...] = ()
        self._strips: dict[LayoutRow, tuple[Span, Strip]] = {}
        self.top = LayoutRow(0, 0)
        self._rows: list[LayoutRow] = []
        self._before_preview: LayoutRow | None = None
        self.set_document(NOTHING)

    # What is drawn

    @property
    def document(self) -> Document:
        """The Document that is shown."""
        return self._document

    @property
    def measure(self) -> int:
        """The greatest width of a line of text, in cells; a narrower widget is filled."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        self.fit(force=True)
        self._widget.refresh()

    @property
    def colors(self) -> ReadingColors:
        """The colours of the article; setting them paints it again."""
        return self._scene.colors

    @colors.setter
    def colors(self, colors: ReadingColors) -> None:
        self._scene = self._scene._replace(colors=colors)
        self.repaint_all()

    @property
    def plain(self) -> bool:
        """Whether attributes such as bold replace colours (NO_COLOR, or 16 colours)."""
        return self._scene.plain

    @plain.setter
    def plain(self, plain: bool) -> None:
        self._scene = self._scene._replace(plain=plain)
        self.repaint_all()

    @property
    def highlights(self) -> Highlights:
        """The function that returns the highlights touching a span, called for each line."""
        return self._scene.highlights

    @highlights.setter
    def highlights(self, highlights: Highlights) -> None:
        self._scene = self._scene._replace(highlights=highlights)
        self.repaint_all()

    @property
    def map_marks(self) -> MapMarks:
        """The function that returns the map's colour for a span; by default a highlight's."""
        return self._map_marks or self._first_color

    @map_marks.setter
    def map_marks(self, marks: MapMarks) -> None:
        self._map_marks = marks
        self.repaint_all()

    def _first_color(self, start: int, end: int) -> str:
        return next((each.color for each in self.highlights(start, end) if not each.common), "")

    def set_hits(
        self, hits: Sequence[tuple[Span, Sequence[Span]]], current: int | None = None
    ) -> None:
        """Draw the passages of hits with their matched letters; `current` is the number of one."""
        self._scene = self._scene._replace(hits=Hits(hits, current))
        self._hit_offsets = tuple(passage.start for passage, _ in hits)
        self._strips.clear()
        self._update_map()
        self._widget.refresh()

    def repaint(self, start: int, end: int) -> None:
        """Paint a span of the text again because its highlights changed."""
        self._repaint([Span(start, end)])
        self._widget.refresh(*map(self._map_cell, self._map.discard(start, end)))

    def repaint_all(self) -> None:
        """Paint everything again."""
        self._strips.clear()
        self._map.discard(0, len(self._document.text))
        self._widget.refresh()

    # Scrolling

    @property
    def has_text(self) -> bool:
        """Whether the Document has text."""
        return bool(self._document.blocks)

    def preview(self, offset: int) -> None:
        """Scroll to the passage at an offset until `end_preview` is called."""
        if not self.has_text:
            return
        self.fit()
        before = self._before_preview or self.top
        passage = self._document.passage(self._document.place_at(offset))
        self.reveal(Span(passage.start, passage.end))
        self._before_preview = before

    def end_preview(self) -> None:
        """Scroll back to where the first preview began."""
        if self._before_preview is not None:
            self.fit()
            self.scroll_to_row(self._before_preview)

    def reveal(self, span: Span) -> None:
        """Scroll to a span that is not in view, a third of the height below the top."""
        self.fit()
        if self._rows:
            self.scroll_to_row(self._top_for(span))

    def _top_for(self, span: Span) -> LayoutRow:
        flow, height = self._flow, self._widget.size.height
        first, last = flow.row_of(span.start), flow.row_of(max(span.start, span.end - 1))
        if self._rows[0] <= first and last <= self._rows[-1]:
            return self.top
        if first < self._rows[0]:
            return min(flow.advance(last, -(2 * height // 3)), first)
        third = flow.advance(first, -(height // 3))
        return min(max(third, flow.advance(last, 1 - height)), first)

    def scroll_rows(self, count: int) -> None:
        """Scroll down by some rows, or up if `count` is negative."""
        self.fit()
        if self.has_text:
            self.scroll_to_row(self._flow.advance(self.top, count))

    def scroll_to_map(self, y: int) -> None:
        """Scroll to the span for which a row of the map stands."""
        self.fit()
        if self.has_text:
            row = self._flow.row_of(self._map.span(min(max(y, 0), self._map.height - 1)).start)
            self.scroll_to_row(self._flow.advance(row, -(self._widget.size.height // 2)))

    def scroll_to_row(self, top: LayoutRow) -> None:
        """Scroll so that a row is the topmost, but not beyond the end of the text."""
        self._before_preview = None
        if self._set_top(top):
            self._widget.refresh()

    def row_y(self, offset: int) -> int | None:
        """The row of the widget that shows an offset, None if it is not in view."""
        self.fit()
        if not self._rows:
            return None
        row = self._flow.row_of(offset)
        return self._rows.index(row) if row in self._rows else None

    def offset_at(self, x: int, y: int) -> int:
        """The offset of the grapheme cluster at or nearest to a cell; 0 without text."""
        self.fit()
        if not self._rows:
            return 0
        row = self._rows[min(max(y, 0), len(self._rows) - 1)]
        return self._flow.offset_at(row, x - self._page.text_left)

    # Layout and painting

    def set_caret(
        self, passage: Span | None, character: Span | None, selection: Span | None
    ) -> None:
        """Draw the passage and the character under the caret, and the selection."""
        old = self._scene
        self._scene = old._replace(passage=passage, character=character, selection=selection)
        pairs = (old.passage, passage), (old.character, character), (old.selection, selection)
        self._repaint([span for before, after in pairs for span in changed(before, after)])
        before = self._map_state.caret
        self._update_map()
        self._widget.refresh(self._map_cell(before), self._map_cell(self._map_state.caret))

    def line(self, y: int) -> Strip:
        """A row of the widget, counted from 0, in the layout of the last `fit`."""
        below = y >= len(self._rows)
        strip = blank(self._page, self._scene) if below else self._strip(self._rows[y])
        cell = self._map.cell(y, self._map_state, self.colors)
        return Strip([*strip, cell], self._page.width)

    def _strip(self, row: LayoutRow) -> Strip:
        known = self._strips.get(row)
        if known is None:
            layout = self._flow.layout(row.block)
            line = row.row - layout.gap
            if line < 0:
                known = _NOWHERE, blank(self._page, self._scene)
            else:
                strip = paint(self._document, layout, line, self._page, self._scene)
                known = layout.extent(line), strip
            self._strips[row] = known
        return known[1]

    def set_document(self, document: Document) -> None:
        """Lay out a Document for the widget's size, with its beginning at the top."""
        self._document = document
        self._fitted_size = self._widget.size
        self._page = page(self._widget.size.width, self._measure)
        self._flow = TextFlow(document, self._page.text_width)
        self._map = ArticleMap(
            self._widget.size.height, len(document.text), lambda a, b: self.map_marks(a, b)
        )
        self._strips.clear()
        self._set_top(LayoutRow(0, 0))

    def fit(self, force: bool = False) -> None:
        """Lay out the text again if the widget's size changed, and keep the position."""
        if self._widget.size == self._fitted_size and not force:
            return
        flow, rows, passage = self._flow, self._rows, self._scene.passage
        top, back = self.top, self._before_preview
        self.set_document(self._document)
        if not self.has_text:
            return
        self._set_top(self._flow.corresponding_row(flow, top))
        self._before_preview = back and self._flow.corresponding_row(flow, back)
        if passage and rows and flow.row_of(passage.start) in rows:
            y = rows.index(flow.row_of(passage.start))
            self._set_top(self._flow.advance(self._flow.row_of(passage.start), -y))
        elif rows:
            return
        if passage and self._rows:
            self._set_top(self._top_for(passage))

    def _set_top(self, top: LayoutRow) -> bool:
        """Make a row the topmost, but not beyond the end. Returns whether other rows are shown."""
        before, height = self._rows, self._widget.size.height
        if self.has_text:
            # One blank row below the text shows that it ends there.
            top = min(top, self._flow.advance(self._flow.last(), 2 - height))
        self.top, self._rows = top, self._flow.rows(top, height)
        self._strips = {row: self._strips[row] for row in self._rows if row in self._strips}
        self._update_map()
        return self._rows != before

    def _update_map(self) -> None:
        """Compute the rows of the map for the caret, the hits and the visible part."""
        row, rows = self._map.row, self._rows
        window = Span(0, 0)
        if rows:
            window = Span(row(self._flow.offset(rows[0])), row(self._flow.offset(rows[-1])) + 1)
        passage = self._scene.passage
        self._map_state = MapState(
            row(passage.start) if passage else -1, window, frozenset(map(row, self._hit_offsets))
        )

    def _map_cell(self, y: int) -> Region:
        return Region(self._page.width - MAP_WIDTH, y, MAP_WIDTH, 1)

    def _repaint(self, spans: Sequence[Span]) -> None:
        """Request the painting of the lines that touch spans, and of no others."""
        regions: list[Region] = []
        for y, row in enumerate(self._rows):
            extent, _ = self._strips.get(row, (_NOWHERE, None))
            if any(start <= extent.end and end >= extent.start for start, end in spans):
                del self._strips[row]
                regions.append(Region(self._page.left, y, self._page.right - self._page.left, 1))
        if regions:
            self._widget.refresh(*regions)
