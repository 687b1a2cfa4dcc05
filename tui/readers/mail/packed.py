"""Separates the prose of an email text from embedded files and OpenPGP blocks.

Sources: uuencode as in POSIX; the draft of yEnc 1.3; RFC 9580 (OpenPGP), sections 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..decode import decode

_STARTS = re.compile(
    rb"(?m)^(?:begin [0-7]{3,4}(?P<uu> [^\r\n]*)?|=ybegin (?P<yenc>[^\r\n]*)"
    rb"|-----BEGIN PGP (?P<pgp>[A-Z ]{1,30})-----)[ \t]*\r?$"
)
"""The first line of an embedded file or of an OpenPGP block."""
_YENC_NAME = re.compile(rb"\bname=(.*)")
_SIGNED = re.compile(rb"(?:[A-Za-z-]{1,40}:[^\n]*\n)*[ \t\r]*\n")
"""The headers of a cleartext-signed message and the blank line after them."""
_ESCAPED = re.compile(rb"(?m)^- (?=-|From )")
_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_ARMOURED = {
    b"MESSAGE": "encrypted message (OpenPGP)",
    b"SIGNATURE": "signature (OpenPGP)",
    b"PUBLIC KEY BLOCK": "public key (OpenPGP)",
    b"PRIVATE KEY BLOCK": "private key (OpenPGP)",
}
"""Type of an OpenPGP block -> the name under which it is listed."""


class Prose(NamedTuple):
    """The prose of a text, the names of the files and blocks in it, whether one is encrypted."""

    data: bytes
    files: tuple[str, ...] = ()
    is_encrypted: bool = False


def prose_of(data: bytes) -> Prose:
    """Remove embedded files, signatures, keys and encrypted blocks from a text, in linear time."""
    kept: list[bytes] = []
    files: list[str] = []
    at = 0
    ends = _EndMarkers(data)
    for found in _STARTS.finditer(data):
        if found.start() < at:
            continue
        kind = found["pgp"]
        if kind == b"SIGNED MESSAGE":
            kept.append(data[at : found.start()])
            signed, at = _signed(data, found.end() + 1, ends)
            kept.append(signed)
            continue
        end = _end(data, found, ends)
        if end:
            kept.append(data[at : found.start()])
            files.append(_name(found))
            at = end
    kept.append(data[at:])
    return Prose(b"".join(kept), tuple(files), _ARMOURED[b"MESSAGE"] in files)


class _EndMarkers:
    """Finds the end markers of blocks; a marker that is absent is searched only once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._absent: set[bytes] = set()

    def after(self, mark: bytes, at: int) -> int:
        """The offset of the first marker after an offset, or -1."""
        if mark in self._absent:
            return -1
        place = self._data.find(mark, at)
        if place < 0:
            self._absent.add(mark)
        return place


def _signed(data: bytes, at: int, ends: _EndMarkers) -> tuple[bytes, int]:
    """The text of a cleartext-signed message without its armour, and the offset of its end."""
    head = _SIGNED.match(data, at)
    start = head.end() if head else at
    end = ends.after(_SIGNATURE, start)
    end = end if end >= 0 else len(data)
    return _ESCAPED.sub(b"", data[start:end]), end


def _end(data: bytes, found: re.Match[bytes], ends: _EndMarkers) -> int:
    """The offset of the end of a block; 0 if it has no end or is no valid block."""
    if found["pgp"]:
        mark = b"-----END PGP " + found["pgp"] + b"-----"
        place = ends.after(mark, found.end()) if found["pgp"] in _ARMOURED else -1
        return place + len(mark) if place >= 0 else 0
    if found["yenc"] is not None:
        place = ends.after(b"\n=yend", found.end())
        return _line_end(data, place + 1) if place >= 0 else 0
    at = 0
    for start, end in _lines(data, found.end() + 1):
        line = data[start:end].rstrip(b"\r")
        if at and line.strip() == b"end":
            return end
        if not _is_uuencoded(line):
            break
        at = end
    return at


def _is_uuencoded(line: bytes) -> bool:
    """Whether a line has the length that its first character states."""
    if not line or not all(0x20 <= byte <= 0x60 for byte in line):
        return False
    length = (line[0] - 32) % 64
    needed = (length + 2) // 3 * 4
    # Trailing spaces, which encode zeros, may be lost in transfer; some programs add a checksum.
    return len(line) - 1 <= needed + 1 and (length == 45 or len(line) - 1 >= needed - 3)


def _lines(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    while start < len(data):
        end = _line_end(data, start)
        yield start, end
        start = end + 1


def _line_end(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return end if end >= 0 else len(data)


def _name(found: re.Match[bytes]) -> str:
    if found["pgp"]:
        return _ARMOURED[found["pgp"]]
    named = _YENC_NAME.search(found["yenc"]) if found["yenc"] is not None else None
    name = named[1] if named else found["uu"] or b""
    return " ".join(decode(name).split()) or "unnamed"
