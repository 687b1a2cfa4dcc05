"""Bringing a shelf up to date: only what changed is read, and only its passages indexed anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model.document import Document
from ..model.errors import ReaderError
from ..search import Index
from ..store.faults import contained
from .ahead import worked_ahead
from .finder import kinds_of
from .record import NO_FILE, Reading, Record, look_again, refused
from .shelf import Column, Shelf, columns_of
from .walking import Article

THREADS = 2
"""How many articles are read at the same time, each in a process of its own where one converts."""


def updated(
    shelf: Shelf,
    articles: Sequence[Article],
    done: Callable[[Record], None],
    cancelled: Callable[[], bool],
) -> Shelf:
    """The shelf with these articles as they are; the same one where nothing changed.

    `done` is given the record of each article that had to be looked into; when `cancelled`, those
    that were not yet keep the records that they have.
    """
    from ..search.build import build_index

    here = {article.name for article in articles}
    kept = {name: record for name, record in shelf.records.items() if name in here}
    stale = [a for a in articles if a.name not in kept or not kept[a.name].is_current(a)]
    if not stale and len(kept) == len(shelf.records):
        return shelf
    fresh = _Fresh(kept, stale, done, cancelled)
    added = build_index(fresh.texts())
    return _merged(shelf, fresh, added)


def only(shelf: Shelf, names: Collection[str]) -> Shelf:
    """A shelf with only the articles of these names."""
    from ..search.build import build_index

    kept = {name: record for name, record in shelf.records.items() if name in names}
    if len(kept) == len(shelf.records):
        return shelf
    return _merged(shelf, _Fresh(kept, (), lambda record: None, lambda: False), build_index(()))


def of_text(name: str, document: Document) -> Shelf:
    """A shelf with one text, of which there is no file."""
    from ..search.build import build_index

    fresh = _Fresh({}, (), lambda record: None, lambda: False)
    added = build_index(list(fresh.add(Record(name, NO_FILE, NO_FILE), document)))
    return _merged(Shelf(), fresh, added)


@dataclass
class _Fresh:
    """Articles as they are read one after the other, so that never all texts are in memory.

    What is new in the text leaves `kept` for `records`, its passages counted from 0.
    """

    kept: dict[str, Record]
    stale: Sequence[Article]
    done: Callable[[Record], None]
    cancelled: Callable[[], bool]
    records: list[Record] = field(default_factory=list)
    rows: tuple[Column, Column, Column, Column] = field(default_factory=columns_of)

    def texts(self) -> Iterator[str]:
        """The texts of all new passages, in order."""
        if self.cancelled():
            return
        known = dict(self.kept)

        def work(article: Article) -> Reading:
            return _read(article, known.get(article.name))

        for found in worked_ahead(work, self.stale, THREADS):
            name = found.record.name
            if not found.is_new_text:
                self.kept[name] = found.record
            else:
                self.kept.pop(name, None)
                yield from self.add(found.record, found.document)
            self.done(found.record)
            if self.cancelled():
                return

    def add(self, record: Record, document: Document | None) -> Iterator[str]:
        """Take in an article; the texts of its passages."""
        passages = list(document.all_passages()) if document else []
        self.records.append(replace(record, first=len(self.rows[0]), count=len(passages)))
        if document is None:
            return
        starts, ends, blocks, kinds = self.rows
        starts.extend(passage.start for _, passage in passages)
        ends.extend(passage.end for _, passage in passages)
        blocks.extend(block for block, _ in passages)
        kinds.frombytes(kinds_of(document, blocks[-len(passages) :] if passages else ()))
        for _, passage in passages:
            yield document.text[passage.start : passage.end]


def _read(article: Article, known: Record | None) -> Reading:
    """An article as it is, its sentences found; whatever is raised makes it an unreadable one."""

    def work() -> Reading:
        found = look_again(article, known)
        if found.document is not None and found.is_new_text:
            found.document.passage_counts()
        return found

    try:
        return contained(str(article.path), article.folders.state, work)
    except ReaderError as error:
        return refused(article, error)


def _merged(shelf: Shelf, fresh: _Fresh, added: Index) -> Shelf:
    """What stays of a shelf, then what is new."""
    from ..search.build import merge_indexes

    kept = sorted(fresh.kept.values(), key=lambda record: record.first)
    ranges = [range(record.first, record.first + record.count) for record in kept]
    if not len(added) and sum(map(len, ranges)) == len(shelf.index):
        records = {record.name: record for record in [*kept, *fresh.records]}
        return replace(shelf, records=records)
    rows = shelf.rows.take(ranges)
    total = len(rows.starts)
    for column, more in zip(
        (rows.starts, rows.ends, rows.blocks, rows.kinds), fresh.rows, strict=True
    ):
        column.extend(more)  # type: ignore[attr-defined]
    records, first = {}, 0
    for record in kept:
        records[record.name] = replace(record, first=first)
        first += record.count
    for record in fresh.records:
        records[record.name] = replace(record, first=total + record.first)
    if not total:
        return Shelf(records, rows, added)
    stay = (item for some in ranges for item in some)
    index = merge_indexes([(shelf.index, stay), (added, range(len(added)))])
    return Shelf(records, rows, index)
