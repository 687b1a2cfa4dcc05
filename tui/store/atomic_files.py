"""Read, write and remove files atomically and durably.

A write creates a temporary file beside the target, calls fsync, renames it over the target and
calls fsync on the folder; it is durable when it returns. Source: "Ensuring data reaches disk",
https://lwn.net/Articles/457667/. Nothing is written through a symbolic link unless the caller
allows it.
"""

from __future__ import annotations

import errno
import os
import stat as modes
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import file_operations
from .confinement import link_through, refuse_link
from .file_operations import SAFE_FLAGS, os_errors_explained

PRIVATE = 0o600
LARGEST = 64 << 20
"""Maximum size in bytes of the program's own files, such as notes and codebooks."""

_CHUNK = 1 << 20
_CANNOT_SYNC = {errno.EBADF, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""Errors of fsync on file systems that do not support it for folders; they are ignored.

PostgreSQL does the same (`fsync_fname_ext` in src/common/file_utils.c).
"""
# O_NONBLOCK, so that opening a FIFO does not wait for a writer.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (SAFE_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))


class UnconfirmedError(ReaderError):
    """A file was written, but the disk did not confirm that it would survive a power cut."""


class Stamp(NamedTuple):
    """Identifies a version of a file: inode, size in bytes, mtime in ns, hash of its content."""

    inode: int
    size: int
    mtime_ns: int
    sha256: str


def read(path: Path, *, follow: bool = True, limit: int = LARGEST) -> tuple[bytes, Stamp] | None:
    """The bytes of a regular file and its stamp, or None if it does not exist.

    Raises ReaderError if the file cannot be read, has more than `limit` bytes, or is behind a
    symbolic link and `follow` is False.
    """
    if not follow:
        refuse_link(path)
    with os_errors_explained(path, "read"):
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
    """The message for a file of more than `limit` bytes."""
    return f"larger than {limit >> 20} MB, the most that is read"


def read_beginning(path: Path, size: int) -> tuple[bytes, bool]:
    """The first `size` bytes of a regular file, and whether they are the whole file.

    Raises ReaderError if the file cannot be read or is a symbolic link.
    """
    with os_errors_explained(path, "read"):
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
    """The stamp of a file, or None if it does not exist. Raises ReaderError if unreadable."""
    found = read(path)
    return found[1] if found else None


def is_current(path: Path, known: Stamp | None) -> bool:
    """Whether a file still has the content of a stamp, or is still absent if `known` is None.

    The file is read only if its inode, size or mtime changed. ReaderError if it cannot be read.
    """
    with os_errors_explained(path, "read"):
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


def write(
    path: Path, data: bytes, *, follow: bool = False, mode: int | None = None, durable: bool = True
) -> Stamp:
    """Write a file atomically and durably: its content is on disk when this returns.

    The file gets the permissions `mode`; if `mode` is None, an existing file keeps its own and a
    new one gets 0600. A symbolic link is replaced by the file, or, with `follow`, its target is
    written. If `durable` is false, nothing waits for the disk, and after a power cut the file may
    be the former one or empty. Raises UnconfirmedError if the file was written but the disk did not
    confirm it, and otherwise ReaderError, in which case the file is unchanged.
    """
    target = Path(os.path.realpath(path)) if follow and path.is_symlink() else path
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with os_errors_explained(target, "written"):
        status = _fill(temporary, data, _mode(target) if mode is None else mode, durable)
        try:
            file_operations.replace(temporary, target)
        except BaseException:
            _discard(temporary)
            raise
    if durable:
        _confirm(target)
    return _stamp(status, data)


def create(path: Path, data: bytes) -> bool:
    """Write a new file durably; returns False if the path exists already.

    Raises UnconfirmedError if the file was written but the disk did not confirm it, and otherwise
    ReaderError, in which case there is no new file.
    """
    with os_errors_explained(path, "written"):
        try:
            _fill(path, data, PRIVATE)
        except FileExistsError:
            return False
    _confirm(path)
    return True


def remove(path: Path) -> None:
    """Remove one of the program's own files, if it exists, and its folder if it is then empty.

    Raises nothing, and removes nothing through a symbolic link.
    """
    if link_through(path.parent) is None:
        with suppress(OSError):
            file_operations.unlink(path)
        with suppress(OSError):
            file_operations.rmdir(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents durably, with permissions 0700. Raises ReaderError."""
    with os_errors_explained(folder, "made"):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            with suppress(FileExistsError):
                file_operations.mkdir(one, 0o700)
            try:
                sync_folder(one.parent)
            except BaseException:
                # Remove it, so that the next attempt makes it again: a second fsync on the
                # parent may succeed without writing anything.
                with suppress(OSError):
                    file_operations.rmdir(one)
                raise
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def make_folder_in(base: Path, *names: str) -> Path:
    """Make nested folders of the program below `base`; returns the innermost.

    Raises ReaderError, also if one of them is a symbolic link, because somebody else could choose
    by it where files are written. `base` itself may be a link in the user's own folders.
    """
    if names:
        refuse_link(base / names[0])
    make_folder(base)
    for name in names:
        base = base / name
        refuse_link(base)
        make_folder(base)
    return base


def shared_mode() -> int:
    """The default permissions of a new file, for exports, which are meant to be shared."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _fill(path: Path, data: bytes, mode: int, durable: bool = True) -> os.stat_result:
    """Write a file that must not exist, if `durable` with fsync; it is removed again on failure."""
    handle = file_operations.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFE_FLAGS, PRIVATE)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[file_operations.write(handle, view) :]
            if mode != PRIVATE:
                file_operations.fchmod(handle, mode)
            if durable:
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
    """The permissions of a regular file, or those of a new file if there is none."""
    try:
        status = file_operations.lstat(path)
    except FileNotFoundError:
        return PRIVATE
    return modes.S_IMODE(status.st_mode) & 0o777 if modes.S_ISREG(status.st_mode) else PRIVATE


def _confirm(path: Path) -> None:
    """Make the name of a written file durable. Raises UnconfirmedError if that fails."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnconfirmedError(
            f"{path}: written, but the disk does not confirm that it would survive a power cut "
            f"({reason}); check the disk and save again"
        ) from error


def sync_folder(folder: Path) -> None:
    """Call fsync on a folder, so that the names in it are on disk. Raises OSError."""
    # Windows cannot open folders and makes their names durable without it.
    if os.name == "nt":
        return
    try:
        handle = file_operations.open(
            folder, os.O_RDONLY | (SAFE_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))
        )
    except PermissionError:
        return  # a folder that is writable but not readable cannot be opened
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
