"""Remove temporary files that crashed programs left, if no other program is writing them."""

from __future__ import annotations

import re
import stat as modes
import time
from contextlib import suppress
from pathlib import Path

from ..model.errors import ReaderError
from ..model.patterns import lazily
from . import file_operations, locks
from .confinement import link_through

STALE_SECONDS = 3600.0
"""Age in seconds after which a temporary file without a lock counts as abandoned."""

_TAIL = r"\.[0-9a-f]{8}\.tmp"
_STATE_TEMPORARY = lazily(rf"\.[0-9a-f]{{32}}(?:-[0-9a-f]{{32}})?(?:\.json|\.z)?{_TAIL}")
_SHARED = ("progress", "snapshots", "exports")


def sweep(path: Path) -> int:
    """Remove the abandoned temporary files of a notes file or codebook; returns their number.

    This is done under the file's lock; if another program holds the lock, nothing is removed.
    Raises nothing, because such files are harmless.
    """
    mine = re.compile(rf"\.{re.escape(path.name)}{_TAIL}")
    strays = _temporary_files(path.parent, mine)
    if strays:
        with suppress(ReaderError), locks.locked(path, 0.0):
            return _remove(strays)
    return 0


def sweep_old(folder: Path, seconds: float = STALE_SECONDS) -> int:
    """Remove old temporary files of files named by a hash from a folder; returns their number."""
    limit = time.time() - seconds
    return _remove([(p, t) for p, t in _temporary_files(folder, _STATE_TEMPORARY) if t < limit])


def sweep_state(state: Path) -> int:
    """Remove old temporary files from the state folders that articles share; returns how many."""
    return sum(sweep_old(state / name) for name in _SHARED)


def _temporary_files(folder: Path, mine: re.Pattern[str]) -> list[tuple[Path, float]]:
    """The regular files of a folder whose name matches `mine`, with their mtime in seconds."""
    found: list[tuple[Path, float]] = []
    if link_through(folder / "any") is not None:
        return found
    with suppress(OSError):
        for name in file_operations.listdir(folder):
            if mine.fullmatch(name):
                with suppress(OSError):
                    status = (folder / name).lstat()
                    if modes.S_ISREG(status.st_mode):
                        found.append((folder / name, status.st_mtime))
    return found


def _remove(strays: list[tuple[Path, float]]) -> int:
    done = 0
    for path, _ in strays:
        with suppress(OSError):
            file_operations.unlink(path)
            done += 1
    return done
