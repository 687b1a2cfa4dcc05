"""What is kept about an article outside its folder: found, and removed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from ..model.errors import ReaderError
from . import disk

DIGITS = 32
"""Hexadecimal digits of a hash with which the names of files kept about an article begin."""


def named_after(folders: Iterable[Path], digests: Collection[str]) -> list[Path]:
    """Every file below some folders whose name, or whose folder's name, begins with a digest.

    Such are progress, drafts, snapshots and indexes, and temporary files of them (".NAME...").
    """
    starts = tuple(digest[:DIGITS] for digest in digests)
    found: list[Path] = []
    for base in folders:
        for folder, names, files in os.walk(base):
            here = Path(folder)
            inside = here != base and here.name.startswith(starts)
            names.sort()
            chosen = [name for name in files if inside or name.lstrip(".").startswith(starts)]
            found += [here / name for name in sorted(chosen)]
    return found


def of_notes(path: Path) -> list[Path]:
    """A notes file with all that lies beside it under its name: lock, backups, temporary files."""
    try:
        names = sorted(disk.listdir(path.parent))
    except OSError:
        return []
    return [path.with_name(name) for name in names if name.lstrip(".").startswith(path.name)]


def mentioning(path: Path, name: bytes) -> list[Path]:
    """The file itself where it holds a name, else nothing."""
    try:
        return [path] if name in path.read_bytes() else []
    except OSError:
        return []


def remove(path: Path) -> None:
    """Remove a file, and its folder if that was the last one in it. Raises ReaderError."""
    try:
        disk.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReaderError(f"{path}: cannot be removed ({error.strerror})") from error
    try:
        path.parent.rmdir()
    except OSError:
        return  # others lie in it
