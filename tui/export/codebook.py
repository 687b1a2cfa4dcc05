"""The codebook as CSV, one tag a row: Taguette imports it, a spreadsheet opens it.

Taguette takes the columns `tag` and `description`: https://www.taguette.org/getting-started.html.
Rows and quoting, and what is done to cells that look like formulas, are those of `csv`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.codebook import Tag
from .csv import table
from .exhibit import Exhibit
from .refi import tags

COLUMNS = ("tag", "description", "key", "quick", "color", "rule")


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a CSV file with a head row: the tags that `qdc` holds, in the same order."""
    return table(COLUMNS, map(_row, tags(exhibits)))


def _row(tag: Tag) -> tuple[str, ...]:
    return tag.name, tag.description, tag.key, str(tag.quick or ""), tag.color, tag.note
