"""The client: sends articles to a worker process and receives its answers."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO

from ...model.document import Document
from ...model.errors import ReaderError, TransientError
from ...model.reading_options import NO_CHOICES, ReadingOptions
from .. import bounds, reading_progress
from . import answers

_POLL_SECONDS = 0.1
"""Seconds between two calls of the progress receiver, which may stop the conversion."""
_LARGEST_ANSWER = 512 * 1024 * 1024
"""Limit of an answer in bytes; a Document within the limits takes less."""
_CRASHED = "damaged, or in need of more memory than a document; fetch the file again"
_ROOT = str(Path(__file__).resolve().parents[3])

_MOST_IDLE = 2
"""Idle processes that are kept: a folder is read by as many threads."""
_idle: list[Converter] = []
_lock = Lock()
"""Lock for `_idle`."""


def convert(reader: str, data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Convert the content of a file to a Document, with the module `reader` of this package.

    Thread-safe: each thread uses a process of its own, and up to two are kept for later. If the
    progress receiver raises (see `reading_progress`), the process is killed. Raises ReaderError if
    the file is refused or not converted within the limits of time and memory, and ConverterError if
    the converter has a fault.
    """
    converter = _take()
    try:
        answer, stays = converter.ask(reader, data, stem, options)
    except BaseException:
        converter.close()
        raise
    if stays:
        _put_back(converter)
    else:
        converter.close()
    try:
        return answers.loads(answer)
    except ValueError as error:
        raise ReaderError(_CRASHED) from error


class Converter:
    """One worker process and the file that it shares with this process.

    Raises ReaderError if the process cannot be started.
    """

    def __init__(self) -> None:
        try:
            self._shared = _unnamed_file()
            self._process = subprocess.Popen(
                # -P: the user's working directory must not be searched for modules.
                [sys.executable, "-P", "-m", f"{__package__}.server"],
                stdin=subprocess.PIPE,
                stdout=self._shared,
                stderr=subprocess.PIPE,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": _ROOT, "PYTHONUTF8": "1"},
            )
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise TransientError(
                f"the process that converts it cannot be started ({why}); close other programs"
            ) from error
        self._events: SimpleQueue[bytes | None] = SimpleQueue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def is_alive(self) -> bool:
        """Whether the process can take another file."""
        return self._process.poll() is None

    def ask(
        self, reader: str, data: bytes, stem: str, options: ReadingOptions = NO_CHOICES
    ) -> tuple[bytes, bool]:
        """Send a file; returns the answer and whether the process can be reused.
        Raises ReaderError."""
        ends = time.monotonic() + bounds.SECONDS
        self._send(reader, data, stem, options)
        share = 0.0
        while True:
            reading_progress.report(share)
            left = ends - time.monotonic()
            if left <= 0:
                # The process has not used up its processor time: other programs kept the machine
                # busy.
                raise _too_slow(TransientError)
            try:
                event = self._events.get(timeout=min(_POLL_SECONDS, left))
            except Empty:
                continue
            if event is None:
                raise self._ended()
            if event.startswith(b"answered "):
                return self._answer(), event == b"answered stays"
            share = max(share, _share(event))

    def close(self) -> None:
        """Kill the process and release its resources."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stderr, self._shared):
            if stream:
                stream.close()

    def _listen(self) -> None:
        """Put each line from the process into the queue, and None at the end."""
        assert self._process.stderr
        rest = b""
        while chunk := os.read(self._process.stderr.fileno(), 4096):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._events.put(line)
        self._events.put(None)

    def _send(self, reader: str, data: bytes, stem: str, options: ReadingOptions) -> None:
        request = {
            "reader": reader,
            "stem": stem,
            "options": options._asdict(),
            "seconds": bounds.SECONDS,
            "memory": bounds.MEMORY,
        }
        assert self._process.stdin
        try:
            self._shared.seek(0)
            self._shared.truncate()
            self._shared.write(data)
            self._shared.flush()
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError as error:
            raise self._ended() from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise TransientError(f"no room to convert it ({why}); free some disk space") from error

    def _answer(self) -> bytes:
        if os.fstat(self._shared.fileno()).st_size > _LARGEST_ANSWER:
            raise ReaderError(_CRASHED)
        self._shared.seek(0)
        answer = self._shared.read()
        self._shared.truncate(0)
        return answer

    def _ended(self) -> ReaderError:
        """The error that explains the end of the process: its time limit or a crash."""
        at_limit = getattr(signal, "SIGXCPU", None)
        return _too_slow() if self._process.wait() == -(at_limit or 0) else ReaderError(_CRASHED)


def _share(event: bytes) -> float:
    """The progress that an event reports, from 0 to 1; 0 for any other event."""
    word, _, value = event.partition(b" ")
    try:
        share = float(value) if word == b"at" else 0.0
    except ValueError:
        return 0.0
    return share if 0 <= share <= 1 else 0.0


def _too_slow(kind: type[ReaderError] = ReaderError) -> ReaderError:
    return kind(f"not read within {bounds.SECONDS} seconds; split it")


def _unnamed_file() -> IO[bytes]:
    """A temporary file without a name, in memory if the system supports it."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("article"), "w+b")
    return tempfile.TemporaryFile()


def _take() -> Converter:
    """An idle process, or else a new one. Raises ReaderError if it cannot be started."""
    with _lock:
        waiting = _idle.pop() if _idle else None
    if waiting is None:
        return Converter()
    if waiting.is_alive:
        return waiting
    waiting.close()
    return Converter()


def _put_back(converter: Converter) -> None:
    """Keep a process for the next file, unless enough are kept already."""
    with _lock:
        if len(_idle) < _MOST_IDLE:
            _idle.append(converter)
            return
    converter.close()


@atexit.register
def close_all() -> None:
    """End all idle processes."""
    with _lock:
        waiting = _idle[:]
        _idle.clear()
    for converter in waiting:
        converter.close()


if hasattr(os, "register_at_fork"):
    # A forked process must neither use nor end the worker processes of its parent.
    os.register_at_fork(after_in_child=_idle.clear)
