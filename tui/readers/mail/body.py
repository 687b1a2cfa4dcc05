"""Converts the MIME parts of an email, in order, to parts of a document.

All texts are shown, one of several alternatives, and messages inside the message under their own
headings. Parts that cannot be shown are named. Source: RFC 2045 to 2049 (MIME), RFC 3464 (bounces),
RFC 8551 (S/MIME).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...model.errors import ReaderError
from .. import bounds
from ..charsets import declared_in
from ..decode import decode, decoded, is_binary
from ..parts import Part, clean
from . import tnef
from .headers import charset, date, file_name, header, parsed, text_of
from .packed import prose_of, signed_content
from .text_parts import REMARK, is_calendar, parts_of, plain_parts

PARTS = 2_000
"""Limit of parts in one email."""
_DEPTH = 60
"""Limit of nesting of messages and multiparts."""
_NO_PROSE = frozenset(
    ["text/css", "text/javascript", "text/rtf", "text/x-amp-html", "text/vcard", "text/x-vcard"]
)
"""Text types that are not prose: they are listed as attachments."""
_READ = ("text/plain", "text/html", "text/enriched", "text/richtext")
"""Types of alternatives that are made to be read."""
_AS_FULL = 0.8
"""Share of the longest alternative's words from which on the plain one is shown instead."""
_FEW_WORDS, _SHARE = 3, 0.1
"""Number and share of additional words that an alternative may have without a remark."""
_FIELDS = ("From", "Date", "To", "Cc")
_MESSAGE_TYPES = ("message/rfc822", "message/global", "message/news")
_MESSAGE_HEADERS = ("From", "To", "Subject", "Date", "Message-ID")
"""Types and headers of messages, as opposed to the fields of a delivery report."""
_WORD = re.compile(r"https?://\S+|[^\W_]+")
_ENCRYPTED = "it is encrypted; open it in a mail program and save the text"
_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_SMIME_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PACKAGES = ("application/ms-tnef", "application/vnd.ms-tnef")
_CODINGS = ("x-uuencode", "x-uue", "x-unknown")
"""Names of transfer encodings that begin with x- and are supported or mean no encoding."""
_OF_MIME = re.compile(r"\bMIME\b|multi-?part", re.IGNORECASE)


@dataclass(slots=True)
class Content:
    """The content of an email: parts to show, names of attachments, and remarks."""

    parts: list[Part] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Content) -> None:
        """Append another content."""
        self.parts += other.parts
        self.attachments += other.attachments
        self.remarks += other.remarks


@dataclass(slots=True)
class _Walk:
    """The chosen encoding, and how many parts and code points one email may still have."""

    encoding: str
    left: int = PARTS
    room: int = bounds.TEXT


def content_of(message: Any, encoding: str = "") -> Content:
    """The content of an email; `encoding`, chosen by the user, applies to all its texts.

    Raises ReaderError if the email has too many parts, too much text, or nests too deep.
    """
    return _content_of_part(message, _Walk(encoding), 0)


def _content_of_part(part: Any, walk: _Walk, depth: int) -> Content:
    walk.left -= 1
    if walk.left < 0:
        raise ReaderError(f"a mail of more than {PARTS:,} parts; it is not opened")
    if depth > _DEPTH:
        raise ReaderError("the parts of this mail nest too deep or are damaged")
    kind = part.get_content_type()
    if part.get_content_maintype() == "message" and part.is_multipart():
        return _nested_messages(part, walk, depth)
    if part.is_multipart():
        return _multipart(part, kind, walk, depth)
    if file_name(part).lower().endswith(".eml") and (message := _enclosed(part)):
        found = Content(list(_heading(message)))
        found.add(_content_of_part(message, walk, depth + 1))
        return found
    if kind.startswith(("text/", "multipart/")) and kind not in _NO_PROSE:
        return _text(part, kind, walk)
    return _smime(part, walk, depth) if kind in _SMIME_TYPES else _attachment(part, kind)


