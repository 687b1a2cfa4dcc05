"""Read and write codebook files, find the codebook in effect, save it, and repair damaged ones."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..model.codebook import Codebook, Tag
from . import atomic_files, confinement, locks, notes_files, toml_reader, toml_writer

NAME = "codebook.toml"
FORMAT = 1

_TAG = ("name", "key", "quick", "color", "description", "note", "was")


class CodebookError(toml_reader.DamagedError):
    """A codebook file that cannot be parsed; the message names file and line."""


class EffectiveCodebook(NamedTuple):
    """The codebook in effect and its file, which is None for the built-in codebook.

    `is_users` says whether the file is the one in the user's config folder.
    """

    codebook: Codebook
    path: Path | None
    is_users: bool = False


def dumps(codebook: Codebook, where: str = "the codebook") -> bytes:
    """The content of a codebook file, with tags in order.

    Raises ReaderError if a text contains a lone surrogate; `where` names the file in the message.
    """
    parts = [f"format = {codebook.format}\n{toml_writer.table(codebook.extra)}"]
    parts += [toml_writer.record("[[tag]]", tag, _TAG, tag.extra) for tag in codebook.tags]
    return toml_writer.encoded("\n".join(parts), where)


def loads(data: bytes, where: str) -> Codebook:
    """Parse the content of a codebook file.

    Of a newer format, known keys are read; the file must then not be written. Raises CodebookError
    if the file is damaged, a value has a wrong type or a name occurs twice.
    """
    page, table = toml_reader.parse(data, where, CodebookError)
    top = toml_reader.TomlRecord(page, table)
    number = top.whole("format", FORMAT, 1)
    tags: dict[str, Tag] = {}
    for record in top.tables("tag"):
        tag = _tag(record)
        if tag.name in tags:
            raise record.wrong("name", f"the tag {tag.name!r} occurs twice")
        tags[tag.name] = tag
    return Codebook(tuple(tags.values()), number, top.extra())


def _tag(record: toml_reader.TomlRecord) -> Tag:
    name, key = record.name("name"), record.text("key")
    if len(key) > 1:
        raise record.wrong("key", "'key' is more than one letter")
    return Tag(
        name=name,
        key=key,
        quick=record.whole("quick", 0, 1, 9),
        color=record.text("color"),
        description=record.text("description"),
        note=record.text("note"),
        was=record.texts("was"),
        extra=record.extra(),
    )


@cache
def builtin() -> Codebook:
    """The built-in codebook of the program."""
    path = Path(__file__).with_name("builtin.toml")
    return loads(path.read_bytes(), str(path))


def nearest(start: Path | None, user: Path) -> Path | None:
    """The nearest codebook.toml upward from an article or folder, else the user's, else None.

    `user` is the config folder. The user's codebook may be a symbolic link, which is resolved.
    """
    # Unlike Path.is_file, os.path.isfile never raises.
    above = (folder / NAME for folder in (confinement.upward(start) if start else ()))
    return next(filter(os.path.isfile, (*above, _users(user))), None)


def _users(config: Path) -> Path:
    return Path(os.path.realpath(config / NAME))


def find(start: Path | None, user: Path) -> EffectiveCodebook:
    """The codebook in effect for an article or folder: that of `nearest`, else the built-in one.

    Raises ReaderError if the codebook file is damaged; the caller then uses the built-in codebook
    and does not write the file.
    """
    path = nearest(start, user)
    found = atomic_files.read(path) if path else None
    if path is None or found is None:
        return EffectiveCodebook(builtin(), None)
    return EffectiveCodebook(loads(found[0], str(path)), path, path == _users(user))


def unwritable(path: Path) -> str:
    """One line that says why a codebook file cannot be written, or "" if it can."""
    link = confinement.link_through(path)
    if link is not None:
        return confinement.refusal(link)
    folder = path.parent
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        return f"{path}: its folder cannot be written"
    return ""


class SavedCodebook(NamedTuple):
    """The codebook as written to disk, and the backup of the former file if it had comments."""

    codebook: Codebook
    backup: Path | None = None


def save(
    path: Path,
    codebook: Codebook,
    base: Codebook | None = None,
    seconds: float = locks.LOCK_SECONDS,
) -> SavedCodebook:
    """Write a codebook durably, after merging changes made to the file since `base` was read.

    Its folder must exist. `seconds` is how long to wait for the lock. Raises UnconfirmedError if
    the file was written but the disk did not confirm it. Raises ReaderError if the file is locked,
    damaged, of a newer format or a symbolic link; it is then unchanged.
    """
    confinement.refuse_link(path)
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            atomic_files.write(path, dumps(codebook, str(path)))
            return SavedCodebook(codebook)
        theirs = loads(found[0], str(path))
        notes_files.refuse_newer(path, theirs.format)
        if base is not None:
            from .merge import merge_codebook

            codebook = merge_codebook(base, codebook, theirs).codebook
        data, backup = found[0], None
        if codebook != theirs:
            data = dumps(codebook, str(path))
            backup = notes_files.back_up_if_commented(path, found[0])
        atomic_files.write(path, data)
        return SavedCodebook(codebook, backup)


class RepairedCodebook(NamedTuple):
    """The codebook of a repaired file, as written to disk.

    `kept` is the backup of the damaged file, or None if the file was not damaged; `lost` has one
    line for each part that could not be read.
    """

    codebook: Codebook
    kept: Path | None = None
    lost: tuple[str, ...] = ()


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> RepairedCodebook:
    """Replace a damaged codebook file by what can be recovered, after keeping a backup of it.

    A file that is not damaged is not changed. `seconds` is how long to wait for the lock. Raises
    ReaderError if the file is absent, locked, of a newer format or a symbolic link; it is then
    unchanged.
    """
    book, _, kept, lost = notes_files.replace_damaged(path, seconds, loads, recover, dumps)
    return RepairedCodebook(book, kept, lost)


def recover(data: bytes) -> tuple[Codebook, tuple[str, ...]]:
    """Every intact tag of a damaged codebook file, and one line for each part that is lost.

    Both sides of a merge conflict are read and merged. Of two tags with the same name, the first is
    taken. If no tag is left, the built-in tags are used.
    """
    from . import repair
    from .merge import merge_codebook

    sides, lost = repair.sides(data, {"tag": _tag})
    books = []
    for side in sides:
        tags: dict[str, Tag] = {}
        for tag in side.found["tag"]:
            if tags.setdefault(tag.name, tag) != tag:
                lost.append(f"the tag {tag.name!r} occurs twice; the second is left out")
        books.append(Codebook(tuple(tags.values()), side.format, side.extra))
    whole = books[0] if len(books) == 1 else merge_codebook(*books).codebook
    if not whole.tags:
        whole = replace(whole, tags=builtin().tags)
        lost.append(f"{repair.NOTHING}; the built-in tags take its place")
    return whole, tuple(dict.fromkeys(lost))
