"""A merge driver for git, which merges three versions of a notes file or codebook into the second.

How git calls it: https://git-scm.com/docs/gitattributes#_defining_a_custom_merge_driver.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..model.annotation import FORMAT, Notes
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from . import atomic_files, codebook_file, notes_format, toml_reader
from .merge import merge, merge_codebook
from .merge_records import Conflict

T = TypeVar("T", Notes, Codebook)


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[Conflict, ...]:
    """Merge three files into `ours`; returns the fields that both sides changed differently.

    `name` is used for the files in error messages. An empty base means that there is no common
    ancestor. Raises ReaderError if a file is absent, damaged or of a newer format; `ours` is then
    unchanged.
    """
    versions = _read(base), _read(ours), _read(theirs)
    conflicts: tuple[Conflict, ...]
    if any(map(_is_codebook, versions)):
        books = _loaded(versions, name, Codebook(), codebook_file.loads)
        book = merge_codebook(*books)
        conflicts, fresh = book.conflicts, codebook_file.dumps(book.codebook, name)
        said = [one == book.codebook for one in books]
    else:
        states = _loaded(versions, name, Notes(), notes_format.loads)
        merged = merge(*states)
        conflicts, fresh = merged.conflicts, notes_format.dumps(merged.notes, name)
        said = [one == merged.notes for one in states]
    # If the result equals one side, that side's bytes are kept, including its comments.
    sides = [data for data, same in zip(versions[1:], said[1:], strict=True) if same]
    # The user or git chose this path, so a symbolic link is followed.
    atomic_files.write(ours, (*sides, fresh)[0], follow=True)
    return conflicts


def _read(path: Path) -> bytes:
    found = atomic_files.read(path)
    if found is None:
        raise ReaderError(f"{path}: no such file; name BASE, OURS and THEIRS")
    return found[0]


def _loaded(
    versions: tuple[bytes, bytes, bytes], name: str, empty: T, loads: Callable[[bytes, str], T]
) -> tuple[T, T, T]:
    """The parsed values of base, ours and theirs; `empty` is used if there is no base."""
    found = []
    for data, side in zip(versions, ("base", "ours", "theirs"), strict=True):
        if side == "base" and not data.strip():
            found.append(empty)
            continue
        value = loads(data, f"{name} ({side})")
        if value.format > FORMAT:
            raise ReaderError(f"{name} ({side}): written by a newer reader; update reader to merge")
        found.append(value)
    return found[0], found[1], found[2]


def _is_codebook(data: bytes) -> bool:
    try:
        _, table = toml_reader.parse(data, "", toml_reader.DamagedError)
    except toml_reader.DamagedError:
        return False
    return "tag" in table