def _multipart(part: Any, kind: str, walk: _Walk, depth: int) -> Content:
    """A multipart: one of its alternatives, or else all its parts."""
    opened = [(child, _unpacked(child)) for child in part.get_payload()]
    inside = [each for child, package in opened for each in package or [child]]
    children = [(child, _content_of_part(child, walk, depth + 1)) for child in inside]
    if kind == "multipart/alternative":
        return _alternative(children)
    for package in (package for _, package in opened if package):
        _drop_repeated(package[0], children)
    found = Content()
    preamble = _decoded_text(part.preamble)
    if not _OF_MIME.search(preamble):
        found.parts += plain_parts(preamble)
    for _, content in children:
        found.add(content)
    # Mailing lists append their footers to the epilogue, and some programs the rest of the text.
    found.parts += plain_parts(_decoded_text(part.epilogue))
    if kind == "multipart/encrypted":
        found.remarks.append(_ENCRYPTED)
    return found


def _unpacked(part: Any) -> list[Any]:
    """The parts of an Outlook package, its text first; empty for other or damaged parts."""
    if part.is_multipart() or not _is_package(part):
        return []
    payload = part.get_payload(decode=True)
    try:
        package: Any = tnef.message_in(payload if isinstance(payload, bytes) else b"")
        text, *files = package.get_payload()
    except ReaderError:
        return []
    return [text, *files] if files or text.get_payload() else []


def _is_package(part: Any) -> bool:
    return part.get_content_type() in _PACKAGES or file_name(part).lower() == "winmail.dat"


def _drop_repeated(text: Any, children: list[tuple[Any, Content]]) -> None:
    """Drop the text of an Outlook package if the other parts of the email contain its words."""
    own = next(content for child, content in children if child is text)
    others = sum((_words(content) for child, content in children if child is not text), Counter())
    words = _words(own)
    if (words - others).total() <= min(_FEW_WORDS, _SHARE * words.total()):
        own.parts.clear()


def _decoded_text(text: str | None) -> str:
    """The preamble or epilogue of a multipart as text."""
    return decode((text or "").encode("utf-8", "surrogateescape"))


def _alternative(children: list[tuple[Any, Content]]) -> Content:
    """The plain alternative, unless another has many more words; with the attachments of all."""
    versions = [one for one in children if one[1].parts and _has(one[0], *_READ)]
    for child, content in children:
        if content.parts and not _has(child, *_READ):
            content.attachments.append(file_name(child) or child.get_content_type())
    if not versions:
        return _joined(Content(), [content for _, content in children])
    words = [_words(content) for _, content in versions]
    fullest = max(range(len(versions)), key=lambda at: words[at].total())
    plains = (at for at, (child, _) in enumerate(versions) if _has(child, "text/plain"))
    shown = next(plains, fullest)
    if words[shown].total() < _AS_FULL * words[fullest].total():
        shown = fullest
    found = versions[shown][1]
    for at, (child, _) in enumerate(versions):
        more = (words[at] - words[shown]).total()
        if at != shown and more > max(_FEW_WORDS, _SHARE * words[at].total()):
            kind = child.get_content_type()
            found.remarks.append(f"another version of the text ({kind}) has {more:,} more words")
    return _joined(found, [content for _, content in children if content is not found])


def _has(child: Any, *kinds: str) -> bool:
    return any(leaf.get_content_type() in kinds for leaf in child.walk())


def _words(content: Content) -> Counter[str]:
    """The words of a content with their counts, without web addresses."""
    found = (match[0].lower() for part in content.parts for match in _WORD.finditer(part.text))
    return Counter(word for word in found if not word.startswith("http"))


def _joined(found: Content, others: list[Content]) -> Content:
    """A content, with the attachments of others added that it does not name yet."""
    for other in others:
        found.attachments += [name for name in other.attachments if name not in found.attachments]
    return found


