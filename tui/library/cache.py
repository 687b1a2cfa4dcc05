"""The cache of a folder of articles: records, the position of each passage, and the search index.

A cache is a folder with `facts.json`, which contains the records, and a file `ID.passages`, which
contains the table of passages and the index; the facts name this file. `copies.json`, which
known_texts.py reads and writes, is independent of them. Each file is replaced
atomically, the facts last, so that the facts name either the file that belongs to them or one that
was deleted, even if two programs write at the same time. A file that is missing, damaged or of
another version is made again, and the whole cache can be deleted.
"""

from __future__ import annotations

import json
import mmap
import os
import secrets
import time
import zlib
from array import array
from contextlib import suppress
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import ReaderError
from ..store import atomic_files
from ..store.cache_folders import CODINGS, COPIES, replace_file
from .field_values import KINDS
from .passage_index import NO_FILE, ArticleRecord, FileStamp, PassageIndex, PassageTable

if TYPE_CHECKING:
    from ..search.index import Index

_FORMAT = 7
_FACTS, _SUFFIX = "facts.json", ".passages"
_MAGIC = b"reader passages 1\n"
_HEADER_BYTES = 64
_ALIGNMENT = 8
"""Bytes: each column and the index begin at a multiple of it."""
_MOST_FACTS = 512 << 20
"""Bytes of the records that are read: those of some 500,000 articles."""
_MOST_PASSAGES = 4 << 30
"""Maximum size in bytes of a file of passages that is read."""
_ABANDONED_AFTER = 3600
"""Seconds after which a file that no facts name belongs to no running program."""

_EMPTY = ArticleRecord("", NO_FILE, NO_FILE)
_row = attrgetter(*(field.name for field in fields(ArticleRecord)))
_RECORD_TYPES, _STAMP_TYPES = tuple(map(type, _row(_EMPTY))), tuple(map(type, NO_FILE))
"""The types of the fields of a record and of a stamp."""
_TUPLES = [at for at, kind in enumerate(_RECORD_TYPES) if kind is tuple]
"""The numbers of the fields of a record that are tuples; JSON has lists instead."""
_SUMMARY_TYPES = (int, int, list, str, str, str, str, int)
"""The types of the fields of an AnnotationSummary in JSON, in their order."""


def load(home: Path, folder: Path) -> PassageIndex:
    """The PassageIndex in the cache folder `home`; an empty one if it is missing or damaged."""
    # Another program may replace both files between reading the facts and reading the passages.
    return _read(home, folder) or _read(home, folder) or PassageIndex()


