"""LoadingScreen: shows the first page of an article and a progress bar while it is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ...config import Config, Folders
from ...model.errors import ReaderError
from ...readers import READERS
from ...readers import reading_progress as reading
from ...session import Session
from ...store import progress
from ...store.locations import notes_place
from ..background import WorkCancelledError, in_background
from ..display import one_line
from ..fit import clip, progress_bar
from ..routes import OpenArticle
from ..themes import ReaderTheme
from .article_screen import ArticleScreen

_BAR_WIDTH = 24
_PROGRESS_INTERVAL = 0.2
"""Seconds until the progress bar is shown, and between two updates of it."""

_LARGE_ARTICLE, _LARGE_NOTES = 512 * 1024, 256 * 1024
"""The sizes, in bytes, above which an article or its notes are read in a thread."""


def takes_long(path: Path, folders: Folders) -> bool:
    """Whether opening an article takes so long that a LoadingScreen is shown."""
    try:
        size = path.stat().st_size
        notes = notes_place(path, "", folders.data).path
        many = notes.exists() and notes.stat().st_size > _LARGE_NOTES
    except (OSError, ValueError, ReaderError):
        return False  # the attempt to read the article reports the error
    return (
        size > _LARGE_ARTICLE
        or many
        or READERS.get(path.suffix.lower()) not in ("plain", "markdown")
    )


class LoadingScreen(ArticleScreen):
    """Shows a preview of an article while a thread reads it."""

    DEFAULT_CSS = """
    LoadingScreen #bar {
        dock: bottom; height: 1; background: $panel; padding: 0 1; display: none;
    }
    """

    class Read(Message):
        """The article is read, and `session` is open on it."""

        def __init__(self, route: OpenArticle, session: Session) -> None:
            super().__init__()
            self.route, self.session = route, session

    class Failed(Message):
        """The article cannot be read for the reason `error`, or None: the user cancelled."""

        def __init__(self, route: OpenArticle, error: ReaderError | None) -> None:
            super().__init__()
            self.route, self.error = route, error

    def __init__(
        self,
        route: OpenArticle,
        read: Callable[[], Session],
        preview: Session,
        folders: Folders,
        config: Config,
        theme: ReaderTheme,
    ) -> None:
        """`preview` is a session on the first page; `read` is run in a thread."""
        super().__init__(preview, folders, config, theme)
        self.route = route
        self._work = read
        self._share, self._is_cancelled = 0.0, False
        self._bar = Static(id="bar")
        self.view.show_save_state("opening")
        self.view.sidebar.empty_text = ""  # whether there are annotations is not known yet

    def compose(self) -> ComposeResult:
        """Yield the widgets of the view and the progress bar, which covers the footer."""
        yield from super().compose()
        yield self._bar

    def start_offset(self) -> int:
        """The offset at which the last reading ended, or 0 if that is not on the first page."""
        key = os.path.realpath(self.session.document.path or "")
        at = progress.load(self.folders.state, key).caret
        return at if at < len(self.session.document.text) else 0

    async def mount_deferred(self) -> None:
        """Read the article, with a progress bar if that takes long, and post the result."""
        timer = self.set_interval(_PROGRESS_INTERVAL, self._draw)
        try:
            session = await in_background(self._read_session)
        except ReaderError as error:
            self.post_message(self.Failed(self.route, error))
        except WorkCancelledError:
            return
        else:
            if not self._is_cancelled:
                self.post_message(self.Read(self.route, session))
        finally:
            timer.stop()

    def _read_session(self) -> Session:
        with reading.reported_to(self._report):
            return self._work()

    def _report(self, share: float) -> None:
        if self._is_cancelled:
            raise WorkCancelledError
        self._share = share

    def cancel(self) -> None:
        """Stop reading and post Failed; a process that reads the article is ended."""
        if not self._is_cancelled:
            self._is_cancelled = True
            self.post_message(self.Failed(self.route, None))

    def _draw(self) -> None:
        path = self.session.document.path
        name = clip(one_line(path.name if path else ""), max(8, self.size.width - _BAR_WIDTH - 30))
        self._bar.display = True
        self._bar.update(
            Content.assemble(
                f"opening {name} ",
                (progress_bar(self._share, _BAR_WIDTH), "$primary"),
                f" {self._share:.0%}  ",
                ("Esc", "bold $footer-key-foreground"),
                " cancel",
            )
        )
