"""Move and remove files durably."""

from __future__ import annotations

import os
import stat as modes
from pathlib import Path

from ..model.errors import ReaderError
from . import atomic_files, file_operations
from .file_operations import os_errors_explained


def move(old: Path, new: Path) -> None:
    """Move a regular file, also between file systems, without ever replacing a file.

    After a crash the file has its old name, its new name or both; repeating the move then removes
    the old name. Raises ReaderError, also if `old` is a symbolic link or `new` is another file.
    """
    with os_errors_explained(new, "written"):
        status = old.lstat()
        if not modes.S_ISREG(status.st_mode):
            raise ReaderError(f"{old}: not a regular file; move what it leads to")
        try:
            file_operations.link(old, new)
            atomic_files.sync_folder(new.parent)
            made = True
        except FileExistsError:
            made = new.samefile(old)
        except OSError:
            # The paths are on different file systems, or hard links are not supported.
            made = _copied(old, new, status)
    if not made:
        raise ReaderError(f"{new}: exists already; choose another name")
    remove(old)


def remove(path: Path) -> None:
    """Remove a file durably. Raises ReaderError."""
    with os_errors_explained(path, "removed"):
        file_operations.unlink(path)
        atomic_files.sync_folder(path.parent)


def _copied(old: Path, new: Path, status: os.stat_result) -> bool:
    """Copy a file with its permissions and times; False if the new path exists already."""
    found = atomic_files.read(old, follow=False)
    if found is None or not atomic_files.create(new, found[0]):
        return False
    new.chmod(modes.S_IMODE(status.st_mode) & 0o777)
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    return True
