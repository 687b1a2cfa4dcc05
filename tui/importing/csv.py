"""Codebooks as CSV, of Taguette and of QualCoder.

Taguette writes a head row with `tag` (or `name`, or `path`), `description` and in newer versions
`parent`; QualCoder has no head row, but rows of a path, its groups divided by ">>", and a memo.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from .carried import Imported

_NAMES = ("tag", "name", "path", "code", "codename")
_TOLD = ("description", "memo")
_ABOVE = ("parent", "category")
_DIVIDED = ">>"
_MOST = 100_000
"""Rows of a codebook that is read."""

Row = tuple[str, str]
"""The name of a tag, and what it is for."""


def read(data: bytes, name: str) -> Imported:
    """The codebook; ReaderError for what is no text or holds no tag."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    try:
        rows = list(islice(csv.reader(text.splitlines(keepends=True)), _MOST + 1))
    except csv.Error as error:
        raise ReaderError(f"{name}: no sound CSV ({error}); export it again") from error
    if len(rows) > _MOST:
        raise ReaderError(f"{name}: more than {_MOST:,} rows; that is no codebook")
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((head.index(known) for known in _NAMES if known in head), None)
    found = _qualcoder(rows) if column is None else _taguette(rows[1:], head, column)
    tags: dict[str, Tag] = {}
    for tag, told in found:
        if tag:
            tags.setdefault(tag, Tag(tag, description=told.strip()))
    if not tags:
        raise ReaderError(f"{name}: no tag in it; a codebook has a column tag, or rows GROUP>>TAG")
    return Imported((), Codebook(tuple(tags.values())), ())


def _taguette(rows: Sequence[Sequence[str]], head: Sequence[str], column: int) -> Iterator[Row]:
    """The rows below a head; a dot divides a tag from a group that is a tag of the file too."""
    said = {row[column].strip() for row in rows if len(row) > column}
    for row in rows:
        if len(row) <= column or not row[column].strip():
            continue
        cells = dict(zip(head, row, strict=False))
        path = _path(row[column].strip(), said)
        above = next((cells[key].strip() for key in _ABOVE if cells.get(key, "").strip()), "")
        name = f"{_path(above, said)}{SEPARATOR}{path}" if above else path
        yield normal_name(name), next((cells[key] for key in _TOLD if key in cells), "")


def _path(tag: str, said: set[str]) -> str:
    before, dot, leaf = tag.rpartition(".")
    return f"{_path(before, said)}{SEPARATOR}{leaf}" if dot and leaf and before in said else tag


def _qualcoder(rows: Sequence[Sequence[str]]) -> Iterator[Row]:
    for row in rows:
        if row and row[0].strip():
            parts = (part.replace(SEPARATOR, "-") for part in row[0].split(_DIVIDED))
            yield normal_name(SEPARATOR.join(parts)), row[1] if len(row) > 1 else ""
