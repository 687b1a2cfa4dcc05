"""Find notes files that no article uses, and read the `[document]` table of notes files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.annotation import DocumentData
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from . import atomic_files, file_operations, locations, notes_files, notes_format

_HEAD = 64 * 1024
"""Bytes at the start of a notes file that nearly always contain its `[document]` table."""
_CUTS = 8
"""Number of lines like a record's header that are tried as the end of the `[document]` table."""


@dataclass(frozen=True, slots=True)
class UnusedNotes:
    """A notes file that no article uses.

    `article` is the path of the annotated article, and `why` is one clause that says why that
    article does not use the notes. `is_orphan` says that the article is gone, so that it may now be
    another file.
    """

    notes: Path
    article: Path
    why: str
    is_orphan: bool


def annotated_files(names: Collection[str]) -> list[str]:
    """The files among the names of a folder that have a notes file beside them.

    A notes file is never listed, even if it has notes beside it.
    """
    found = (name.removesuffix(NOTES_SUFFIX) for name in names if name.endswith(NOTES_SUFFIX))
    return [name for name in found if name in names and not name.endswith(NOTES_SUFFIX)]


def beside(folder: Path, articles: Mapping[str, bool]) -> Iterator[UnusedNotes]:
    """The notes files of a folder whose article is not in the folder, ordered by name.

    `articles` maps each name in the folder to whether it can be opened as an article.
    """
    for name in sorted(articles):
        owner = name.removesuffix(NOTES_SUFFIX)
        if owner in (name, "") or articles.get(owner):
            continue
        if owner in articles:
            yield UnusedNotes(folder / name, folder / owner, f"{owner} is no article", False)
        else:
            yield UnusedNotes(folder / name, folder / owner, f"{owner} is gone", True)


def in_data_folder(folder: Path, data: Path, deep: bool = True) -> Iterator[UnusedNotes]:
    """The notes files in a data folder that belong to articles of `folder` but are not used.

    With `deep`, articles of subfolders are included. An article uses the notes file in the data
    folder that is named after its real path (`locations.path_in_data_folder`).
    """
    root = Path(os.path.realpath(folder))
    try:
        names = sorted(file_operations.listdir(data / "notes"))
    except OSError:
        return
    for name in names:
        path = data / "notes" / name
        if not name.endswith(NOTES_SUFFIX):
            continue
        article = Path(read_document_data(path).path)
        # The data folder of a private article is received with it: its notes may name any path.
        home = Path(os.path.realpath(article.parent))
        inside = home.is_relative_to(root) if deep else home == root
        if not article.is_absolute() or article.parent != home or not inside:
            continue
        if locations.path_in_data_folder(article, "", data) != path:
            yield UnusedNotes(path, article, f"{article} has its notes elsewhere", False)
        elif not os.path.lexists(article):
            yield UnusedNotes(path, article, f"{article} is gone", True)


def orphans_of_folder(folder: Path, data: Path) -> list[UnusedNotes]:
    """The notes files of articles that were in a folder, not in a subfolder, and are gone."""
    names: dict[str, bool] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            names[entry.name] = not entry.name.endswith(NOTES_SUFFIX)
    found = [*beside(folder, names), *in_data_folder(folder, data, deep=False)]
    return [stray for stray in found if stray.is_orphan]


def orphans_on_text(found: Iterable[UnusedNotes], text_sha256: str) -> list[UnusedNotes]:
    """The orphans in `found` whose notes were made on the text with this hash."""
    lost = (stray for stray in found if stray.is_orphan)
    return [
        stray for stray in lost if read_document_data(stray.notes).text_sha256 == text_sha256 != ""
    ]


def read_document_data(path: Path) -> DocumentData:
    """The `[document]` table of a notes file, read from its first bytes if possible.

    Empty if the file is damaged, a symbolic link or unreadable.
    """
    try:
        data, whole = atomic_files.read_beginning(path, _HEAD)
    except ReaderError:
        return DocumentData()
    end = 0
    for _ in range(_CUTS):
        # A line of the document's note may look like a header: the part before it is invalid then.
        end = data.find(b"\n[[", end + 1)
        if end < 0:
            break
        with suppress(ReaderError):
            return notes_format.loads(data[: end + 1], str(path)).document
    if whole:
        with suppress(ReaderError):
            return notes_format.loads(data, str(path)).document
        return DocumentData()
    loaded = notes_files.load(path)
    return DocumentData() if loaded.problem else loaded.value.document
