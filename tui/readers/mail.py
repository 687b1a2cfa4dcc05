"""A mail, or a page that a browser saved as one (MHTML) -> a Document.

The subject is the title; the plain body is preferred to the one in HTML; what is attached is named
in a last line. Source: RFC 5322 and 2045 to 2049; RFC 2557 for saved pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading import AS_USUAL, ReadingOptions
from . import plain
from .assemble import Part, assemble, clean
from .decode import canonical

READER = "mail 1"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_PARTS = 2_000
"""Parts of the largest mail."""
_CONTENT_HEADER = re.compile(
    rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)
_LONGEST_HEADER = 10_000
"""Bytes, or code points, of a header that is taken apart: the time for it grows by their square."""
_NESTED = 20
"""Comments and groups of addresses in a header of addresses; email.utils takes them recursively."""
_FLOWED = re.compile(r"(?m)(?<=\S) \n(?=[^\s>])")


def read(data: bytes, stem: str, options: ReadingOptions = AS_USUAL) -> Document:
    """The Document of a mail; ReaderError for one with too many parts, or parts nested too deep."""
    message, leaves = _opened(data)
    body = _body(leaves)
    page = body is not None and body.get_content_type() == "text/html"
    if (page and not _header(message, "From")) or _is_saved_page(message):
        return _page(message, body, stem, options)
    subject = _header(message, "Subject")
    parts = [Part("title", subject, 1)] if subject else []
    parts.extend(_body_parts(body))
    attached = list(filter(None, (_file_name(leaf) for leaf in leaves if leaf is not body)))
    if attached:
        parts.append(Part("paragraph", f"Attachments: {', '.join(attached)}"))
    return assemble(
        parts,
        stem=stem,
        title=subject,
        data={"author": _sender(message), "date": _date(message), "reader": READER},
    )


def _opened(data: bytes) -> tuple[Any, list[Any]]:
    """A message and those of its parts that have no parts themselves."""
    if any(len(header[0]) > _LONGEST_HEADER for header in _CONTENT_HEADER.finditer(data)):
        raise ReaderError("a header of this mail is longer than any program writes; save it anew")
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.compat32)
        leaves: list[Any] = []
        for part in message.walk():
            if not part.is_multipart():
                leaves.append(part)
            if len(leaves) > _PARTS:
                raise ReaderError(f"a mail of more than {_PARTS:,} parts; it is not opened")
    except (RecursionError, MessageError, ValueError) as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error
    return message, leaves


def _is_saved_page(message: Any) -> bool:
    return message.get("Snapshot-Content-Location") is not None


def _page(message: Any, body: Any, stem: str, options: ReadingOptions) -> Document:
    """The Document of a saved page: its HTML, and the address it was saved from."""
    from . import html

    if body is None:
        raise ReaderError("there is no page in this file; save it anew")
    address = message.get("Snapshot-Content-Location") or body.get("Content-Location") or ""
    url = clean(str(address))
    url = url if url.startswith(("http://", "https://")) else ""
    return html.read_page(_text(body, html=True), stem, options, url=url)


def _body(leaves: list[Any]) -> Any:
    """The part to read: the first plain text with words in it, else the first HTML, else None."""
    shown = [leaf for leaf in leaves if leaf.get_content_disposition() != "attachment"]
    plains = (leaf for leaf in shown if leaf.get_content_type() == "text/plain")
    pages = (leaf for leaf in shown if leaf.get_content_type() == "text/html")
    return next((leaf for leaf in plains if _text(leaf).strip()), None) or next(pages, None)


def _body_parts(body: Any) -> Iterator[Part]:
    if body is None:
        return
    if body.get_content_type() == "text/html":
        yield from _html_parts(_text(body, html=True))
        return
    text = _text(body)
    if (body.get_param("format") or "") == "flowed":
        text = _FLOWED.sub(" ", text.replace("\n-- \n", "\n--\n"))
    document = plain.read(text.encode("utf-8"), "")
    for block in document.blocks:
        kind = "paragraph" if block.kind == "title" else block.kind
        marks = document.marks_in(block.start, block.end)
        at, words = block.start, ""
        for mark in marks:
            if mark.style == "hidden":
                words += document.text[at : mark.start]
                at = mark.end
        words += document.text[at : block.end]
        yield Part(kind, clean(words), block.level if kind == "list" else 0, block.marker)


def _html_parts(markup: str) -> Iterator[Part]:
    from .hypertext import parts_of
    from .xml import parse_html

    if markup.strip():
        yield from parts_of(parse_html(markup.encode("utf-8")))


def _text(leaf: Any, *, html: bool = False) -> str:
    """The text of a part: as its charset says, where that is known and fits."""
    from .html import markup_of

    payload = leaf.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = leaf.get_content_charset()
    if charset:
        try:
            return canonical(data.decode(charset))
        except (LookupError, ValueError):
            pass
    if html:
        return markup_of(data)
    from .decode import decode

    return decode(data)


def _header(message: Message, name: str) -> str:
    """A header in one line, its encoded words decoded; "" where it is absent."""
    value = message.get(name)
    if value is None:
        return ""
    text, raw = "", str(value)
    pieces: list[tuple[Any, str | None]] = [(raw, None)]
    if len(raw) <= _LONGEST_HEADER:
        with suppress(MessageError, ValueError):
            pieces = decode_header(value)
    for piece, charset in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        try:
            text += piece.decode(charset or "utf-8")
        except (LookupError, ValueError):
            text += piece.decode("utf-8", "replace")
    return " ".join(clean(text).split())


def _sender(message: Message) -> str:
    """The name of the sender, else the address; the whole header where it is not a usual one."""
    header = _header(message, "From")
    if len(header) > _LONGEST_HEADER or max(map(header.count, "(:")) > _NESTED:
        return header
    senders = getaddresses([header])
    return ", ".join(filter(None, (name or address for name, address in senders)))


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def _file_name(leaf: Message) -> str:
    try:
        name = leaf.get_filename()
    except (LookupError, ValueError):
        return ""
    return " ".join(clean(name or "").split())
