"""Imports CSV tables: codebooks, and highlights exported by this or other programs.

The kind of a table is recognised by its head row; the delimiter may be a comma, semicolon or tab. A
table with an unknown head row is refused, because its content cannot be interpreted safely.

Taguette writes codebooks with the columns `tag` (or `name`, or `path`), `description`, and numbers
of highlights and documents; this program adds `key`, `quick`, `color`, `rule` and `heading`.
QualCoder's plain codes have no head row: each row is a path divided by ">>", and a memo after a tab
or a comma.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from . import csv_highlights
from .import_result import Imported, Report, imported, short
from .refi import with_unique_keys
from .tags import duplicates, hex_color, tag_path
from .texts import decoded, without_guards

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
        if tag_column(head) is None:
            continue
        foreign = foreign or foreign_columns(head)
        if not foreign_columns(head):
            return read_codebook(rows[1:], head, name, report)
    if found := plain_codes(text):
        return without_head(found, name, report)
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


_NAMES = ("tag", "name", "path", "code", "codename")
_DESCRIPTIONS = ("description", "memo")
_PARENTS = ("parent", "category")
_KEYS, _DIGITS, _COLORS, _RULES, _HEADINGS = (
    ("key",),
    ("quick", "digit"),
    ("color", "colour"),
    ("rule", "note"),
    ("heading",),
)
_COUNTS = ("number of highlights", "number of documents", "count")
_OWN = {*_KEYS, *_DIGITS, *_COLORS, *_RULES, *_HEADINGS}
_KNOWN = {*_NAMES, *_DESCRIPTIONS, *_PARENTS, *_OWN, *_COUNTS, ""}
_OURS = ("tag", "description", "key", "quick", "color", "rule", "heading")
"""The head row of this program's own export; before, it had no headings."""
_PATH_SEPARATOR = ">>"
_LONGEST = 120
"""Longest name, in code points, in a list without a head row."""
_COLOR_NAME = re.compile("[a-z-]+")


def tag_column(head: Sequence[str]) -> int | None:
    """The column with the names of tags; None unless there is exactly one."""
    found = [column for column, name in enumerate(head) if name in _NAMES]
    return found[0] if len(found) == 1 else None


def foreign_columns(head: Sequence[str]) -> list[str]:
    """The columns that do not belong to a codebook."""
    return [name for name in head if name not in _KNOWN]


def read_codebook(
    rows: Sequence[Sequence[str]], head: Sequence[str], name: str, report: Report
) -> Imported:
    """Import the codebook below a head row; raises ReaderError if it contains no tags."""
    ours = tuple(head) in (_OURS, _OURS[:-1])
    cells = [
        {key: without_guards(cell) if ours else cell for key, cell in zip(head, row, strict=False)}
        for row in rows
    ]
    column = head[tag_column(head) or 0]
    said = {row.get(column, "").strip() for row in cells}
    return _codebook((_tag(row, column, said, report) for row in cells), name, report)


def plain_codes(text: str) -> list[list[str]]:
    """The rows of a list of QualCoder's plain codes; empty if the text is something else."""
    lines = [line for line in text.splitlines() if line.strip()]
    tabbed = sum("\t" in line for line in lines) * 2 >= len(lines) > 0
    if any("\t" in line for line in lines):
        rows = [line.split("\t") for line in lines]
    else:
        try:
            rows = list(csv.reader(lines))
        except csv.Error:
            return []
    divided = any(_PATH_SEPARATOR in row[0] for row in rows)
    fits = all(len(row) <= 2 and len(row[0]) <= _LONGEST for row in rows)
    return rows if (divided or tabbed) and fits else []


def without_head(rows: Iterable[Sequence[str]], name: str, report: Report) -> Imported:
    """Import the codebook in rows of a path and an optional memo."""
    return _codebook((_plain(row) for row in rows), name, report)


def _plain(row: Sequence[str]) -> Tag:
    parts = (part.replace(SEPARATOR, "-") for part in row[0].split(_PATH_SEPARATOR))
    told = row[1].strip() if len(row) > 1 else ""
    return Tag(normal_name(SEPARATOR.join(parts)), description=told)


def _codebook(tags: Iterator[Tag], name: str, report: Report) -> Imported:
    found: dict[str, Tag] = {}
    for tag in tags:
        if tag.name and found.setdefault(tag.name, tag) != tag:
            report.lose("tags", f"a second row for the tag {tag.name}, which differs")
    if not found:
        raise ReaderError(f"{name}: no tag in it; a codebook has a column tag, or rows GROUP>>TAG")
    duplicates(found.values(), report)
    return imported((), Codebook(tuple(with_unique_keys(found.values()))), report)


def _tag(row: dict[str, str], column: str, said: set[str], report: Report) -> Tag:
    """The tag of a row; a dot in its name separates a group if that is also a tag of the file."""

    def cell(names: Sequence[str]) -> str:
        return next((row[key].strip() for key in names if row.get(key, "").strip()), "")

    path, above = tag_path(row.get(column, "").strip(), said), cell(_PARENTS)
    name = normal_name(f"{tag_path(above, said)}{SEPARATOR}{path}" if above and path else path)
    key, digit, color = cell(_KEYS), cell(_DIGITS), cell(_COLORS)
    shade = hex_color(color) or (color if _COLOR_NAME.fullmatch(color) else "")
    quick = int(digit) if len(digit) == 1 and digit in "123456789" else 0
    letter = key if len(key) == 1 else ""
    for what, text, kept in (
        ("key", key, letter),
        ("digit", digit, quick),
        ("colour", color, shade),
    ):
        if text and not kept:
            report.lose(
                f"{what}s", f"the {what} “{short(text)}” of the tag {name}: it is no {what}"
            )
    return Tag(
        name,
        key=letter,
        quick=quick,
        color=shade,
        description=cell(_DESCRIPTIONS),
        note=cell(_RULES),
        heading=cell(_HEADINGS),
    )
