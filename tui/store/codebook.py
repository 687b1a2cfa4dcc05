"""Codebook <-> the TOML of a codebook.toml; where the one in effect is found."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model.codebook import Codebook, Tag
from ..model.errors import ReaderError
from . import atomic, emit, files, parse
from .merge import merge_codebook

NAME = "codebook.toml"
FORMAT = 1

_TAG = ("name", "key", "quick", "color", "description", "note", "was")


class CodebookError(parse.DamagedError):
    """A codebook that cannot be understood; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Found:
    """The codebook in effect and its file; None for the built-in one."""

    codebook: Codebook
    path: Path | None


def dumps(codebook: Codebook, where: str = "the codebook") -> bytes:
    """The bytes of a codebook file, tags in their order; ReaderError for what UTF-8 cannot hold."""
    parts = [f"format = {codebook.format}\n{emit.table(codebook.extra)}"]
    parts += [emit.record("[[tag]]", tag, _TAG, tag.extra) for tag in codebook.tags]
    return emit.encoded("\n".join(parts), where)


def loads(data: bytes, where: str) -> Codebook:
    """The codebook in the bytes of a file; CodebookError for damage, wrong types and double names.

    A newer format is taken as far as it is known; the file must then not be written.
    """
    page, table = parse.parse(data, where, CodebookError)
    top = parse.Record(page, table)
    number = top.whole("format", FORMAT, 1)
    tags: dict[str, Tag] = {}
    for record in top.tables("tag"):
        tag = _tag(record)
        if tag.name in tags:
            raise record.wrong("name", f"the tag {tag.name!r} occurs twice")
        tags[tag.name] = tag
    return Codebook(tuple(tags.values()), number, top.extra())


def _tag(record: parse.Record) -> Tag:
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
    """The codebook that comes with the program."""
    path = Path(__file__).with_name("builtin.toml")
    return loads(path.read_bytes(), str(path))


def find(start: Path | None, user: Path) -> Found:
    """The nearest codebook.toml upward from an article or folder, else the user's, else ours.

    `user` is the config folder. Raises ReaderError for one that is damaged: the caller goes on
    with the built-in one and leaves the file alone.
    """
    folders = [start.absolute(), *start.absolute().parents] if start else []
    for folder in (*folders, user):
        path = folder / NAME
        if os.path.isfile(path):  # noqa: PTH113 - unlike Path.is_file it never raises
            found = atomic.read(path)
            if found:
                return Found(loads(found[0], str(path)), path)
    return Found(builtin(), None)


@dataclass(frozen=True, slots=True)
class SavedCodebook:
    """The codebook as it is on disk, and where a file with comments written by hand was kept."""

    codebook: Codebook
    backup: Path | None = None


def save(path: Path, codebook: Codebook, base: Codebook | None = None) -> SavedCodebook:
    """Write a codebook durably, merging what others changed in the file since it was `base`.

    Its folder must be there. Raises ReaderError, and then the file is as it was: so for one that
    is damaged or newer.
    """
    path = files.own(path)
    with atomic.locked(path):
        found = atomic.read(path)
        if found is None:
            atomic.write(path, dumps(codebook, str(path)))
            return SavedCodebook(codebook)
        theirs = loads(found[0], str(path))
        if theirs.format > FORMAT:
            raise ReaderError(f"{path}: written by a newer reader; update reader to change it")
        if base is not None:
            codebook = merge_codebook(base, codebook, theirs).codebook
        data, backup = found[0], None
        if codebook != theirs:
            data = dumps(codebook, str(path))
            backup = files.keep_comments(path, found[0])
        atomic.write(path, data)
        return SavedCodebook(codebook, backup)
