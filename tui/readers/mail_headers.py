"""The headers of a mail as text: encoded words, raw bytes, addresses, dates and names of files.

Source: RFC 5322, 2047 and 2231. Headers that break the rules are read as far as they can be.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from ..model.errors import ReaderError
from .assemble import clean
from .charsets import codec_of, text_in
from .decode import decode

LONGEST = 10_000
"""Bytes, or code points, of a header that is taken apart: the time grows by their square."""
_NESTED = 20
"""Comments and groups in a header of addresses: email.utils takes them recursively."""
_CONTENT_HEADER = re.compile(
    rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError)
"""What the modules of `email` raise for headers that break the rules."""


def parsed(data: bytes) -> Any:
    """The message that some bytes are; ReaderError where it is damaged or nests too deep."""
    if any(len(found[0]) > LONGEST for found in _CONTENT_HEADER.finditer(data)):
        raise ReaderError("a header of this mail is longer than any program writes; save it anew")
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, MessageError, ValueError) as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error


def header(message: Any, name: str) -> str:
    """A header in one line, its encoded words decoded; "" where it is absent."""
    value = message.get(name)
    return "" if value is None else text_of(value)


def text_of(value: Any) -> str:
    """The value of a header in one line, its encoded words decoded."""
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
    """The names in a header of addresses, else the addresses; unusual headers as they are."""
    value = header(message, name)
    if len(value) > LONGEST or max(map(value.count, "(:")) > _NESTED:
        return value
    return ", ".join(filter(None, (name or address for name, address in getaddresses([value]))))


def date(message: Any) -> datetime | None:
    """When a message was written; None where its header does not say."""
    try:
        return parsedate_to_datetime(header(message, "Date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def file_name(leaf: Any) -> str:
    """The name of the file that a part is, in one line; "" where it has none."""
    try:
        name = leaf.get_filename()
    except _BROKEN:
        return ""
    return text_of(name) if name else ""


def charset(leaf: Any) -> str:
    """The label of the encoding of a part; "" where it has none.

    US-ASCII counts as none: it is written by programs that do not know what they send.
    """
    try:
        label = str(leaf.get_content_charset() or "")
    except _BROKEN:
        return ""
    return "" if label in ("us-ascii", "ascii", "unknown-8bit", "8bit") else label


def parameter(leaf: Any, name: str) -> str:
    """A parameter of the Content-Type of a part, in lower case; "" where it is absent."""
    try:
        return str(leaf.get_param(name) or "").lower()
    except _BROKEN:
        return ""
