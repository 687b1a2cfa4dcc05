"""The cache of the codings of a folder: one file with the columns of all its notes files.

The file has a header line, the lengths and the checksum of what follows, then JSON with the texts,
then the columns as little-endian integers. It is replaced atomically. A file that is missing,
damaged or of another version is made again, and it can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...model.errors import ReaderError
from ...statistics.coding_table import (
    LABEL_COLUMNS,
    NUMBER_COLUMNS,
    CodedSource,
    CodingTable,
    columns_of,
)
from ...statistics.labels import Labels, Numbers
from ...store import atomic_files
from ...store.cache_folders import CODINGS, replace_file

_MAGIC = b"reader codings 1\n"
_MOST = 1 << 30
"""Bytes of a cache file that is read: those of some ten million codings."""
_INTEGERS = np.dtype("<i8")


class CachedCodings(NamedTuple):
    """The codings of some notes files, and the sizes and times of change of these files.

    The names of the articles in `codings` are in the order of `sizes` and `times`. A time is -1
    for a file that is to be read again in any case.
    """

    codings: CodingTable
    sizes: Numbers
    times: Numbers


def nothing() -> CachedCodings:
    """A cache without any file."""
    return CachedCodings(columns_of(()), np.zeros(0, np.int64), np.zeros(0, np.int64))


def load(home: Path, folder: Path) -> CachedCodings:
    """What the cache folder `home` has of a folder; nothing if it is missing or damaged."""
    try:
        found = atomic_files.read(home / CODINGS, follow=False, limit=_MOST)
        return _parsed(found[0], folder) if found else nothing()
    except (ReaderError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return nothing()


def save(home: Path, folder: Path, cached: CachedCodings) -> None:
    """Replace the cache; nothing happens if it cannot be written."""
    with suppress(OSError, ReaderError):
        atomic_files.make_folder_in(home.parent.parent, home.parent.name, home.name)
        replace_file(home / CODINGS, _dumped(folder, cached))


def _dumped(folder: Path, cached: CachedCodings) -> list[bytes]:
    codings = cached.codings
    facts = {
        "folder": os.path.realpath(folder),
        "names": codings.names,
        "attributes": {key: column.values for key, column in codings.attributes.items()},
        "tag": codings.tag.values,
        "author": codings.author.values,
        "source": codings.source.values,
        "codings": len(codings),
    }
    text = json.dumps(facts, separators=(",", ":")).encode()
    body = text + b"".join(column.astype(_INTEGERS).tobytes() for column in _columns(cached))
    return [_MAGIC, b"%d %08x\n" % (len(text), zlib.crc32(body)), body]


def _columns(cached: CachedCodings) -> Iterator[NDArray[Any]]:
    """The columns in the order in which they are written."""
    codings = cached.codings
    yield from (cached.sizes, cached.times)
    yield from (column.numbers for column in codings.attributes.values())
    yield from (getattr(codings, name) for name in NUMBER_COLUMNS)
    yield from (getattr(codings, name).numbers for name in LABEL_COLUMNS)
    yield codings.is_placed


def _parsed(data: bytes, folder: Path) -> CachedCodings:
    """What is in a cache file; raises ValueError, KeyError, TypeError or IndexError otherwise."""
    if not data.startswith(_MAGIC):
        raise ValueError("another version")
    head, _, rest = data[len(_MAGIC) :].partition(b"\n")
    length, crc = head.split()
    if zlib.crc32(rest) != int(crc, 16):
        raise ValueError("the checksum differs")
    facts = json.loads(rest[: int(length)])
    if facts["folder"] != os.path.realpath(folder):
        raise ValueError("another folder")
    columns = _Columns(rest[int(length) :])
    names, count = _texts(facts["names"]), facts["codings"]
    sizes, times = columns.next(len(names)), columns.next(len(names))
    attributes = {
        key: Labels(_texts(values), columns.next(len(names), len(values)))
        for key, values in facts["attributes"].items()
    }
    most = {"article": len(names)}
    numbers = {name: columns.next(count, most.get(name)) for name in NUMBER_COLUMNS}
    tags, authors = _texts(facts["tag"]), _texts(facts["author"])
    sources = tuple(CodedSource(*_texts(row)) for row in facts["source"])
    codings = CodingTable(
        names,
        attributes,
        **numbers,
        tag=Labels(tags, columns.next(count, len(tags))),
        author=Labels(authors, columns.next(count, len(authors))),
        source=Labels(sources, columns.next(count, len(sources))),
        is_placed=columns.next(count, 2).astype(np.bool_),
    )
    return CachedCodings(codings, sizes, times)


class _Columns:
    """The columns in the bytes of a cache file, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._done = 0

    def next(self, count: int, most: int | None = None) -> Numbers:
        """The next column of `count` numbers; ValueError if one is not below `most`."""
        column = np.frombuffer(self._data, _INTEGERS, count, self._done).astype(np.int64)
        self._done += column.nbytes
        if most is not None and count and not 0 <= column.min() <= column.max() < most:
            raise ValueError("a number is out of range")
        return column


def _texts(values: list[Any]) -> tuple[str, ...]:
    """A list of JSON as a tuple of texts; raises TypeError for anything else."""
    if not isinstance(values, list) or not all(type(value) is str for value in values):
        raise TypeError("not a list of texts")
    return tuple(values)
