"""An Index as bytes: a line of sizes and a checksum, then its arrays one after the other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from tui.model.errors import ReaderError

from .index import CsrArray, Index

_MAGIC = b"reader search index 2\n"
_DTYPES = ("<u1", "<i8", "<u4", "<i8", "<u4", "<i8", "<u4", "<u1", "<u1")
_ALIGNMENT = 8
"""Bytes: each array begins at a multiple of it, so that numpy can use it where it lies."""


def dump_index(index: Index) -> list[bytes]:
    """The bytes of an Index, in parts to be written one after the other."""
    words, skeletons = "\n".join(index.vocabulary), "\n".join(index.skeletons)
    arrays = [
        *(index.texts.values, index.texts.offsets),
        *(index.tokens.values, index.tokens.offsets),
        *(index.postings.values, index.postings.offsets),
        index.skeleton_words,
        *(np.frombuffer(lines.encode(), np.uint8) for lines in (words, skeletons)),
    ]
    body = [np.ascontiguousarray(a, d).tobytes() for a, d in zip(arrays, _DTYPES, strict=True)]
    body = [part.ljust(_aligned(len(part)), b"\0") for part in body]
    counts = [len(array) for array in arrays]
    header = json.dumps({"counts": counts, "crc": _checksum(counts, body)}).encode()
    start = _MAGIC + header + b"\n"
    return [start.ljust(_aligned(len(start))), *body]


def load_index(data: bytes) -> Index:
    """The Index in the bytes of dump_index(); its arrays are views of `data`, any buffer.

    Raises ReaderError if the bytes are damaged, cut short or of another version.
    """
    view = memoryview(data)
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise ReaderError("the search index is of another version; build it again")
    try:
        end = bytes(view[:1024]).index(b"\n", len(_MAGIC))
        header = json.loads(bytes(view[len(_MAGIC) : end]))
        body = view[_aligned(end + 1) :]
        if header["crc"] != _checksum(header["counts"], [body]):
            raise ValueError("the checksum differs")
        return _index(list(_arrays(body, header["counts"])))
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError("the search index is damaged; build it again") from error


def _checksum(counts: list[int], parts: Iterable[bytes | memoryview]) -> int:
    crc = zlib.crc32(repr(counts).encode())
    for part in parts:
        crc = zlib.crc32(part, crc)
    return crc


def _arrays(body: memoryview, counts: list[int]) -> Iterator[Any]:
    """The arrays of the body, as views of it; raises ValueError if the body is too short."""
    start = 0
    for count, dtype in zip(counts, _DTYPES, strict=True):
        yield np.frombuffer(body, dtype, count, start)
        start += _aligned(count * np.dtype(dtype).itemsize)


def _index(arrays: list[Any]) -> Index:
    """The Index of these arrays; raises ValueError if one refers to what another does not hold."""
    texts, tokens, postings = (CsrArray(*arrays[at : at + 2]) for at in (0, 2, 4))
    skeleton_words = arrays[6]
    words, skeletons = (_lines(array.tobytes()) for array in arrays[7:])
    is_valid = (
        len(texts.offsets) > 0
        and texts.is_valid(len(texts), 1 << 8)
        and tokens.is_valid(len(texts), len(words))
        and postings.is_valid(len(words), len(texts))
        and len(skeletons) == len(skeleton_words)
        and not (skeleton_words >= len(words)).any()
        and all(words)
    )
    if not is_valid:
        raise ValueError("it refers to what it does not hold")
    return Index(texts, words, tokens, postings, skeletons, skeleton_words)


def _lines(data: bytes) -> list[str]:
    return str(data, "utf-8").split("\n") if data else []


def _aligned(size: int) -> int:
    """A size in bytes, rounded up to a multiple of the alignment."""
    return -(-size // _ALIGNMENT) * _ALIGNMENT
