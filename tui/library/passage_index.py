"""PassageIndex: the passages of many articles, their positions, and the search index of all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from .record import ArticleRecord

if TYPE_CHECKING:
    from ..search.index import Index

Column: TypeAlias = "array[int]"


def new_columns() -> tuple[Column, Column, Column, Column]:
    """Empty columns for starts, ends, blocks and kinds."""
    return array("I"), array("I"), array("I"), array("B")


@dataclass(frozen=True)
class PassageTable:
    """For each passage its start and end (code points), and the number and kind of its Block."""

    starts: Sequence[int] = field(default_factory=lambda: array("I"))
    ends: Sequence[int] = field(default_factory=lambda: array("I"))
    blocks: Sequence[int] = field(default_factory=lambda: array("I"))
    kinds: Sequence[int] = field(default_factory=lambda: array("B"))

    def take(self, ranges: Iterable[range]) -> PassageTable:
        """A table of some ranges of passages, one after the other, that can be appended to."""
        chosen = list(ranges)
        columns = (self.starts, self.ends, self.blocks, self.kinds)
        starts, ends, blocks, kinds = copies = new_columns()
        for column, copy in zip(columns, copies, strict=True):
            for some in chosen:
                copy.extend(column[some.start : some.stop])
        return PassageTable(starts, ends, blocks, kinds)


def _empty_index() -> Index:
    from ..search.index import build_index

    return build_index(())


@dataclass(frozen=True)
class PassageIndex:
    """Records of articles by name, in the order of their passages, and the index of the passages.

    `id` names the cache file that `table` and `index` were read from; "" if there is none.
    """

    records: Mapping[str, ArticleRecord] = field(default_factory=dict)
    table: PassageTable = field(default_factory=PassageTable)
    index: Index = field(default_factory=_empty_index)
    id: str = ""


def join(parts: Sequence[PassageIndex]) -> PassageIndex:
    """One PassageIndex with all articles of several."""
    from ..search.index import merge_indexes

    if len(parts) == 1:
        return parts[0]
    records: dict[str, ArticleRecord] = {}
    table = PassageTable().take(())
    for part in parts:
        shift = len(table.starts)
        for record in part.records.values():
            records[record.name] = replace(record, first=record.first + shift)
        for column in ("starts", "ends", "blocks", "kinds"):
            getattr(table, column).extend(getattr(part.table, column))
    index = merge_indexes([(part.index, range(len(part.index))) for part in parts])
    return PassageIndex(records, table, index)
