"""TerminalDriver: Textual's Linux driver, changed to quit without delay and to survive hang-ups."""

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


class _TolerantOutput:
    """A text file that ignores all errors of writing, as after the terminal was closed.

    An error would end Textual's writer thread, and the program would wait forever to add to that
    thread's full queue.
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

    Its input thread sleeps until input or the end of the program wakes it; Textual's polls ten
    times a second, so that quitting takes 200 ms. Escape followed by a key is never Alt with that
    key (TerminalInput decides that). The program ends in order when the terminal is closed.
    """

    _wake_reader = _wake_writer = -1
    """The two ends of a pipe that wakes the input thread; -1 before the start and after the end."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A terminal that is closed sends SIGCONT too, although nothing was stopped.
        signal.signal(signal.SIGCONT, self._handle_continue)

    def start_application_mode(self) -> None:
        """Set up the terminal, and start the input thread."""
        if sys.__stderr__:
            set_output(self, _TolerantOutput(sys.__stderr__))  # type: ignore[arg-type]
        self._wake_reader, self._wake_writer = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _handle_continue(self, *_: object) -> None:
        if was_stopped(self):
            self.resume_application_mode()

    def disable_input(self) -> None:
        """Wake the input thread, so that it ends immediately."""
        if self._wake_writer >= 0:
            os.write(self._wake_writer, b".")
        super().disable_input()

    def close(self) -> None:
        """Close the driver and the pipe that wakes the input thread."""
        super().close()
        if self._wake_writer >= 0:
            os.close(self._wake_reader)
            os.close(self._wake_writer)
            self._wake_reader = self._wake_writer = -1

    def run_input_thread(self) -> None:
        """Send the input of the terminal to the program until `disable_input` is called."""
        terminal_input = TerminalInput(XTermParser())
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_reader, selectors.EVENT_READ)
            with suppress(PermissionError):  # a regular file as standard input is always ready
                selector.register(self.fileno, selectors.EVENT_READ)
            while True:
                delay = constants.ESCAPE_DELAY if terminal_input.is_ambiguous else None
                ready = [key.fd for key, _ in selector.select(delay)]
                messages = terminal_input.flush() if not ready else iter(())
                if self.fileno in ready:
                    data = self._read()
                    if not data:  # the terminal was closed; a signal ends the program
                        selector.unregister(self.fileno)
                    messages = terminal_input.feed(decode(data))
                for message in messages:
                    self.process_message(message)
                if self._wake_reader in ready:
                    return

    def _read(self) -> bytes:
        """Read up to 4096 bytes from the terminal; b"" if it was closed."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
