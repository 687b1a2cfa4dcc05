"""PDF -> a Document: PDFium finds the lines, and their places and looks tell what they are."""

from __future__ import annotations

import re

from ...model.document import Document
from ...model.errors import ReaderError
from ..parts import assemble, byline_data, clean
from .layout import parts_of
from .pdfium import extract

READER = "pdf 4"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_SCANNED = "without text, most likely scanned"
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pdf|qxd|pptx?|xlsx?)|microsoft \w+ - .*|\W*|\d+",
    re.IGNORECASE,
)


def read(data: bytes, stem: str) -> Document:
    """The Document of a PDF, with its pages.

    Raises ReaderError for one that is damaged, encrypted, without text (scanned), or too large.
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
    """The title that a PDF bears, unless a program put a file's name or the like there."""
    title = " ".join(clean(said).split())
    return "" if _NO_TITLE.fullmatch(title) else title


def _date(said: str) -> str:
    """2015-07-09 for D:20150709123000Z, as far as it is given."""
    match = _DATE.match(said)
    return "-".join(filter(None, match.groups())) if match else ""
