"""The parts of a mail in their order -> parts of a document.

Texts are shown whatever stands between them, alternatives once, and messages inside the message
under a heading of their own. What cannot be shown is named. Source: RFC 2045 to 2049 (MIME),
RFC 3464 (bounces), RFC 8551 (S/MIME).
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
from .calendar import REMARK, is_calendar
from .headers import charset, date, file_name, header, parsed, text_of
from .packed import prose_of
from .sealed import signed_content
from .text_parts import parts_of, plain_parts

PARTS = 2_000
"""Parts of the largest mail."""
_DEPTH = 60
"""Levels of messages and of groups of parts."""
_NO_PROSE = frozenset(
    ["text/css", "text/javascript", "text/rtf", "text/x-amp-html", "text/vcard", "text/x-vcard"]
)
"""Texts that are not made to be read; they are named like pictures."""
_READ = ("text/plain", "text/html", "text/enriched", "text/richtext")
"""Types of the versions of a text that are made to be read."""
_AS_FULL = 0.8
"""Share of the words of another version that a plain version needs to be shown in its place."""
_FEW_WORDS, _SHARE = 3, 0.1
"""Words, and their share, that a version may have more than the one shown without a remark."""
_FIELDS = ("From", "Date", "To", "Cc")
_LETTERS = ("message/rfc822", "message/global", "message/news")
_OF_LETTERS = ("From", "To", "Subject", "Date", "Message-ID")
"""Types, and headers, that tell a message from a list of fields, as a report on a delivery is."""
_WORD = re.compile(r"https?://\S+|[^\W_]+")
_ENCRYPTED = "it is encrypted; open it in a mail program and save the text"
_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PACKAGES = ("application/ms-tnef", "application/vnd.ms-tnef")
_CODINGS = ("x-uuencode", "x-uue", "x-unknown")
"""Ways to encode a text for transfer, beginning with x-, that are known or mean none."""
_OF_MIME = re.compile(r"\bMIME\b|multi-?part", re.IGNORECASE)


@dataclass(slots=True)
class Content:
    """What is shown of a mail, what is only named, and what is to be said about it."""

    parts: list[Part] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Content) -> None:
        """Append all of another content."""
        self.parts += other.parts
        self.attachments += other.attachments
        self.remarks += other.remarks


@dataclass(slots=True)
class _Walk:
    """What is common to all parts of one mail."""

    encoding: str
    left: int = PARTS
    room: int = bounds.TEXT


def content_of(message: Any, encoding: str = "") -> Content:
    """The content of a mail; `encoding` is the user's choice for all its texts.

    Raises ReaderError for a mail with too many parts, too much text, or parts nested too deep.
    """
    return _of(message, _Walk(encoding), 0)


def _of(part: Any, walk: _Walk, depth: int) -> Content:
    walk.left -= 1
    if walk.left < 0:
        raise ReaderError(f"a mail of more than {PARTS:,} parts; it is not opened")
    if depth > _DEPTH:
        raise ReaderError("the parts of this mail nest too deep or are damaged")
    kind = part.get_content_type()
    if part.get_content_maintype() == "message" and part.is_multipart():
        return _inner(part, walk, depth)
    if part.is_multipart():
        return _group(part, kind, walk, depth)
    if file_name(part).lower().endswith(".eml") and (letter := _enclosed(part)):
        found = Content(list(_heading(letter)))
        found.add(_of(letter, walk, depth + 1))
        return found
    if kind.startswith(("text/", "multipart/")) and kind not in _NO_PROSE:
        return _text(part, kind, walk)
    return _sealed(part, walk, depth) if kind in _SEALED else _named(part, kind)


def _group(part: Any, kind: str, walk: _Walk, depth: int) -> Content:
    """A multipart: one of its alternatives, else all its parts."""
    opened = [(child, _unpacked(child)) for child in part.get_payload()]
    inside = [each for child, package in opened for each in package or [child]]
    children = [(child, _of(child, walk, depth + 1)) for child in inside]
    if kind == "multipart/alternative":
        return _alternative(children)
    for package in (package for _, package in opened if package):
        _drop_repeated(package[0], children)
    found = Content()
    preamble = _outside(part.preamble)
    if not _OF_MIME.search(preamble):
        found.parts += plain_parts(preamble)
    for _, content in children:
        found.add(content)
    # Mailing lists append their footers there, and careless programs the rest of the text.
    found.parts += plain_parts(_outside(part.epilogue))
    if kind == "multipart/encrypted":
        found.remarks.append(_ENCRYPTED)
    return found


def _unpacked(part: Any) -> list[Any]:
    """The parts of a package of Outlook, its text first; none for other parts and damaged ones."""
    if part.is_multipart() or not _is_package(part):
        return []
    payload = part.get_payload(decode=True)
    try:
        package: Any = tnef.letter(payload if isinstance(payload, bytes) else b"")
        text, *files = package.get_payload()
    except ReaderError:
        return []
    return [text, *files] if files or text.get_payload() else []


def _is_package(part: Any) -> bool:
    return part.get_content_type() in _PACKAGES or file_name(part).lower() == "winmail.dat"


def _drop_repeated(text: Any, children: list[tuple[Any, Content]]) -> None:
    """Leave out the text of a package where the other parts of the mail say the same."""
    own = next(content for child, content in children if child is text)
    others = sum((_words(content) for child, content in children if child is not text), Counter())
    words = _words(own)
    if (words - others).total() <= min(_FEW_WORDS, _SHARE * words.total()):
        own.parts.clear()


def _outside(text: str | None) -> str:
    """The text before the first part of a group, or after the last one."""
    return decode((text or "").encode("utf-8", "surrogateescape"))


def _alternative(children: list[tuple[Any, Content]]) -> Content:
    """The plain version, unless another one has much more to say; the files of all of them."""
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
    """The words of a content, without addresses of web pages."""
    found = (match[0].lower() for part in content.parts for match in _WORD.finditer(part.text))
    return Counter(word for word in found if not word.startswith("http"))


def _joined(found: Content, others: list[Content]) -> Content:
    """A content with what others name added, each name once."""
    for other in others:
        found.attachments += [name for name in other.attachments if name not in found.attachments]
    return found


def _inner(part: Any, walk: _Walk, depth: int) -> Content:
    """Messages inside a message: forwarded ones, those of a digest, or fields of a report."""
    found = Content()
    for message in part.get_payload():
        message = _transferred(part, message)
        if part.get_content_type() in _LETTERS or any(map(message.get, _OF_LETTERS)):
            found.parts += _heading(message)
        else:
            fields = [f"{name}: {text_of(value)}" for name, value in message.items()]
            found.parts.append(Part("paragraph", clean("\n".join(fields))))
        found.add(_of(message, walk, depth + 1))
    return found


def _transferred(part: Any, message: Any) -> Any:
    """A message that was packed in base64, as some programs do against the rules."""
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
    """The subject of a message as a heading, then who wrote it, when and to whom."""
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
    """The message that an attached file is; None for one that is none."""
    payload = part.get_payload(decode=True)
    message = parsed(payload.lstrip()) if isinstance(payload, bytes) else None
    return message if message and any(map(message.get, _OF_LETTERS)) else None


def _named(part: Any, kind: str) -> Content:
    return Content(attachments=[file_name(part) or kind])


def _sealed(part: Any, walk: _Walk, depth: int) -> Content:
    """What was signed and then packed with the signature; the name alone of what is encrypted."""
    payload = part.get_payload(decode=True)
    signed = signed_content(payload) if isinstance(payload, bytes) else b""
    if signed:
        found = _of(parsed(signed), walk, depth + 1)
    else:
        remark = "a part is encrypted or sealed (S/MIME) and cannot be read here"
        found = Content(remarks=[remark])
    found.add(_named(part, "application/pkcs7-mime"))
    return found


def _text(part: Any, kind: str, walk: _Walk) -> Content:
    """A text, under the name of its file if it is one."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    prose = prose_of(data)
    if is_binary(prose.data, strict=True) or _is_packed(part):
        return _named(part, "application/octet-stream")  # damaged headers made a text of it
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
    """Whether a text is encoded for transfer in a way that is not known here."""
    coding = header(part, "Content-Transfer-Encoding").lower()
    return coding.startswith("x-") and coding not in _CODINGS
