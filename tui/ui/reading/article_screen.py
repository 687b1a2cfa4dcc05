"""ArticleScreen: the base class of the reading screen and of the loading screen."""

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

_FIRST_FRAME_TIMEOUT = 1.0
"""Seconds after which the other widgets are mounted even if no frame was painted."""


class ArticleScreen(Screen[Route], inherit_bindings=False):
    """Shows a session; widgets that the first frame does not need are mounted after it."""

    BLANK = True
    virtual_size = nonscrolling()
    BINDINGS: ClassVar[list[BindingType]] = bindings("article")
    ready_to_paint: asyncio.Event | None = None
    """An event that is set when the app begins to paint; None if the app is painting already."""

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
        """Yield the widgets of the view."""
        yield from self.view.compose()

    def on_mount(self) -> None:
        """Call `begin`, which subclasses extend: Textual calls `on_mount` once in each class."""
        self.begin()

    def begin(self) -> None:
        """Show the document, and the messages about its notes."""
        self.view.begin(self.start_offset())
        self.watch(self, "focused", self.refresh_bindings, init=False)
        for message in self.session.messages:
            self.view.toast(message, warn=True, keep_earlier=True)
        if self.session.read_only:
            self.view.show_banner(self.session.read_only)
        self.run_worker(self._after_first_frame(), group="deferred")

    async def _after_first_frame(self) -> None:
        """Mount the other widgets once the first frame is painted, so that it comes earlier."""
        if self.ready_to_paint:
            await self.ready_to_paint.wait()
        shown = asyncio.Event()
        self.call_after_refresh(shown.set)
        with suppress(TimeoutError):  # a dialog may cover the screen
            await asyncio.wait_for(shown.wait(), _FIRST_FRAME_TIMEOUT)
        await self.mount_deferred()

    async def mount_deferred(self) -> None:
        """Mount the widgets that the first frame does not show."""
        await self.view.mount_deferred()

    def start_offset(self) -> int:
        """The offset at which the caret is put first."""
        return 0

    def use_theme(self, theme: ReaderTheme) -> None:
        """Show the article in the colours of a theme."""
        self.view.use_theme(theme)

    def on_resize(self) -> None:
        """Lay out the widgets for the new width."""
        self.view.lay_out()
