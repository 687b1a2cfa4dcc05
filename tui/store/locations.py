"""Where the notes on an article are stored: beside it, or in the user's data folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.digest import sha256
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from . import atomic_files

_LONGEST = 255 - len(".") - len(".01234567.tmp")
"""Maximum bytes of a notes file's name, so that the name of its temporary file is allowed too."""
_STEM = 40


class NotesPlace(NamedTuple):
    """Where the notes on an article are read and written.

    `beside` says whether that is beside the article. `other` is a second notes file of the article,
    which is not used. `why` is one line for the user if the notes are elsewhere, if there are two
    files, or if they cannot be written, else "".
    """

    path: Path
    beside: bool
    other: Path | None = None
    why: str = ""


def notes_place(path: Path | None, text_sha256: str, data: Path) -> NotesPlace:
    """Where to read and write the notes on an article.

    `path` is None for a text from standard input, which is identified by its hash. `data` is the
    user's data folder; if the notes belong there, their folder is made.
    """
    away = path_in_data_folder(path, text_sha256, data)
    if path is None:
        return _away(away, "standard input")
    beside = path.with_name(path.name + NOTES_SUFFIX)
    fits = len(os.fsencode(beside.name)) <= _LONGEST
    here, there = fits and os.path.lexists(beside), os.path.lexists(away)
    writable = os.access(beside.parent, os.W_OK | os.X_OK)
    if here:
        lines = [] if writable else [f"{beside.parent} cannot be written: no change can be saved"]
        if there:
            lines.append(f"there are other notes on this article, not used: {away}")
        return NotesPlace(beside, True, away if there else None, "; ".join(lines))
    if there:
        return _away(away, "they were begun there")
    if not fits:
        return _away(away, "the article's name is too long for a second one beside it")
    if not writable:
        return _away(away, f"{beside.parent} cannot be written")
    return NotesPlace(beside, True)


def article_key(path: Path | None, text_sha256: str) -> str:
    """The key that identifies an article in the state folder: its path with links resolved.

    For a text from standard input (`path` is None) it is the hash of the text.
    """
    return os.path.realpath(path) if path else text_sha256


def existing_notes(path: Path, data: Path) -> list[Path]:
    """The existing notes files of an article, the one in use first; the article need not exist."""
    both = path.with_name(path.name + NOTES_SUFFIX), path_in_data_folder(path, "", data)
    return [place for place in both if os.path.lexists(place)]


def path_in_data_folder(path: Path | None, text_sha256: str, data: Path) -> Path:
    """The path in the user's data folder for notes that are not beside their article."""
    if path is None:
        return _named("stdin", text_sha256.encode(), data)
    return _named(path.stem, os.fsencode(os.path.realpath(path)), data)


def _away(path: Path, reason: str) -> NotesPlace:
    # If the folder cannot be made either, saving reports the error.
    with suppress(ReaderError):
        atomic_files.make_folder_in(path.parent.parent, path.parent.name)
    return NotesPlace(path, False, None, f"the notes are kept in {path} ({reason})")


def _named(stem: str, identity: bytes, data: Path) -> Path:
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in stem)[:_STEM]
    digest = sha256(identity)[:16]
    return data / "notes" / f"{plain.lstrip('.') or 'article'}-{digest}{NOTES_SUFFIX}"
