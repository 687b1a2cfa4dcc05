"""The terminal as Textual drives it, waiting for keys without looking at the clock."""

from __future__ import annotations

import os
import selectors
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from .. import glance

_ALTERNATE = "\x1b[?1049h"
_UNDECIDED = constants.ESCAPE_DELAY + 0.1
"""Seconds after a byte in which Escape may still turn out to be a key of its own."""


class _Output:
    """Standard error, to which nothing more is written once the terminal is gone.

    The thread that writes would end at the first error, and the program then wait for ever for
    room in its queue.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file, self.fileno = file, file.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


class Driver(LinuxDriver):
    """Stock but for three things.

    Its input thread sleeps until a byte or the end comes: the stock one looks at the clock ten
    times a second, and quitting waits for it twice (200 ms). A screen on which the first page
    stands already is not entered, and so cleared, once more. And it outlives its terminal.
    """

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data == _ALTERNATE and glance.standing:
            glance.standing = False
        else:
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        if sys.__stderr__:
            self._file = _Output(sys.__stderr__)  # type: ignore[assignment]
        self._end, self._ended = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if glance.before is not None:
            self.attrs_before = glance.before

    def _sigcont_application(self, *_: object) -> None:
        """Come back where it was put aside: a terminal that is closed sends this signal too."""
        if self._must_signal_resume:
            super()._sigcont_application()

    def disable_input(self) -> None:
        """Wake the input thread, so that it ends at once."""
        if not self.exit_event.is_set() and self._key_thread:
            os.write(self._ended, b".")
        super().disable_input()

    def close(self) -> None:
        """Give everything back."""
        super().close()
        os.close(self._end)
        os.close(self._ended)

    def run_input_thread(self) -> None:
        """Hand on what is typed until the end."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self._end, selectors.EVENT_READ)
            self._register(selector)
            decided = 0.0
            while True:
                waiting = decided - time.monotonic()
                ready = selector.select(waiting if waiting > 0 else None)
                handles = [key.fd for key, _ in ready]
                if self.fileno in handles:
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:  # the terminal is gone, of which a signal tells
                        selector.unregister(self.fileno)
                    self._hand_on(parser.feed, decode(data))
                    decided = time.monotonic() + _UNDECIDED
                if self._end in handles:
                    os.read(self._end, 1)
                    return
                for event in parser.tick():
                    self.process_message(event)

    def _register(self, selector: selectors.BaseSelector) -> None:
        try:
            selector.register(self.fileno, selectors.EVENT_READ)
        except PermissionError:
            return  # a regular file for a terminal: there is nothing to wait for

    def _hand_on(self, feed: Callable[[str], Iterable[Message]], text: str) -> None:
        if text:
            for event in feed(text):
                self.process_message(event)
