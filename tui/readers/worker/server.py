"""The server: converts one article after another, within limits, until its client ends."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from ...model.errors import ReaderError
from ...model.reading_options import ReadingOptions
from .. import TAKE_OPTIONS, reading_progress
from . import answers
from .answers import Answer, Fault, Refusal

try:
    import resource
except ImportError:  # Windows: only the time limit of the client applies
    resource = None  # type: ignore[assignment]


_LITTLE = 16 * 1024 * 1024
"""Bytes of free memory below which an exception of any kind may be due to lack of memory."""


def begin_limits(seconds: int, memory: int) -> None:
    """Limit processor time, in seconds from now, and address space, in bytes.

    At the time limit the system kills the process; at the memory limit Python raises MemoryError.
    """
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
    _set(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # elsewhere the address space cannot be limited
        _set(resource.RLIMIT_AS, memory)


def is_short_of_memory() -> bool:
    """Whether so little memory is left that any exception may be a consequence of it."""
    try:
        bytearray(_LITTLE)
    except MemoryError:
        return True
    return False


def end_limits() -> None:
    """Lift the limits, so that an answer can be written."""
    if resource is None:
        return
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        _set(what, resource.RLIM_INFINITY)


def peak_memory() -> int:
    """The peak memory use of the process in bytes; 0 if it is unknown."""
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _set(what: int, most: int) -> None:
    """Set a soft limit, at most to the value of the hard limit."""
    hard = resource.getrlimit(what)[1]
    unlimited = resource.RLIM_INFINITY
    if hard != unlimited and (most == unlimited or most > hard):
        most = hard
    resource.setrlimit(what, (most, hard))


_REPORT_SECONDS = 0.05
"""Seconds between two progress reports."""
_LARGE_PEAK = 512 * 1024 * 1024
"""Peak memory in bytes above which the process ends: it would return little to the system."""
_MEMORY = "it needs more memory than a document does; it is not opened"


def serve() -> None:
    """Answer the requests on standard input; exits when it is closed, even during a conversion."""
    # The client decides how Ctrl+C in the terminal is handled.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # On Linux the peak includes the memory of the process that started this one.
    most = max(_LARGE_PEAK, peak_memory() + 1)
    shared, events = os.fdopen(os.dup(1), "r+b"), os.dup(2)
    _silence()
    for request in _requests():
        stays = _serve_one(request, shared, events) and peak_memory() < most
        os.write(events, b"answered stays\n" if stays else b"answered leaves\n")
        if not stays:
            os._exit(0)


def _silence() -> None:
    """Redirect standard output and error to nowhere, so that no library's output disturbs them."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


def _requests() -> Iterator[dict[str, Any]]:
    """Yield the requests; a separate thread exits the process as soon as its input is closed."""
    waiting: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            waiting.put(line)
        os._exit(0)

    Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(waiting.get())


def _serve_one(request: dict[str, Any], shared: IO[bytes], events: int) -> bool:
    """Write the answer to the shared file; returns whether the process can be reused."""
    shared.seek(0)
    data = shared.read()
    begin_limits(request["seconds"], request["memory"])
    try:
        answer: Answer = _converted(request, data, _progress_receiver(events))
        content = answers.dumps(answer)
        short = False
    except MemoryError:
        content, short = answers.dumps(Refusal(_MEMORY)), True
    end_limits()
    shared.seek(0)
    shared.truncate()
    shared.write(content)
    shared.flush()
    return not short


def _converted(
    request: dict[str, Any], data: bytes, tell: reading_progress.ProgressReceiver
) -> Answer:
    reader = request["reader"]
    options = [ReadingOptions(**request["options"])] if reader in TAKE_OPTIONS else []
    try:
        with reading_progress.reported_to(tell):
            read: Callable[..., Answer] = import_module(f"tui.readers.{reader}").read
            return read(data, request["stem"], *options)
    except ReaderError as error:
        return Refusal(str(error))
    except Exception as error:
        if isinstance(error, MemoryError) or is_short_of_memory():
            raise MemoryError from error
        return Fault(traceback.format_exc())  # for the client, which reports it to the user


def _progress_receiver(events: int) -> reading_progress.ProgressReceiver:
    """A progress receiver that reports to the client at most every _REPORT_SECONDS."""
    last = 0.0

    def tell(share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _REPORT_SECONDS:
            last = now
            os.write(events, b"at %.4f\n" % share)

    return tell


if __name__ == "__main__":
    serve()
