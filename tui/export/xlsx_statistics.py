"""The sheets of a workbook on how tags were used: how often, together, and by attributes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..statistics.coding_table import CodingTable
from ..statistics.cooccurrences import cooccurrences
from ..statistics.crosstabs import crosstabs
from ..statistics.frequencies import frequencies
from .export_document import ExportDocument
from .tag_counts import coding_table
from .workbook import Sheet, SheetColumn

_FREQUENCIES = (
    SheetColumn("tag", 26),
    SheetColumn("level", 8),
    SheetColumn("annotations", 12),
    SheetColumn("documents", 12),
    SheetColumn("words", 12),
)
_TOGETHER = (
    SheetColumn("tag", 26),
    SheetColumn("other tag", 26),
    SheetColumn("on the same span", 18),
    SheetColumn("on overlapping spans", 20),
)
_BY = (
    SheetColumn("tag", 26),
    SheetColumn("level", 8),
    SheetColumn("by", 20),
    SheetColumn("value", 26),
    SheetColumn("annotations", 12),
)
_ATTRIBUTES = {
    "month": "month",
    "publisher": "publisher",
    "source.kind": "kind of source",
    "source.reliability": "grade of source",
}
"""The attributes of the crosstabs, with their names in words."""


def statistics_sheets(documents: Sequence[ExportDocument]) -> Iterator[Sheet]:
    """The sheets of frequencies, of tags that occur together, and of crosstabs."""
    table = coding_table(documents)
    rows = [
        (row.tag, _level(row.group), row.annotations, row.articles, row.words)
        for row in frequencies(table)
    ]
    yield Sheet("Tag frequencies", _FREQUENCIES, rows)
    yield Sheet("Tags together", _TOGETHER, list(_together(table)))
    by = [
        (row.tag, _level(row.group), name, row.value or "(none)", row.count)
        for attribute, name in _ATTRIBUTES.items()
        for row in crosstabs(table, attribute)
    ]
    yield Sheet("Tags by attribute", _BY, by)


def _together(table: CodingTable) -> Iterator[tuple[str, str, int, int]]:
    """A row for each pair of tags that overlap, in both orders."""
    same = {(row.tag, row.other): row.count for row in cooccurrences(table, "span")}
    for row in cooccurrences(table, "overlap"):
        yield row.tag, row.other, same.get((row.tag, row.other), 0), row.count


def _level(group: bool) -> str:
    return "group" if group else "tag"