def _nested_messages(part: Any, walk: _Walk, depth: int) -> Content:
    """Messages inside a message: forwarded ones, those of a digest, or the fields of a report."""
    found = Content()
    for message in part.get_payload():
        message = _base64_decoded(part, message)
        if part.get_content_type() in _MESSAGE_TYPES or any(map(message.get, _MESSAGE_HEADERS)):
            found.parts += _heading(message)
        else:
            fields = [f"{name}: {text_of(value)}" for name, value in message.items()]
            found.parts.append(Part("paragraph", clean("\n".join(fields))))
        found.add(_content_of_part(message, walk, depth + 1))
    return found


def _base64_decoded(part: Any, message: Any) -> Any:
    """A message decoded from base64, which some programs use here although RFC 2046 forbids it."""
    packed = message.get_payload()
    encoding = header(part, "Content-Transfer-Encoding").lower()
    if encoding != "base64" or message.keys() or not isinstance(packed, str):
        return message
    try:
        content = b64decode(packed)
    except ValueError:
        return message
    return parsed(content)


def _heading(message: Any) -> Iterator[Part]:
    """The subject of a message as a heading, then its sender, date and recipients."""
    yield Part("heading", header(message, "Subject") or "(no subject)", 2)
    fields = []
    for name in _FIELDS:
        value = header(message, name)
        written = date(message) if name == "Date" else None
        if written is not None:
            value = f"{written:%Y-%m-%d %H:%M %z}".strip()
        if value:
            fields.append(f"{name}: {value}")
    yield Part("byline", "\n".join(fields))


def _enclosed(part: Any) -> Any:
    """The message in an attached file; None if the file is no message."""
    payload = part.get_payload(decode=True)
    message = parsed(payload.lstrip()) if isinstance(payload, bytes) else None
    return message if message and any(map(message.get, _MESSAGE_HEADERS)) else None


def _attachment(part: Any, kind: str) -> Content:
    return Content(attachments=[file_name(part) or kind])


def _smime(part: Any, walk: _Walk, depth: int) -> Content:
    """The signed content of an S/MIME part; if it is encrypted, only its name."""
    payload = part.get_payload(decode=True)
    signed = signed_content(payload) if isinstance(payload, bytes) else b""
    if signed:
        found = _content_of_part(parsed(signed), walk, depth + 1)
    else:
        remark = "a part is encrypted or sealed (S/MIME) and cannot be read here"
        found = Content(remarks=[remark])
    found.add(_attachment(part, "application/pkcs7-mime"))
    return found


def _text(part: Any, kind: str, walk: _Walk) -> Content:
    """A text part; if it is a file, under a heading with its name."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    prose = prose_of(data)
    if is_binary(prose.data, strict=True) or _is_packed(part):
        return _attachment(part, "application/octet-stream")  # damaged headers called it text
    label = charset(part) or (declared_in(data) if kind == "text/html" else "")
    found = decoded(prose.data, walk.encoding, label)
    walk.room -= len(found.text)
    if walk.room < 0:
        raise ReaderError(f"more than {bounds.TEXT:,} characters of text; it is not opened")
    parts = parts_of(part, kind, found.text)
    name = file_name(part)
    content = Content(parts, list(prose.files), list(found.remarks))
    if name and parts:
        parts.insert(0, Part("heading", f"Attachment: {name}", 2))
    elif name:
        content.attachments.insert(0, name)
    if is_calendar(found.text):
        content.remarks.append(REMARK)
    if prose.is_encrypted or (kind == "text/html" and _ARMOUR in prose.data):
        content.remarks.append(_ENCRYPTED)
    return content


def _is_packed(part: Any) -> bool:
    """Whether a text has a transfer encoding that is not supported."""
    coding = header(part, "Content-Transfer-Encoding").lower()
    return coding.startswith("x-") and coding not in _CODINGS
