"""PDF -> a Document: PDFium extracts the lines; their positions and fonts tell what they are."""

from __future__ import annotations

import re

from ...model.document import Document
from ...model.errors import ReaderError
from ..parts import assemble, byline_data, clean
from .layout import parts_of
from .pdfium import extract

READER = "pdf 4"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_SCANNED = "without text, most likely scanned"
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pdf|qxd|pptx?|xlsx?)|microsoft \w+ - .*|\W*|\d+",
    re.IGNORECASE,
)


def read(data: bytes, stem: str) -> Document:
    """Read a PDF as a Document with its page numbers.

    Raises ReaderError if the PDF is damaged, encrypted, too large, or without text (scanned).
    """
    found = extract(data)
    parts = list(parts_of(found.pages, found.comments))
    if not parts:
        why = "whose fonts do not say which characters they show" if found.undecoded else _SCANNED
        raise ReaderError(f"a PDF {why}; have its text recognised (OCR) and open that")
    return assemble(
        parts,
        stem=stem,
        title="" if any(part.kind == "title" for part in parts) else _title(found.title),
        data={
            "author": clean(found.author),
            "date": _date(found.date),
            **byline_data(parts),
            "reader": READER,
        },
        remarks=found.remarks(),
    )


def _title(said: str) -> str:
    """The title in the metadata of a PDF, or "" if it is a file name or a placeholder."""
    title = " ".join(clean(said).split())
    return "" if _NO_TITLE.fullmatch(title) else title


def _date(said: str) -> str:
    """A PDF date as ISO 8601, as precise as given: 2015-07-09 for D:20150709123000Z."""
    match = _DATE.match(said)
    return "-".join(filter(None, match.groups())) if match else ""
