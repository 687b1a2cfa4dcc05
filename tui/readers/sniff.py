"""Detects the format of bytes from their content: which reader takes them, or why none does."""

from __future__ import annotations

import re

from ..model.errors import ReaderError
from ..model.patterns import lazily
from .decode import is_binary
from .foreign import (
    FICTION_BOOK,
    MAGIC,
    OLD_OFFICE,
    OLE,
    OLE_KINDS,
    PACKED,
    RAW,
    TNEF,
    ZIP,
    ZIP_KINDS,
    FileKind,
    Signature,
)

_BINARY_FORMATS = {"pdf": "PDF", "epub": "EPUB", "docx": "DOCX", "rtf": "RTF", "odt": "ODT"}
"""Readers of formats that are certain from the bytes alone, with the name of each format."""

_HTML = lazily(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TEXTS = (
    ("mbox", b"From ", lazily(rb"From \S+ +\w{3} +\w{3} +\d[^\r\n]*\r?\n[A-Za-z][A-Za-z-]*:")),
    ("subtitles", b"WEBVTT", lazily(rb"(?:\xef\xbb\xbf)?\s*WEBVTT(?:\s|\Z)")),
    (
        "subtitles",
        b"-->",
        lazily(rb"(?:\xef\xbb\xbf)?\s*\d+\s*\n\d+:\d\d:\d\d[,.]\d+ *--> *\d+:\d\d"),
    ),
)
"""(reader, literal, pattern) for text formats: searching for the literal first is faster."""
_TEXT_SUFFIXES = (".txt", ".text")
_RENAME_ADVICE = {
    "mbox": "this looks like a mailbox; rename it to .mbox to read its messages",
    "subtitles": "these look like subtitles; rename the file to .srt or .vtt to read them",
    "mail": "this looks like a mail with its headers; rename it to .eml to read it as one",
    "html": "this looks like the source of a web page; rename it to .html to read it as one",
}
_HEADER = lazily(rb"(?m)^([A-Za-z][A-Za-z-]{1,40}):[ \t]?\S?")
_MAIL_HEADERS = frozenset(
    b"received return-path delivered-to message-id mime-version from to subject date "
    b"content-type reply-to snapshot-content-location".split()
)
_RTF = lazily(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")
_FLAT_ODT = lazily(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<office:document[\s-]")
_FICTION_BOOK = lazily(rb"\s*(?:<\?xml[^>]*>\s*)?<FictionBook[\s>]")
_PDF = lazily(rb"(?:\A|[\r\n\0])\s*%PDF-\d")
_HEAD_SIZE = 4096
_PDF_WITHIN = 1024


def reader_for(data: bytes, named: str | None, known: str, encoding: str = "") -> str:
    """The name of the reader for some bytes, from their content or else from their suffix.

    `named` is the reader for the suffix (None if the suffix is unknown), `known` lists the suffixes
    that can be read. With an `encoding` chosen by the user, data that look binary are read as text.
    Raises ReaderError, naming the format, if no reader takes the bytes.
    """
    if not data.strip():
        return "plain"  # an empty file of any suffix is an empty text
    found = sniff(data)
    if isinstance(found, FileKind):
        raise ReaderError(f"this is {found.name}; {found.advice} (what can be read is {known})")
    if found:
        return found
    if named in _BINARY_FORMATS:
        raise ReaderError(
            f"this is no {_BINARY_FORMATS[named]}, though it is named like one; fetch it again"
            f" (what can be read is {known})"
        )
    if not encoding and is_binary(data, strict=named is None):
        raise ReaderError(f"this is not text; what can be read is {known}")
    return named or sniff_text(data) or "plain"


def sniff(data: bytes) -> str | FileKind:
    """The reader that the content demands regardless of the suffix, "" if the content is ambiguous.

    Returns a FileKind, which names the format, if no reader takes it.
    """
    head = data[:_HEAD_SIZE]
    named_pdf = b"%PDF-" in head and _PDF.search(data, 0, _PDF_WITHIN)
    if named_pdf and (b"endobj" in data or b"\0" in data):
        return "pdf"
    if head.startswith(ZIP):
        return _zip(data)
    if head.startswith(OLE):
        found = (k for name, k in OLE_KINDS if name.encode("utf-16-le") in data)
        return next(found, OLD_OFFICE)
    if head.startswith(TNEF):
        return "winmail"
    if b"{\\rtf" in head and _RTF.match(head):
        return "rtf"
    if b"<office:document" in head and _FLAT_ODT.match(head):
        return "odt"
    if b"<FictionBook" in head and _FICTION_BOOK.match(head):
        return FICTION_BOOK
    kinds = (kind for signatures, kind in MAGIC if any(_matches(head, one) for one in signatures))
    return next(kinds, "")


def _matches(head: bytes, signature: Signature) -> bool:
    return all(head.startswith(part, at) for at, part in signature.items())


def sniff_text(data: bytes) -> str:
    """The reader of text without a known suffix: html, mail, mbox, subtitles; "" for plain text."""
    head = data[:_HEAD_SIZE]
    if b"<" in head and _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    for reader, needle, pattern in _TEXTS:
        if needle in head and pattern.match(head):
            return reader
    if b"from:" not in head.lower():
        return ""
    top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    first = _HEADER.match(top)
    names = {match[1].lower() for match in _HEADER.finditer(top)} & _MAIL_HEADERS
    return "mail" if first and b"from" in names and len(names) >= 4 else ""


def is_page(text: str) -> bool:
    """Whether a text begins like an HTML page."""
    return _HTML.match(text[:_HEAD_SIZE].encode("utf-8", "replace")) is not None


def remarks_on_markup(data: bytes, suffix: str) -> tuple[str, ...]:
    """Remarks on a text whose markup is shown unchanged because no reader for its format is used.

    The suffixes .txt and .text are taken at their word; the remark then suggests another suffix.
    """
    if suffix.lower() in _TEXT_SUFFIXES:
        reader = sniff_text(data)
        return (_RENAME_ADVICE[reader],) if reader else ()
    for suffixes, begins, kind in RAW:
        if suffix.lower() in suffixes or (begins and re.match(begins, data[:_HEAD_SIZE])):
            return (f"this is {kind.name}, shown as it stands in the file; {kind.advice}",)
    return ()


def _zip(data: bytes) -> str | FileKind:
    """The reader or FileKind of a zip archive, by the entry names, which are not compressed."""
    seen = data[:_HEAD_SIZE] + data[-256 * 1024 :]
    found = (what for needle, what in ZIP_KINDS if needle in seen)
    return next(found, PACKED)
