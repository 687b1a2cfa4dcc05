"""What every part of the reading screen stands on: the session, the widgets, and showing them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from ...config import Config, Folders, remembered
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.codebook import covers
from ...model.document import Span
from ...session import Session
from ..background import in_background
from ..commands import bindings
from ..display import one_line
from ..routes import Route
from ..themes import ReaderTheme
from ..widgets.article_view import Article, Highlight
from ..widgets.editor import NoteEditor
from ..widgets.footer import Footer
from ..widgets.header import Header, Heading
from ..widgets.nonscrolling import NonScrolling, NonScrollingHorizontal, NonScrollingVertical
from ..widgets.note_list import LinkRow, NoteRow, NoteRows
from ..widgets.search_panel import SearchPanel
from ..widgets.sidebar import Sidebar
from .presenter import Presenter

NARROW = 64
"""Below so many cells the sidebar would leave no room for the article."""


def sidebar_width(width: int) -> int:
    """How wide the sidebar of a screen is, in cells."""
    return max(28, min(56, width // 3))


_BRIEF = 2_000
"""Code points of a text whose passages are counted before its first frame."""

_FIRST = 1.0
"""Seconds that the first frame is waited for."""


class ArticleScreen(NonScrolling, Screen[Route]):
    """Holds the Session; every other part of the screen extends it by what the user can do."""

    BLANK = True
    painting: asyncio.Event | None = None
    """Set when the app begins to paint; None where it has long begun."""

    class DeferredMounted(Message):
        """All is there that keys can act on."""

        def __init__(self, screen: ArticleScreen) -> None:
            super().__init__()
            self.screen = screen

    def __init__(
        self, session: Session, folders: Folders, config: Config, theme: ReaderTheme
    ) -> None:
        super().__init__()
        self.session, self.folders, self.config = session, folders, config
        self.paint = Presenter(theme)
        self.filter = ""
        self.target_id = self.last_chosen = ""
        self.marked: tuple[Span, ...] = ()
        self.last_tag = ""
        chosen = remembered(folders.state).sidebar
        self.sidebar_wanted = config.sidebar if chosen is None else chosen
        self.state, self.trouble = "saved", False
        self._counted: list[int] = []
        own = config.keys, config.aliases
        self._bindings = bindings("article", *own)
        self.header = Header()
        self.article = Article()
        self.editor = NoteEditor(bindings("note", *own))
        self.sidebar = Sidebar(bindings("tags", *own), bindings("notes", *own), self.editor)
        self.search = SearchPanel(bindings("search", *own))
        self.banner = Static("", id="banner", markup=False)

    def compose(self) -> ComposeResult:
        """Header, article and sidebar side by side, the search below, the keys at the bottom."""
        yield self.header
        yield self.banner
        with NonScrollingHorizontal(id="page"):
            with NonScrollingVertical(id="column"):
                yield self.article
                yield self.search
            yield self.sidebar
        yield Footer()

    def on_mount(self) -> None:
        """See begin: Textual calls the handlers of every class, and each may begin only once."""
        self.begin()

    def begin(self) -> None:
        """Show the document, then what is said about it."""
        self.article.measure = self.config.measure
        self.article.highlights = self._highlights
        self.article.map_marks = self._map_mark
        self.use_theme(self.paint.theme)
        if len(self.session.document.text) < _BRIEF:
            self._counted = self.session.document.passage_counts()
        self.article.show(self.session.document, self.starting_place())
        self.article.focus()
        self.lay_out()
        self.watch(self, "focused", self.refresh_bindings, init=False)
        self.refresh_notes()
        for message in self.session.messages:
            self.tell(message, warn=True, beside=True)
        if self.session.read_only:
            self.say(self.session.read_only)
        self.run_worker(self._go_on(), group="mount_deferred")

    async def _go_on(self) -> None:
        """Furnish the screen once its first frame stands: that is 50 ms earlier so."""
        if self.painting:
            await self.painting.wait()
        shown = asyncio.Event()
        self.call_after_refresh(shown.set)
        with suppress(TimeoutError):  # a dialog may be over it
            await asyncio.wait_for(shown.wait(), _FIRST)
        await self.mount_deferred()

    async def mount_deferred(self) -> None:
        """Make what the first frame does not show; then keys have all they act on."""
        await self.editor.mount_deferred()
        await self.search.mount_deferred()
        self.post_message(self.DeferredMounted(self))

    def prepare(self) -> None:
        """Begin with what is needed later and reckoned aside: no thread takes the first frame's
        time."""
        if not self._counted:
            self.run_worker(self._count_passages(), group="count")

    def starting_place(self) -> int:
        """The offset at which reading goes on."""
        return 0

    # What the user looks at

    @property
    def targets(self) -> list[Target]:
        """What the next edit is about: all marked hits, else the one target."""
        if self.marked:
            return [Target(span) for span in self.marked]
        return [self.target]

    @property
    def target(self) -> Target:
        """The one that a note or a grade is about."""
        chosen = self.session.state.annotations.get(self.target_id)
        if chosen:
            return Target(Span(chosen.start, chosen.end), chosen.id)
        return Target(self.article.span)

    def has_text(self) -> bool:
        """Whether there is a passage at all; says so where there is none."""
        if self.session.document.blocks:
            return True
        self.tell("this article has no text, so there is nothing to mark", warn=True)
        return False

    def paragraph(self, offset: int) -> int:
        """The number of the Block at an offset, from 1."""
        return self.session.document.block_at(offset) + 1

    # Showing

    def use_theme(self, theme: ReaderTheme) -> None:
        """Take the colours of a theme for the article and the tags."""
        self.paint = Presenter(theme)
        self.article.colors = self.paint.reading
        if self.article.is_mounted:
            self.article.repaint_all()
            self.refresh_notes()

    def _highlights(self, start: int, end: int) -> list[Highlight]:
        shown = [a for a in self.session.state.overlapping(start, end) if self.passes(a)]
        return [self.paint.highlight(a, self.session.state.codebook, self.target_id) for a in shown]

    def _map_mark(self, start: int, end: int) -> str:
        """The colour of the first tag in a stretch of the text, "" where there is none."""
        for annotation in self.session.state.each_overlapping(start, end):
            if annotation.tags and self.passes(annotation):
                return self.paint.color(annotation.tags[0], self.session.state.codebook)
        return ""

    def passes(self, annotation: Annotation) -> bool:
        """Whether the filter lets an annotation be seen."""
        return not self.filter or any(covers(self.filter, tag) for tag in annotation.tags)

    def refresh_notes(self) -> None:
        """Show the annotations as they are in the sidebar, the map and the header."""
        links, notes = self.links(), self.session.state.ordered()

        def row(annotation: Annotation) -> NoteRow:
            known = links.get(annotation.id, ()), self.counted(annotation)
            return self.paint.note_row(annotation, self.session, *known)

        if self.filter:
            notes = [a for a in notes if self.passes(a)]
        memo = "" if self.filter else self.session.state.data.note
        rows = NoteRows(notes, self.session.state.annotations, row, links, memo)
        self.sidebar.set_rows(self.paint.tag_rows(self.session, self.filter), rows, self.filter)
        self.refresh_place()

    def links(self) -> Mapping[str, tuple[LinkRow, ...]]:
        """What is linked with annotations, by id; only for those with a link."""
        return {}

    def counted(self, annotation: Annotation) -> tuple[str, ...]:
        """What the links of an annotation come to, as they were when `links` was last asked."""
        return ()

    def refresh_place(self) -> None:
        """Show where the caret is: in the header, and as what the sidebar follows."""
        session = self.session
        if session.document.blocks:
            span = self.article.span
            here = session.state.overlapping(*span)
            target = self.target
            on = session.state.at(target)
            shown = [] if target.id else session.state.exactly(target.span)
            self.sidebar.follow(
                span.start,
                frozenset(a.id for a in here),
                on.id if on else "",
                frozenset(tag for a in (shown or ([on] if on else [])) for tag in a.tags),
            )
        self.refresh_header()

    def refresh_header(self) -> None:
        """Show title, place and state."""
        data, place = self.session.state.data, self.article.place
        about = ", ".join(filter(None, (data.publisher or data.author, data.date)))
        number = total = 0
        if self._counted and self._counted[-1]:
            number, total = self._counted[place.block] + place.index + 1, self._counted[-1]
        elif self.session.document.blocks and not place.block:
            number = place.index + 1
        mode = "SELECT" if self.article.selection else ""
        if self.marked:
            mode = f"{len(self.marked)} MARKED"
        elif self.filter:
            mode = f"only {self.filter}"
        state = "read-only" if self.session.read_only else self.state
        self.header.show(Heading(data.title, about, number, total, state, self.trouble, mode))

    def tell(self, message: str, warn: bool = False, beside: bool = False) -> None:
        """Say something in passing, never parsed as markup; `beside` what was said just before."""
        # One at a time: what was said before is old, and it covers text.
        if not beside:
            self.app.clear_notifications()
        self.notify(message, severity="warning" if warn else "information", timeout=4)

    def say(self, message: str) -> None:
        """Say something that stays; "" takes it away."""
        self.banner.update(one_line(message))
        self.banner.set_class(bool(message), "open")

    def set_state(self, state: str, trouble: bool = False) -> None:
        """Show in the header whether everything is on disk."""
        if self.trouble and not trouble and state == "saved":
            self.say("")
        self.state, self.trouble = state, trouble or (self.trouble and state != "saved")
        self.refresh_header()

    def lay_out(self) -> None:
        """Show the sidebar where it is wanted and there is room, or while a note is written."""
        width = self.app.size.width
        self.sidebar.display = self.editor.is_open or (self.sidebar_wanted and width >= NARROW)
        narrow = self.sidebar.display and width < NARROW
        self.query_one("#column").display = not narrow
        self.sidebar.set_class(narrow, "alone")

    def on_resize(self) -> None:
        """See lay_out."""
        self.lay_out()

    async def _count_passages(self) -> None:
        """Number the passages of a longer text, in a thread."""
        self._counted = await in_background(self.session.document.passage_counts)
        self.refresh_header()
