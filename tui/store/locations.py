"""Where the notes on an article lie: beside it, or in the user's data folder."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files

SUFFIX = ".notes.toml"

_LONGEST = 255 - len(".") - len(".01234567.tmp")
"""Bytes a notes file's name may have, so that its temporary file's name is still allowed."""
_STEM = 40


@dataclass(frozen=True, slots=True)
class NotesPlace:
    """Where notes are read and written.

    `other` is a second notes file of the same article, which is left alone; `why` is one line for
    the user where the place is not simply the one beside the article, or cannot be written.
    """

    path: Path
    beside: bool
    other: Path | None = None
    why: str = ""


def notes_place(path: Path | None, text_sha256: str, data: Path) -> NotesPlace:
    """The place of the notes on an article (None: on standard input, known by its text's hash).

    `data` is the user's data folder, in which a folder is made if the notes go there.
    """
    away = elsewhere(path, text_sha256, data)
    if path is None:
        return _away(away, "standard input")
    beside = path.with_name(path.name + SUFFIX)
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


def key(path: Path | None, text_sha256: str) -> str:
    """What everything else that is kept about an article is named after: its path, links resolved.

    For a text from standard input (None) it is the hash of the text.
    """
    return os.path.realpath(path) if path else text_sha256


def existing(path: Path, data: Path) -> list[Path]:
    """The notes files of an article, which may be gone itself; the one that is used comes first."""
    both = path.with_name(path.name + SUFFIX), elsewhere(path, "", data)
    return [place for place in both if os.path.lexists(place)]


def elsewhere(path: Path | None, text_sha256: str, data: Path) -> Path:
    """Where the notes on an article are when they are not beside it: in the user's data folder."""
    if path is None:
        return _named("stdin", text_sha256.encode(), data)
    return _named(path.stem, os.fsencode(os.path.realpath(path)), data)


def _away(path: Path, reason: str) -> NotesPlace:
    # Where the folder cannot be made either, saving says so.
    with suppress(ReaderError):
        atomic_files.make_folder_in(path.parent.parent, path.parent.name)
    return NotesPlace(path, False, None, f"the notes are kept in {path} ({reason})")


def _named(stem: str, identity: bytes, data: Path) -> Path:
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in stem)[:_STEM]
    digest = sha256(identity)[:16]
    return data / "notes" / f"{plain.lstrip('.') or 'article'}-{digest}{SUFFIX}"
