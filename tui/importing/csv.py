"""Imports CSV tables: codebooks, and highlights exported by this or other programs.

The kind of a table is recognised by its head row; the delimiter may be a comma, semicolon or tab. A
table with an unknown head row is refused, because its content cannot be interpreted safely.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice

from ..model.errors import ReaderError
from . import csv_codebook, csv_highlights
from .import_result import Imported, Report
from .texts import decoded

_DELIMITERS = (",", ";", "\t")
_MOST = 100_000
"""Limit of rows in a table."""

Rows = list[list[str]]


def read(data: bytes, name: str) -> Imported:
    """Import a codebook or annotations from a table; raises ReaderError if it is neither."""
    report = Report()
    text, encoding = decoded(data)
    if encoding == "Windows-1252":
        report.remark(f"{name} is not UTF-8: read as {encoding}")
    foreign: list[str] = []
    unsound = ""
    for delimiter in _DELIMITERS:
        try:
            rows = _rows(text, name, delimiter)
        except csv.Error as error:
            unsound = unsound or str(error)
            continue
        head = [cell.strip().casefold() for cell in rows[0]] if rows else []
        if kind := csv_highlights.kind(head):
            return csv_highlights.read(rows, kind, name, report)
        if csv_codebook.tag_column(head) is None:
            continue
        foreign = foreign or csv_codebook.foreign(head)
        if not csv_codebook.foreign(head):
            return csv_codebook.read(rows[1:], head, name, report)
    if found := csv_codebook.plain_codes(text):
        return csv_codebook.without_head(found, name, report)
    if unsound and not foreign:
        raise ReaderError(f"{name}: no sound CSV ({unsound}); export it again")
    raise ReaderError(f"{name}: {_refusal(text, foreign)}")


def _refusal(text: str, foreign: Sequence[str]) -> str:
    """The reason why a table cannot be imported, and advice."""
    if not text.strip(" \r\n,;\t"):
        return "no tag in it; a codebook has a column tag, or rows GROUP>>TAG"
    if foreign:
        columns = ", ".join(foreign[:5])
        return (
            f"no codebook, for it has other columns too ({columns}); take these out, if it is one"
        )
    return (
        "neither a codebook (a column tag, or rows GROUP>>TAG) nor highlights of Taguette,"
        " Hypothesis, Readwise or reader; give it a head row if it is one"
    )


def _rows(text: str, name: str, delimiter: str) -> Rows:
    lines = text.replace("\0", "\ufffd").splitlines(keepends=True)
    rows = list(islice(csv.reader(lines, delimiter=delimiter), _MOST + 1))
    if len(rows) > _MOST:
        raise ReaderError(f"{name}: more than {_MOST:,} rows; split it")
    return rows
