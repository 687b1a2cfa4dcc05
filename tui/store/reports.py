"""Writing an export where the user wants it, without losing what lies there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic, codebook, files, places


def write(path: Path, data: bytes, state: Path, own: Iterable[Path | None] = ()) -> Path | None:
    """Write an export; where another file lay there, the path under which that one was kept.

    An article with notes, the files it was made from (`own`), notes and codebooks are refused. A
    file that is still what the last export there wrote is replaced; one that somebody changed, or
    that was never an export, is kept as a backup. `state` is the user's state folder. Raises
    ReaderError.
    """
    _refuse(path, own)
    found = atomic.read(path)
    last = _memory(path, state)
    backup = None
    if found and found[0] != data and _digest(found[0]) != _recalled(last):
        backup = files.keep(path, found[0], ".bak")
    atomic.write(path, data)
    if found is None:
        # Unlike notes, a report is made to be handed on: it gets the rights of any new file.
        os.chmod(path, 0o666 & ~_umask())  # noqa: PTH101 - the path may be a link
    atomic.make_folder(last.parent)
    atomic.write(last, _digest(data).encode(), follow=False)
    return backup


def _refuse(path: Path, own: Iterable[Path | None]) -> None:
    if path.is_dir():
        raise ReaderError(f"{path}: is a folder; name a file in it")
    real = os.path.realpath(path)
    if any(real == os.path.realpath(other) for other in own if other):
        raise ReaderError(f"{path}: is a file that the export was made from; choose another name")
    if path.name == codebook.NAME or path.name.endswith(places.SUFFIX):
        raise ReaderError(f"{path}: is the name of notes or a codebook; choose another name")
    if path.with_name(path.name + places.SUFFIX).exists():
        raise ReaderError(f"{path}: is an article with notes; choose another name")


def _memory(path: Path, state: Path) -> Path:
    """Where the hash of the last export to a path is kept."""
    return state / "exports" / _digest(os.fsencode(os.path.realpath(path)))[:32]


def _recalled(last: Path) -> str:
    try:
        found = atomic.read(last)
    except ReaderError:
        return ""
    return found[0].decode("ascii", "replace") if found else ""


def _digest(data: bytes) -> str:
    return sha256(data)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
