"""The client: it hands articles to a process that converts them, and takes its answers."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO

from ...model.document import Document
from ...model.errors import ReaderError, TransientError
from ...model.reading_options import NO_CHOICES, ReadingOptions
from .. import bounds, reading_progress
from . import answers

_EVERY = 0.1
"""Seconds after which whoever waits is asked whether they still do."""
_ANSWER = 512 * 1024 * 1024
"""Bytes of the longest answer: more than a Document within the bounds takes."""
_STOPPED = "damaged, or in need of more memory than a document; fetch the file again"
_ROOT = str(Path(__file__).resolve().parents[3])

_MOST_IDLE = 2
"""How many processes are kept: as many as read a folder at the same time."""
_idle: list[Converter] = []
_turn = Lock()
"""Held while `_idle` is read or changed."""


def convert(reader: str, data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """The Document that the module `reader` of this package makes of the content of a file.

    Several threads may call it: each then has a process of its own, of which two are kept. Where
    whoever waits gives up (see `progress`), the process is ended. Raises ReaderError for a file
    that is refused, or not converted within the bounds of time and memory, and ConverterError for
    a fault of the converter.
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
        raise ReaderError(_STOPPED) from error


class Converter:
    """One process with the file that it shares with this one. Raises ReaderError if it cannot be
    started."""

    def __init__(self) -> None:
        try:
            self._shared = _unnamed_file()
            self._process = subprocess.Popen(
                # -P: the folder that the user is in must not be searched for modules.
                [sys.executable, "-P", "-m", __package__],
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
        """Whether the process can be given another file."""
        return self._process.poll() is None

    def ask(
        self, reader: str, data: bytes, stem: str, options: ReadingOptions = NO_CHOICES
    ) -> tuple[bytes, bool]:
        """The answer of the process, and whether it is fit for more files. Raises ReaderError."""
        ends = time.monotonic() + bounds.SECONDS
        self._send(reader, data, stem, options)
        share = 0.0
        while True:
            reading_progress.report(share)
            left = ends - time.monotonic()
            if left <= 0:
                # Its own time is not used up: other programs kept the machine busy.
                raise _too_slow(TransientError)
            try:
                event = self._events.get(timeout=min(_EVERY, left))
            except Empty:
                continue
            if event is None:
                raise self._ended()
            if event.startswith(b"answered "):
                return self._answer(), event == b"answered stays"
            share = max(share, _share(event))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stderr, self._shared):
            if stream:
                stream.close()

    def _listen(self) -> None:
        """Put each line that the process writes, and in the end None, into the queue."""
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
            "options": asdict(options),
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
        if os.fstat(self._shared.fileno()).st_size > _ANSWER:
            raise ReaderError(_STOPPED)
        self._shared.seek(0)
        answer = self._shared.read()
        self._shared.truncate(0)
        return answer

    def _ended(self) -> ReaderError:
        """Why the process ended: at its limit of time, or by a crash."""
        at_limit = getattr(signal, "SIGXCPU", None)
        return _too_slow() if self._process.wait() == -(at_limit or 0) else ReaderError(_STOPPED)


def _share(event: bytes) -> float:
    """How far the process says that it is, from 0 to 1; 0 for any other event."""
    word, _, value = event.partition(b" ")
    try:
        share = float(value) if word == b"at" else 0.0
    except ValueError:
        return 0.0
    return share if 0 <= share <= 1 else 0.0


def _too_slow(kind: type[ReaderError] = ReaderError) -> ReaderError:
    return kind(f"not read within {bounds.SECONDS} seconds; split it")


def _unnamed_file() -> IO[bytes]:
    """A file without a name, which leaves nothing behind: in memory where the system has such."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("article"), "w+b")
    return tempfile.TemporaryFile()


def _take() -> Converter:
    """A process that waits for a file, else a new one. Raises ReaderError."""
    with _turn:
        waiting = _idle.pop() if _idle else None
    if waiting is None:
        return Converter()
    if waiting.is_alive:
        return waiting
    waiting.close()
    return Converter()


def _put_back(converter: Converter) -> None:
    """Keep a process for the next file, unless as many are kept already as read a folder."""
    with _turn:
        if len(_idle) < _MOST_IDLE:
            _idle.append(converter)
            return
    converter.close()


@atexit.register
def close_all() -> None:
    """End the processes that are kept."""
    with _turn:
        waiting = _idle[:]
        _idle.clear()
    for converter in waiting:
        converter.close()


if hasattr(os, "register_at_fork"):
    # A forked process must not use, nor end, the process of the one that it was forked from.
    os.register_at_fork(after_in_child=_idle.clear)
