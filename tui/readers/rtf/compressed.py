"""Decompresses the RTF in Outlook messages.

Source: [MS-OXRTFCP] Rich Text Format (RTF) Compression Algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.errors import ReaderError
from .. import bounds

_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""The initial content of the dictionary."""
_SIZE = 4096
_HEAD = 16


def unpacked(data: bytes) -> bytes:
    """The decompressed RTF; raises ReaderError if the
    format is unknown or the size exceeds the limit."""
    if data[8:12] == b"MELA":
        return data[_HEAD:]
    if data[8:12] != b"LZFu":
        raise ReaderError("its text is packed in an unknown way; save the message as text")
    size = int.from_bytes(data[4:8], "little")
    if size > bounds.UNPACKED:
        raise ReaderError("unpacks to far more than a message holds; it is not opened")
    return _expanded(data, size)


def _expanded(data: bytes, size: int) -> bytes:
    """Decompress data to at most `size` bytes."""
    known = bytearray(_KNOWN.ljust(_SIZE, b"\0"))
    out, end = bytearray(), len(_KNOWN)
    for value, length in _tokens(data):
        # A reference to the current write position marks the end.
        if len(out) >= size or (length and value == end):
            break
        for step in range(max(1, length)):
            byte = known[(value + step) % _SIZE] if length else value
            out.append(byte)
            known[end] = byte
            end = (end + 1) % _SIZE
    return bytes(out)


def _tokens(data: bytes) -> Iterator[tuple[int, int]]:
    """(byte, 0) for a literal byte, (offset in the dictionary, length) for a reference."""
    at = _HEAD
    while at < len(data):
        control, at = data[at], at + 1
        for bit in range(8):
            is_copy = control >> bit & 1
            token = data[at : at + 1 + is_copy]
            if len(token) <= is_copy:
                return
            at += len(token)
            number = int.from_bytes(token, "big")
            yield (number >> 4, (number & 15) + 2) if is_copy else (number, 0)
