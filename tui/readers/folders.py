"""Lists the readable files of a folder and its subfolders, without links that leave the folder.

A folder may come from an adversary, who could plant a link to one of the user's files to have it
included in searches and exports. A symbolic link is therefore followed only if its target is inside
the folder where listing began. Links that the user names on the command line are not checked here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from ..model.errors import ReaderError
from ..model.file_names import EXPORT_MARKER
from ..model.patterns import lazily
from . import is_known_name, reason

_DIGITS = lazily(r"(\d+)")


def listing(folder: Path, also: Collection[str] = (), top: Path | None = None) -> list[Path]:
    """The readable files of a folder in natural order ("part 2" before "part 10").

    File names in `also` are included whatever their suffix. Links that lead out of `top` (default:
    `folder`) are omitted. Raises ReaderError if the folder cannot be listed.
    """

    def is_taken(entry: os.DirEntry[str]) -> bool:
        if not (entry.name in also or is_known_name(entry.name)) or not _is_regular(entry):
            return False
        return not entry.is_symlink() or not leads_out(Path(entry.path), top or folder)

    try:
        with os.scandir(folder) as entries:
            names = sorted((e.name for e in entries if is_taken(e)), key=_natural)
    except OSError as error:
        raise ReaderError(f"{folder}: cannot be listed ({reason(error)})") from error
    return [folder / name for name in names]


def folders_below(folder: Path) -> Iterator[Path]:
    """All subfolders of a folder, each once, without hidden ones and links that lead out of it.

    Folders that an export wrote are left out, with those below them. Iterative, so that no depth of
    nesting exceeds the recursion limit.
    """
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        home = waiting.pop()
        try:
            status = home.stat()
            if home is not folder and os.path.lexists(home / EXPORT_MARKER):
                continue
            with os.scandir(home) as entries:
                below = [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]
        except OSError:
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        if home is not folder:
            yield home
        found = (home / name for name in sorted(below, reverse=True))
        waiting += [path for path in found if not leads_out(path, folder)]


def leads_out(path: Path, top: Path) -> bool:
    """Whether a path is a symbolic link whose target is outside `top`.

    The folder that contains the path is assumed to be inside `top`.
    """
    if not path.is_symlink():
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top))


def _is_regular(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file after links are resolved."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """A sort key that compares numbers by value and ignores case."""
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() and len(part) < 100 else 0, part)
        for part in _DIGITS.split(name.casefold())
    ]
