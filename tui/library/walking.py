"""Walking a folder: the articles in it and below it, and the notes files that none of them uses.

An article is a file of a known format, or any file that has notes. Hidden folders, folders reached
a second time through a link, and links that lead out of the folder are skipped: by such links,
whoever sent the folder could choose which of the user's files are read.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .. import config as settings
from ..config import Config, Folders
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..readers import readable
from ..readers.folders import folders_below, leads_out, listing
from ..store import locations, unused_notes
from ..store.unused_notes import UnusedNotes


class FileSignature(NamedTuple):
    """Size (bytes) and time of change (nanoseconds) of a file."""

    size: int
    mtime_ns: int


class ArticleFile(NamedTuple):
    """An article on disk: its path below the folder as a name, its file and its notes file.

    `folders` are those of its data, state and cache; `key` identifies it in the state folder.
    """

    name: str
    path: Path
    signature: FileSignature
    notes: Path | None
    notes_signature: FileSignature | None
    folders: Folders
    key: str


class Walk(NamedTuple):
    """The articles of a folder and those below it, and the notes files that none of them uses.

    The articles of one folder are in natural order. `outside` are the links to articles and folders
    that were left out because they lead out of the folder where the walk began.
    """

    articles: list[ArticleFile]
    strays: list[UnusedNotes]
    outside: list[Path]


def walk(folder: Path, folders: Folders, config: Config) -> Walk:
    """List a folder and its subfolders. Raises ReaderError if `folder` cannot be listed."""
    found = Walk([], [], [])
    data = {settings.folders_for(folder / "article", folders, config).data}
    _visit(folder, folder, folders, config, found)
    for home in folders_below(folder):
        # A subfolder that cannot be listed is skipped.
        with suppress(ReaderError):
            _visit(home, folder, folders, config, found)
    data |= {article.folders.data for article in found.articles}
    for cache_folder in sorted(data):
        found.strays.extend(unused_notes.in_data_folder(folder, cache_folder))
    return found


def articles(folder: Path, folders: Folders, config: Config) -> list[ArticleFile]:
    """The articles of a folder and its subfolders. Raises ReaderError if it cannot be listed."""
    return walk(folder, folders, config).articles


def paths_in(folder: Path, folders: Folders, config: Config) -> list[Path]:
    """The paths of the articles of a folder, without subfolders. Raises ReaderError."""
    found = Walk([], [], [])
    _visit(folder, folder, folders, config, found)
    return [article.path for article in found.articles]


def article(path: Path, folders: Folders, config: Config) -> ArticleFile:
    """A single article by its path; a file that does not exist is reported when it is read."""
    own = settings.folders_for(path, folders, config)
    beside = path.with_name(path.name + NOTES_SUFFIX)
    notes = beside if beside.exists() else locations.path_in_data_folder(path, "", own.data)
    signature = _signature(path) or FileSignature(-1, 0)
    notes_signature = _signature(notes)
    return ArticleFile(
        str(path),
        path,
        signature,
        notes if notes_signature else None,
        notes_signature,
        own,
        os.path.realpath(path),
    )


def named(
    files: Sequence[Path], folder: Path, folders: Folders, config: Config
) -> list[ArticleFile]:
    """The articles at the given paths, each once; their names are their paths below `folder`."""
    found: dict[str, ArticleFile] = {}
    for path in files:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - also takes away each ".."
        is_below = absolute.is_relative_to(folder)
        name = absolute.relative_to(folder).as_posix() if is_below else str(absolute)
        one = article(absolute, folders, config)._replace(name=name)
        found.setdefault(one.key, one)
    return list(found.values())


def common_folder(files: Sequence[Path]) -> Path:
    """The deepest folder that all files are in or below; that of the first if there is none."""
    parents = [os.path.dirname(os.path.abspath(path)) for path in files]  # noqa: PTH100, PTH120
    try:
        return Path(os.path.commonpath(parents))
    except ValueError:  # on different drives of Windows
        return Path(parents[0])


@dataclass(frozen=True, slots=True)
class _Home:
    """One folder of a walk: its path, the folder where the walk began, and its entries.

    `data` is the data folder for notes that are not beside their article; `reduced_names` maps a
    data folder to the names of its notes files as `_reduced` gives them.
    """

    path: Path
    root: Path
    folders: Folders
    config: Config
    entries: Mapping[str, os.DirEntry[str]]
    data: Path
    reduced_names: Mapping[Path, set[str]]


def _visit(home: Path, root: Path, folders: Folders, config: Config, found: Walk) -> None:
    """Add the articles of one folder, and the notes files beside them that none of them uses."""
    entries = {entry.name: entry for entry in _entries(home)}
    data = settings.folders_for(home / "article", folders, config).data
    here = _Home(home, root, folders, config, entries, data, _ReducedNames())
    annotated = _annotated(here)
    taken = listing(home, annotated, root)
    found.articles.extend(_articles(here, taken))
    found.outside.extend(_outside(here, annotated))
    names = dict.fromkeys(entries, False) | {path.name: True for path in taken}
    found.strays.extend(unused_notes.beside(home, names))


def _annotated(here: _Home) -> Collection[str]:
    """The names of a folder's files that have notes, whatever their suffix."""
    known = set(unused_notes.annotated_files(here.entries))
    if here.reduced_names[here.data]:
        names = (name for name in here.entries if not name.endswith(NOTES_SUFFIX))
        known |= {name for name in names if _away(here.path / name, here.data, here.reduced_names)}
    return known


