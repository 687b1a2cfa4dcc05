"""Turn errors of the operating system into one line that tells the user what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.errors import ReaderError

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
