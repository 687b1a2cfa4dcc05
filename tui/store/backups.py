"""Keep a backup of a file beside it before it is replaced."""

from __future__ import annotations

import stat
from itertools import count
from pathlib import Path

from . import atomic_files, toml_reader


def back_up_if_commented(path: Path, data: bytes) -> Path | None:
    """Keep a backup of a file that is about to be replaced if it has comments; returns its path."""
    return back_up(path, data, ".bak") if toml_reader.has_comments(data) else None


def back_up(path: Path, data: bytes, ending: str) -> Path:
    """Write a backup of a file's bytes durably beside it; returns its path. Raises ReaderError.

    If a backup with the same bytes exists, as after a save that failed, it is used again.
    """
    for number in count(1):
        backup = path.with_name(f"{path.name}{ending}{number if number > 1 else ''}")
        if atomic_files.create(backup, data):
            return backup
        if not _is_of_size(backup, len(data)):
            continue
        found = atomic_files.read(backup, follow=False, limit=len(data))
        if found and found[0] == data:
            # Write it again, because an earlier save may have failed at fsync.
            atomic_files.write(backup, data)
            return backup
    raise AssertionError("count() has no end")


def _is_of_size(path: Path, size: int) -> bool:
    """Whether a path is a regular file, not a link, of `size` bytes."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == size
