"""An index as bytes: a header of sizes and a checksum, then its arrays one after the other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from tui.model.errors import ReaderError

from .index import Index
from .rows import Rows

_MAGIC = b"reader search index 2\n"
_DTYPES = ("<u1", "<i8", "<u4", "<i8", "<u4", "<i8", "<u4", "<u1", "<u1")
_ALIGNED = 8


def dump(index: Index) -> list[bytes]:
    """See index.dump()."""
    words, bones = "\n".join(index.vocabulary), "\n".join(index.bones)
    arrays = [
        *(index.texts.values, index.texts.edges),
        *(index.tokens.values, index.tokens.edges),
        *(index.postings.values, index.postings.edges),
        index.boned,
        *(np.frombuffer(lines.encode(), np.uint8) for lines in (words, bones)),
    ]
    body = [np.ascontiguousarray(a, d).tobytes() for a, d in zip(arrays, _DTYPES, strict=True)]
    body = [part.ljust(_padded(len(part)), b"\0") for part in body]
    counts = [len(array) for array in arrays]
    header = json.dumps({"counts": counts, "crc": _checksum(counts, body)}).encode()
    start = _MAGIC + header + b"\n"
    return [start.ljust(_padded(len(start))), *body]


def load(data: bytes) -> Index:
    """See index.load()."""
    view = memoryview(data)
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise ReaderError("the search index is of another version; build it again")
    try:
        end = bytes(view[:1024]).index(b"\n", len(_MAGIC))
        header = json.loads(bytes(view[len(_MAGIC) : end]))
        body = view[_padded(end + 1) :]
        if header["crc"] != _checksum(header["counts"], [body]):
            raise ValueError("the checksum differs")
        return _index(list(_arrays(body, header["counts"])))
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError("the search index is damaged; build it again") from error


def _checksum(counts: list[int], parts: Iterable[bytes | memoryview]) -> int:
    found = zlib.crc32(repr(counts).encode())
    for part in parts:
        found = zlib.crc32(part, found)
    return found


def _arrays(body: memoryview, counts: list[int]) -> Iterator[Any]:
    """The arrays of the body, which are views of it; a body too short is a ValueError."""
    start = 0
    for count, dtype in zip(counts, _DTYPES, strict=True):
        yield np.frombuffer(body, dtype, count, start)
        start += _padded(count * np.dtype(dtype).itemsize)


def _index(arrays: list[Any]) -> Index:
    texts, tokens, postings = (Rows(*arrays[at : at + 2]) for at in (0, 2, 4))
    words, bones = (_lines(array.tobytes()) for array in arrays[7:])
    sound = (
        len(texts.edges) > 0
        and texts.is_sound(len(texts), 1 << 8)
        and tokens.is_sound(len(texts), len(words))
        and postings.is_sound(len(words), len(texts))
        and len(bones) == len(arrays[6])
        and not (arrays[6] >= len(words)).any()
        and all(words)
    )
    if not sound:
        raise ValueError("it refers to what it does not hold")
    return Index(texts, words, tokens, postings, bones, arrays[6])


def _lines(data: bytes) -> list[str]:
    return str(data, "utf-8").split("\n") if data else []


def _padded(size: int) -> int:
    """A size rounded up, so that every array begins where a processor likes it to."""
    return -(-size // _ALIGNED) * _ALIGNED
