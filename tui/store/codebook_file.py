"""Read and write codebook files, find the codebook in effect, save it, and repair damaged ones."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.codebook import Codebook, Tag
from ..model.file_names import CODEBOOK_NAME
from . import atomic_files, locks, toml_files, toml_reader, toml_writer
from .toml_files import Repaired, Saved

if TYPE_CHECKING:
    from .merge import Merged
    from .repair import Recovered

NAME = CODEBOOK_NAME
FORMAT = 1

_TAG = ("name", "key", "quick", "color", "heading", "description", "note", "was")


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
        heading=record.text("heading"),
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
    users = _users(user)
    return toml_files.nearest(NAME, start) or (users if users.is_file() else None)


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


def save(
    path: Path,
    codebook: Codebook,
    base: Codebook | None = None,
    seconds: float = locks.LOCK_SECONDS,
) -> Saved[Codebook]:
    """Write a codebook durably, merged with changes made since `base`, as `toml_files.save` does.

    Without `base`, the content of the file is replaced.
    """
    return toml_files.save(CODEBOOK, path, codebook, base, None, seconds)


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired[Codebook]:
    """Replace a damaged codebook file by what can be recovered, as `toml_files.repair` does."""
    return toml_files.repair(CODEBOOK, path, seconds)


def recover(data: bytes) -> Recovered[Codebook]:
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
    whole = books[0] if len(books) == 1 else merge_codebook(*books).value
    if not whole.tags:
        whole = replace(whole, tags=builtin().tags)
        lost.append(f"{repair.NOTHING}; the built-in tags take its place")
    return repair.Recovered(whole, tuple(dict.fromkeys(lost)))


def _merge(base: Codebook, ours: Codebook, theirs: Codebook) -> Merged[Codebook]:
    from .merge import merge_codebook

    return merge_codebook(base, ours, theirs)


def _describe(before: Codebook, after: Codebook) -> tuple[str, ...]:
    return ("tags changed",) if before != after else ()


CODEBOOK = toml_files.TomlFormat(Codebook(), loads, dumps, _merge, recover, _describe)
"""How codebooks are stored."""