def _read(home: Path, folder: Path) -> PassageIndex | None:
    try:
        found = atomic_files.read(home / _FACTS, follow=False, limit=_MOST_FACTS)
        data = found[0] if found else b""
        crc, _, body = data.partition(b"\n")
        if int(crc, 16) != zlib.crc32(body):
            return None
        facts = json.loads(body)
        if (facts["format"], facts["folder"]) != (_FORMAT, os.path.realpath(folder)):
            return None
        records = {row[0]: _record(row) for row in facts["articles"]}
        table, index = _read_passages(home / f"{_checked_id(facts['passages'])}{_SUFFIX}")
    except (OSError, ReaderError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    total = sum(record.count for record in records.values())
    if not total == len(index) == len(table.starts):
        return None
    return PassageIndex(records, table, index, facts["passages"])


def save(home: Path, folder: Path, passages: PassageIndex, former: str) -> PassageIndex:
    """Write the index to the cache if it is new, then the records; `former` is the replaced id.

    Returns the PassageIndex re-opened from disk, so that its pages can be dropped from memory;
    returns it unchanged if nothing could be written.
    """
    # Another program may remove the file of passages before it is opened again: a ValueError.
    with suppress(OSError, ReaderError, ValueError):
        atomic_files.make_folder_in(home.parent.parent, home.parent.name, home.name)
        id = passages.id
        if not id or not (home / f"{id}{_SUFFIX}").exists():
            id = secrets.token_hex(8)
            replace_file(home / f"{id}{_SUFFIX}", _dump_passages(passages))
        facts = {
            "format": _FORMAT,
            "folder": os.path.realpath(folder),
            "passages": id,
            "articles": [*map(_row, passages.records.values())],
        }
        body = json.dumps(facts, separators=(",", ":")).encode()
        replace_file(home / _FACTS, [b"%08x\n" % zlib.crc32(body), body])
        _delete_others(home, id, former)
        if id != passages.id:
            table, index = _read_passages(home / f"{id}{_SUFFIX}")
            return replace(passages, table=table, index=index, id=id)
    return passages


def _record(row: list[Any]) -> ArticleRecord:
    """The record in a row of the facts; raises ValueError or TypeError for values of other types.

    The cache of a private folder is received with the folder, perhaps from an adversary.
    """
    name, article, notes, *rest = row
    values = [name, FileStamp(*article), FileStamp(*notes), *rest]
    for at in _TUPLES:
        values[at] = _as_tuple(values[at])
    record = ArticleRecord(*values)
    types = tuple(map(type, values)), tuple(map(type, (*record.article, *record.notes)))
    is_valid = types == (_RECORD_TYPES, _STAMP_TYPES * 2) and record.first >= 0 <= record.count
    is_valid = is_valid and all(map(_is_text, (*record.remarks, *record.done)))
    if not (is_valid and all(map(_is_summary, record.summaries))):
        raise ValueError("not a record")
    return record


def _as_tuple(values: list[Any]) -> tuple[Any, ...]:
    """A list of JSON as a tuple; raises TypeError for anything else."""
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(values)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_summary(row: object) -> bool:
    if not (isinstance(row, list) and len(row) == len(_SUMMARY_TYPES)):
        return False
    is_typed = all(isinstance(v, kind) for v, kind in zip(row, _SUMMARY_TYPES, strict=True))
    return is_typed and all(isinstance(tag, str) for tag in row[2])


def _checked_id(id: str) -> str:
    """The id of a file of passages; raises ValueError if it could be part of another path."""
    if not id.isalnum() or not id.isascii():
        raise ValueError(id)
    return id


def _dump_passages(passages: PassageIndex) -> list[bytes | memoryview]:
    """The bytes of a file of passages, in parts: a header, four columns, the index."""
    from ..search.index import aligned_parts, dump_index

    table = passages.table
    columns = [table.starts, table.ends, table.blocks]
    arrays = [memoryview(array("I", column)).cast("B") for column in columns]
    arrays.append(memoryview(bytes(table.kinds)))
    body = [part for column in arrays for part in aligned_parts(column)]
    crc = 0
    for part in body:
        crc = zlib.crc32(part, crc)
    header = _MAGIC + b"%d %08x" % (len(table.starts), crc)
    return [header.ljust(_HEADER_BYTES), *body, *dump_index(passages.index)]


def _read_passages(path: Path) -> tuple[PassageTable, Index]:
    """The table and the index in a file of passages, mapped into memory.

    Raises ValueError, OSError or ReaderError if it is damaged or of another version.
    """
    from ..search.index import load_index

    # The cache of a private folder is received with it, and opening a pipe would never return.
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_PASSAGES:
        raise ValueError("not a file of passages")
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    header = bytes(view[:_HEADER_BYTES])
    if not header.startswith(_MAGIC):
        raise ValueError("another version")
    count, crc = header[len(_MAGIC) :].split()
    total = int(count)
    sizes = [4 * total] * 3 + [total]
    offsets = [_HEADER_BYTES]
    for size in sizes:
        offsets.append(offsets[-1] + _aligned(size))
    if zlib.crc32(view[_HEADER_BYTES : offsets[-1]]) != int(crc, 16):
        raise ValueError("the checksum differs")
    parts = [view[at : at + size] for at, size in zip(offsets, sizes, strict=False)]
    starts, ends, blocks = (part.cast("I") for part in parts[:3])
    if max(parts[3], default=0) >= len(KINDS):
        raise ValueError("an unknown kind of Block")
    table = PassageTable(starts, ends, blocks, parts[3])
    return table, load_index(view[offsets[-1] :])  # type: ignore[arg-type]


def _aligned(size: int) -> int:
    """A size in bytes, rounded up to a multiple of the alignment."""
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _delete_others(home: Path, id: str, former: str) -> None:
    """Delete the file of passages that was replaced, and those that ended programs left."""
    for path in home.iterdir():
        if path.name in (_FACTS, COPIES, CODINGS, f"{id}{_SUFFIX}"):
            continue
        with suppress(OSError):
            is_old = time.time() - path.stat().st_mtime > _ABANDONED_AFTER
            if is_old or (former and path.name == f"{former}{_SUFFIX}"):
                path.unlink()
