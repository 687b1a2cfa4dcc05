"""Extracts the content of a signed S/MIME message from its binary structure.

Sources: RFC 5652 (CMS), section 5; X.690 (BER), including the indefinite form of lengths.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_SIGNED = bytes.fromhex("2a864886f70d010702")
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
        if data[kind.start : kind.end] != _SIGNED:
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
