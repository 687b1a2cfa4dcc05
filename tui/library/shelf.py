"""Shelf: records of articles with the index of their passages, and how both are kept in a cache.

The cache of a folder is `facts.json`, the records, and a file `ID.passages` that it names, with
where the passages lie and the index. Both are put in place whole, the facts last, so that at any
moment, and with two programs at once, the facts name a file that goes with them or one that is
gone. What is gone, damaged or of another version is made anew: everything here can be deleted.
"""

from __future__ import annotations

import json
import mmap
import os
import secrets
import time
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeAlias

from ..model.digest import sha256
from ..model.errors import ReaderError
from ..search import Index
from ..store import atomic
from .finder import KINDS
from .record import NO_FILE, Record, Stamp

_FORMAT = 4
_FACTS, _SUFFIX = "facts.json", ".passages"
_MAGIC = b"reader passages 1\n"
_HEAD = 64
_ALIGNED = 8
_LARGEST = 512 << 20
"""Bytes of the records that are read: those of some 500,000 articles."""
_ABANDONED = 3600
"""Seconds after which what no facts name was left by a program that ended."""
_MOST = 4 << 30
"""Bytes of the largest index that is read: its checksum takes a second a gigabyte."""

_EMPTY = Record("", NO_FILE, NO_FILE)
_SAID = (int, int, list, str, str)
"""The types in a row of what is said: start, end, tags, source, note."""

Column: TypeAlias = "array[int]"


def columns_of() -> tuple[Column, Column, Column, Column]:
    """Empty columns for starts, ends, blocks and kinds."""
    return array("I"), array("I"), array("I"), array("B")


@dataclass(frozen=True)
class Rows:
    """Where each passage lies: start, end (code points), number and kind of its Block."""

    starts: Sequence[int] = field(default_factory=lambda: array("I"))
    ends: Sequence[int] = field(default_factory=lambda: array("I"))
    blocks: Sequence[int] = field(default_factory=lambda: array("I"))
    kinds: Sequence[int] = field(default_factory=lambda: array("B"))

    def take(self, ranges: Iterable[range]) -> Rows:
        """A copy of some stretches, one after the other, that can be added to."""
        stretches = list(ranges)
        columns = (self.starts, self.ends, self.blocks, self.kinds)
        starts, ends, blocks, kinds = taken = columns_of()
        for column, copy in zip(columns, taken, strict=True):
            for some in stretches:
                copy.extend(column[some.start : some.stop])
        return Rows(starts, ends, blocks, kinds)


def _empty_index() -> Index:
    from ..search.build import build_index

    return build_index(())


@dataclass(frozen=True)
class Shelf:
    """Records by name, in the order of their passages; `id` names the file the index came from."""

    records: Mapping[str, Record] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    index: Index = field(default_factory=_empty_index)
    id: str = ""


def joined(shelves: Sequence[Shelf]) -> Shelf:
    """One shelf with all that is on several."""
    from ..search.build import merge_indexes

    if len(shelves) == 1:
        return shelves[0]
    records: dict[str, Record] = {}
    rows = Rows().take(())
    for shelf in shelves:
        shift = len(rows.starts)
        for record in shelf.records.values():
            records[record.name] = replace(record, first=record.first + shift)
        for column in ("starts", "ends", "blocks", "kinds"):
            getattr(rows, column).extend(getattr(shelf.rows, column))
    index = merge_indexes([(shelf.index, range(len(shelf.index))) for shelf in shelves])
    return Shelf(records, rows, index)


def place(cache: Path, folder: Path) -> Path:
    """The folder in a cache for what is known of a folder of articles."""
    digest = sha256(os.fsencode(os.path.realpath(folder)))[:16]
    plain = "".join(c for c in folder.resolve().name if c.isalnum() or c in "-_")[:40]
    return cache / "library" / f"{plain or 'folder'}-{digest}"


def take_down(home: Path, folder: Path) -> Shelf:
    """The shelf kept in a cache; an empty one where there is none or it is not sound."""
    # Between the facts and the index another program may have replaced both.
    return _taken(home, folder) or _taken(home, folder) or Shelf()


