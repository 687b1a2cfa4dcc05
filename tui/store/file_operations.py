"""All file operations of the store, so that a test can make each of them fail, and their errors.

Call them as `file_operations.write(...)`, because tests cannot replace names imported from here.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.errors import ReaderError

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


_ADVICE = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EACCES: "check its permissions and those of its folder",
    errno.EPERM: "check its permissions and those of its folder",
    errno.EROFS: "copy the article to a disk that can be written",
    errno.ELOOP: "remove the symbolic link",
    errno.EISDIR: "move the folder of that name away",
    errno.ENOENT: "bring it back",
    errno.ENOTDIR: "move the file of that name away",
    errno.ENAMETOOLONG: "give the article a shorter name",
}


@contextmanager
def os_errors_explained(path: Path, done: str) -> Iterator[None]:
    """Turn an OSError in the `with` block into a one-line ReaderError with the error as its cause.

    `done` says what failed, such as "read" in "cannot be read".
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOENT and not os.path.lexists(path.parent):
            raise ReaderError(f"{path.parent}: the folder is gone; bring it back") from error
        reason = error.strerror or str(error)
        advice = _ADVICE.get(error.errno or 0, "check the disk and try again")
        raise ReaderError(f"{path}: cannot be {done}: {reason}; {advice}") from error
