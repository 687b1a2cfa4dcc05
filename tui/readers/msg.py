"""An Outlook message (.msg) -> a Document: the message is rebuilt as a MIME email and read.

Source: [MS-OXMSG] Outlook Item (.msg) File Format, [MS-OXPROPS] Exchange Server Protocols Master
Property List.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.parser import HeaderParser
from email.utils import format_datetime
from io import BytesIO
from typing import TYPE_CHECKING

from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES, ReadingOptions
from . import bounds, mail
from .decode import decode, unused
from .foreign import OLE
from .mail.outlook import (
    CODE_PAGE,
    CONTENT,
    INTERNET_CODE_PAGE,
    LONG_NAME,
    SENDER,
    SHORT_NAME,
    SUBJECT,
    TYPE,
    attached_file,
    versions,
)
from .rtf.styles import codec_of_page

if TYPE_CHECKING:
    from olefile import OleFileIO

_DEPTH = 10
"""Limit of messages nested in messages."""
_ATTACHMENT = "__attach_version1.0_#"
_SUBMITTED, _DELIVERED, _HEADERS = 0x0039, 0x0E06, 0x007D
_SENDER_MAIL, _SENDER_SMTP = 0x0C1F, 0x5D01
_TO, _CC, _CLASS = 0x0E04, 0x0E03, 0x001A
_MAIL = re.compile(r"(?:IPM\.Note|REPORT|IPM\.Post)\b", re.IGNORECASE)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read an Outlook message as a Document; raises ReaderError if it is damaged or nests too deep.

    Some programs give this suffix to MIME email, which is read as such; the encoding in `options`
    applies to these files only.
    """
    if not data.startswith(OLE):
        return mail.read(data, stem, options)
    from olefile import OleFileIO

    try:
        with OleFileIO(BytesIO(data)) as ole:
            item = _Item(ole, ())
            kind = item.text(_CLASS)
            message = _message(item, 0)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError) as error:
        raise ReaderError("the message is damaged; save it anew") from error
    document = mail.read(message.as_bytes(), stem, options._replace(encoding=""))
    remarks = [unused(options.encoding)] if options.encoding else []
    if kind and not _MAIL.match(kind):
        remarks.append(f"this is no mail ({kind}): of its fields only subject and text are read")
    return replace(document, remarks=(*remarks, *document.remarks))


class _Item:
    """A message or an attachment: access to its properties by property number."""

    def __init__(self, ole: OleFileIO, path: tuple[str, ...]) -> None:
        self.ole, self.path = ole, path
        self._left = bounds.UNPACKED
        self._fixed = dict(self._fixed_properties())

    def _fixed_properties(self) -> Iterator[tuple[int, bytes]]:
        """(number, eight bytes) of each property of fixed size."""
        data = self._stream("__properties_version1.0")
        is_attachment = bool(self.path) and self.path[-1].startswith(_ATTACHMENT)
        head = 8 if is_attachment else 24 if self.path else 32
        for at in range(head, len(data) - 15, 16):
            yield int.from_bytes(data[at + 2 : at + 4], "little"), data[at + 8 : at + 16]

    def number(self, tag: int) -> int:
        """A property as an integer; 0 if it is absent."""
        return int.from_bytes(self._fixed.get(tag, b"")[:4], "little")

    def date(self, tag: int) -> datetime | None:
        """A property as a time in UTC; None if it is absent or out of range."""
        ticks = int.from_bytes(self._fixed.get(tag, b""), "little")
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def data(self, tag: int) -> bytes:
        """A binary property; b"" if it is absent."""
        return self._stream(f"__substg1.0_{tag:04X}0102")

    def text(self, tag: int) -> str:
        """A text property; "" if it is absent."""
        found = self._stream(f"__substg1.0_{tag:04X}001F")
        if found:
            return found.decode("utf-16-le", "replace").rstrip("\0")
        found = self._stream(f"__substg1.0_{tag:04X}001E").rstrip(b"\0")
        try:
            return found.decode(self.codec)
        except ValueError:
            return decode(found)  # some programs declare another code page than the one they write

    @property
    def codec(self) -> str:
        """The codec of text properties that are not in Unicode."""
        return codec_of_page(self.number(CODE_PAGE) or self.number(INTERNET_CODE_PAGE) or 1252)

    def inside(self, name: str) -> tuple[str, ...] | None:
        """The path of a storage inside this item; None if it does not exist."""
        path = (*self.path, name)
        return path if self.ole.exists(list(path)) else None

    def attachments(self) -> Iterator[_Item]:
        """The attachments in the order of their numbers."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self.ole.listdir(streams=True, storages=True)
            if tuple(entry[:depth]) == self.path
            and len(entry) > depth
            and entry[depth].startswith(_ATTACHMENT)
        }
        for name in sorted(names):
            yield _Item(self.ole, (*self.path, name))

    def _stream(self, name: str) -> bytes:
        path = [*self.path, name]
        if not self.ole.exists(path) or self.ole.get_type(path) != 2:
            return b""
        self._left -= self.ole.get_size(path)
        if self._left < 0:
            raise ReaderError("unpacks to far more than a message holds; it is not opened")
        content: bytes = self.ole.openstream(path).read()
        return content


def _message(item: _Item, depth: int) -> Message:
    """The MIME email with the content of an item."""
    if depth > _DEPTH:
        raise ReaderError("the messages inside this message nest too deep")
    mixed = MIMEMultipart("mixed")
    for name, value in _headers(item):
        if value:
            mixed[name] = Header(" ".join(value.split()), "utf-8").encode()
    texts = MIMEMultipart("alternative")
    for version in versions(item):
        texts.attach(version)
    mixed.attach(texts)
    for attachment in item.attachments():
        mixed.attach(_attached(attachment, depth))
    return mixed


def _headers(item: _Item) -> Iterator[tuple[str, str]]:
    """The Internet headers of the message, or else the properties that Outlook stores instead."""
    sent = HeaderParser().parsestr(item.text(_HEADERS).lstrip("\r\n"))
    address = item.text(_SENDER_SMTP) or item.text(_SENDER_MAIL)
    sender = item.text(SENDER) or address
    if "@" in address and address != sender:
        quoted = sender.replace('"', "'")
        sender = f'"{quoted}" <{address}>'
    date = item.date(_SUBMITTED) or item.date(_DELIVERED)
    yield "From", _decoded(sent.get("From")) or sender
    yield "To", _decoded(sent.get("To")) or item.text(_TO).replace(";", ",")
    yield "Cc", _decoded(sent.get("Cc")) or item.text(_CC).replace(";", ",")
    yield "Date", str(sent.get("Date") or (format_datetime(date) if date else ""))
    yield "Subject", item.text(SUBJECT)


def _decoded(value: object) -> str:
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(str(value)))) if value else ""
    except (LookupError, ValueError):
        return str(value)


def _attached(attachment: _Item, depth: int) -> Message:
    """An attachment as a MIME part: a message, a text, or the mere name of another file."""
    name = attachment.text(LONG_NAME) or attachment.text(SHORT_NAME)
    inner = attachment.inside(f"__substg1.0_{CONTENT:04X}000D")
    if inner and _Item(attachment.ole, inner).text(_CLASS):
        part = MIMEBase("message", "rfc822")
        part.attach(_message(_Item(attachment.ole, inner), depth + 1))
        return part
    return attached_file(name, attachment.text(TYPE), attachment.data(CONTENT))
