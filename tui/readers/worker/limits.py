"""Limits of time and memory for the worker process, on systems that support them."""

from __future__ import annotations

import sys

try:
    import resource
except ImportError:  # Windows: only the time limit of the client applies
    resource = None  # type: ignore[assignment]


_LITTLE = 16 * 1024 * 1024
"""Bytes of free memory below which an exception of any kind may be due to lack of memory."""


def begin(seconds: int, memory: int) -> None:
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


def end() -> None:
    """Lift the limits, so that an answer can be written."""
    if resource is None:
        return
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        _set(what, resource.RLIM_INFINITY)


def peak() -> int:
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