def _taken(home: Path, folder: Path) -> Shelf | None:
    try:
        found = atomic.read(home / _FACTS, follow=False, limit=_LARGEST)
        data = found[0] if found else b""
        crc, _, body = data.partition(b"\n")
        if int(crc, 16) != zlib.crc32(body):
            return None
        facts = json.loads(body)
        if (facts["format"], facts["folder"]) != (_FORMAT, os.path.realpath(folder)):
            return None
        records = {row[0]: _record(row) for row in facts["articles"]}
        rows, index = _load(home / f"{_known(facts['passages'])}{_SUFFIX}")
    except (OSError, ReaderError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    total = sum(record.count for record in records.values())
    if not total == len(index) == len(rows.starts):
        return None
    return Shelf(records, rows, index, facts["passages"])


def put_up(home: Path, folder: Path, shelf: Shelf, former: str) -> Shelf:
    """Keep a shelf, its index first where that is new; the shelf as it is read from there again.

    `former` is the id of the one that it replaces.

    Where nothing can be written the shelf stays as it is: only the next start will take longer.
    """
    with suppress(OSError, ReaderError):
        atomic.make_folder_in(home.parent.parent, home.parent.name, home.name)
        id = shelf.id
        if not id or not (home / f"{id}{_SUFFIX}").exists():
            id = secrets.token_hex(8)
            _write(home / f"{id}{_SUFFIX}", _dumped(shelf))
        facts = {
            "format": _FORMAT,
            "folder": os.path.realpath(folder),
            "passages": id,
            "articles": [astuple(record) for record in shelf.records.values()],
        }
        body = json.dumps(facts, ensure_ascii=True, separators=(",", ":")).encode()
        _write(home / _FACTS, [b"%08x\n" % zlib.crc32(body), body])
        _sweep(home, id, former)
        if id != shelf.id:
            # Read from the file, its pages need not stay in memory.
            rows, index = _load(home / f"{id}{_SUFFIX}")
            return replace(shelf, rows=rows, index=index, id=id)
    return shelf


def _record(row: list[Any]) -> Record:
    """The record in a row of the facts; ValueError or TypeError for values of other types.

    The cache of a private folder comes with it, perhaps from an adversary.
    """
    name, article, notes, *rest = row
    # JSON has no tuples, of which the fields of a record are made.
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in rest]
    record = Record(name, Stamp(*article), Stamp(*notes), *values)
    is_like = _is_like(record, _EMPTY) and _is_like(record.article, NO_FILE)
    is_like = is_like and _is_like(record.notes, NO_FILE)
    is_like = is_like and all(isinstance(remark, str) for remark in record.remarks)
    if not (is_like and all(map(_is_said, record.said))):
        raise ValueError("not a record")
    return record


def _is_like(value: Record | Stamp, model: Record | Stamp) -> bool:
    """Whether each field has the type that it has in a model, and counts are not negative."""
    kinds = {f.name: type(getattr(model, f.name)) for f in fields(model)}
    found = {name: getattr(value, name) for name in kinds}
    is_typed = all(type(found[n]) is kind for n, kind in kinds.items())
    return is_typed and all(found[n] >= 0 for n in ("first", "count") if n in found)


def _is_said(row: object) -> bool:
    if not (isinstance(row, list) and len(row) == len(_SAID)):
        return False
    is_plain = all(isinstance(value, kind) for value, kind in zip(row, _SAID, strict=True))
    return is_plain and all(isinstance(tag, str) for tag in row[2])


def _known(id: str) -> str:
    """The name of a file of ours; ValueError for anything else that stands in its place."""
    if not id.isalnum() or not id.isascii():
        raise ValueError(id)
    return id


def _dumped(shelf: Shelf) -> list[bytes]:
    from ..search.file_format import dump_index

    rows = shelf.rows
    columns = [rows.starts, rows.ends, rows.blocks]
    arrays = [array("I", column).tobytes() for column in columns] + [bytes(rows.kinds)]
    body = [part.ljust(_padded(len(part)), b"\0") for part in arrays]
    crc = 0
    for part in body:
        crc = zlib.crc32(part, crc)
    head = _MAGIC + b"%d %08x" % (len(rows.starts), crc)
    return [head.ljust(_HEAD), *body, *dump_index(shelf.index)]


def _load(path: Path) -> tuple[Rows, Index]:
    from ..search.file_format import load_index

    # The cache of a private folder comes with it: a pipe would hold open() for ever.
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
        raise ValueError("no index of ours")
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    head = bytes(view[:_HEAD])
    if not head.startswith(_MAGIC):
        raise ValueError("another version")
    count, crc = head[len(_MAGIC) :].split()
    total = int(count)
    sizes = [4 * total] * 3 + [total]
    edges = [_HEAD]
    for size in sizes:
        edges.append(edges[-1] + _padded(size))
    if zlib.crc32(view[_HEAD : edges[-1]]) != int(crc, 16):
        raise ValueError("the checksum differs")
    parts = [view[at : at + size] for at, size in zip(edges, sizes, strict=False)]
    starts, ends, blocks = (part.cast("I") for part in parts[:3])
    if max(parts[3], default=0) >= len(KINDS):
        raise ValueError("a kind of Block that there is not")
    # The index keeps the view that it reads from.
    return Rows(starts, ends, blocks, parts[3]), load_index(view[edges[-1] :])  # type: ignore[arg-type]


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Put a file in place whole. Not made durable: what is lost in a crash is made anew."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _sweep(home: Path, id: str, former: str) -> None:
    """Remove the index that was replaced, and what ended programs left."""
    for path in home.iterdir():
        if path.name == _FACTS or path.name == f"{id}{_SUFFIX}":
            continue
        with suppress(OSError):
            is_old = time.time() - path.stat().st_mtime > _ABANDONED
            if is_old or path.name == f"{former}{_SUFFIX}":
                path.unlink()
