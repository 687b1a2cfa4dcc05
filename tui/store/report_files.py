"""Write exports to the path that the user chose, without losing a file that is there.

For each article, a small file in its state folder records the path of its last export, the hash of
what was written to each path, so that an export that nobody changed can be replaced, and the titles
of its reports.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ..model.digest import sha256
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from . import atomic_files, backups, confinement, conflicted_copies
from .private_data import DIGITS

LARGEST = 512 << 20
"""Maximum size in bytes of a file that an export may replace, because its backup is in memory."""
LONGEST_TITLE = 300
"""Code points of a title that is recorded."""
_MOST = 50
"""Maximum number of paths recorded for one article; the oldest are removed first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An article from which an export is made.

    `key` identifies it in its state folder `state`. `files` must not be overwritten: the article,
    its notes and its codebook.
    """

    key: str
    state: Path
    files: tuple[Path | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Exports:
    """The recorded exports of one article: the last path, the hashes by path, and titles.

    The titles are those of reports on the article alone and on its folder.
    """

    where: str = ""
    written: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def write(
    path: Path, data: bytes, origins: Sequence[Origin], *, is_typed: bool = True
) -> Path | None:
    """Write an export; returns the path of the backup if another file was replaced, else None.

    A file is replaced without a backup if it is unchanged since an export of one of the articles
    to this path, alone or with others: the report on a folder grows with its articles. Raises
    ReaderError if the path is an article with notes, a notes file, a codebook or one of the
    origins' files, if it is a symbolic link and the user did not type it (`is_typed`), or if it
    cannot be written.
    """
    _refuse(path, [file for origin in origins for file in origin.files])
    if not is_typed:
        confinement.refuse_link(path)
    found = atomic_files.read(path, follow=is_typed, limit=LARGEST)
    name = _digest(os.path.realpath(path))
    backup = None
    if found and found[0] != data and sha256(found[0]) not in _written(name, origins):
        backup = backups.back_up(path, found[0], ".bak")
    # Unlike notes, an export is meant to be shared: a new one gets the default permissions.
    atomic_files.write(
        path, data, follow=is_typed, mode=None if found else atomic_files.shared_mode()
    )
    for origin in origins:
        _remember(origin, name, sha256(data))
    return backup


def last_path(state: Path, key: str) -> str:
    """The path that the user chose for the last export of an article; "" for the default path.

    The state folder of a private article is received with it, perhaps from an adversary; its
    recorded path is used only if it is in the folder of the article.
    """
    where = _recalled(state, key).where
    is_foreign = state.name == confinement.PRIVATE_FOLDER
    if is_foreign and not confinement.is_within(Path(where), state.parent):
        return ""
    return where


def remember_path(state: Path, key: str, where: str) -> None:
    """Record the path of the last export of an article. Raises ReaderError."""
    known = _recalled(state, key)
    if known.where != where:
        _keep(state, key, replace(known, where=where))


def last_title(origins: Sequence[Origin]) -> str:
    """The title of the last report on these articles, or on others of their folder; "" for none."""
    name = _subject(origins)
    titles = (_recalled(origin.state, origin.key).titles.get(name, "") for origin in origins)
    return next(filter(None, titles), "")[:LONGEST_TITLE]


def remember_title(origins: Sequence[Origin], title: str) -> None:
    """Record the title of a report on some articles; "" removes it. Raises ReaderError."""
    name = _subject(origins)
    for origin in origins:
        known = _recalled(origin.state, origin.key)
        others = [item for item in known.titles.items() if item[0] != name]
        titles = dict([*others, (name, title[:LONGEST_TITLE])][-_MOST:] if title else others)
        if titles != known.titles:
            _keep(origin.state, origin.key, replace(known, titles=titles))


def _subject(origins: Sequence[Origin]) -> str:
    """The name under which the title of a report is recorded.

    It stands for one article, or for the folder in which several articles are, so that the title
    stays when an article is added.
    """
    articles = [origin.files[0] if origin.files else None for origin in origins]
    folders = [os.path.realpath(article.parent) for article in articles if article]
    if len(origins) > 1 and len(folders) == len(origins):
        return _digest(f"{os.path.commonpath(folders)}{os.sep}")
    return _digest("\0".join(sorted({origin.key for origin in origins})))


def _refuse(path: Path, own: Iterable[Path | None]) -> None:
    if path.is_dir():
        raise ReaderError(f"{path}: is a folder; name a file in it")
    real = os.path.realpath(path)
    if any(real == os.path.realpath(other) for other in own if other):
        raise ReaderError(f"{path}: is a file that the export was made from; choose another name")
    if path.name in conflicted_copies.OWN or path.name.endswith(NOTES_SUFFIX):
        raise ReaderError(f"{path}: is the name of notes or a codebook; choose another name")
    if path.with_name(path.name + NOTES_SUFFIX).exists():
        raise ReaderError(f"{path}: is an article with notes; choose another name")


def _written(name: str, origins: Iterable[Origin]) -> set[str]:
    """The hashes recorded by the origins for an export."""
    known = (_recalled(origin.state, origin.key).written.get(name, "") for origin in origins)
    return {digest for digest in known if digest}


def _remember(origin: Origin, name: str, digest: str) -> None:
    known = _recalled(origin.state, origin.key)
    others = [item for item in known.written.items() if item[0] != name]
    written = dict([*others, (name, digest)][-_MOST:])
    if written != known.written:
        _keep(origin.state, origin.key, replace(known, written=written))


def _keep(state: Path, key: str, exports: _Exports) -> None:
    atomic_files.make_folder_in(state, "exports")
    data = json.dumps(asdict(exports)).encode()
    atomic_files.write(_file(state, key), data, mode=atomic_files.PRIVATE)


def _recalled(state: Path, key: str) -> _Exports:
    """The recorded exports of an article; empty if the record cannot be read."""
    with suppress(ReaderError, ValueError, RecursionError, AttributeError):
        found = atomic_files.read(_file(state, key), follow=False)
        values = json.loads(found[0]) if found else {}
        if isinstance(values.get("where"), str):
            return _Exports(values["where"], _texts(values, "written"), _texts(values, "titles"))
    return _Exports()


def _texts(values: dict[str, Any], name: str) -> dict[str, str]:
    """The table of texts with a name; empty if it is missing or not sound."""
    table = values.get(name)
    is_sound = isinstance(table, dict) and all(isinstance(one, str) for one in table.values())
    return table if isinstance(table, dict) and is_sound else {}


def _file(state: Path, key: str) -> Path:
    return state / "exports" / f"{_digest(key)[:DIGITS]}.json"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))
