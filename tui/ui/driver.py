"""Driver: Textual's Linux driver, with its own reading of the keyboard."""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from .. import glance
from .terminal_input import TerminalInput

_ALTERNATE = "\x1b[?1049h"


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
    """Textual's Linux driver, changed in four respects.

    Its input thread sleeps until a byte or the end comes: Textual's looks at the clock ten times a
    second, and quitting waits for it twice (200 ms). Escape and a key are never Alt and that key
    (see TerminalInput). A screen on which the first page stands already is not entered, and so
    cleared, once more. And it outlives its terminal.
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
        """Send what is typed to the program until the end."""
        received = TerminalInput(XTermParser(self._debug))
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self._end, selectors.EVENT_READ)
            self._register(selector)
            while True:
                delay = constants.ESCAPE_DELAY if received.is_undecided else None
                ready = [key.fd for key, _ in selector.select(delay)]
                messages = received.decide() if not ready else iter(())
                if self.fileno in ready:
                    data = self._read()
                    if not data:  # the terminal is gone, of which a signal tells
                        selector.unregister(self.fileno)
                    messages = received.feed(decode(data))
                for message in messages:
                    self.process_message(message)
                if self._end in ready:
                    os.read(self._end, 1)
                    return

    def _read(self) -> bytes:
        """What the terminal has sent; nothing where it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _register(self, selector: selectors.BaseSelector) -> None:
        try:
            selector.register(self.fileno, selectors.EVENT_READ)
        except PermissionError:
            return  # a regular file for a terminal: there is nothing to wait for
