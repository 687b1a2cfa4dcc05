"""RTF -> a Document: paragraphs, headings, lists, tables row by row, and notes.

Footnotes come at the end, one `list` Block each; in the text their number stands in brackets:
"[1]". What was deleted under tracked changes is left out.
Source: Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

from ...model.document import Document
from ...model.errors import ReaderError
from .. import office
from .body import RtfBody
from .tokens import tokens

READER = "rtf 2"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_BEGINS = b"{\\rtf"


def read(data: bytes, stem: str) -> Document:
    """The Document of an RTF file; ReaderError for one that is damaged or holds too much."""
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
