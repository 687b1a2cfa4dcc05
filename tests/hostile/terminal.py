"""A pseudo-terminal with the program in it, and a strict reader of what the program sends to it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "tui"]

_SGR = r"(?:0|1|2|3|4|7|9|22|23|24|27|29|39|49|[34]8;2;\d{1,3};\d{1,3};\d{1,3})"
_OWN = re.compile(
    "\x1b\\[(?:"
    rf"(?:{_SGR}(?:;{_SGR})*)?m"  # colours and attributes, true colours only
    r"|(?:\d+;\d+)?H|2J|K"  # where to draw
    r"|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)[hl]"  # modes
    r"|\?(?:2026|2048)\$p|[<>]\d*u|\?u|14t|16t|18t"  # questions about the terminal
    r")"
    "|\x1b\\]22;[a-z-]*\x07"  # the shape of the pointer
)
"""Every escape sequence that Textual and our own output send: nothing else is allowed."""

_ACTIVE = re.compile(
    "[\x00-\x06\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def trespassers(drawn: bytes) -> list[str]:
    """Whatever in the output is neither plain text nor a sequence of the program's own."""
    text = drawn.decode("utf-8", "surrogateescape")
    rest = _OWN.sub("", text)
    found = {rest[m.start() : m.start() + 12] for m in _ACTIVE.finditer(rest)}
    return sorted(found | set(re.findall("[\udc80-\udcff]+", rest)))


def plain(drawn: bytes) -> str:
    """What is left to be read when the program's own sequences are taken away."""
    return _OWN.sub("", drawn.decode("utf-8", "surrogateescape"))


_NOT_KEPT = ("NO_COLOR", "TERM", "COLUMNS", "LINES")
"""What the tests' own terminal, or who runs them, says of another one."""


_PATIENCE = 60.0
"""Seconds after which what a test waits for is taken never to come."""


class Terminal:
    """A program on a terminal of its own, of 160 by 50 cells."""

    def __init__(self, *words: str, home: Path, **more: str) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in _NOT_KEPT}
        own = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment = {**kept, **own, "READER_HOME": str(home), "LANG": "C.UTF-8", **more}
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            # Here, so that the program never sees a terminal without a size.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
            os.execvpe(COMMAND[0], [*COMMAND, *words], environment)
        self.code: int | None = None
        self.gone = False
        """Whether nothing more can be read, because the program has closed its terminal."""

    def send(self, keys: str) -> None:
        """Press keys, and wait for nothing."""
        os.write(self.handle, keys.encode())

    def step(self, keys: str = "", until: str = "", quiet: float = 0.2) -> bytes:
        """Press keys; what was drawn until a text came up and then nothing for `quiet` seconds.

        Keys without a text are to change something on the screen. Raises TimeoutError where the
        text, or the change, does not come.
        """
        if keys:
            self.send(keys)
        drawn, start = b"", time.monotonic()
        last = start
        while time.monotonic() - start < _PATIENCE and not self.gone:
            data = self._read()
            if data:
                drawn, last = drawn + data, time.monotonic()
            elif not (drawn or not keys) or time.monotonic() - last <= quiet:
                continue
            elif until in plain(drawn):
                return drawn
        raise TimeoutError(f"{until!r} is not in {plain(drawn)!r}")

    def _read(self, seconds: float = 0.02) -> bytes:
        """What the program draws within some seconds, up to 64 KiB; sets `gone` if it has ended."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:  # Linux says so when the program has gone
            data = b""
        self.gone = not data
        return data

    def end(self) -> tuple[int, bytes]:
        """The exit code of a program that ends by itself, and all that it drew."""
        drawn, start = b"", time.monotonic()
        while time.monotonic() - start < _PATIENCE:
            drawn += self.drain()
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
                return self.code, drawn + self.drain()
        raise TimeoutError(plain(drawn))

    def drain(self) -> bytes:
        """What the program has drawn, without waiting for more; a moment for it to go on."""
        drawn = b""
        while data := self._read():
            drawn += data
        if self.gone:
            time.sleep(0.02)
        return drawn

    def close(self) -> None:
        """End the program, if it has not ended."""
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        os.close(self.handle)


def run(*words: str, home: Path, **more: Mapping[str, str]) -> tuple[int, bytes]:
    """The exit code of a command on a terminal, and all that it printed."""
    terminal = Terminal(*words, home=home)
    try:
        return terminal.end()
    finally:
        terminal.close()
