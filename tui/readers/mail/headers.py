"""The headers of a mail as text: encoded words, raw bytes, addresses, dates and names of files.

Source: RFC 5322, 2047 and 2231. Headers that break the rules are read as far as they can be.
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
"""Bytes, or code points, of a header that is taken apart: the time grows by their square."""
_NESTED = 20
"""Comments and groups in a header of addresses: email.utils takes them recursively."""
_CONTENT_HEADER = re.compile(
    rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)
_RAW = re.compile("[\udc80-\udcff]")
"""A byte of a header that is not ASCII, as `email` hands it on."""
_ENCODED = re.compile(r"=\?([^\s?]{1,40})\?([bBqQ])\?([^?]*)\?=")
"""An encoded word, which may hold raw bytes."""
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError)
"""What the modules of `email` raise for headers that break the rules."""


class _Policy(Compat32):
    """How messages are parsed: headers with raw bytes, which break the rules, are text too."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header; a text where it holds raw bytes."""
        if _RAW.search(value):
            return _repaired(value)
        return super().header_fetch_parse(name, value)


def parsed(data: bytes) -> Any:
    """The message that some bytes are; ReaderError where it is damaged or nests too deep."""
    if any(len(found[0]) > LONGEST for found in _CONTENT_HEADER.finditer(data)):
        raise ReaderError("a header of this mail is longer than any program writes; save it anew")
    try:
        return message_from_bytes(data, policy=_Policy())
    except (RecursionError, MessageError, ValueError) as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error


def _repaired(value: str) -> str:
    """The text of a header with raw bytes, its encoded words decoded."""
    text, at = "", 0
    for found in _ENCODED.finditer(value):
        between = value[at : found.start()]
        # White space between encoded words only divides them.
        if between.strip() or not at:
            text += decode(_raw(between))
        text += _word(*found.groups())
        at = found.end()
    return text + decode(_raw(value[at:]))


def _word(label: str, way: str, word: str) -> str:
    """The text of an encoded word: the label of its encoding, how it is written, its letters."""
    data = _raw(word)
    with suppress(ValueError):
        data = b64decode(data) if way in "bB" else quopri.decodestring(data, header=True)
    codec = codec_of(label)
    return text_in(data, codec) if codec else decode(data)


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


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
