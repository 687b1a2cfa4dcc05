"""A Document on the screen, scrolled and painted, for the widget that shows it. It knows no caret.

Its position is a Block and a row in it, never a line number, and only what is on the screen is set
and painted: no cost grows with the text or with what is marked on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ...model.document import Document, Span
from .article_layout import TRACK, LayoutRow, TextFlow, page
from .article_map import MapMarks, Seen, Track
from .article_paint import blank, paint
from .article_scene import Highlights, Hits, ReadingColors, Scene, changed

NOTHING = Document("", (), "", lambda text, lang: [])
"""What is shown before a Document is."""

_NOWHERE = Span(-2, -2)


class ArticleCanvas:
    """What a widget shows of a Document, for the widget's size; it has that painted which changes.

    Textual's own scroll offset, a count of lines, stays 0.
    """

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
        self.fit(force=True)
        self._widget.refresh()

    @property
    def colors(self) -> ReadingColors:
        """What the article is drawn with; a new value is drawn at once."""
        return self._scene.colors

    @colors.setter
    def colors(self, colors: ReadingColors) -> None:
        self._scene = self._scene._replace(colors=colors)
        self.repaint_all()

    @property
    def plain(self) -> bool:
        """Whether attributes stand in for colours, as with NO_COLOR and with 16 colours."""
        return self._scene.plain

    @plain.setter
    def plain(self, plain: bool) -> None:
        self._scene = self._scene._replace(plain=plain)
        self.repaint_all()

    @property
    def highlights(self) -> Highlights:
        """Gives the highlights that touch a span of the text, any order; asked line by line."""
        return self._scene.highlights

    @highlights.setter
    def highlights(self, highlights: Highlights) -> None:
        self._scene = self._scene._replace(highlights=highlights)
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
        self._scene = self._scene._replace(hits=Hits(hits, current))
        self._hit_offsets = tuple(passage.start for passage, _ in hits)
        self._strips.clear()
        self._look_around()
        self._widget.refresh()

    def repaint(self, start: int, end: int) -> None:
        """Draw a span of the text anew, its highlights having changed."""
        self._forget([Span(start, end)])
        self._widget.refresh(*map(self._map_cell, self._track.forget(start, end)))

    def repaint_all(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self._track.forget(0, len(self._document.text))
        self._widget.refresh()

    # Where it is

    @property
    def has_text(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self._document.blocks)

    def preview(self, offset: int) -> None:
        """Scroll so that the passage at an offset is in view; `unpreview` returns."""
        if not self.has_text:
            return
        self.fit()
        before = self._before_preview or self.top
        passage = self._document.passage(self._document.place_at(offset))
        self.reveal(Span(passage.start, passage.end))
        self._before_preview = before

    def unpreview(self) -> None:
        """Return to where the first of the previews began."""
        if self._before_preview is not None:
            self.fit()
            self.scroll_to_row(self._before_preview)

    def reveal(self, span: Span) -> None:
        """Scroll a span that is not in view to about a third of the height."""
        self.fit()
        if self._rows:
            self.scroll_to_row(self._top_for(span))

    def _top_for(self, span: Span) -> LayoutRow:
        flow, height = self._flow, self._widget.size.height
        first, last = flow.find(span.start), flow.find(max(span.start, span.end - 1))
        if self._rows[0] <= first and last <= self._rows[-1]:
            return self.top
        if first < self._rows[0]:
            return min(flow.advance(last, -(2 * height // 3)), first)
        third = flow.advance(first, -(height // 3))
        return min(max(third, flow.advance(last, 1 - height)), first)

    def scroll_rows(self, count: int) -> None:
        """Scroll down, or up where negative."""
        self.fit()
        if self.has_text:
            self.scroll_to_row(self._flow.advance(self.top, count))

    def scroll_to_map(self, y: int) -> None:
        """Scroll to what a row of the map stands for."""
        self.fit()
        if self.has_text:
            row = self._flow.find(self._track.span(min(max(y, 0), self._track.height - 1)).start)
            self.scroll_to_row(self._flow.advance(row, -(self._widget.size.height // 2)))

    def scroll_to_row(self, top: LayoutRow) -> None:
        """Scroll so that a row is the topmost, as far as the text reaches."""
        self._before_preview = None
        if self._place(top):
            self._widget.refresh()

    def row_y(self, offset: int) -> int | None:
        """The screen row of an offset, None where it is not in view."""
        self.fit()
        if not self._rows:
            return None
        row = self._flow.find(offset)
        return self._rows.index(row) if row in self._rows else None

    def offset_at(self, x: int, y: int) -> int:
        """The offset of the cluster at a cell of the pane, or of the nearest; 0 without text."""
        self.fit()
        if not self._rows:
            return 0
        row = self._rows[min(max(y, 0), len(self._rows) - 1)]
        return self._flow.hit(row, x - self._page.text_left)

    # Setting and painting

    def look(self, lit: Span | None, cursor: Span | None, selection: Span | None) -> None:
        """Draw the caret's passage, the character caret and the selection."""
        old = self._scene
        self._scene = old._replace(lit=lit, cursor=cursor, selection=selection)
        pairs = (old.lit, lit), (old.cursor, cursor), (old.selection, selection)
        self._forget([span for before, after in pairs for span in changed(before, after)])
        before = self._seen.caret
        self._look_around()
        self._widget.refresh(self._map_cell(before), self._map_cell(self._seen.caret))

    def line(self, y: int) -> Strip:
        """A row of the widget, from 0 at its top, as it was last fitted."""
        below = y >= len(self._rows)
        strip = blank(self._page, self._scene) if below else self._strip(self._rows[y])
        cell = self._track.cell(y, self._seen, self.colors)
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
                known = layout.reach(line), strip
            self._strips[row] = known
        return known[1]

    def set_document(self, document: Document) -> None:
        """Set a Document for the pane's size, its beginning at the top."""
        self._document = document
        self._fitted = self._widget.size
        self._page = page(self._widget.size.width, self._measure)
        self._flow = TextFlow(document, self._page.text_width)
        self._track = Track(
            self._widget.size.height, len(document.text), lambda a, b: self.map_marks(a, b)
        )
        self._strips.clear()
        self._place(LayoutRow(0, 0))

    def fit(self, force: bool = False) -> None:
        """Set the text anew where the pane's size is another; what was in view stays there."""
        if self._widget.size == self._fitted and not force:
            return
        flow, rows, lit = self._flow, self._rows, self._scene.lit
        top, back = self.top, self._before_preview
        self.set_document(self._document)
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

    def _place(self, top: LayoutRow) -> bool:
        """Make a row the topmost, as far as the text reaches, and say whether it was another."""
        before, height = self._rows, self._widget.size.height
        if self.has_text:
            # One blank row shows that the text is at its end.
            top = min(top, self._flow.advance(self._flow.last(), 2 - height))
        self.top, self._rows = top, self._flow.rows(top, height)
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
            self._widget.refresh(*regions)
