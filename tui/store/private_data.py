"""What is kept about an article outside its folder: found, and removed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from ..model.errors import ReaderError
from . import file_operations

DIGITS = 32
"""Hexadecimal digits of a hash with which the names of files kept about an article begin."""


def named_after(folders: Iterable[Path], digests: Collection[str]) -> list[Path]:
    """Every file below some folders whose name, or whose folder's name, holds a digest.

    Such are progress, drafts, exports, snapshots and indexes, and temporary files of them
    (".NAME..."). A folder with such a name is listed itself where it is empty.
    """
    starts = tuple(digest[:DIGITS] for digest in digests)

    def holds(name: str) -> bool:
        return any(part.startswith(starts) for part in name.lstrip(".").split("-"))

    found: list[Path] = []
    for base in folders:
        for folder, names, files in os.walk(base):
            here = Path(folder)
            inside = here != base and holds(here.name)
            names.sort()
            found += [here / name for name in sorted(files) if inside or holds(name)]
            found += [here] if inside and not files and not names else []
    return found


def of_notes(path: Path) -> list[Path]:
    """A notes file with all that lies beside it under its name: lock, backups, temporary files."""
    try:
        names = sorted(file_operations.listdir(path.parent))
    except OSError:
        return []
    return [path.with_name(name) for name in names if name.lstrip(".").startswith(path.name)]


def mentioning(path: Path, names: Iterable[bytes]) -> list[Path]:
    """The file itself where it holds one of some names, else nothing."""
    try:
        content = path.read_bytes()
    except OSError:
        return []
    return [path] if any(name in content for name in names) else []


def remove(path: Path) -> None:
    """Remove a file or an empty folder, and its folder if that was the last one in it.

    Raises ReaderError.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            file_operations.rmdir(path)
        else:
            file_operations.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReaderError(f"{path}: cannot be removed ({error.strerror})") from error
    try:
        path.parent.rmdir()
    except OSError:
        return  # others lie in it
