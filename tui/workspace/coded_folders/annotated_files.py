"""Lists the notes files of a folder and those below it, with few looks at the articles.

What counts as an article of the folder is the same as in library/walking.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ... import config as settings
from ...config import Config, Folders
from ...model.errors import ReaderError
from ...model.file_names import NOTES_SUFFIX
from ...readers import reason
from ...readers.folders import folders_below

if TYPE_CHECKING:
    from ...library.walking import Walk
    from ...store.unused_notes import UnusedNotes


class FileVersion(NamedTuple):
    """Size (bytes) and time of change (nanoseconds) of a file."""

    size: int
    mtime_ns: int


class AnnotatedFile(NamedTuple):
    """A notes file in use: its article's name, which is a path below the folder, and its own path.

    `folders` are those for the data, state and cache of the article.
    """

    name: str
    path: str
    version: FileVersion
    folders: Folders


class NotesWalk(NamedTuple):
    """The notes files of the articles of a folder, and the notes files that no article uses.

    `outside` are the links to articles and folders that were left out because they lead out of it.
    """

    files: list[AnnotatedFile]
    strays: list[UnusedNotes]
    outside: list[Path]


def notes_below(folder: Path, folders: Folders, config: Config) -> NotesWalk:
    """List the notes files of a folder. Raises ReaderError if it cannot be listed.

    Which notes belong to which article is known from the names alone, unless there are links, or
    notes in a data folder: only then are all articles listed.
    """
    found = NotesWalk([], [], [])
    for home in (folder, *folders_below(folder)):
        own = settings.folders_for(home / "article", folders, config)
        if _has_notes(own.data) or not _visit(home, folder, own, found):
            from ...library import walking

            return _from_articles(walking.walk(folder, folders, config))
    return found


def _from_articles(walk: Walk) -> NotesWalk:
    files = [
        AnnotatedFile(one.name, str(one.notes), FileVersion(*one.notes_signature), one.folders)
        for one in walk.articles
        if one.notes and one.notes_signature
    ]
    return NotesWalk(files, walk.strays, walk.outside)


def _has_notes(data: Path) -> bool:
    """Whether a data folder has notes on articles whose own folder cannot be written."""
    try:
        return any(path.name.endswith(NOTES_SUFFIX) for path in (data / "notes").iterdir())
    except OSError:
        return False


def _visit(home: Path, root: Path, folders: Folders, found: NotesWalk) -> bool:
    """Add the notes files of one folder; adds nothing and returns False if it has links.

    Raises ReaderError if the folder is the `root` and cannot be listed.
    """
    try:
        with os.scandir(home) as listed:
            entries = {entry.name: entry for entry in listed}
    except OSError as error:
        if home == root:
            raise ReaderError(f"{home}: cannot be listed ({reason(error)})") from error
        return True
    if any(entry.is_symlink() for entry in entries.values()):
        return False
    below = "" if home == root else f"{home.relative_to(root).as_posix()}/"
    all_notes = [name for name in entries if name.endswith(NOTES_SUFFIX)]
    owners = [name for notes in all_notes if _is_article(name := _owner(notes), entries)]
    for name in owners:
        notes = entries[name + NOTES_SUFFIX]
        try:
            status = notes.stat()
        except OSError:  # deleted since the folder was listed
            continue
        version = FileVersion(status.st_size, status.st_mtime_ns)
        found.files.append(AnnotatedFile(below + name, notes.path, version, folders))
    if len(owners) < len(all_notes):
        from ...store import unused_notes

        names = dict.fromkeys(entries, False) | dict.fromkeys(owners, True)
        found.strays.extend(unused_notes.beside(home, names))
    return True


def _owner(notes: str) -> str:
    """The name of the article that a notes file belongs to."""
    return notes.removesuffix(NOTES_SUFFIX)


def _is_article(name: str, entries: Mapping[str, os.DirEntry[str]]) -> bool:
    """Whether a name that notes belong to is that of an article. Notes on notes do not count."""
    return name in entries and not name.endswith(NOTES_SUFFIX) and entries[name].is_file()
