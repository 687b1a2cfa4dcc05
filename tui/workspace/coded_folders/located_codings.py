"""The codings of articles at their places in the present texts, with passages and paragraphs.

Unlike the codings in notes files, they take reading the articles, which the library's cache spares.
They have neither analysts nor what the notes say about the articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...statistics.coding_table import (
    NO_SOURCE,
    ArticleCodings,
    CodedSource,
    CodedSpan,
    CodingTable,
    columns_of,
)
from ...statistics.text_units import TextUnits

if TYPE_CHECKING:
    from ...library.passage_index import ArticleRecord, PassageIndex


class LocatedCodings(NamedTuple):
    """The codings, the passages of the articles, and how many annotations have no certain place."""

    codings: CodingTable
    units: TextUnits
    unplaced: int


def located_codings(passages: PassageIndex) -> LocatedCodings:
    """The codings of all articles of an index."""
    records = list(passages.records.values())
    table = passages.table
    units = TextUnits(
        [record.first for record in records],
        [record.count for record in records],
        np.asarray(table.starts, np.int64),
        np.asarray(table.ends, np.int64),
        np.asarray(table.blocks, np.int64),
        np.array([record.length for record in records], dtype=np.int64),
    )
    unplaced = sum(record.annotations - len(record.summaries) for record in records)
    return LocatedCodings(columns_of(map(_codings, records)), units, unplaced)


def _codings(record: ArticleRecord) -> ArticleCodings:
    codings = [
        CodedSpan(number, tag, one.start, one.end, 0, True, "", _source(one.source))
        for number, one in enumerate(record.annotation_summaries())
        for tag in dict.fromkeys(one.tags)
    ]
    return ArticleCodings(record.name, {}, codings)


def _source(name: str) -> CodedSource:
    return CodedSource(name, name) if name else NO_SOURCE
