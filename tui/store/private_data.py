"""Find and remove the files about an article that are kept outside its folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from ..model.errors import ReaderError
from . import file_operations

DIGITS = 32
"""Number of hexadecimal digits of the hash in the names of files kept about an article."""


COPIED_TEXT = "copied.txt"
"""The file in the state folder with the text that was last copied where no clipboard was."""


def named_after(folders: Iterable[Path], digests: Collection[str]) -> list[Path]:
    """Every file below some folders whose name, or whose folder's name, contains one of `digests`.

    These are progress, drafts, exports, snapshots and indexes, and their temporary files
    (".NAME..."). An empty folder with such a name is listed itself.
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


def notes_and_companions(path: Path) -> list[Path]:
    """A notes file with its lock, backups and temporary files, which are beside it."""
    try:
        names = sorted(file_operations.listdir(path.parent))
    except OSError:
        return []
    return [path.with_name(name) for name in names if name.lstrip(".").startswith(path.name)]


def containing_any(path: Path, names: Iterable[bytes]) -> list[Path]:
    """A list of `path` if the file contains one of some names, else an empty list."""
    try:
        content = path.read_bytes()
    except OSError:
        return []
    return [path] if any(name in content for name in names) else []


def remove(path: Path) -> None:
    """Remove a file or an empty folder, and its parent folder if that is then empty.

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
        return  # the folder is not empty
