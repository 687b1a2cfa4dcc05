"""Converts the properties of an Outlook message to MIME parts, for .msg and winmail.dat alike.

Sources: [MS-OXPROPS] Exchange Server Protocols Master Property List; [MS-OXRTFCP] Rich Text Format
(RTF) Compression Algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from typing import Protocol

from ...model.errors import ReaderError
from .. import bounds
from ..rtf.styles import codec_of_page

SUBJECT, SENDER = 0x0037, 0x0C1A
BODY, HTML, RTF = 0x1000, 0x1013, 0x1009
CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
LONG_NAME, SHORT_NAME, CONTENT, TYPE = 0x3707, 0x3704, 0x3701, 0x370E
"""Property numbers."""


class Properties(Protocol):
    """The properties of a message or an attachment, by property number."""

    def text(self, tag: int) -> str:
        """A text property; "" if it is absent."""

    def data(self, tag: int) -> bytes:
        """A binary property; b"" if it is absent."""

    def number(self, tag: int) -> int:
        """An integer property; 0 if it is absent."""


def versions(item: Properties) -> Iterator[Message]:
    """The plain text and the HTML of a message; if both are absent, its RTF as plain text."""
    body, page = item.text(BODY), item.text(HTML)
    if body.strip():
        yield MIMEText(body, "plain", "utf-8")
    markup = item.data(HTML)
    if markup:
        part = MIMEBase("text", "html")
        part.set_payload(markup)
        number = item.number(INTERNET_CODE_PAGE)
        if number:
            part.set_param("charset", codec_of_page(number))
        encode_base64(part)
        yield part
    elif page.strip():
        yield MIMEText(page, "html", "utf-8")
    elif not body.strip() and (packed := item.data(RTF)):
        from .. import rtf

        text = rtf.read(unpacked(packed), "").text
        yield MIMEText(text, "plain", "utf-8")


def attached_file(name: str, kind: str, content: bytes) -> Message:
    """An attached file: texts and messages with their content, other files as a name only."""
    kind, ending = kind.lower(), name.lower()
    is_page = kind == "text/html" or ending.endswith((".html", ".htm"))
    is_text = is_page or kind.startswith("text/") or ending.endswith(".txt")
    subtype = "html" if is_page else "plain"
    part = MIMEBase("text", subtype) if is_text else MIMEBase("application", "octet-stream")
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name or "unnamed"))
    if is_text or ending.endswith(".eml"):
        part.set_payload(content)
        encode_base64(part)
    return part


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
    """The decompressed RTF; raises ReaderError if the format is unknown or the RTF too large."""
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
