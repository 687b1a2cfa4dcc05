"""Notes files that no article uses, and what a notes file says of its document."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.annotation import DocumentData
from ..model.errors import ReaderError
from . import atomic_files, file_operations, locations, notes_files, notes_format
from .locations import SUFFIX

_HEAD = 64 * 1024
"""Bytes of a notes file that nearly always hold its `[document]` table, which comes first."""
_CUTS = 8
"""How many lines that look like the header of a record are tried as the end of `[document]`."""


@dataclass(frozen=True, slots=True)
class UnusedNotes:
    """A notes file that no article uses.

    `article` is the path of the article that the notes are on, and `why` one clause that says why
    that article does not use them. `is_orphan` says that the article is gone, so that another file
    may be the same article.
    """

    notes: Path
    article: Path
    why: str
    is_orphan: bool


def annotated(names: Collection[str]) -> list[str]:
    """The files among the names of a folder that have a notes file beside them.

    A notes file is never an article, not even one that has notes beside it.
    """
    found = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    return [name for name in found if name in names and not name.endswith(SUFFIX)]


def beside(folder: Path, articles: Mapping[str, bool]) -> Iterator[UnusedNotes]:
    """The notes files of a folder without their article, by name.

    `articles` holds each name in the folder, and whether it names a file that may be opened as an
    article.
    """
    for name in sorted(articles):
        owner = name.removesuffix(SUFFIX)
        if owner in (name, "") or articles.get(owner):
            continue
        if owner in articles:
            yield UnusedNotes(folder / name, folder / owner, f"{owner} is no article", False)
        else:
            yield UnusedNotes(folder / name, folder / owner, f"{owner} is gone", True)


def in_data_folder(folder: Path, data: Path, deep: bool = True) -> Iterator[UnusedNotes]:
    """The notes files of a data folder that are on articles of a folder but not used by them.

    `deep` takes in the articles of the folders below it. An article uses the file in the data
    folder that is named after its real path (see `places.elsewhere`).
    """
    root = Path(os.path.realpath(folder))
    try:
        names = sorted(file_operations.listdir(data / "notes"))
    except OSError:
        return
    for name in names:
        path = data / "notes" / name
        if not name.endswith(SUFFIX):
            continue
        article = Path(head(path).path)
        # The data folder of a private article comes with it: its notes may name any path.
        home = Path(os.path.realpath(article.parent))
        inside = home.is_relative_to(root) if deep else home == root
        if not article.is_absolute() or article.parent != home or not inside:
            continue
        if locations.elsewhere(article, "", data) != path:
            yield UnusedNotes(path, article, f"{article} has its notes elsewhere", False)
        elif not os.path.lexists(article):
            yield UnusedNotes(path, article, f"{article} is gone", True)


def of_folder(folder: Path, data: Path) -> list[UnusedNotes]:
    """The notes files on articles that were in a folder and are gone; those below it left out."""
    names: dict[str, bool] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            names[entry.name] = not entry.name.endswith(SUFFIX)
    found = [*beside(folder, names), *in_data_folder(folder, data, deep=False)]
    return [stray for stray in found if stray.is_orphan]


def on_text(found: Iterable[UnusedNotes], text_sha256: str) -> list[UnusedNotes]:
    """Those whose article is gone and whose notes were made on the text of a hash."""
    lost = (stray for stray in found if stray.is_orphan)
    return [stray for stray in lost if head(stray.notes).text_sha256 == text_sha256 != ""]


def head(path: Path) -> DocumentData:
    """What a notes file says of its document, read from its first bytes where they suffice.

    Empty for a damaged file, a symbolic link and a file that cannot be read.
    """
    try:
        data, whole = atomic_files.beginning(path, _HEAD)
    except ReaderError:
        return DocumentData()
    end = 0
    for _ in range(_CUTS):
        # A line of the memo may look like a header: then what stands before it is no TOML.
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
    return DocumentData() if loaded.problem else loaded.notes.document
