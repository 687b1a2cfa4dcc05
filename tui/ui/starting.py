"""Starting: the first frame at once, what it does not need after it; a new size as soon."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

_SETTLED = 1.0
"""Seconds from the start to when everything that stays has been made."""


class Starting(App[int]):
    """What the program does to its frames, whatever they show."""

    def __init__(self) -> None:
        super().__init__(driver_class=_driver())
        self.painting = asyncio.Event()
        """Set when frames are painted."""

    def settle_later(self) -> None:
        """Do what the start has no time for, once it is over."""
        self.set_timer(_SETTLED, _collect)

    def on_ready(self) -> None:
        """From now on frames are painted: the first one at once."""
        self.painting.set()
        # Textual would wait for a tick of its clock: 15 ms and more.
        self.screen._on_timer_update()

    def on_resize(self) -> None:
        """Show a new size of the window at once: Textual waits 8 ms whether it stays."""
        self.call_next(self._check_resize)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Those that are seen below the present one: none but below a dialog.

        Textual's own count the screen below an article too: it is laid out for a new size, and
        then the whole article is painted once more, 15 kB.
        """
        return super()._background_screens if self.screen.is_modal else []


def _collect() -> None:
    """Look for garbage from now on, but not in what was made until here: 20 ms each time."""
    gc.freeze()
    gc.enable()
    # A thread that reckons lets the screen go on ten times as often: keys while the index of
    # 1 MB is made take 8 ms instead of 30.
    sys.setswitchinterval(0.0005)


def _driver() -> type[Driver] | None:
    """Our own driver, None (Textual's) where there is none for the system."""
    if os.name == "nt":
        return None
    from .driver import Driver

    return Driver
