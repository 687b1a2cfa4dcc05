"""A program on a pseudo-terminal, timed from outside: what it wrote, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROWS, COLUMNS = 40, 120
PAUSE = 0.12
"""Seconds without a byte after which an answer is complete."""
_PATIENCE = 60.0
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|.)")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    """What came after a key: seconds to the first and to the last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Program:
    """A program started on a terminal; times are seconds since it was started."""

    def __init__(self, words: Sequence[str], home: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "NO_COLOR"))}
        own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        environment = {**kept, **own, "READER_HOME": str(home), "HOME": str(home)}
        self.drawn, self.gone = b"", False
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            # The size is set by the child, so that it is there before the program asks for it.
            _resize(0, ROWS, COLUMNS)
            os.execvpe(words[0], list(words), environment)

    def read(self, seconds: float) -> bytes:
        """What the program writes next; nothing where it writes nothing in time or has ended."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:  # Linux says so when the program has gone
            self.gone = True
            return b""
        self.drawn += data
        return data

    def until(self, *texts: str) -> float:
        """The seconds until all texts stood in what was drawn since the last call."""
        wanted = [text.encode() for text in texts]
        deadline = time.perf_counter() + _PATIENCE
        while True:
            shown = _SEQUENCE.sub(b"", self.drawn)
            if all(text in shown for text in wanted):
                found = time.perf_counter() - self.started
                self.drawn = b""
                return found
            if self.gone or time.perf_counter() > deadline:
                raise TimeoutError(f"{texts} not in {shown[-2000:]!r}")
            self.read(1.0)

    def quiet(self, pause: float = PAUSE) -> Answer:
        """All that is written until nothing more comes for a while, timed from this call."""
        begun = time.perf_counter()
        first = last = 0.0
        size = 0
        while data := self.read(pause if last else _PATIENCE):
            last = time.perf_counter() - begun
            first, size = first or last, size + len(data)
        self.drawn = b""
        return Answer(first, last, size)

    def settle(self, pause: float = 0.4) -> None:
        """Wait until the program has nothing more to say for the moment."""
        while self.read(pause):
            pass
        self.drawn = b""

    def press(self, keys: str, pause: float = PAUSE) -> Answer:
        """Send keys, and wait for the whole answer."""
        os.write(self.handle, keys.encode())
        return self.quiet(pause)

    def resize(self, rows: int, columns: int) -> Answer:
        """Give the window another size."""
        _resize(self.handle, rows, columns)
        return self.quiet()

    def quit(self, keys: str) -> float:
        """The seconds from keys that end the program to its end."""
        begun = time.perf_counter()
        os.write(self.handle, keys.encode())
        deadline = begun + _PATIENCE
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(0.0005)
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{keys!r} did not end the program")
        os.close(self.handle)
        return time.perf_counter() - begun

    def kill(self) -> None:
        """End the program at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)

    @property
    def peak(self) -> int:
        """The most memory that the program has held so far, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    @property
    def processor(self) -> float:
        """The seconds of processor time that the program has taken so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / _TICK


def _resize(handle: int, rows: int, columns: int) -> None:
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
