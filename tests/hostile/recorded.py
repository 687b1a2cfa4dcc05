"""The whole program in this process, with all that its driver is given to write kept."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tests.ui.pilot import quiet
from tui.config import folders, load
from tui.ui.app import ReaderApp
from tui.ui.messages import MessageQueue

from .terminal import plain, trespassers

_COPIED = re.compile("\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07")


class Record:
    """What was written to the terminal, and which screens and widgets were on it."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.seen: set[type[Any]] = set()
        self.told: set[str] = set()
        """The messages of starts that were on the screen."""

    def look(self, screen: Screen[Any]) -> None:
        """Note what is on the screen now."""
        self.seen |= {type(screen), *(type(widget) for widget in screen.query(Widget))}

    @property
    def drawn(self) -> bytes:
        """All bytes, but for those that set the clipboard."""
        return _COPIED.sub("", "".join(self.written)).encode("utf-8", "surrogateescape")

    @property
    def text(self) -> str:
        """What could be read on the screen, all frames one after the other."""
        return plain(self.drawn)

    @property
    def copied(self) -> list[str]:
        """The texts that the clipboard was set to."""
        found = _COPIED.findall("".join(self.written))
        return [base64.b64decode(text).decode("utf-8") for text in found]

    @property
    def raw(self) -> list[str]:
        """What could act on the terminal, or where the clipboard is pasted."""
        pasted = "".join(self.copied).replace("\n", "")
        return trespassers(self.drawn) + trespassers(pasted.encode("utf-8", "surrogatepass"))


def _driver(record: Record) -> type[HeadlessDriver]:
    class Recording(HeadlessDriver):
        """Takes frames as a terminal's driver does, and keeps them; no key comes from it."""

        @property
        def is_headless(self) -> bool:
            """No: else Textual would draw nothing."""
            return False

        def write(self, data: str) -> None:
            """Keep what a terminal would be sent."""
            record.written.append(data)

    return Recording


async def _look_at_messages(pilot: Pilot[int], record: Record) -> None:
    """Go through the messages of the start; those that other starts showed are not drawn again."""
    messages: MessageQueue = pilot.app.messages  # type: ignore[attr-defined]
    while messages.messages:
        text = messages.messages[0].text
        if text not in record.told:
            record.told.add(text)
            await quiet(pilot)
            record.look(pilot.app.screen)
        messages.key_pressed(math.inf)
    await quiet(pilot)


@asynccontextmanager
async def recorded(
    target: Path, record: Record, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[int]]:
    """The program with the user's settings, opened on a file or folder and idle."""
    where = folders()
    config, problems = load(where.config)
    app = ReaderApp(target, where, config, messages=problems)
    app.driver_class = _driver(record)
    tested = app.run_test(headless=False, size=size, tooltips=True, notifications=True)
    async with tested as pilot:
        await quiet(pilot)
        record.look(app.screen)
        await _look_at_messages(pilot, record)
        yield pilot
