"""The figures of a report on how tags were used: how often, and which occur together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..statistics.cooccurrences import cooccurrences
from ..statistics.frequencies import Frequency, frequencies
from .assessment import Assessment
from .report_nodes import Node
from .tag_counts import coding_table
from .tag_figure_node import TagFigures

_MOST_BARS = 20
"""The greatest number of tags with a bar."""
_MOST_SQUARED = 12
"""The greatest number of tags in the map of pairs."""


class _Pair(NamedTuple):
    tag: str
    other: str


def tag_figures(assessment: Assessment) -> Iterator[Node]:
    """How often each tag was used, and how often two tags overlap; nothing without tags."""
    table = coding_table(assessment.documents)
    tags = [row for row in frequencies(table) if not row.group]
    tags.sort(key=_by_use)
    if not tags:
        return
    counts = {_Pair(row.tag, row.other): row.count for row in cooccurrences(table, "overlap")}
    paired = {pair.tag for pair in counts}
    names = tuple(row.tag for row in tags if row.tag in paired)[:_MOST_SQUARED]
    yield TagFigures(
        tuple((row.tag, row.annotations, row.articles) for row in tags[:_MOST_BARS]),
        max(0, len(tags) - _MOST_BARS),
        names,
        tuple(tuple(counts.get(_Pair(tag, other), 0) for other in names) for tag in names),
        len(paired) - len(names),
    )


def _by_use(row: Frequency) -> tuple[int, str]:
    return -row.annotations, row.tag
