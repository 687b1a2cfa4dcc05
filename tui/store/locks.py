"""Lock files against concurrent writes by several programs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model.errors import ReaderError
from . import file_operations
from .file_operations import SAFE_FLAGS, os_errors_explained

LOCK_SECONDS = 10.0
"""Seconds that a command waits for a lock."""
LOCK_BRIEF = 0.3
"""Seconds that the screen program waits for a lock before it tells the user and tries again."""

_PRIVATE = 0o600
_PAUSE = 0.02
"""Seconds between two attempts to take a lock."""


class LockedError(ReaderError):
    """A file cannot be written because another program holds its lock."""


@contextmanager
def locked(path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of a file: `.NAME.lock` beside it, which is never removed.

    Excludes other programs and other threads. Raises LockedError if the lock is not acquired within
    `seconds`, and ReaderError if the lock file cannot be made.
    """
    lock = path.with_name(f".{path.name}.lock")
    with os_errors_explained(lock if lock.is_symlink() else path, "written"):
        handle = file_operations.open(lock, os.O_RDWR | os.O_CREAT | SAFE_FLAGS, _PRIVATE)
    try:
        with os_errors_explained(lock, "locked"):
            deadline = time.monotonic() + seconds
            while not file_operations.lock(handle):
                if time.monotonic() >= deadline:
                    raise LockedError(f"{path}: another program is writing it; try again")
                time.sleep(_PAUSE)
        yield
    finally:
        # Nothing was written through this handle, so an error on closing is harmless.
        with suppress(OSError):
            file_operations.close(handle)
