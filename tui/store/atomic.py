"""Files that are either the old one or the new one, whole: read, write, lock.

A write is a temporary file beside the target, fsync, rename over the target, fsync of the folder;
it is durable when it returns. Source: "Ensuring data reaches disk", https://lwn.net/Articles/457667/.
"""

from __future__ import annotations

import errno
import os
import stat as modes
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import disk

PRIVATE = 0o600
LOCK_SECONDS = 10.0
"""Seconds that a command waits for a lock."""
LOCK_BRIEF = 0.3
"""Seconds that the program on the screen waits for a lock before it says so and tries again."""

_PAUSE = 0.02
_CHUNK = 1 << 20
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
# A FIFO must not make the program wait for somebody who writes into it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (_SAFE & ~getattr(os, "O_NOFOLLOW", 0))

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


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is known again: inode, size in bytes, time of change in ns, hash of its bytes."""

    inode: int
    size: int
    mtime_ns: int
    sha256: str


class LockedError(ReaderError):
    """A file cannot be written because another program holds its lock."""


def real(path: Path) -> Path:
    """The file itself where the path is a symbolic link, which may lead to nothing yet."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def read(path: Path, *, follow: bool = True) -> tuple[bytes, Stamp] | None:
    """The bytes of a regular file and its stamp, or None where there is none.

    Raises ReaderError where it cannot be read, or is a symbolic link and `follow` is off.
    """
    with explained(path, "read"):
        try:
            handle = disk.open(path, _READ if follow else _READ | _SAFE)
        except FileNotFoundError:
            return None
        try:
            status = disk.fstat(handle)
            if not modes.S_ISREG(status.st_mode):
                raise ReaderError(f"{path}: not a regular file; move it away")
            data = b"".join(iter(lambda: disk.read(handle, _CHUNK), b""))
        finally:
            disk.close(handle)
    return data, _stamp(status, data)


def beginning(path: Path, size: int) -> tuple[bytes, bool]:
    """The first `size` bytes of a regular file that is no symbolic link, and whether that is all.

    Raises ReaderError where it cannot be read.
    """
    with explained(path, "read"):
        handle = disk.open(path, _READ | _SAFE)
        try:
            if not modes.S_ISREG(disk.fstat(handle).st_mode):
                raise ReaderError(f"{path}: not a regular file; move it away")
            data = b""
            while len(data) <= size and (more := disk.read(handle, size + 1 - len(data))):
                data += more
        finally:
            disk.close(handle)
    return data[:size], len(data) <= size


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file, or None where there is none. Raises ReaderError."""
    found = read(path)
    return found[1] if found else None


def is_current(path: Path, known: Stamp | None) -> bool:
    """Whether a file still has the bytes of a stamp (None: is absent); read if it looks touched.

    Raises ReaderError where it cannot be read.
    """
    with explained(path, "read"):
        try:
            status = disk.stat(path)
        except FileNotFoundError:
            return known is None
    if known is None:
        return False
    if (status.st_ino, status.st_size, status.st_mtime_ns) == (
        known.inode,
        known.size,
        known.mtime_ns,
    ):
        return True
    now = stamp(path)
    return now is not None and now.sha256 == known.sha256


def write(path: Path, data: bytes, *, follow: bool = True) -> Stamp:
    """Put bytes into a file, all or nothing; they are on disk when it returns.

    A new file is 0600, an existing one keeps its mode. A symbolic link keeps being one and its
    target is written, unless `follow` is off: then a file takes the link's place. Raises
    ReaderError, and then the file is as it was.
    """
    target = real(path) if follow else path
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with explained(target, "written"):
        status = _fill(temporary, data, _mode(target) if follow else PRIVATE)
        try:
            disk.replace(temporary, target)
        except BaseException:
            _discard(temporary)
            raise
        sync_folder(target.parent)
    return _stamp(status, data)


def create(path: Path, data: bytes) -> bool:
    """Put bytes into a new file, durably; False where there is something of that name already.

    Raises ReaderError.
    """
    with explained(path, "written"):
        try:
            _fill(path, data, PRIVATE)
        except FileExistsError:
            return False
        sync_folder(path.parent)
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for the user alone, durably. Raises ReaderError."""
    with explained(folder, "made"):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            with suppress(FileExistsError):
                disk.mkdir(one, 0o700)
            try:
                sync_folder(one.parent)
            except BaseException:
                # It is made anew next time: a second fsync may succeed without doing anything.
                with suppress(OSError):
                    disk.rmdir(one)
                raise
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def make_folder_in(base: Path, *names: str) -> Path:
    """Make folders of our own in one another below `base`; the innermost.

    Raises ReaderError, also where one of them is a symbolic link: it would lead what is written
    there to a place that somebody else chose.
    """
    make_folder(base)
    for name in names:
        base = base / name
        if base.is_symlink():
            raise ReaderError(f"{base}: is a symbolic link; remove it")
        make_folder(base)
    return base


@contextmanager
def locked(path: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of a file, `.NAME.lock` beside it, which is never removed.

    Programs and threads exclude each other. Raises LockedError where another one holds it for so
    many seconds, and ReaderError where it cannot be had at all.
    """
    target = real(path)
    lock = target.with_name(f".{target.name}.lock")
    with explained(lock if lock.is_symlink() else target, "written"):
        handle = disk.open(lock, os.O_RDWR | os.O_CREAT | _SAFE, PRIVATE)
    try:
        with explained(lock, "locked"):
            deadline = time.monotonic() + seconds
            while not disk.lock(handle):
                if time.monotonic() >= deadline:
                    raise LockedError(f"{target}: another program is writing it; try again")
                time.sleep(_PAUSE)
        yield
    finally:
        # Nothing was written through this handle, so a failure means nothing here.
        with suppress(OSError):
            disk.close(handle)


@contextmanager
def explained(path: Path, done: str) -> Iterator[None]:
    """Turn what the system says into one line for the user; the OSError stays as the cause."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOENT and not os.path.lexists(path.parent):
            raise ReaderError(f"{path.parent}: the folder is gone; bring it back") from error
        reason = error.strerror or str(error)
        advice = _ADVICE.get(error.errno or 0, "check the disk and try again")
        raise ReaderError(f"{path}: cannot be {done}: {reason}; {advice}") from error


def _fill(path: Path, data: bytes, mode: int) -> os.stat_result:
    """Make a file that must not exist, durably; it is removed again where that fails."""
    handle = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE, PRIVATE)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[disk.write(handle, view) :]
            if mode != PRIVATE:
                disk.fchmod(handle, mode)
            disk.fsync(handle)
            return disk.fstat(handle)
        finally:
            disk.close(handle)
    except BaseException:
        _discard(path)
        raise


def _discard(path: Path) -> None:
    with suppress(OSError):
        disk.unlink(path)


def _mode(path: Path) -> int:
    try:
        return modes.S_IMODE(disk.stat(path).st_mode) & 0o777
    except FileNotFoundError:
        return PRIVATE


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk; an OSError is left as it is."""
    # Windows cannot open a folder, and keeps its names safe by itself.
    if os.name == "nt":
        return
    handle = disk.open(folder, os.O_RDONLY | (_SAFE & ~getattr(os, "O_NOFOLLOW", 0)))
    try:
        disk.fsync(handle)
    finally:
        disk.close(handle)


def _stamp(status: os.stat_result, data: bytes) -> Stamp:
    digest = sha256(data)
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns, digest)
