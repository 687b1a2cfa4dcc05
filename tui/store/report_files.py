"""Writing an export where the user wants it, without losing what lies there.

For each article a small file in its state folder holds where its last export went, and the hash of
what was written to each path, so that an export that nobody changed can be replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files, codebook_file, confinement, locations, notes_files
from .private_data import DIGITS

LARGEST = 512 << 20
"""Bytes of a file that an export may replace: to be kept as a backup, it is read whole."""
_MOST = 50
"""Paths that are remembered for one article; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An article that an export is made from.

    `key` is what the things kept about it are named after, `state` its state folder, and `files`
    are those that must not be overwritten: the article, its notes and its codebook.
    """

    key: str
    state: Path
    files: tuple[Path | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Exports:
    """What is remembered of the exports of one article: the last path, and hashes by path."""

    where: str = ""
    written: dict[str, str] = field(default_factory=dict)


def write(
    path: Path, data: bytes, origins: Sequence[Origin], *, is_typed: bool = True
) -> Path | None:
    """Write an export; where another file lay there, the path under which that one was kept.

    Articles with notes, the files of the origins, notes and codebooks are refused, and so is a
    symbolic link unless the user typed the path (`is_typed`). A file is replaced where it is still
    what the last export of the same articles wrote there; any other one is kept as a backup.
    Raises ReaderError.
    """
    _refuse(path, [file for origin in origins for file in origin.files])
    if not is_typed:
        confinement.refuse_link(path)
    found = atomic_files.read(path, follow=is_typed, limit=LARGEST)
    name = _name(path, origins)
    backup = None
    if found and found[0] != data and sha256(found[0]) not in _written(name, origins):
        backup = notes_files.keep(path, found[0], ".bak")
    # Unlike notes, an export is made to be handed on: a new one gets the rights of any new file.
    atomic_files.write(path, data, follow=is_typed, mode=None if found else 0o666 & ~_umask())
    for origin in origins:
        _remember(origin, name, sha256(data))
    return backup


def last_path(state: Path, key: str) -> str:
    """The path that the user chose for the last export of an article; "" for the proposed one.

    The state folder of a private article comes with the article, perhaps from an adversary: what it
    says counts only for a path in the same folder.
    """
    where = _recalled(state, key).where
    is_foreign = state.name == confinement.PRIVATE_FOLDER
    if is_foreign and not confinement.is_within(Path(where), state.parent):
        return ""
    return where


def remember_path(state: Path, key: str, where: str) -> None:
    """Keep the path of the last export of an article. Raises ReaderError."""
    known = _recalled(state, key)
    if known.where != where:
        _keep(state, key, _Exports(where, known.written))


def _refuse(path: Path, own: Iterable[Path | None]) -> None:
    if path.is_dir():
        raise ReaderError(f"{path}: is a folder; name a file in it")
    real = os.path.realpath(path)
    if any(real == os.path.realpath(other) for other in own if other):
        raise ReaderError(f"{path}: is a file that the export was made from; choose another name")
    if path.name == codebook_file.NAME or path.name.endswith(locations.SUFFIX):
        raise ReaderError(f"{path}: is the name of notes or a codebook; choose another name")
    if path.with_name(path.name + locations.SUFFIX).exists():
        raise ReaderError(f"{path}: is an article with notes; choose another name")


def _name(path: Path, origins: Sequence[Origin]) -> str:
    """What an export of just these articles to a path is remembered under."""
    keys = sorted({origin.key for origin in origins})
    return _digest("\0".join([os.path.realpath(path), *keys]))


def _written(name: str, origins: Iterable[Origin]) -> set[str]:
    """The hashes that the origins remember for an export."""
    known = (_recalled(origin.state, origin.key).written.get(name, "") for origin in origins)
    return {digest for digest in known if digest}


def _remember(origin: Origin, name: str, digest: str) -> None:
    known = _recalled(origin.state, origin.key)
    others = [item for item in known.written.items() if item[0] != name]
    written = dict([*others, (name, digest)][-_MOST:])
    if written != known.written:
        _keep(origin.state, origin.key, _Exports(known.where, written))


def _keep(state: Path, key: str, exports: _Exports) -> None:
    atomic_files.make_folder_in(state, "exports")
    data = json.dumps({"where": exports.where, "written": exports.written}).encode()
    atomic_files.write(_file(state, key), data, mode=atomic_files.PRIVATE)


def _recalled(state: Path, key: str) -> _Exports:
    """What is remembered of an article; nothing where that cannot be read."""
    with suppress(ReaderError, ValueError, RecursionError, AttributeError):
        found = atomic_files.read(_file(state, key), follow=False)
        values = json.loads(found[0]) if found else {}
        where, written = (values.get(name) for name in ("where", "written"))
        if isinstance(where, str) and isinstance(written, dict):
            sound = all(isinstance(one, str) for one in written.values())
            return _Exports(where, written if sound else {})
    return _Exports()


def _file(state: Path, key: str) -> Path:
    return state / "exports" / f"{_digest(key)[:DIGITS]}.json"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
