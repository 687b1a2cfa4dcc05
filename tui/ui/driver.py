"""Driver: Textual's Linux driver, which ends at once and outlives its terminal."""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, Any

from textual import constants
from textual.drivers.linux_driver import LinuxDriver

from .terminal_input import TerminalInput
from .textual_private import XTermParser, set_output, was_stopped


class _Output:
    """A file to which nothing more is written once the terminal is gone.

    The thread that writes would end at the first error, and the program then wait for ever for
    room in its queue.
    """

    def __init__(self, file: IO[str]) -> None:
        self._stream, self.fileno = file, file.fileno

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class TerminalDriver(LinuxDriver):
    """Textual's Linux driver, changed in three respects.

    Its input thread sleeps until a byte or the end comes: Textual's looks at the clock ten times a
    second, so that quitting takes 200 ms. Escape and a key are never Alt and that key (see
    TerminalInput). A terminal that is closed ends the program in order.
    """

    _end = _ended = -1
    """A pipe to wake the input thread, from the start to `close`; -1 at other times."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A terminal that is closed sends SIGCONT too, when nothing was stopped.
        signal.signal(signal.SIGCONT, self._continued)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        if sys.__stderr__:
            set_output(self, _Output(sys.__stderr__))  # type: ignore[arg-type]
        self._end, self._ended = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _continued(self, *_: object) -> None:
        if was_stopped(self):
            self.resume_application_mode()

    def disable_input(self) -> None:
        """Wake the input thread, so that it ends at once."""
        if self._ended >= 0:
            os.write(self._ended, b".")
        super().disable_input()

    def close(self) -> None:
        """Give everything back."""
        super().close()
        if self._ended >= 0:
            os.close(self._end)
            os.close(self._ended)
            self._end = self._ended = -1

    def run_input_thread(self) -> None:
        """Send what is typed to the program until the end."""
        received = TerminalInput(XTermParser())
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self._end, selectors.EVENT_READ)
            with suppress(PermissionError):  # a regular file for a terminal never has to be awaited
                selector.register(self.fileno, selectors.EVENT_READ)
            while True:
                delay = constants.ESCAPE_DELAY if received.is_ambiguous else None
                ready = [key.fd for key, _ in selector.select(delay)]
                messages = received.flush() if not ready else iter(())
                if self.fileno in ready:
                    data = self._read()
                    if not data:  # the terminal is gone, of which a signal tells
                        selector.unregister(self.fileno)
                    messages = received.feed(decode(data))
                for message in messages:
                    self.process_message(message)
                if self._end in ready:
                    return

    def _read(self) -> bytes:
        """What the terminal has sent; nothing where it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
