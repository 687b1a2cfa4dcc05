"""ReadingView: the widgets of an article screen, updated from the session and the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from ...config import Config
from ...model.analysts import initials_of_authors
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ...session import Session
from ...workspace.folder_links import FolderLinks
from ..background import in_background
from ..display import one_line
from ..messages import tell
from ..themes import ReaderTheme
from ..widgets.article_scene import common_highlights
from ..widgets.article_view import ArticleView, Highlight
from ..widgets.editor import NoteEditor
from ..widgets.footer import Footer
from ..widgets.header import Header, HeaderText
from ..widgets.message_line import MessageLine
from ..widgets.nonscrolling import NonScrollingHorizontal, NonScrollingVertical
from ..widgets.note_list import NoteRow, NoteRows
from ..widgets.search_panel import SearchPanel
from ..widgets.sidebar import Sidebar
from .presenter import Presenter
from .state import ReadingState

if TYPE_CHECKING:
    from typing import Any

NARROW = 64
"""The width of a screen, in cells, below which the sidebar and the article are not both shown."""

_COUNTED_AT_ONCE = 2_000
"""The length of a text, in code points, below which passages are counted before the first frame."""

_MAX_REPAINTED_SPANS = 50
"""The number of spans from which the whole article is painted again instead of each span."""


class ReadingView:
    """Shows a session in the widgets of a screen; it changes neither the session nor the state."""

    def __init__(
        self,
        screen: Screen[Any],
        session: Session,
        config: Config,
        theme: ReaderTheme,
        state: ReadingState,
    ) -> None:
        self._screen, self._session, self._config, self._state = screen, session, config, state
        self.presenter = Presenter(theme)
        self.links: FolderLinks | None = None
        """The links of the article, or None on a screen that shows none."""
        self.sidebar_wanted = config.sidebar
        self._saved, self._is_trouble = "saved", False
        self._counts: list[int] = []
        self.header = Header()
        self.footer = Footer()
        self.article = ArticleView()
        self.editor = NoteEditor()
        self.sidebar = Sidebar(self.editor)
        self.search = SearchPanel()
        self.banner = Static("", id="banner", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the header, the article beside the sidebar, the search panel and the last line."""
        yield self.header
        yield self.banner
        with NonScrollingHorizontal(id="page"):
            with NonScrollingVertical(id="column"):
                yield self.article
            yield self.sidebar
        yield self.footer
        yield MessageLine(classes="over-footer")

    def begin(self, at: int) -> None:
        """Show the document with the caret at an offset, and its annotations."""
        self.article.canvas.measure = self._config.measure
        self.article.canvas.highlights = self._highlights
        self.article.canvas.map_marks = self._map_mark
        self.use_theme(self.presenter.theme)
        if len(self._session.document.text) < _COUNTED_AT_ONCE:
            self._counts = self._session.document.passage_counts()
        self.article.show(self._session.document, at)
        self.article.focus()
        self.lay_out()
        self.refresh_notes()

    async def mount_deferred(self) -> None:
        """Mount the widgets that the first frame does not show."""
        await self.sidebar.mount(self.editor)
        await self._screen.query_one("#column").mount(self.search)

    async def count_passages(self) -> None:
        """Count the passages of a long text in a thread, for the header."""
        if not self._counts:
            self._counts = await in_background(self._session.document.passage_counts)
            self.refresh_header()

    @property
    def target(self) -> Target:
        """The target of the next command: the only annotation at the caret, if there is one.

        Otherwise it is the selection, the chosen annotation or the caret's passage.
        """
        found = self.candidates()
        return self._state.target(self._session, found[0] if len(found) == 1 else self.article.span)

    def candidates(self) -> list[Span]:
        """The spans of annotations at the caret to which a command may apply, in text order."""
        if self.article.selection:
            return []
        return self._state.candidates(self._session, self.article.span, self.article.caret_span)

    # Colours

    def use_theme(self, theme: ReaderTheme) -> None:
        """Show the article and the tags in the colours of a theme."""
        self.presenter = Presenter(theme)
        self.article.canvas.colors = self.presenter.reading_colors
        if self.article.is_mounted:
            self.article.canvas.repaint_all()
            self.refresh_notes()

    def _highlights(self, start: int, end: int) -> list[Highlight]:
        shown = [a for a in self._session.state.overlapping(start, end) if self._state.passes(a)]
        book, target = self._session.state.codebook, self._state.target_id
        highlights = [self.presenter.highlight(a, book, target) for a in shown]
        return [*highlights, *common_highlights(self._state.common_spans, start, end)]

    def _map_mark(self, start: int, end: int) -> str:
        """The colour of the first tag in a span of the text, or ""."""
        for annotation in self._session.state.each_overlapping(start, end):
            if annotation.tags and self._state.passes(annotation):
                return self.presenter.color(annotation.tags[0], self._session.state.codebook)
        return ""

    # Updating the widgets

    def repaint(self, spans: list[Span] | None = None) -> None:
        """Paint spans of the article again, or all of it."""
        if spans is None or len(spans) >= _MAX_REPAINTED_SPANS:
            self.article.canvas.repaint_all()
        else:
            for span in spans:
                self.article.canvas.repaint(*span)

    def refresh_all(self) -> None:
        """Show all annotations and tags again."""
        self.repaint()
        self.refresh_notes()

    def refresh_notes(self) -> None:
        """Show the present annotations in the sidebar and in the header."""
        session, state = self._session, self._state
        links = self.links.rows() if self.links else {}
        initials = initials_of_authors(session.state)

        def row(annotation: Annotation) -> NoteRow:
            lines = self.links.claim_lines(annotation) if self.links else ()
            known = links.get(annotation.id, ()), lines
            return self.presenter.note_row(annotation, session, *known, initials)

        notes = session.state.ordered()
        if state.only:
            notes = [a for a in notes if state.passes(a)]
        memo = "" if state.only else session.state.data.note
        rows = NoteRows(notes, session.state.annotations, row, links, memo)
        tags = self.presenter.tag_rows(session, state.filter, state.counts(session))
        self.sidebar.set_rows(tags, rows, state.only, state.nothing_shown)
        self.refresh_place()

    def refresh_place(self) -> None:
        """Show the place of the caret in the header, and its annotations in the sidebar."""
        session = self._session
        if session.document.blocks:
            span = self.article.span
            here = list(filter(self._state.passes, session.state.overlapping(*span)))
            target = self.target
            on = session.state.at(target)
            exactly = [] if target.id else session.state.exactly(target.span)
            shown = list(filter(self._state.whose.shows, exactly))
            on = on if on and self._state.whose.shows(on) else None
            self.sidebar.follow_caret(
                span.start,
                frozenset(a.id for a in here),
                on.id if on else "",
                frozenset(tag for a in (shown or ([on] if on else [])) for tag in a.tags),
            )
        self.refresh_header()

    def refresh_header(self) -> None:
        """Show the title, the place of the caret and the state of saving."""
        data, place = self._session.state.data, self.article.place
        about = ", ".join(filter(None, (data.publisher or data.author, data.date)))
        number = total = 0
        if self._counts and self._counts[-1]:
            number, total = self._counts[place.block] + place.index + 1, self._counts[-1]
        elif self._session.document.blocks and not place.block:
            number = place.index + 1
        saved = "read-only" if self._session.read_only else self._saved
        known = self._session.state
        coding = "blind" if known.is_blind else "done" if known.is_done else ""
        mode = " · ".join(filter(None, (coding, self._mode)))
        self.header.show(
            HeaderText(data.title, about, number, total, saved, self._is_trouble, mode)
        )

    @property
    def _mode(self) -> str:
        """What is marked, shown or selected, else where the caret's passage stands too, or ""."""
        state = self._state
        if state.marked:
            return f"{len(state.marked)} MARKED"
        if state.only:
            return f"only {state.only}"
        if self.article.selection or state.moving:
            return "SELECT" if self.article.selection else "MOVE"
        places = state.common.get(self.article.span.start, ())
        more = f" +{len(places) - 1}" if len(places) > 1 else ""
        return f"≡ also in {places[0].where}{more}" if places else ""

    def show_save_state(self, saved: str, trouble: bool = False) -> None:
        """Show the state of saving in the header, in the style of an error if `trouble`."""
        if self._is_trouble and not trouble and saved == "saved":
            self.show_banner("")
        self._saved = saved
        self._is_trouble = trouble or (self._is_trouble and saved != "saved")
        self.refresh_header()

    def toast(self, message: str, warn: bool = False, keep_earlier: bool = False) -> None:
        """Show a message for some seconds; `keep_earlier` shows it after the earlier ones."""
        tell(self._screen.app, message, warn, keep_earlier)

    def show_banner(self, message: str) -> None:
        """Show a message until another one replaces it; "" removes it."""
        self.banner.update(one_line(message))
        self.banner.set_class(bool(message), "open")

    def lay_out(self) -> None:
        """Show the sidebar if it is wanted and there is room, or while a note is written."""
        width = self._screen.app.size.width
        self.sidebar.display = self.editor.is_open or (self.sidebar_wanted and width >= NARROW)
        narrow = self.sidebar.display and width < NARROW
        self._screen.query_one("#column").display = not narrow
        self.sidebar.set_class(narrow, "alone")
