"""Prints the rows of statistics: as lines with bars, as a table of two dimensions, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .output import bold, dim, flat, say

Rows = Sequence[Mapping[str, Any]]

_BAR = 30
"""Cells of the longest bar."""
_WIDEST = 14
"""Code points of the heading of a column."""
_NONE = "(none)"
"""Stands for the value of an attribute that an article does not have."""


def say_csv(rows: Rows) -> None:
    """Print the rows as CSV; annotations by analyst have a column for each analyst."""
    coders = sorted({coder for row in rows for coder in row.get("coders", ())})
    keys = [key for key in (rows[0] if rows else ()) if key != "coders"]
    if not rows:
        return
    _say_cells([*keys, *(f"annotations by {coder}" for coder in coders)])
    for row in rows:
        own = row.get("coders", {})
        _say_cells([*(row[key] for key in keys), *(own.get(coder, 0) for coder in coders)])


def _say_cells(cells: Sequence[object]) -> None:
    from ..export.csv import defuse

    line = io.StringIO()
    texts = (defuse(cell) if isinstance(cell, str) else _plain(cell) for cell in cells)
    csv.writer(line, lineterminator="").writerow([*texts])
    say(line.getvalue())


def _plain(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _say_frequencies(rows: Rows) -> None:
    most = max((row["annotations"] for row in rows), default=1)
    names = [_named(row) for row in rows]
    width = max(map(len, names), default=0)
    if rows:
        say(" " * width, dim("  annotations  articles     words"))
    for row, name in zip(rows, names, strict=True):
        label = f"{name:<{width}}"
        figures = f"{row['annotations']:>13}{row['articles']:>10}{row['words']:>10}  "
        bar = "█" * -(-row["annotations"] * _BAR // most)
        say(bold(label) if row["group"] else label, figures, bar)


def _named(row: Mapping[str, Any]) -> str:
    """The name of a row's tag; that of a group ends in "/"."""
    return flat(row["tag"]) + ("/" if row.get("group") else "")


def _say_cooccurrences(rows: Rows) -> None:
    once = [row for row in rows if row["tag"] < row["other"]]
    once.sort(key=lambda row: -int(row["count"]))
    names = [f"{flat(row['tag'])} + {flat(row['other'])}" for row in once]
    width = max(map(len, names), default=0)
    most = once[0]["count"] if once else 1
    for row, name in zip(once, names, strict=True):
        say(f"{name:<{width}}{row['count']:>8}  ", "█" * -(-row["count"] * _BAR // most))


def _say_crosstab(rows: Rows) -> None:
    values = list(dict.fromkeys(row["value"] for row in sorted(rows, key=_by_value)))
    counts = {(_named(row), row["value"]): row["count"] for row in rows}
    names = list(dict.fromkeys(map(_named, rows)))
    width = max(map(len, names), default=0)
    heads = [_short(flat(value) or _NONE) for value in values]
    widths = [max(len(head), 5) + 2 for head in heads]
    if rows:
        titles = (f"{head:>{wide}}" for head, wide in zip(heads, widths, strict=True))
        say(" " * width, dim("".join(titles)))
    for name in names:
        cells = (
            f"{counts.get((name, value), '·'):>{wide}}"
            for value, wide in zip(values, widths, strict=True)
        )
        say(f"{name:<{width}}", "".join(cells))


def _by_value(row: Mapping[str, Any]) -> tuple[bool, int, str]:
    value = row["value"]
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else -1
    return number < 0, number, value


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


SAY: Mapping[str, Callable[[Rows], None]] = {
    "frequency": _say_frequencies,
    "cooccurrence": _say_cooccurrences,
    "crosstab": _say_crosstab,
}
"""How the rows of each table are printed for people."""
