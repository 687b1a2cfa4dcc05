"""How often each tag was used for each value of an attribute of the article or the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

import numpy as np

from ..model.dates import iso_date
from ..model.errors import ReaderError
from .coding_table import CodingTable, once_per_annotation
from .labels import Labels
from .text_units import TextUnits

TENTH = "tenth"
"""The attribute for the part of the article in which an annotation begins."""
BUILT_IN = ("month", "coder", "article", TENTH, "source", "source.kind", "source.reliability")
"""The attributes that are no keys of `[document]`."""
DOCUMENT = "document."
"""Before the name of a key of `[document]`, where it could be taken for another attribute."""


@dataclass(frozen=True, slots=True)
class Crosstab:
    """How many annotations with a tag, or with the tags of a group, have a value of an attribute.

    `value` is "" for those without the attribute.
    """

    table: Literal["crosstab"]
    tag: str
    group: bool
    attribute: str
    value: str
    count: int


def crosstabs(
    codings: CodingTable, attribute: str, units: TextUnits | None = None
) -> Iterator[Crosstab]:
    """A row for each tag or group and each value that occurs with it, by their names.

    `units` are needed for the attribute `tenth`. Raises ReaderError if no article has the
    attribute.
    """
    values = attribute_of(codings, attribute, units)
    rows, items = once_per_annotation(codings)
    width = len(values.values)
    keys, counts = np.unique(rows.numbers * width + values.numbers[items], return_counts=True)
    found = [
        (rows.values[place], _order(values.values[at]), values.values[at], count)
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
        for place, at in [divmod(key, width)]
    ]
    for (tag, group), _, value, count in sorted(
        found, key=lambda row: (row[0].tag, not row[0].group, row[1])
    ):
        yield Crosstab("crosstab", tag, group, attribute, value, count)


def attribute_of(
    codings: CodingTable, attribute: str, units: TextUnits | None = None
) -> Labels[str]:
    """The value of an attribute for each coding. Raises ReaderError if no article has it."""
    if attribute == "coder":
        return codings.author
    if attribute.split(".")[0] == "source" and attribute in BUILT_IN:
        return codings.source.mapped(_SOURCE_VALUES[attribute])
    if attribute == TENTH and units is not None:
        tenths = units.tenths(codings.article, codings.start)
        return Labels(tuple(map(str, range(11))), tenths)
    if attribute == "article":
        return Labels(codings.names, codings.article)
    if attribute == "month":
        return _of_articles(codings, codings.attributes.get("date")).mapped(_month)
    column = codings.attributes.get(attribute.removeprefix(DOCUMENT))
    if column is None and len(codings):
        known = ", ".join(sorted({*codings.attributes, *BUILT_IN}))
        raise ReaderError(f"--by {attribute}: no article has it; one of: {known}")
    return _of_articles(codings, column)


def _of_articles(codings: CodingTable, column: Labels[str] | None) -> Labels[str]:
    if column is None:
        return Labels(("",), np.zeros(len(codings), dtype=np.int64))
    return column.take(codings.article)


_SOURCE_VALUES = {
    "source": attrgetter("name"),
    "source.kind": attrgetter("kind"),
    "source.reliability": attrgetter("reliability"),
}


def _month(date: str) -> str:
    """The year and month of a date, such as "2015-07"; "" if they are not known."""
    month = iso_date(date)[:7]
    return month if len(month) == 7 else ""


def _order(value: str) -> tuple[bool, int, str]:
    """Sorts numbers by size, before other values."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else -1
    return number < 0, number, value
