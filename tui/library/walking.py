"""Walking a folder: which articles lie in it and below it, and how they look from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .. import config as settings
from ..config import Config, Folders
from ..model.errors import ReaderError
from ..readers import folders_below, listing
from ..store import places


class Look(NamedTuple):
    """How a file looks from outside: bytes, and time of change in ns."""

    size: int
    mtime_ns: int


class Article(NamedTuple):
    """An article: its path below the folder, its file and notes, and the folders for its things.

    `key` is what its reading progress is kept under.
    """

    name: str
    path: Path
    look: Look
    notes: Path | None
    notes_look: Look | None
    folders: Folders
    key: str


def articles(folder: Path, folders: Folders, config: Config) -> list[Article]:
    """The articles of a folder and those below it, those of one folder in natural order.

    Hidden folders are left out, and so is a folder met a second time through a link. Raises
    ReaderError where `folder` itself cannot be listed.
    """
    found = list(_of(folder, folder, folders, config))
    for home in folders_below(folder):
        # One that is closed to us holds nothing that could be read.
        with suppress(ReaderError):
            found += _of(home, folder, folders, config)
    return found


def article(path: Path, folders: Folders, config: Config) -> Article:
    """A single article by its path, which may lead to nothing: reading it will say so."""
    own = settings.folders_for(path, folders, config)
    beside = path.with_name(path.name + places.SUFFIX)
    notes = beside if beside.exists() else places.elsewhere(path, "", own.data)
    look = _look(path) or Look(-1, 0)
    notes_look = _look(notes)
    return Article(
        str(path),
        path,
        look,
        notes if notes_look else None,
        notes_look,
        own,
        os.path.realpath(path),
    )


def _of(home: Path, root: Path, folders: Folders, config: Config) -> Iterator[Article]:
    """The articles of one folder, in natural order."""
    entries = {entry.name: entry for entry in _entries(home)}
    below = "" if home == root else f"{home.relative_to(root).as_posix()}/"
    away, real = _Begun(), os.path.realpath(home)
    common: Folders | None = None
    for path in listing(home):
        name = path.name
        entry = entries.get(name)
        look = _look(entry)
        if entry is None or look is None:
            continue
        is_link = entry.is_symlink()
        own = common
        if own is None or is_link:
            own = settings.folders_for(path, folders, config)
            common = None if is_link else own
        beside = entries.get(name + places.SUFFIX)
        notes = Path(beside.path) if beside else _away(path, own.data, away)
        key = os.path.realpath(path) if is_link else os.path.join(real, name)  # noqa: PTH118
        yield Article(below + name, path, look, notes, _look(beside or notes), own, key)


def _look(file: os.DirEntry[str] | Path | None) -> Look | None:
    if file is not None:
        with suppress(OSError, ValueError):
            status = file.stat()
            return Look(status.st_size, status.st_mtime_ns)
    return None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _away(path: Path, data: Path, away: Mapping[Path, set[str]]) -> Path | None:
    """The notes in the data folder; the exact name is made only where there may be one."""
    if _letters(path.stem) not in away[data]:
        return None
    notes = places.elsewhere(path, "", data)
    return notes if notes.exists() else None


class _Begun(dict[Path, set[str]]):
    """For each data folder the letters that the names of the notes in it begin with."""

    def __missing__(self, data: Path) -> set[str]:
        found = {_letters(e.name.rpartition("-")[0]) for e in _entries(data / "notes")}
        self[data] = found
        return found


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name[:40]))
