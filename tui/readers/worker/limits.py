"""Limits of time and memory for the process that converts files, where the system has them."""

from __future__ import annotations

import sys

try:
    import resource
except ImportError:  # Windows has none: there only the client's own time limit holds
    resource = None  # type: ignore[assignment]


_LITTLE = 16 * 1024 * 1024
"""Bytes; libraries fail in many ways where no more can be had."""


def begin(seconds: int, memory: int) -> None:
    """Limit what is done from now on to seconds of processor time and bytes of address space.

    The system ends the process when its time is over; without memory, Python raises MemoryError.
    """
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
    _set(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # elsewhere the address space cannot be limited
        _set(resource.RLIMIT_AS, memory)


def is_short_of_memory() -> bool:
    """Whether so little memory is left that an exception of any kind may have come of it."""
    try:
        bytearray(_LITTLE)
    except MemoryError:
        return True
    return False


def end() -> None:
    """Lift the limits, so that an answer can be given."""
    if resource is None:
        return
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        _set(what, resource.RLIM_INFINITY)


def peak() -> int:
    """The most bytes of memory that the process has held so far; 0 where this is not known."""
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _set(what: int, most: int) -> None:
    """Set a soft limit, as far as the hard one lets it be."""
    hard = resource.getrlimit(what)[1]
    unlimited = resource.RLIM_INFINITY
    if hard != unlimited and (most == unlimited or most > hard):
        most = hard
    resource.setrlimit(what, (most, hard))
