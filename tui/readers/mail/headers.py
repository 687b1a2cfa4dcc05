"""Email headers as text: encoded words, raw bytes, addresses, dates and file names.

Source: RFC 5322, 2047 and 2231. Headers that violate the standards are decoded as far as possible.
"""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from ...model.errors import ReaderError
from ..charsets import codec_of, text_in
from ..decode import decode
from ..parts import clean

LONGEST = 10_000
"""Limit of a header that is parsed, in bytes or code points: parsing takes quadratic time."""
_NESTED = 20
"""Limit of comments and groups in an address header: email.utils parses them recursively."""
_CONTENT_HEADER = re.compile(
    rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)
_RAW = re.compile("[\udc80-\udcff]")
"""A non-ASCII byte of a header, as `email` represents it."""
_ENCODED = re.compile(r"=\?([^\s?]{1,40})\?([bBqQ])\?([^?]*)\?=")
"""An encoded word, which may contain raw bytes."""
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError)
"""Exceptions of the `email` package for headers that violate the standards."""


class _Policy(Compat32):
    """A parsing policy that accepts headers with raw bytes and returns them as text."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header, as text if it contains raw bytes."""
        if _RAW.search(value):
            return _repaired(value)
        return super().header_fetch_parse(name, value)


def parsed(data: bytes) -> Any:
    """The message in some bytes; raises ReaderError if it is damaged or nests too deep."""
    if any(len(found[0]) > LONGEST for found in _CONTENT_HEADER.finditer(data)):
        raise ReaderError("a header of this mail is longer than any program writes; save it anew")
    try:
        return message_from_bytes(data, policy=_Policy())
    except (RecursionError, MessageError, ValueError) as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error


def _repaired(value: str) -> str:
    """A header with raw bytes as text, its encoded words decoded."""
    text, at = "", 0
    for found in _ENCODED.finditer(value):
        between = value[at : found.start()]
        # White space between encoded words is only a separator (RFC 2047).
        if between.strip() or not at:
            text += decode(_raw(between))
        text += _word(*found.groups())
        at = found.end()
    return text + decode(_raw(value[at:]))


def _word(label: str, way: str, word: str) -> str:
    """The text of an encoded word, given its encoding label, its "B" or "Q", and its data."""
    data = _raw(word)
    with suppress(ValueError):
        data = b64decode(data) if way in "bB" else quopri.decodestring(data, header=True)
    codec = codec_of(label)
    return text_in(data, codec) if codec else decode(data)


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def header(message: Any, name: str) -> str:
    """A header on one line, its encoded words decoded; "" if it is absent."""
    value = message.get(name)
    return "" if value is None else text_of(value)


def text_of(value: Any) -> str:
    """The value of a header on one line, its encoded words decoded."""
    raw = str(value)
    pieces: list[tuple[Any, str | None]] = [(raw, None)]
    if len(raw) <= LONGEST:
        with suppress(*_BROKEN):
            pieces = decode_header(value)
    text = "".join(_piece(piece, charset) for piece, charset in pieces)
    return " ".join(clean(text).split())


def _piece(piece: Any, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    codec = codec_of(charset) if charset else ""
    return text_in(piece, codec) if codec else decode(piece)


def names(message: Any, name: str) -> str:
    """The names in an address header, or the addresses; one beyond the limits is unchanged."""
    value = header(message, name)
    if len(value) > LONGEST or max(map(value.count, "(:")) > _NESTED:
        return value
    return ", ".join(filter(None, (name or address for name, address in getaddresses([value]))))


def date(message: Any) -> datetime | None:
    """When a message was written, or None if its header is absent or invalid."""
    try:
        return parsedate_to_datetime(header(message, "Date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def file_name(leaf: Any) -> str:
    """The file name of a part on one line, or ""."""
    try:
        name = leaf.get_filename()
    except _BROKEN:
        return ""
    return text_of(name) if name else ""


def charset(leaf: Any) -> str:
    """The encoding label of a part, or "".

    US-ASCII counts as absent: programs that do not know the encoding write it.
    """
    try:
        label = str(leaf.get_content_charset() or "")
    except _BROKEN:
        return ""
    return "" if label in ("us-ascii", "ascii", "unknown-8bit", "8bit") else label


def parameter(leaf: Any, name: str) -> str:
    """A parameter of the Content-Type of a part in lower case; "" if it is absent."""
    try:
        return str(leaf.get_param(name) or "").lower()
    except _BROKEN:
        return ""
