"""An Outlook attachment package (winmail.dat, TNEF) -> the email that it represents.

Source: [MS-OXTNEF] Transport Neutral Encapsulation Format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart

from ...model.errors import ReaderError
from ..decode import decode
from ..foreign import TNEF
from ..rtf.styles import codec_of_page
from .outlook import (
    BODY,
    CONTENT,
    LONG_NAME,
    SENDER,
    SHORT_NAME,
    SUBJECT,
    TYPE,
    attached_file,
    versions,
)

_ATTACHMENT_BEGINS, _ATTACHMENT_PROPERTIES = 0x9002, 0x9005
_PROPERTIES, _BODY, _TITLE, _DATA, _CODE_PAGE = 0x9003, 0x800C, 0x8010, 0x800F, 0x9007
"""Attribute numbers, without their types."""
_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
"""The identifier before a message inside an attachment."""
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Type of a property -> its size in bytes."""
_OBJECT, _STRING, _UNICODE, _BINARY, _MANY = 0x0D, 0x1E, 0x1F, 0x102, 0x1000
_NAMED = 0x8000
"""The lowest number of named properties."""
_DEPTH, _VALUES = 10, 100_000


@dataclass
class _Item:
    """The properties of a message or attachment; `codec` decodes texts that are not in Unicode."""

    codec: str = "cp1252"
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def text(self, tag: int) -> str:
        """A text property; "" if it is absent."""
        kind, data = self.values.get(tag, (0, b""))
        if kind == _UNICODE:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        if kind != _STRING:
            return ""
        data = data.rstrip(b"\0")
        try:
            return data.decode(self.codec)
        except ValueError:
            return decode(data)

    def data(self, tag: int) -> bytes:
        """A binary property; b"" if it is absent."""
        kind, data = self.values.get(tag, (0, b""))
        return data if kind in (_BINARY, _OBJECT) else b""

    def number(self, tag: int) -> int:
        """An integer property; 0 if it is absent."""
        return int.from_bytes(self.values.get(tag, (0, b""))[1][:4], "little")


def message_in(data: bytes, depth: int = 0) -> Message:
    """The email in a package; raises ReaderError if the package is damaged or nests too deep."""
    if depth > _DEPTH or not data.startswith(TNEF):
        raise ReaderError("no sound package of Outlook (winmail.dat)")
    try:
        message, attachments = _items(data)
    except (IndexError, ValueError) as error:
        raise ReaderError("the package of Outlook (winmail.dat) is damaged") from error
    mixed = MIMEMultipart("mixed")
    for name, tag in (("From", SENDER), ("Subject", SUBJECT)):
        if message.text(tag):
            mixed[name] = Header(" ".join(message.text(tag).split()), "utf-8").encode()
    texts = MIMEMultipart("alternative")
    for version in versions(message):
        texts.attach(version)
    mixed.attach(texts)
    for attachment in attachments:
        mixed.attach(_attached(attachment, depth))
    return mixed


def _attached(item: _Item, depth: int) -> Message:
    name, content = item.text(LONG_NAME) or item.text(SHORT_NAME), item.data(CONTENT)
    if content.startswith(_MESSAGE):
        part = MIMEBase("message", "rfc822")
        part.attach(message_in(content[len(_MESSAGE) :], depth + 1))
        return part
    return attached_file(name, item.text(TYPE), content)


def _items(data: bytes) -> tuple[_Item, list[_Item]]:
    """The message of a package and its attachments."""
    message, attachments = _Item(), list[_Item]()
    for number, value in _attributes(data):
        if number == _CODE_PAGE:
            message.codec = codec_of_page(int.from_bytes(value[:4], "little"))
        elif number == _PROPERTIES:
            message.values |= dict(_properties(value))
        elif number == _BODY:
            message.values.setdefault(BODY, (_STRING, value))
        elif number == _ATTACHMENT_BEGINS:
            attachments.append(_Item(message.codec))
        elif attachments and number == _TITLE:
            attachments[-1].values.setdefault(SHORT_NAME, (_STRING, value))
        elif attachments and number == _DATA:
            attachments[-1].values.setdefault(CONTENT, (_BINARY, value))
        elif attachments and number == _ATTACHMENT_PROPERTIES:
            attachments[-1].values |= dict(_properties(value))
    return message, attachments


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, value) of each attribute; a truncated attribute ends the iteration."""
    at = len(TNEF) + 2
    while at + 9 <= len(data):
        number = int.from_bytes(data[at + 1 : at + 3], "little")
        size = int.from_bytes(data[at + 5 : at + 9], "little")
        at += 9
        if at + size > len(data):
            return
        yield number, data[at : at + size]
        at += size + 2


class _Cursor:
    """Reads values from bytes in sequence; raises ValueError at their end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes; values are padded to a multiple of four bytes."""
        taken = self._data[self._at : self._at + size]
        if len(taken) < size:
            raise ValueError("a value is cut off")
        self._at += size + -size % 4
        return taken

    def number(self) -> int:
        """The next four-byte integer."""
        return int.from_bytes(self.take(4), "little")


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """(number, (type, first value)) of each property in an attribute, up to a damaged one."""
    cursor = _Cursor(data)
    try:
        for _ in range(min(cursor.number(), _VALUES)):
            head = cursor.number()
            kind, number = head & 0xFFFF, head >> 16
            if number >= _NAMED:
                cursor.take(16)
                has_name = cursor.number()
                cursor.take(cursor.number() if has_name else 4)
            value = _value(cursor, kind)
            yield number, (kind & ~_MANY, value)
    except ValueError:
        return


def _value(cursor: _Cursor, kind: int) -> bytes:
    """The first value of a property."""
    base = kind & ~_MANY
    size = _SIZES.get(base)
    if size and not kind & _MANY:
        return cursor.take(size)
    if not size and base not in (_OBJECT, _STRING, _UNICODE, _BINARY):
        raise ValueError("a type that no property has")
    values = [cursor.take(size or cursor.number()) for _ in range(min(cursor.number(), _VALUES))]
    return values[0] if values else b""
