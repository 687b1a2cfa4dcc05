"""The file operations of the store, all of them, so that a test can make each one fail.

Call them as `file_operations.write(...)`; a name imported from here cannot be replaced by a test.
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
"""Flags with which files are opened: no link is followed, and no child process inherits them."""


def lock(handle: int) -> bool:
    """Try to lock an open file against every other handle; whether it could be had."""
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
