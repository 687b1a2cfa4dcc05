"""A merge driver for git: merges three versions of a notes file, codebook or dossier.

The result is written into the second of the three.

How git calls it: https://git-scm.com/docs/gitattributes#_defining_a_custom_merge_driver.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from ..model.annotation import FORMAT
from ..model.errors import ReaderError
from ..model.file_names import DOSSIER_NAME, NOTES_SUFFIX
from . import atomic_files, codebook_file, dossier_file, notes_files, toml_reader
from .merge_records import Conflict
from .toml_files import TomlFormat, V

_DOSSIER_ONLY = {"hypothesis", "search", "rule"}
"""Tables that only a dossier has."""


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[Conflict, ...]:
    """Merge three files into `ours`; returns the fields that both sides changed differently.

    `name` is used for the files in error messages. An empty base means that there is no common
    ancestor. Raises ReaderError if a file is absent, damaged or of a newer format; `ours` is then
    unchanged.
    """
    versions = _read(base), _read(ours), _read(theirs)
    tables = set[str]().union(*map(_tables, versions))
    if "tag" in tables:
        return _merge_as(codebook_file.CODEBOOK, versions, ours, name)
    is_notes = name.endswith(NOTES_SUFFIX) or tables & {"document", "annotation"}
    if not is_notes and (tables & _DOSSIER_ONLY or PurePath(name).name == DOSSIER_NAME):
        return _merge_as(dossier_file.DOSSIER, versions, ours, name)
    return _merge_as(notes_files.NOTES, versions, ours, name)


def _merge_as(
    kind: TomlFormat[V], versions: tuple[bytes, bytes, bytes], ours: Path, name: str
) -> tuple[Conflict, ...]:
    """Merge three versions of a file of one kind into the path `ours`."""
    values = _loaded(versions, name, kind)
    merged, conflicts = kind.merge(*values)
    # If the result equals one side, that side's bytes are kept, including its comments.
    sides = zip(versions[1:], values[1:], strict=True)
    same = next((data for data, value in sides if value == merged), None)
    # The user or git chose this path, so a symbolic link is followed.
    atomic_files.write(ours, same or kind.dumps(merged, name), follow=True)
    return conflicts


def _read(path: Path) -> bytes:
    found = atomic_files.read(path)
    if found is None:
        raise ReaderError(f"{path}: no such file; name BASE, OURS and THEIRS")
    return found[0]


def _loaded(versions: tuple[bytes, bytes, bytes], name: str, kind: TomlFormat[V]) -> tuple[V, V, V]:
    """The parsed values of base, ours and theirs; an empty value is used if there is no base."""
    found = []
    for data, side in zip(versions, ("base", "ours", "theirs"), strict=True):
        if side == "base" and not data.strip():
            found.append(kind.empty)
            continue
        value = kind.loads(data, f"{name} ({side})")
        if value.format > FORMAT:
            raise ReaderError(f"{name} ({side}): written by a newer reader; update reader to merge")
        found.append(value)
    return found[0], found[1], found[2]


def _tables(data: bytes) -> set[str]:
    """The keys at the top level of a file; none if it is damaged."""
    try:
        return {*toml_reader.parse(data, "", toml_reader.DamagedError)[1]}
    except toml_reader.DamagedError:
        return set()
