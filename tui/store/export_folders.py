"""Write exports that are a folder of files, without losing what somebody else keeps in it.

A hidden file in the folder records which files the last export wrote, with their hashes. A folder
without it is written only if it is empty. A file that was changed since, or that the program did
not write, is kept as a backup before it is replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ..model.digest import sha256
from ..model.errors import ReaderError
from ..model.file_names import EXPORT_MARKER
from . import atomic_files, backups, confinement

_FORMAT = 1
_MOST = 64 << 20
"""Bytes of a file or a record that is read, to be compared."""


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, is_typed: bool = True
) -> tuple[Path, ...]:
    """Write files, by their paths below a folder, and remove those that only the last export wrote.

    Returns the backups of files that somebody changed. Raises ReaderError if the folder holds files
    and no record of an export, if a symbolic link is in the way (the folder itself may be one if
    the user typed its path, `is_typed`), or if a file cannot be written.
    """
    if not is_typed:
        confinement.refuse_link(folder)
    known = _recorded(folder)
    atomic_files.make_folder(folder)
    hashes = {path: sha256(data) for path, data in files.items()}
    # The record is written first, so that an export that is interrupted can be repeated.
    _record(folder, known | hashes)
    backups: list[Path] = []
    for path, data in files.items():
        backups += _write(folder, path, data, known.get(path, ""))
    for path in known.keys() - files.keys():
        _remove(folder, path, known[path])
    _record(folder, hashes)
    return tuple(backups)


def _recorded(folder: Path) -> dict[str, str]:
    """The hashes of the files of the last export, by path; raises ReaderError for other folders."""
    if not os.path.lexists(folder):
        return {}
    if not folder.is_dir():
        raise ReaderError(f"{folder}: is a file; name a folder")
    try:
        is_empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise ReaderError(f"{folder}: cannot be listed ({error.strerror})") from error
    if is_empty:
        return {}
    with suppress(ValueError, RecursionError, LookupError, AttributeError, TypeError):
        found = atomic_files.read(folder / EXPORT_MARKER, follow=False, limit=_MOST)
        values = json.loads(found[0]) if found else {}
        if values["format"] == _FORMAT:
            return {path: str(digest) for path, digest in values["files"].items() if _is_own(path)}
    raise ReaderError(
        f"{folder}: holds files that no export wrote; name a folder that is new or empty"
    )


def _is_own(path: str) -> bool:
    """Whether a path stays below its folder, on every system."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not any(
        part in ("..", "/") or "\\" in part or ":" in part or "\0" in part for part in parts
    )


def _record(folder: Path, hashes: Mapping[str, str]) -> None:
    data = json.dumps({"format": _FORMAT, "files": hashes}, indent=1).encode()
    atomic_files.write(folder / EXPORT_MARKER, data, mode=atomic_files.shared_mode())


def _write(folder: Path, path: str, data: bytes, known: str) -> Iterable[Path]:
    """Write one file; yields its backup if its content was not the recorded one."""
    *above, name = PurePosixPath(path).parts
    target = atomic_files.make_folder_in(folder, *above) / name
    confinement.refuse_link(target)
    found = atomic_files.read(target, follow=False, limit=_MOST)
    if found and found[0] == data:
        return
    if found and sha256(found[0]) != known:
        yield backups.back_up(target, found[0], ".bak")
    atomic_files.write(target, data, mode=None if found else atomic_files.shared_mode())


def _remove(folder: Path, path: str, known: str) -> None:
    """Remove a file of the last export, unless it was changed or a link is in the way."""
    target = folder / path
    if not confinement.is_within(target, folder):
        return
    with suppress(ReaderError):
        found = atomic_files.read(target, follow=False, limit=_MOST)
        if found and sha256(found[0]) == known:
            atomic_files.remove(target)
