"""File formats that the program does not read: their signatures, and how to convert them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_CONVERT = "open it in the program that made it and save it as PDF, DOCX or text"


class FileKind(NamedTuple):
    """A file format that is not read, and advice on what to do with such a file."""

    name: str
    advice: str = _CONVERT


_OFFICE = "convert it (soffice --headless --convert-to docx FILE)"
_SHEET = "convert it (soffice --headless --convert-to pdf FILE)"
_BOOK = "convert it (ebook-convert FILE FILE.epub)"
_PICTURE = "have its text recognised (OCR) and open that"
_LISTEN = "open a transcript of it"
_PACKED = "unpack it and open what is in it"
Signature = Mapping[int, bytes]
"""Offset in a file -> the bytes found there."""

MAGIC: tuple[tuple[tuple[Signature, ...], FileKind], ...] = (
    (({0: b"\x89PNG\r\n\x1a\n"},), FileKind("a PNG picture", _PICTURE)),
    (({0: b"\xff\xd8\xff"},), FileKind("a JPEG picture", _PICTURE)),
    (({0: b"GIF87a"}, {0: b"GIF89a"}), FileKind("a GIF picture", _PICTURE)),
    (({0: b"II*\0"}, {0: b"MM\0*"}), FileKind("a TIFF picture", _PICTURE)),
    (({0: b"RIFF", 8: b"WEBP"},), FileKind("a WebP picture", _PICTURE)),
    (({0: b"BM", 6: b"\0\0\0\0"},), FileKind("a BMP picture", _PICTURE)),
    (
        tuple({0: b"\0\0\0", 4: b"ftyp" + brand} for brand in (b"hei", b"hev", b"mif1", b"avif")),
        FileKind("a HEIC or AVIF picture", _PICTURE),
    ),
    (
        ({0: b"\0\0\0", 4: b"ftyp"}, {0: b"\x1aE\xdf\xa3"}),
        FileKind("a film or a sound recording", _LISTEN),
    ),
    (
        (
            *({0: b"ID3" + version} for version in (b"\x02\0", b"\x03\0", b"\x04\0")),
            *({0: b"OggS\0"}, {0: b"RIFF", 8: b"WAVE"}, {0: b"fLaC\0"}),
        ),
        FileKind("a sound recording", _LISTEN),
    ),
    (({0: b"%!PS-Adobe"},), FileKind("a PostScript file", "convert it (ps2pdf FILE)")),
    (
        ({0: b"AT&TFORM", 12: b"DJV"},),
        FileKind("a DjVu file", "convert it (ddjvu -format=pdf FILE FILE.pdf)"),
    ),
    (({60: b"BOOKMOBI"},), FileKind("a Kindle book", _BOOK)),
    (({0: b"ITSF\x03\0"},), FileKind("a help file (CHM)", _BOOK)),
    (({0: b"ITOLITLS"},), FileKind("a book of Microsoft Reader (.lit)", _BOOK)),
    (({0: b"\xffWPC"},), FileKind("a WordPerfect document", _OFFICE)),
    (({0: b"{\\pwi"},), FileKind("a document of Pocket Word (.pwi)", _OFFICE)),
    (({0: b"\x1f\x8b\x08"},), FileKind("a gzip archive", _PACKED)),
    (({0: b"BZh", 4: b"1AY&SY"},), FileKind("a bzip2 archive", _PACKED)),
    (({0: b"\xfd7zXZ\0"},), FileKind("an xz archive", _PACKED)),
    (({0: b"\x28\xb5\x2f\xfd"},), FileKind("a zstd archive", _PACKED)),
    (({0: b"7z\xbc\xaf\x27\x1c"},), FileKind("a 7z archive", _PACKED)),
    (({0: b"Rar!\x1a\x07"},), FileKind("a RAR archive", _PACKED)),
    (({257: b"ustar\0"}, {257: b"ustar "}), FileKind("a tar archive", _PACKED)),
    (
        ({0: b"SQLite format 3\0"},),
        FileKind("an SQLite database", "export what you need as text"),
    ),
    (
        ({0: b"bplist00"},),
        FileKind("a Safari archive or property list", "save the page as HTML"),
    ),
    (({0: b"\x7fELF"}, {0: b"MZ\x90\0"}), FileKind("a program", "name a text")),
)
"""(alternative signatures, format): a file has the format if any one of the signatures matches."""

FICTION_BOOK = FileKind("a FictionBook (.fb2)", _BOOK)
PACKED = FileKind("a zip archive", _PACKED)
OLD_OFFICE = FileKind("an old Office file", _OFFICE)

_PANDOC = "convert it (pandoc FILE -o FILE.docx)"
_SUBTITLES = "convert it (pysubs2 --to srt FILE)"
RAW: tuple[tuple[tuple[str, ...], bytes, FileKind], ...] = tuple(
    (tuple(suffixes.split()), begins, FileKind(name, advice))
    for suffixes, begins, name, advice in (
        (".tex .ltx", rb"\s*\\documentclass\b", "LaTeX", _PANDOC),
        (".ipynb", b"", "a notebook of Jupyter", "convert it (jupyter nbconvert --to html FILE)"),
        (".json .jsonl", rb"\s*[\[{]\s*\"", "JSON", "export it as text, DOCX or HTML"),
        (
            ".ass .ssa",
            rb"(?:\xef\xbb\xbf)?\s*\[Script Info\]",
            "a subtitle file of Aegisub (ASS)",
            _SUBTITLES,
        ),
        (
            ".ttml .dfxp",
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:tt:)?tt[\s>]",
            "a subtitle file in TTML",
            _SUBTITLES,
        ),
        (
            "",
            rb"(?:\xef\xbb\xbf)?\{\d+\}\{\d+\}",
            "a subtitle file of MicroDVD",
            "convert it (pysubs2 --to srt --fps 25 FILE)",
        ),
        (
            ".xml .dbk .docbook .tei",
            rb"\s*(?:<\?xml\s|<!DOCTYPE\s+(?!html)[a-z]+\s+(?:PUBLIC|SYSTEM))",
            "XML",
            "export it as text, DOCX or HTML",
        ),
        (
            ".roff .man",
            rb"(?:[.'](?:\\\"[^\n]*)?\n|\s)*\.(?:TH|Dd)\s",
            "a manual page (roff)",
            "convert it (pandoc --from man FILE -o FILE.docx)",
        ),
        (".ann", rb"T\d+\t\S+ \d+ \d+", "a file of annotations of brat", "open the text beside it"),
        (".csv .tsv", b"", "a table", "`reader import FILE` takes annotations from one"),
    )
)
"""(suffixes, pattern of the beginning, format) of text formats that have no reader."""

ZIP = b"PK\x03\x04"
ZIP_KINDS: tuple[tuple[bytes, str | FileKind], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        FileKind("an OpenDocument spreadsheet (.ods)", _SHEET),
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
        FileKind("OpenDocument slides (.odp)", _SHEET),
    ),
    (b"mimetypeapplication/vnd.oasis.opendocument", FileKind("an OpenDocument file", _SHEET)),
    (b"META-INF/container.xml", "epub"),
    (b"META-INF/manifest.xml", "odt"),
    (b"word/document", "docx"),
    (b"word/", "docx"),
    (b"xl/workbook", FileKind("a spreadsheet (.xlsx)", _SHEET)),
    (b"ppt/presentation", FileKind("slides (.pptx)", _SHEET)),
    (b"FixedDocumentSequence", FileKind("an XPS document", "print it to a PDF")),
    (
        b".iwa",
        FileKind("an Apple document (.pages, .numbers, .key)", "export it as DOCX or PDF"),
    ),
    (b"index.apxl", FileKind("an Apple document (.key)", "export it as PDF")),
    (b"QuickLook/", FileKind("an Apple document (.pages)", "export it as DOCX")),
)
"""Literals in the entry names of a zip archive, and the reader or format; the first match wins."""

TNEF = b"\x78\x9f\x3e\x22"
"""Signature of an Outlook attachment package (winmail.dat)."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_KINDS: tuple[tuple[str, str | FileKind], ...] = (
    # Messages come first because they may contain files of any other kind.
    ("__substg1.0_", "msg"),
    (
        "EncryptedPackage",
        FileKind("an encrypted document", "open it with its password and save it without one"),
    ),
    ("WordDocument", FileKind("an old Word file (.doc)", _OFFICE)),
    ("Workbook", FileKind("an old spreadsheet (.xls)", _SHEET)),
    ("PowerPoint Document", FileKind("old slides (.ppt)", _SHEET)),
    ("Quill", FileKind("a document of Publisher (.pub)", _SHEET)),
    ("VisioDocument", FileKind("a drawing of Visio", _SHEET)),
)
"""Names of streams in an OLE file, and the reader or format; the first match wins."""
