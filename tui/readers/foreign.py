"""The kinds of files that are not read, how they are known, and how each is converted."""

from __future__ import annotations

from typing import NamedTuple

_CONVERT = "open it in the program that made it and save it as PDF, DOCX or text"


class Kind(NamedTuple):
    """A kind of file that is not read here: what it is, and what to do with it."""

    name: str
    advice: str = _CONVERT


_OFFICE = "convert it (soffice --headless --convert-to docx FILE)"
_SHEET = "convert it (soffice --headless --convert-to pdf FILE)"
_BOOK = "convert it (ebook-convert FILE FILE.epub)"
_PICTURE = "have its text recognised (OCR) and open that"
_LISTEN = "open a transcript of it"
_PACKED = "unpack it and open what is in it"
MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (rb"\x89PNG\r\n\x1a\n", Kind("a PNG picture", _PICTURE)),
    (rb"\xff\xd8\xff", Kind("a JPEG picture", _PICTURE)),
    (rb"GIF8[79]a", Kind("a GIF picture", _PICTURE)),
    (rb"II\*\0|MM\0\*", Kind("a TIFF picture", _PICTURE)),
    (rb"RIFF.{4}WEBP", Kind("a WebP picture", _PICTURE)),
    (rb"BM.{4}\0\0\0\0", Kind("a BMP picture", _PICTURE)),
    (rb"\0\0\0.ftyp(?:hei|hev|mif1|avif)", Kind("a HEIC or AVIF picture", _PICTURE)),
    (rb"\0\0\0.ftyp|\x1aE\xdf\xa3", Kind("a film or a sound recording", _LISTEN)),
    (rb"ID3[\x02-\x04]\0|OggS\0|RIFF.{4}WAVE|fLaC\0", Kind("a sound recording", _LISTEN)),
    (rb"%!PS-Adobe", Kind("a PostScript file", "convert it (ps2pdf FILE)")),
    (rb"AT&TFORM.{4}DJV", Kind("a DjVu file", "convert it (ddjvu -format=pdf FILE FILE.pdf)")),
    (rb".{60}BOOKMOBI", Kind("a Kindle book", _BOOK)),
    (rb"ITSF\x03\0", Kind("a help file (CHM)", _BOOK)),
    (rb"ITOLITLS", Kind("a book of Microsoft Reader (.lit)", _BOOK)),
    (rb"\xffWPC", Kind("a WordPerfect document", _OFFICE)),
    (rb"\{\\pwi", Kind("a document of Pocket Word (.pwi)", _OFFICE)),
    (rb"\s*(?:<\?xml[^>]*>\s*)?<FictionBook[\s>]", Kind("a FictionBook (.fb2)", _BOOK)),
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

PACKED = Kind("a zip archive", _PACKED)
OLD_OFFICE = Kind("an old Office file", _OFFICE)

_PANDOC = "convert it (pandoc FILE -o FILE.docx)"
_SUBTITLES = "convert it (pysubs2 --to srt FILE)"
RAW: tuple[tuple[tuple[str, ...], bytes, Kind], ...] = (
    ((".tex", ".ltx"), rb"\s*\\documentclass\b", Kind("LaTeX", _PANDOC)),
    (
        (".ipynb",),
        b"",
        Kind("a notebook of Jupyter", "convert it (jupyter nbconvert --to html FILE)"),
    ),
    ((".json", ".jsonl"), rb"\s*[\[{]\s*\"", Kind("JSON", "export it as text, DOCX or HTML")),
    (
        (".ass", ".ssa"),
        rb"(?:\xef\xbb\xbf)?\s*\[Script Info\]",
        Kind("a subtitle file of Aegisub (ASS)", _SUBTITLES),
    ),
    (
        (".ttml", ".dfxp"),
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:tt:)?tt[\s>]",
        Kind("a subtitle file in TTML", _SUBTITLES),
    ),
    (
        (),
        rb"(?:\xef\xbb\xbf)?\{\d+\}\{\d+\}",
        Kind("a subtitle file of MicroDVD", "convert it (pysubs2 --to srt --fps 25 FILE)"),
    ),
    (
        (".xml", ".dbk", ".docbook", ".tei"),
        rb"\s*(?:<\?xml\s|<!DOCTYPE\s+(?!html)[a-z]+\s+(?:PUBLIC|SYSTEM))",
        Kind("XML", "export it as text, DOCX or HTML"),
    ),
    (
        (".roff", ".man"),
        rb"(?:[.'](?:\\\"[^\n]*)?\n|\s)*\.(?:TH|Dd)\s",
        Kind("a manual page (roff)", "convert it (pandoc --from man FILE -o FILE.docx)"),
    ),
    (
        (".ann",),
        rb"T\d+\t\S+ \d+ \d+",
        Kind("a file of annotations of brat", "open the text beside it"),
    ),
    ((".csv", ".tsv"), b"", Kind("a table", "`reader import FILE` takes annotations from one")),
)
"""(suffixes, how the text begins, what it is) of formats whose files are texts, but not to read."""

ZIP = b"PK\x03\x04"
ZIPS: tuple[tuple[bytes, str | Kind], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        Kind("an OpenDocument spreadsheet (.ods)", _SHEET),
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
        Kind("OpenDocument slides (.odp)", _SHEET),
    ),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind("an OpenDocument file", _SHEET)),
    (b"META-INF/container.xml", "epub"),
    (b"META-INF/manifest.xml", "odt"),
    (b"word/document", "docx"),
    (b"word/", "docx"),
    (b"xl/workbook", Kind("a spreadsheet (.xlsx)", _SHEET)),
    (b"ppt/presentation", Kind("slides (.pptx)", _SHEET)),
    (b"FixedDocumentSequence", Kind("an XPS document", "print it to a PDF")),
    (b".iwa", Kind("an Apple document (.pages, .numbers, .key)", "export it as DOCX or PDF")),
    (b"index.apxl", Kind("an Apple document (.key)", "export it as PDF")),
    (b"QuickLook/", Kind("an Apple document (.pages)", "export it as DOCX")),
)
"""What the names of the entries in a zip hold, and what it then is; first match first."""

TNEF = b"\x78\x9f\x3e\x22"
"""How a package of Outlook (winmail.dat) begins."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLES: tuple[tuple[str, str | Kind], ...] = (
    # First, for messages hold files of any kind.
    ("__substg1.0_", "msg"),
    (
        "EncryptedPackage",
        Kind("an encrypted document", "open it with its password and save it without one"),
    ),
    ("WordDocument", Kind("an old Word file (.doc)", _OFFICE)),
    ("Workbook", Kind("an old spreadsheet (.xls)", _SHEET)),
    ("PowerPoint Document", Kind("old slides (.ppt)", _SHEET)),
    ("Quill", Kind("a document of Publisher (.pub)", _SHEET)),
    ("VisioDocument", Kind("a drawing of Visio", _SHEET)),
)
"""What the names of the streams in an OLE file hold, and what it then is; first match first."""
