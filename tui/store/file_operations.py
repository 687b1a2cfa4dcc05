"""All file operations of the store, so that a test can make each of them fail.

Call them as `file_operations.write(...)`, because tests cannot replace names imported from here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

open = os.open
read = os.read
write = os.write
fsync = os.fsync
close = os.close
stat = os.stat
lstat = os.lstat
fstat = os.fstat
replace = os.replace
link = os.link
unlink = os.unlink
mkdir = os.mkdir
rmdir = os.rmdir
listdir = os.listdir
fchmod: Callable[[int, int], None] = getattr(os, "fchmod", lambda handle, mode: None)

SAFE_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""Flags for opening files without following links and without inheritance by child processes."""


def lock(handle: int) -> bool:
    """Try to lock an open file exclusively; returns whether the lock was acquired."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
