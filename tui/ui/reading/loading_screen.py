"""The screen of an article that takes long to read: its first page, a bar, and a way to give up."""

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

_BAR = 24
_EVERY = 0.2
"""Seconds between two looks at how far it is; before the first nobody waits for it."""


_LONG, _MANY = 3 * 1024 * 1024, 256 * 1024
"""Bytes of an article, and of notes, from which on they are read in a thread: 0.04 s each."""


def takes_long(path: Path, folders: Folders) -> bool:
    """Whether opening an article takes so long that it is felt."""
    try:
        size = path.stat().st_size
        notes = notes_place(path, "", folders.data).path
        many = notes.exists() and notes.stat().st_size > _MANY
    except (OSError, ValueError, ReaderError):
        return False  # reading it will say what is wrong
    return size > _LONG or many or READERS.get(path.suffix.lower()) not in ("plain", "markdown")


class LoadingScreen(ArticleScreen):
    """Reads an article in a thread; the reading screen, of its first page, until that is done."""

    DEFAULT_CSS = """
    LoadingScreen #bar {
        dock: bottom; height: 1; background: $panel; padding: 0 1; display: none;
    }
    """

    class Read(Message):
        """The article was read."""

        def __init__(self, route: OpenArticle, session: Session) -> None:
            super().__init__()
            self.route, self.session = route, session

    class Failed(Message):
        """The article cannot be read, or was given up: then `error` is None."""

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
        """`preview` is shown while `read` runs in a thread, which it does after the first frame."""
        super().__init__(preview, folders, config, theme)
        self.route = route
        self._work = read
        self._share, self._given_up = 0.0, False
        self._bar = Static(id="bar")
        self.view.show_saved("opening")
        self.view.sidebar.nothing = ""  # which there are is not known yet

    def compose(self) -> ComposeResult:
        """How far it is comes in the place of the keys."""
        yield from super().compose()
        yield self._bar

    def starting_place(self) -> int:
        """Where reading goes on, if that is on the first page."""
        key = os.path.realpath(self.session.document.path or "")
        at = progress.load(self.folders.state, key).caret
        return at if at < len(self.session.document.text) else 0

    async def mount_deferred(self) -> None:
        """Read, and where that takes longer than a moment tell how far it is."""
        drawing = self.set_interval(_EVERY, self._draw)
        try:
            session = await in_background(self._watched)
        except ReaderError as error:
            self.post_message(self.Failed(self.route, error))
        except WorkCancelledError:
            return
        else:
            if not self._given_up:
                self.post_message(self.Read(self.route, session))
        finally:
            drawing.stop()

    def _watched(self) -> Session:
        with reading.reported_to(self._tell):
            return self._work()

    def _tell(self, share: float) -> None:
        if self._given_up:
            raise WorkCancelledError
        self._share = share

    def give_up(self) -> None:
        """Wait no longer; a reading in a process of its own is ended too."""
        if not self._given_up:
            self._given_up = True
            self.post_message(self.Failed(self.route, None))

    def _draw(self) -> None:
        path = self.session.document.path
        name = clip(one_line(path.name if path else ""), max(8, self.size.width - _BAR - 30))
        self._bar.display = True
        self._bar.update(
            Content.assemble(
                f"opening {name} ",
                (progress_bar(self._share, _BAR), "$primary"),
                f" {self._share:.0%}  ",
                ("Esc", "bold $footer-key-foreground"),
                " cancel",
            )
        )
