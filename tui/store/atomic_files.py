"""Files that are either the old one or the new one, whole: read, write, remove.

A write is a temporary file beside the target, fsync, rename over the target, fsync of the folder;
it is durable when it returns. Source: "Ensuring data reaches disk", https://lwn.net/Articles/457667/.
Nothing is written through a symbolic link unless the caller says so.
"""

from __future__ import annotations

import errno
import os
import stat as modes
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import file_operations
from .confinement import link_through, refuse_link
from .file_operations import SAFE_FLAGS
from .os_errors import explained

PRIVATE = 0o600
LARGEST = 64 << 20
"""Bytes that a file of the program's own may have, such as notes and a codebook."""

_CHUNK = 1 << 20
_CANNOT_SYNC = {errno.EBADF, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What fsync says on a file system that has none for folders: such an answer is no failure.

PostgreSQL decides alike (`fsync_fname_ext` in src/common/file_utils.c).
"""
# A FIFO must not make the program wait for somebody who writes into it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (SAFE_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))


class UnconfirmedError(ReaderError):
    """A file is written, but whether it would survive a power cut is not certain."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is known again: inode, size in bytes, time of change in ns, hash of its bytes."""

    inode: int
    size: int
    mtime_ns: int
    sha256: str


def read(path: Path, *, follow: bool = True, limit: int = LARGEST) -> tuple[bytes, Stamp] | None:
    """The bytes of a regular file and its stamp, or None where there is none.

    Raises ReaderError where it cannot be read, has more than `limit` bytes, or would be read
    through a symbolic link although `follow` is off.
    """
    if not follow:
        refuse_link(path)
    with explained(path, "read"):
        try:
            handle = file_operations.open(path, _READ if follow else _READ | SAFE_FLAGS)
        except FileNotFoundError:
            return None
        try:
            status = file_operations.fstat(handle)
            if not modes.S_ISREG(status.st_mode):
                raise ReaderError(f"{path}: not a regular file; move it away")
            parts, size = list[bytes](), status.st_size
            while size <= limit and (part := file_operations.read(handle, _CHUNK)):
                parts.append(part)
                # The file may be growing.
                size = max(size, sum(map(len, parts)))
        finally:
            file_operations.close(handle)
    if size > limit:
        raise ReaderError(f"{path}: {too_large(limit)}; make it smaller or move it away")
    data = b"".join(parts)
    return data, _stamp(status, data)


def too_large(limit: int = LARGEST) -> str:
    """What is wrong with a file of more than `limit` bytes."""
    return f"larger than {limit >> 20} MB, the most that is read"


def beginning(path: Path, size: int) -> tuple[bytes, bool]:
    """The first `size` bytes of a regular file that is no symbolic link, and whether that is all.

    Raises ReaderError where it cannot be read.
    """
    with explained(path, "read"):
        handle = file_operations.open(path, _READ | SAFE_FLAGS)
        try:
            if not modes.S_ISREG(file_operations.fstat(handle).st_mode):
                raise ReaderError(f"{path}: not a regular file; move it away")
            data = b""
            while len(data) <= size and (
                more := file_operations.read(handle, size + 1 - len(data))
            ):
                data += more
        finally:
            file_operations.close(handle)
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
            status = file_operations.stat(path)
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


def write(path: Path, data: bytes, *, follow: bool = False, mode: int | None = None) -> Stamp:
    """Put bytes into a file, all or nothing; they are on disk when it returns.

    The file gets the rights `mode`; with None an existing one keeps its own and a new one is 0600.
    A file takes the place of a symbolic link; with `follow` the link stays and its target is
    written. Raises ReaderError, and then the file is as it was, unless it is an UnconfirmedError:
    then the bytes are written.
    """
    target = Path(os.path.realpath(path)) if follow and path.is_symlink() else path
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with explained(target, "written"):
        status = _fill(temporary, data, _mode(target) if mode is None else mode)
        try:
            file_operations.replace(temporary, target)
        except BaseException:
            _discard(temporary)
            raise
    _confirm(target)
    return _stamp(status, data)


def create(path: Path, data: bytes) -> bool:
    """Put bytes into a new file, durably; False where there is something of that name already.

    Raises ReaderError, and then there is no new file, unless it is an UnconfirmedError.
    """
    with explained(path, "written"):
        try:
            _fill(path, data, PRIVATE)
        except FileExistsError:
            return False
    _confirm(path)
    return True


def remove(path: Path) -> None:
    """Remove a file of the program's own, which may be absent, and its folder if that is empty.

    Raises nothing, and removes nothing through a symbolic link.
    """
    if link_through(path.parent) is None:
        with suppress(OSError):
            file_operations.unlink(path)
        with suppress(OSError):
            file_operations.rmdir(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for the user alone, durably. Raises ReaderError."""
    with explained(folder, "made"):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            with suppress(FileExistsError):
                file_operations.mkdir(one, 0o700)
            try:
                sync_folder(one.parent)
            except BaseException:
                # It is made anew next time: a second fsync may succeed without doing anything.
                with suppress(OSError):
                    file_operations.rmdir(one)
                raise
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def make_folder_in(base: Path, *names: str) -> Path:
    """Make the program's own folders in one another below `base`; the innermost.

    Raises ReaderError, also where one of them is a symbolic link: it would lead what is written
    there to a place that somebody else chose. `base` itself may be one in the user's own folders.
    """
    if names:
        refuse_link(base / names[0])
    make_folder(base)
    for name in names:
        base = base / name
        refuse_link(base)
        make_folder(base)
    return base


def _fill(path: Path, data: bytes, mode: int) -> os.stat_result:
    """Make a file that must not exist, durably; it is removed again where that fails."""
    handle = file_operations.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFE_FLAGS, PRIVATE)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[file_operations.write(handle, view) :]
            if mode != PRIVATE:
                file_operations.fchmod(handle, mode)
            file_operations.fsync(handle)
            return file_operations.fstat(handle)
        finally:
            file_operations.close(handle)
    except BaseException:
        _discard(path)
        raise


def _discard(path: Path) -> None:
    with suppress(OSError):
        file_operations.unlink(path)


def _mode(path: Path) -> int:
    """The rights of a regular file; those of a new file for anything else."""
    try:
        status = file_operations.lstat(path)
    except FileNotFoundError:
        return PRIVATE
    return modes.S_IMODE(status.st_mode) & 0o777 if modes.S_ISREG(status.st_mode) else PRIVATE


def _confirm(path: Path) -> None:
    """Make the name of a file that was just written durable; UnconfirmedError where that fails."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnconfirmedError(
            f"{path}: written, but the disk does not confirm that it would survive a power cut "
            f"({reason}); check the disk and save again"
        ) from error


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk; an OSError is left as it is."""
    # Windows cannot open a folder, and keeps its names safe by itself.
    if os.name == "nt":
        return
    try:
        handle = file_operations.open(
            folder, os.O_RDONLY | (SAFE_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))
        )
    except PermissionError:
        return  # files can be made in it, but it cannot be listed, and so not be opened
    try:
        file_operations.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        file_operations.close(handle)


def _stamp(status: os.stat_result, data: bytes) -> Stamp:
    digest = sha256(data)
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns, digest)
