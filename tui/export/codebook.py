"""The codebook as CSV, one tag a row: Taguette imports it, a spreadsheet opens it.

Taguette takes the columns `tag` and `description`: https://www.taguette.org/getting-started.html.
Rows and quoting, and what is done to cells that look like formulas, are those of `csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from .csv import defuse
from .exhibit import Exhibit
from .refi import tags

COLUMNS = ("tag", "description", "key", "quick", "color", "rule")


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a CSV file with a head row: the tags that `qdc` holds, in the same order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for tag in tags(exhibits):
        row = (tag.name, tag.description, tag.key, str(tag.quick or ""), tag.color, tag.note)
        writer.writerow(map(defuse, row))
    return out.getvalue().encode("utf-8-sig")
