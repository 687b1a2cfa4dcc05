"""A screen that shows an article: what the reading screen and the one that waits for it share."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from ...config import Config, Folders, remembered
from ...session import Session
from ..commands import bindings
from ..routes import Route
from ..themes import ReaderTheme
from ..widgets.nonscrolling import nonscrolling
from .state import ReadingState
from .view import ReadingView

_FIRST = 1.0
"""Seconds that the first frame is waited for."""


class ArticleScreen(Screen[Route], inherit_bindings=False):
    """Shows a session, and mounts what the first frame does not need once that stands."""

    BLANK = True
    virtual_size = nonscrolling()
    BINDINGS: ClassVar[list[BindingType]] = bindings("article")
    ready_to_paint: asyncio.Event | None = None
    """Set when the app begins to paint; None where it has long begun."""

    def __init__(
        self, session: Session, folders: Folders, config: Config, theme: ReaderTheme
    ) -> None:
        super().__init__()
        self.session, self.folders, self.config = session, folders, config
        self.state = ReadingState()
        self.view = ReadingView(self, session, config, theme, self.state)
        chosen = remembered(folders.state).sidebar
        self.view.sidebar_wanted = config.sidebar if chosen is None else chosen

    def compose(self) -> ComposeResult:
        """The widgets of the view."""
        yield from self.view.compose()

    def on_mount(self) -> None:
        """Begin: Textual calls the handlers of every class, and each may begin only once."""
        self.begin()

    def begin(self) -> None:
        """Show the document, and what there is to say about it."""
        self.view.begin(self.starting_place())
        self.watch(self, "focused", self.refresh_bindings, init=False)
        for message in self.session.messages:
            self.view.toast(message, warn=True, beside=True)
        if self.session.read_only:
            self.view.show_banner(self.session.read_only)
        self.run_worker(self._after_first_frame(), group="deferred")

    async def _after_first_frame(self) -> None:
        """Mount the rest once the first frame stands: that is 50 ms earlier so."""
        if self.ready_to_paint:
            await self.ready_to_paint.wait()
        shown = asyncio.Event()
        self.call_after_refresh(shown.set)
        with suppress(TimeoutError):  # a dialog may be over it
            await asyncio.wait_for(shown.wait(), _FIRST)
        await self.mount_deferred()

    async def mount_deferred(self) -> None:
        """Mount what the first frame does not show."""
        await self.view.mount_deferred()

    def starting_place(self) -> int:
        """The offset at which reading goes on."""
        return 0

    def use_theme(self, theme: ReaderTheme) -> None:
        """Show everything in a theme."""
        self.view.use_theme(theme)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.view.lay_out()
