"""Functions for tests of the whole program under a pilot, on our articles or the samples."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tui.config import Config, bundled, folders
from tui.session import Session
from tui.ui.app import ReaderApp
from tui.ui.asking import COMMAND_GROUP
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
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[int]) -> None:
    """Wait until messages, workers and saving are done."""
    await pilot.pause()
    assert isinstance(pilot.app, ReaderApp)
    await pilot.app.key_queue.wait_until_empty()
    await workers_done(pilot)
    await pilot.pause()


async def workers_done(pilot: Pilot[int]) -> None:
    """Wait for all workers but commands, which may be waiting for an answer."""
    busy = [worker for worker in pilot.app.workers if worker.group != COMMAND_GROUP]
    if busy:
        await pilot.app.workers.wait_for_complete(busy)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other; a text after "~" is typed letter by letter."""
    for key in keys:
        if key.startswith("~"):
            for letter in key[1:]:
                await pilot.press({" ": "space"}.get(letter, letter))
        else:
            await pilot.press(key)
    await settle(pilot)


def screen_of(pilot: Pilot[int]) -> ReaderScreen:
    """The reading screen, also below a dialog."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, ReaderScreen))


def session_of(pilot: Pilot[int]) -> Session:
    """The session on the screen."""
    return screen_of(pilot).session
