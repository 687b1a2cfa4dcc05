"""Collection: a shelf to search, and to ask where its passages are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..model.document import Passage
from .finder import KINDS, Finder, Said, touching
from .record import Record
from .shelf import Shelf


@dataclass(frozen=True, slots=True)
class Located:
    """Where a passage is: its article, span in code points, number and kind of its Block."""

    name: str
    start: int
    end: int
    block: int
    kind: str


class Collection:
    """The passages of many articles; `current` gives the present name of a tag."""

    def __init__(self, shelf: Shelf, current: Callable[[str], str] = str) -> None:
        self.shelf = shelf
        self._current = current

    @cached_property
    def finder(self) -> Finder:
        """The search over all passages."""
        from ..search.searcher import Searcher

        return Finder(Searcher(self.shelf.index), self.shelf.rows.kinds, self._said)

    def text(self, item: int) -> str:
        """The text of a passage."""
        return self.shelf.index.text(item)

    def locate(self, item: int) -> Located:
        """Where a passage is."""
        firsts, records = self._ordered
        rows = self.shelf.rows
        where = rows.starts[item], rows.ends[item], rows.blocks[item]
        record = records[bisect_right(firsts, item) - 1]
        return Located(record.name, *where, KINDS[rows.kinds[item]])

    def read_up_to(self, record: Record, offset: int) -> float:
        """The share (0 to 1) of an article's passages that begin at or before an offset."""
        low, high = record.first, record.first + record.count
        read = bisect_right(self.shelf.rows.starts, offset, low, high) - low
        return read / record.count if record.count else 0.0

    @cached_property
    def _ordered(self) -> tuple[list[int], list[Record]]:
        """The articles that have passages, by their first one."""
        records = sorted((r for r in self.shelf.records.values() if r.count), key=lambda r: r.first)
        return [record.first for record in records], records

    def _said(self) -> dict[int, list[Said]]:
        """What touches each passage."""
        found: dict[int, list[Said]] = {}
        for record in self.shelf.records.values():
            for item, said in self._touched(record):
                found[item] = said
        return found

    def _touched(self, record: Record) -> Iterator[tuple[int, list[Said]]]:
        if record.said:
            rows, current = self.shelf.rows, self._current
            items = range(record.first, record.first + record.count)
            passages = [Passage(rows.starts[item], rows.ends[item]) for item in items]
            heard = (replace(s, tags=tuple(map(current, s.tags))) for s in record.heard())
            for item, said in touching(passages, heard).items():
                yield record.first + item, said
