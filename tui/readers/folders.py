"""The readable files of a folder and the folders below it, without what leads out of it.

A folder may come from an adversary, who could plant a link to a file of the user's: that file would
enter searches and exports. So a symbolic link is followed only within the folder where listing
began. A link that the user names on the command line never passes here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from ..model.errors import ReaderError
from ..model.patterns import lazily
from . import is_regular, readable, reason

_DIGITS = lazily(r"(\d+)")


def listing(folder: Path, also: Collection[str] = (), top: Path | None = None) -> list[Path]:
    """The readable files of a folder, "part 2" before "part 10".

    Files that are named in `also` are taken whatever their suffix. Links that lead out of `top`
    (None: of `folder`) are left out. Raises ReaderError where the folder cannot be listed.
    """

    def is_taken(path: Path) -> bool:
        known = readable(path) or (path.name in also and is_regular(path))
        return known and not leads_out(path, top or folder)

    try:
        return sorted(filter(is_taken, folder.iterdir()), key=_natural)
    except OSError as error:
        raise ReaderError(f"{folder}: cannot be listed ({reason(error)})") from error


def folders_below(folder: Path) -> Iterator[Path]:
    """The folders below one, each once, without hidden ones and links that lead out of it.

    Not recursive: none lies too deep.
    """
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        home = waiting.pop()
        try:
            status = home.stat()
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
    """Whether a path in a folder below `top` is a symbolic link to what does not lie below `top`.

    The folder itself is taken to lie there.
    """
    if not path.is_symlink():
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top))


def _natural(path: Path) -> list[tuple[bool, int, str]]:
    """Numbers in a name compare as numbers, letters without case."""
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() and len(part) < 100 else 0, part)
        for part in _DIGITS.split(path.name.casefold())
    ]
