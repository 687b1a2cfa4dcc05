"""The whole program under a pilot, and what its tests look at: the session, notes and tags."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.ui.pilot import quiet
from tui.config import Config, bundled, folders
from tui.session import Session
from tui.ui.app import ReaderApp
from tui.ui.reading.screen import ReaderScreen

ARTICLE = """Harbour stays shut

By Ada Finch

The port authority closed the harbour on Monday. Two officials said why.

“We had no choice,” said Ada Berg, who runs the port. The ferry company denied that.

What comes next

There were unconfirmed reports that General Qasim Sulaymani was seen at the docks.
"""


def article(folder: Path, text: str = ARTICLE, name: str = "harbour.txt") -> Path:
    """Write an article into a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def dossier(folder: Path) -> Path:
    """A copy of the sample dossier."""
    return Path(shutil.copytree(bundled("sample_data"), folder / "dossier"))


@asynccontextmanager
async def program(
    path: Path | None, size: tuple[int, int] = (100, 30), **config: object
) -> AsyncIterator[Pilot[int]]:
    """The program, opened on a file or folder and idle."""
    app = ReaderApp(path, folders(), Config(**config))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await quiet(pilot)
        yield pilot


def screen_of(pilot: Pilot[int]) -> ReaderScreen:
    """The reading screen, also below a dialog."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, ReaderScreen))


def session_of(pilot: Pilot[int]) -> Session:
    """The session on the screen."""
    return screen_of(pilot).session


def tagged(pilot: Pilot[int]) -> dict[str, tuple[str, ...]]:
    """The quotes with their tags, in the order of the text."""
    return {a.quote: a.tags for a in session_of(pilot).state.ordered()}


def here(pilot: Pilot[int]) -> str:
    """The text that the caret's passage or the selection covers."""
    start, end = screen_of(pilot).view.article.span
    return session_of(pilot).document.text[start:end]


def spot(pilot: Pilot[int], words: str) -> tuple[int, int]:
    """The cell of the article at which some words begin."""
    pane = screen_of(pilot).view.article
    offset = session_of(pilot).document.text.index(words)
    y = pane.canvas.row_y(offset) or 0
    return next((x, y) for x in range(pane.size.width) if pane.canvas.offset_at(x, y) == offset)


def on_disk(path: Path) -> dict[str, Any]:
    """What the notes file beside an article holds."""
    return tomllib.loads(path.with_name(path.name + ".notes.toml").read_text("utf-8"))
