"""Opening what takes long to read: its first page at once, how far it is, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from ...config import Folders
from ...model.errors import ReaderError
from ...readers import READERS, beginning, progress
from ...session import Session
from ...store.places import notes_place
from ..aside import GivenUpError, aside
from ..display import one_line
from ..fit import bar, clip
from ..painting import Paint
from ..themes import ReaderTheme
from ..widgets.article import Article
from ..widgets.header import Header, Heading

_BAR = 24
_EVERY = 0.1
"""Seconds between two looks at how far it is."""


_LONG, _MANY = 12 * 1024 * 1024, 256 * 1024
"""Bytes of an article, and of notes, from which on they are read in a thread: 0.2 and 0.05 s."""


def takes_long(path: Path, folders: Folders) -> bool:
    """Whether opening an article takes so long that it is felt."""
    try:
        size = path.stat().st_size
        notes = notes_place(path, "", folders.data).path
        many = notes.exists() and notes.stat().st_size > _MANY
    except (OSError, ValueError, ReaderError):
        return False  # reading it will say what is wrong
    return size > _LONG or many or READERS.get(path.suffix.lower()) not in ("plain", "markdown")


class Opening(Screen[None]):
    """Reads an article in a thread. Laid out as the reading screen, which then covers it."""

    DEFAULT_CSS = """
    Opening #beside { border-left: vkey $panel; }
    Opening #bar { dock: bottom; height: 1; background: $panel; padding: 0 1; }
    """

    class Read(Message):
        """The article is there."""

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

    class Failed(Message):
        """It cannot be read; None: it was given up."""

        def __init__(self, error: ReaderError | None) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        path: Path,
        read: Callable[[], Session],
        theme: ReaderTheme,
        measure: int,
        beside: int,
        start: int,
    ) -> None:
        """`read` is run in a thread; `beside` is how wide the sidebar will be, in cells."""
        super().__init__()
        self._path, self._work, self._start = path, read, start
        self._share, self._given_up = 0.0, False
        self.header, self.article, self._bar = Header(), Article(), Static(id="bar")
        self.article.measure, self.article.colors = measure, Paint(theme).reading
        self._beside = Static(id="beside")
        self._beside.styles.width = beside
        self._beside.display = bool(beside)

    def compose(self) -> ComposeResult:
        """Header and text where they will be, and at the bottom how far it is."""
        yield self.header
        with Horizontal(id="page"):
            with Vertical(id="column"):
                yield self.article
            yield self._beside
        yield self._bar

    def on_mount(self) -> None:
        """Show what can be shown, and begin to read."""
        self.header.show(Heading(self._path.stem, state="opening"))
        first = beginning(self._path)
        if first and first.blocks:
            self.header.show(Heading(first.title, state="opening"))
            self.article.show(first, self._start if self._start < len(first.text) else 0)
        self._draw()
        self.run_worker(self._read())

    async def _read(self) -> None:
        drawing = self.set_interval(_EVERY, self._draw)
        try:
            session = await aside(self._watched)
        except ReaderError as error:
            self.post_message(self.Failed(error))
        except GivenUpError:
            return
        else:
            if not self._given_up:
                self.post_message(self.Read(session))
        finally:
            drawing.stop()

    def _watched(self) -> Session:
        with progress.watched(self._tell):
            return self._work()

    def _tell(self, share: float) -> None:
        if self._given_up:
            raise GivenUpError
        self._share = share

    def give_up(self) -> None:
        """Wait no longer; a reading in a process of its own is ended too."""
        if not self._given_up:
            self._given_up = True
            self.post_message(self.Failed(None))

    def _draw(self) -> None:
        name = clip(one_line(self._path.name), max(8, self.size.width - _BAR - 30))
        self._bar.update(
            Content.assemble(
                f"opening {name} ",
                (bar(self._share, _BAR), "$primary"),
                f" {self._share:.0%}  ",
                ("Esc", "bold $footer-key-foreground"),
                " cancel",
            )
        )