def _outside(here: _Home, annotated: Collection[str]) -> Iterator[Path]:
    """The links in a folder that would be articles or folders if they did not lead out."""
    for name, entry in sorted(here.entries.items()):
        if not entry.is_symlink() or not leads_out(path := here.path / name, here.root):
            continue
        is_folder = not name.startswith(".") and os.path.isdir(path)  # noqa: PTH112 - raises nothing
        if is_folder or name in annotated or readable(path):
            yield path


def _articles(here: _Home, paths: Collection[Path]) -> Iterator[ArticleFile]:
    """The articles of one folder, in the order of their files."""
    common: Folders | None = None
    real = os.path.realpath(here.path)
    below = "" if here.path == here.root else f"{here.path.relative_to(here.root).as_posix()}/"
    for path in paths:
        name = path.name
        entry = here.entries.get(name)
        signature = _signature(entry)
        if entry is None or signature is None:
            continue
        is_link = entry.is_symlink()
        own = common
        if own is None or is_link:
            own = settings.folders_for(path, here.folders, here.config)
            common = None if is_link else own
        beside = here.entries.get(name + NOTES_SUFFIX)
        notes = Path(beside.path) if beside else _away(path, own.data, here.reduced_names)
        key = os.path.realpath(path) if is_link else os.path.join(real, name)  # noqa: PTH118
        yield ArticleFile(
            below + name, path, signature, notes, _signature(beside or notes), own, key
        )


def _signature(file: os.DirEntry[str] | Path | None) -> FileSignature | None:
    if file is not None:
        with suppress(OSError, ValueError):
            status = file.stat()
            return FileSignature(status.st_size, status.st_mtime_ns)
    return None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _away(path: Path, data: Path, away: Mapping[Path, set[str]]) -> Path | None:
    """The notes file in the data folder, if any; its name is computed only if it may exist."""
    if not away[data] or _reduced(path.stem) not in away[data]:
        return None
    notes = locations.path_in_data_folder(path, "", data)
    return notes if notes.exists() else None


class _ReducedNames(dict[Path, set[str]]):
    """Maps each data folder to the reduced names of its notes files, listed on first use."""

    def __missing__(self, data: Path) -> set[str]:
        found = {_reduced(e.name.rpartition("-")[0]) for e in _entries(data / "notes")}
        self[data] = found
        return found


def _reduced(name: str) -> str:
    """The letters and digits among the first 40 code points of a name."""
    return "".join(filter(str.isalnum, name[:40]))
