"""Codebooks as CSV: with a head row (Taguette and this program) or without (QualCoder).

Taguette writes the columns `tag` (or `name`, or `path`), `description`, and numbers of highlights
and documents; this program adds `key`, `quick`, `color` and `rule`. QualCoder's plain codes have no
head row: each row is a path divided by ">>", and a memo after a tab or a comma.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from .import_result import Imported, Report, imported, short
from .refi import with_unique_keys
from .tags import duplicates, hex_color

_NAMES = ("tag", "name", "path", "code", "codename")
_DESCRIPTIONS = ("description", "memo")
_PARENTS = ("parent", "category")
_KEYS, _DIGITS, _COLORS, _RULES = (
    ("key",),
    ("quick", "digit"),
    ("color", "colour"),
    ("rule", "note"),
)
_COUNTS = ("number of highlights", "number of documents", "count")
_KNOWN = {*_NAMES, *_DESCRIPTIONS, *_PARENTS, *_KEYS, *_DIGITS, *_COLORS, *_RULES, *_COUNTS, ""}
_OURS = ("tag", "description", "key", "quick", "color", "rule")
"""The head row of this program's own export."""
_PATH_SEPARATOR = ">>"
_LONGEST = 120
"""Longest name, in code points, in a list without a head row."""
_GUARD = re.compile(r"^'(?=[\t\n])|((?:^|[;\t\n])[ \"]*)'(?=[=+\-@＝＋－＠])")
_COLOR_NAME = re.compile("[a-z-]+")


def tag_column(head: Sequence[str]) -> int | None:
    """The column with the names of tags; None unless there is exactly one."""
    found = [column for column, name in enumerate(head) if name in _NAMES]
    return found[0] if len(found) == 1 else None


def foreign(head: Sequence[str]) -> list[str]:
    """The columns that do not belong to a codebook."""
    return [name for name in head if name not in _KNOWN]


def without_guards(cell: str) -> str:
    """A cell without the apostrophes that this program's exports put before possible formulas."""
    return _GUARD.sub(lambda match: match[1] or "", cell)


def read(rows: Sequence[Sequence[str]], head: Sequence[str], name: str, report: Report) -> Imported:
    """Import the codebook below a head row; raises ReaderError if it contains no tags."""
    ours = tuple(head) == _OURS
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
    told, rule = cell(_DESCRIPTIONS), cell(_RULES)
    return Tag(name, key=letter, quick=quick, color=shade, description=told, note=rule)


def tag_path(tag: str, said: Collection[str]) -> str:
    """The path of a Taguette tag: a dot separates a group if that is also a tag."""
    before, dot, leaf = tag.rpartition(".")
    return f"{tag_path(before, said)}{SEPARATOR}{leaf}" if dot and leaf and before in said else tag
