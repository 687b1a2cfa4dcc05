"""RTF -> a Document: paragraphs, headings, lists, table rows, and notes.

Footnotes follow the text, one `list` Block each; the text refers to them by number: "[1]".
Deletions of tracked changes are left out. Source: Rich Text Format (RTF) Specification, version
1.9.1.
"""

from __future__ import annotations

from ...model.document import Document
from ...model.errors import ReaderError
from .. import office
from .body import RtfBody
from .tokens import tokens

READER = "rtf 2"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_BEGINS = b"{\\rtf"


def read(data: bytes, stem: str) -> Document:
    """Read an RTF file; raises ReaderError if it is damaged or too large."""
    begins = data.find(_BEGINS, 0, 1024)
    if data.strip() and begins < 0:
        raise ReaderError("no RTF inside, though named like one; fetch the file again")
    body = RtfBody()
    for token in tokens(data[max(begins, 0) :]):
        body.take(token)
    parts = body.finished()
    return office.document(
        parts,
        stem=stem,
        known=body.known,
        reader=READER,
        tally=body.tally,
        comments=body.comments,
    )
