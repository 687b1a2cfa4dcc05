"""Separates the prose of an email from embedded files, OpenPGP blocks and S/MIME signatures.

Sources: uuencode as in POSIX; the draft of yEnc 1.3; RFC 9580 (OpenPGP), sections 6 and 7; RFC 5652
(CMS), section 5; X.690 (BER), including the indefinite form of lengths.
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


_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
"""The object identifier of signed data, 1.2.840.113549.1.7.2."""
_SEQUENCE, _OBJECT, _CONTENT, _OCTETS, _PIECES = 0x30, 0x06, 0xA0, 0x04, 0x24
_DEEPEST = 20
"""Limit of nested elements; real messages have about ten."""


class _Element(NamedTuple):
    """A BER element: its tag, the span of its content, and the offset of the next element."""

    tag: int
    start: int
    end: int
    after: int


def signed_content(data: bytes) -> bytes:
    """The signed content; b"" if it is detached, encrypted or damaged."""
    try:
        (content,) = _inside(data, _Element(_SEQUENCE, 0, len(data), len(data)), _SEQUENCE)
        kind, body = list(_elements(data, content.start, content.end))[:2]
        if data[kind.start : kind.end] != _SIGNED_DATA:
            return b""
        signed = next(_inside(data, body, _SEQUENCE))
        parts = list(_elements(data, signed.start, signed.end))
        holder = next(part for part in parts if part.tag == _SEQUENCE)
        wrapped = next(_inside(data, holder, _CONTENT))
        return b"".join(_octets(data, next(_elements(data, wrapped.start, wrapped.end))))
    except (ValueError, IndexError, StopIteration):
        return b""


def _inside(data: bytes, element: _Element, tag: int) -> Iterator[_Element]:
    """The children of an element that have a given tag."""
    return (each for each in _elements(data, element.start, element.end) if each.tag == tag)


def _octets(data: bytes, element: _Element) -> Iterator[bytes]:
    """The bytes of an octet string, which may be divided into segments."""
    if element.tag == _OCTETS:
        yield data[element.start : element.end]
    elif element.tag == _PIECES:
        for piece in _elements(data, element.start, element.end):
            if piece.tag == _OCTETS:
                yield data[piece.start : piece.end]


def _elements(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[_Element]:
    """The elements in a span of data; raises ValueError if one is damaged."""
    while at < end and data[at : at + 2] != b"\0\0":
        element = _element(data, at, end, depth)
        yield element
        at = element.after


def _element(data: bytes, at: int, end: int, depth: int) -> _Element:
    tag, length, start = data[at], data[at + 1], at + 2
    if depth > _DEEPEST or tag & 0x1F == 0x1F:
        raise ValueError("no element of such a message")
    if length == 0x80:
        stop = start
        for inner in _elements(data, start, end, depth + 1):
            stop = inner.after
        return _Element(tag, start, stop, stop + 2)
    if length > 0x80:
        start += length - 0x80
        length = int.from_bytes(data[at + 2 : start])
    if start + length > end:
        raise ValueError("an element is longer than what holds it")
    return _Element(tag, start, start + length, start + length)
