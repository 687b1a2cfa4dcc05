"""What some bytes are, by their own content: which reader takes them, or why none does."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model.errors import ReaderError
from .decode import is_binary

_OF_BYTES = {"pdf": "PDF", "epub": "EPUB", "docx": "DOCX"}
"""Readers whose files are known by their bytes alone, and what these are called."""

_CONVERT = "open it in the program that made it and save it as PDF, DOCX or text"


class Kind(NamedTuple):
    """A kind of file that is not read here: what it is, and what to do with it."""

    name: str
    advice: str = _CONVERT


_PICTURE = "have its text recognised (OCR) and open that"
_LISTEN = "open a transcript of it"
_PACKED = "unpack it and open what is in it"
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (rb"\x89PNG\r\n\x1a\n", Kind("a PNG picture", _PICTURE)),
    (rb"\xff\xd8\xff", Kind("a JPEG picture", _PICTURE)),
    (rb"GIF8[79]a", Kind("a GIF picture", _PICTURE)),
    (rb"II\*\0|MM\0\*", Kind("a TIFF picture", _PICTURE)),
    (rb"RIFF.{4}WEBP", Kind("a WebP picture", _PICTURE)),
    (rb"BM.{4}\0\0\0\0", Kind("a BMP picture", _PICTURE)),
    (rb"\0\0\0.ftyp(?:hei|hev|mif1|avif)", Kind("a HEIC or AVIF picture", _PICTURE)),
    (rb"\0\0\0.ftyp|\x1aE\xdf\xa3", Kind("a film or a sound recording", _LISTEN)),
    (rb"ID3[\x02-\x04]\0|OggS\0|RIFF.{4}WAVE|fLaC\0", Kind("a sound recording", _LISTEN)),
    (rb"\{\\rtf\d?", Kind("an RTF text", "save it as DOCX or text")),
    (rb"%!PS-Adobe", Kind("a PostScript file", "convert it to PDF")),
    (rb"AT&TFORM.{4}DJV", Kind("a DjVu file", "convert it to PDF")),
    (rb".{60}BOOKMOBI", Kind("a Kindle book", "convert it to EPUB")),
    (rb"ITSF\x03\0", Kind("a help file (CHM)", "convert it to EPUB or HTML")),
    (rb"\x1f\x8b\x08", Kind("a gzip archive", _PACKED)),
    (rb"BZh[1-9]1AY&SY", Kind("a bzip2 archive", _PACKED)),
    (rb"\xfd7zXZ\0", Kind("an xz archive", _PACKED)),
    (rb"\x28\xb5\x2f\xfd", Kind("a zstd archive", _PACKED)),
    (rb"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", _PACKED)),
    (rb"Rar!\x1a\x07", Kind("a RAR archive", _PACKED)),
    (rb".{257}ustar[\0 ]", Kind("a tar archive", _PACKED)),
    (rb"SQLite format 3\0", Kind("an SQLite database", "export what you need as text")),
    (rb"bplist00", Kind("a Safari archive or property list", "save the page as HTML")),
    (rb"\x7fELF|MZ\x90\0", Kind("a program", "name a text")),
)
"""(how such files begin, what they are): patterns."""

_ZIP = b"PK\x03\x04"
_ZIPS: tuple[tuple[bytes, str | Kind], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", Kind("an OpenDocument text (.odt)")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind("an OpenDocument file")),
    (b"META-INF/container.xml", "epub"),
    (b"word/document", "docx"),
    (b"word/", "docx"),
    (b"xl/workbook", Kind("a spreadsheet (.xlsx)")),
    (b"ppt/presentation", Kind("slides (.pptx)")),
)
"""What the names of the entries in a zip hold, and what it then is; first match first."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLES = (
    (
        "EncryptedPackage",
        Kind("an encrypted document", "open it with its password and save it without one"),
    ),
    ("WordDocument", Kind("an old Word file (.doc)", "save it as DOCX")),
    ("Workbook", Kind("an old spreadsheet (.xls)")),
    ("PowerPoint Document", Kind("old slides (.ppt)")),
    ("__substg1.0_", Kind("an Outlook message (.msg)", "save it as .eml")),
)

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"(?m)^([A-Za-z][A-Za-z-]{1,40}):[ \t]?\S?")
_OF_MAIL = frozenset(
    b"received return-path delivered-to message-id mime-version from to subject date "
    b"content-type reply-to snapshot-content-location".split()
)
_PDF = re.compile(rb"(?:\A|[\r\n\0])\s*%PDF-\d")
_HEAD = 4096
_PDF_WITHIN = 1024


def reader_for(data: bytes, named: str | None, known: str, encoding: str = "") -> str:
    """The name of the reader that some bytes are for: by their content, else by their suffix.

    `named` is the reader for the suffix, None where that is unknown; `known` lists what can be
    read; with an `encoding` that the user chose, bytes are text that would not look like it. Raises
    ReaderError, saying what they are, for bytes that no reader takes.
    """
    if not data.strip():
        return "plain"  # an empty file of any kind is a text without words
    found = sniff(data)
    if isinstance(found, Kind):
        raise ReaderError(f"this is {found.name}; {found.advice} (what can be read is {known})")
    if found:
        return found
    if named in _OF_BYTES:
        raise ReaderError(
            f"this is no {_OF_BYTES[named]}, though it is named like one; fetch it again"
            f" (what can be read is {known})"
        )
    if not encoding and is_binary(data, strict=named is None):
        raise ReaderError(f"this is not text; what can be read is {known}")
    return named or sniff_text(data) or "plain"


def sniff(data: bytes) -> str | Kind:
    """The name of the reader that some bytes are for whatever their suffix is; "" if any may be.

    A Kind, which says what they are, for those that no reader takes.
    """
    head = data[:_HEAD]
    if _PDF.search(data, 0, _PDF_WITHIN) and (b"endobj" in data or b"\0" in data):
        return "pdf"
    if head.startswith(_ZIP):
        return _zip(data)
    if head.startswith(_OLE):
        found = (k for name, k in _OLES if name.encode("utf-16-le") in data)
        return next(found, Kind("an old Office file"))
    for pattern, kind in _MAGIC:
        if re.match(pattern, head, re.DOTALL):
            return kind
    return ""


def sniff_text(data: bytes) -> str:
    """The reader for text without a known suffix: html, mail, or "" for plain text."""
    head = data[:_HEAD]
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    first = _HEADER.match(top)
    names = {match[1].lower() for match in _HEADER.finditer(top)} & _OF_MAIL
    return "mail" if first and b"from" in names and len(names) >= 4 else ""


def _zip(data: bytes) -> str | Kind:
    """What a zip archive is, by the names in it, which stand in clear at its head and its end."""
    seen = data[:_HEAD] + data[-256 * 1024 :]
    found = (what for needle, what in _ZIPS if needle in seen)
    return next(found, Kind("a zip archive", _PACKED))
