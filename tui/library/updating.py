"""Updating a PassageIndex: only changed articles are read, and only their passages are indexed."""

from __future__ import annotations

import hashlib
from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import chain
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from ..model.document import Document
from ..model.errors import ReaderError
from ..store.faults import contain_faults
from .passage_fields import kind_numbers
from .passage_index import (
    NO_FILE,
    ArticleRecord,
    Column,
    Inspection,
    PassageIndex,
    inspect_article,
    new_columns,
    unreadable_record,
)
from .walking import ArticleFile

if TYPE_CHECKING:
    from ..search.index import Index

THREADS = 2
"""Number of articles read at the same time, each in its own process if it must be converted."""


def updated(
    passages: PassageIndex,
    articles: Sequence[ArticleFile],
    done: Callable[[ArticleRecord], None],
    cancelled: Callable[[], bool],
) -> PassageIndex:
    """The PassageIndex of these articles as they are now; the same object if nothing changed.

    `done` is called with the record of each article that had to be read. Once `cancelled` returns
    True, no further article is read, and those left keep their old records.
    """
    from ..search.index import build_index

    here = {article.name for article in articles}
    kept = {name: record for name, record in passages.records.items() if name in here}
    stale = [a for a in articles if a.name not in kept or not kept[a.name].is_current(a)]
    if not stale and len(kept) == len(passages.records):
        return passages
    update = _Update(kept, stale, done, cancelled)
    added = build_index(update.texts())
    return _merged(passages, update, added)


def only(passages: PassageIndex, names: Collection[str]) -> PassageIndex:
    """A PassageIndex with only the articles of these names."""
    from ..search.index import build_index

    kept = {name: record for name, record in passages.records.items() if name in names}
    if len(kept) == len(passages.records):
        return passages
    return _merged(passages, _Update(kept, (), lambda record: None, lambda: False), build_index(()))


def of_text(name: str, document: Document) -> PassageIndex:
    """The PassageIndex of one text that has no file."""
    from ..search.index import build_index

    update = _Update({}, (), lambda record: None, lambda: False)
    added = build_index(list(update.add(ArticleRecord(name, NO_FILE, NO_FILE), document)))
    return _merged(PassageIndex(), update, added)


@dataclass
class _Update:
    """Articles being read one after the other, so that their texts are not all in memory.

    `kept` are the records that stay; an article whose text changed moves from there to `records`,
    with its passages counted from 0 and listed in `columns`.
    """

    kept: dict[str, ArticleRecord]
    stale: Sequence[ArticleFile]
    done: Callable[[ArticleRecord], None]
    cancelled: Callable[[], bool]
    records: list[ArticleRecord] = field(default_factory=list)
    columns: tuple[Column, Column, Column, Column] = field(default_factory=new_columns)

    def texts(self) -> Iterator[str]:
        """Read the stale articles and yield the texts of their passages, in order."""
        if self.cancelled():
            return
        known = dict(self.kept)

        def work(article: ArticleFile) -> Inspection:
            return _read(article, known.get(article.name))

        for found in map_in_threads(work, self.stale, THREADS):
            name = found.record.name
            if not found.is_new_text:
                self.kept[name] = found.record
            else:
                self.kept.pop(name, None)
                yield from self.add(found.record, found.document)
            self.done(found.record)
            if self.cancelled():
                return

    def add(self, record: ArticleRecord, document: Document | None) -> Iterator[str]:
        """Add an article to `records` and yield the texts of its passages."""
        passages = list(document.all_passages()) if document else []
        starts, ends, blocks, kinds = self.columns
        first, count = len(starts), len(passages)
        starts.extend(passage.start for _, passage in passages)
        ends.extend(passage.end for _, passage in passages)
        blocks.extend(block for block, _ in passages)
        if document is not None:
            kinds.frombytes(kind_numbers(document, blocks[first:]))
        text = document.text if document else ""
        texts = [text[passage.start : passage.end] for _, passage in passages]
        key = _text_key(texts, [column[first:] for column in (starts, blocks, kinds)])
        self.records.append(replace(record, first=first, count=count, text_key=key))
        yield from texts


def _text_key(texts: Iterable[str], columns: Iterable[Column]) -> str:
    """A hash of the texts of passages, and of columns of numbers that say more about them."""
    found = hashlib.blake2b(digest_size=16)
    for text in texts:
        found.update(text.encode("utf-8", "replace"))
    for column in columns:
        found.update(array("I", column).tobytes())
    return found.hexdigest()


def _read(article: ArticleFile, known: ArticleRecord | None) -> Inspection:
    """Inspect an article and find its sentences; an exception makes it an unreadable one."""

    def work() -> Inspection:
        found = inspect_article(article, known)
        if found.document is not None and found.is_new_text:
            found.document.passage_counts()
        return found

    try:
        return contain_faults(str(article.path), article.folders.state, work)
    except ReaderError as error:
        return unreadable_record(article, error)


def _merged(passages: PassageIndex, update: _Update, added: Index) -> PassageIndex:
    """A PassageIndex of the articles that stay, followed by the new ones."""
    from ..search.index_merging import merge_indexes

    kept = sorted(update.kept.values(), key=lambda record: record.first)
    ranges = [range(record.first, record.first + record.count) for record in kept]
    if not len(added) and sum(map(len, ranges)) == len(passages.index):
        records = {record.name: record for record in [*kept, *update.records]}
        return replace(passages, records=records)
    table = passages.table.take(ranges)
    total = len(table.starts)
    for column, more in zip(
        (table.starts, table.ends, table.blocks, table.kinds), update.columns, strict=True
    ):
        column.extend(more)  # type: ignore[attr-defined]
    records, first = {}, 0
    for record in kept:
        has_moved = record.first != first
        records[record.name] = replace(record, first=first) if has_moved else record
        first += record.count
    for record in update.records:
        records[record.name] = replace(record, first=total + record.first)
    if not total:
        return PassageIndex(records, table, added)
    index = merge_indexes(
        [(passages.index, chain.from_iterable(ranges)), (added, range(len(added)))]
    )
    return PassageIndex(records, table, index)


Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_threads(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int = 1
) -> Iterator[Result]:
    """Yield the results of `work` on each of the items, in their order.

    Each of the `threads` works on one of the next items while the caller uses a result. An
    exception of `work` is raised in place of its result. The threads end with the program.
    """
    waiting: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()

    def run() -> None:
        while found := waiting.get():
            item, future = found
            try:
                future.set_result(work(item))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)

    for _ in range(threads):
        Thread(target=run, daemon=True).start()
    pending: deque[Future[Result]] = deque()
    try:
        for item in items:
            future: Future[Result] = Future()
            waiting.put((item, future))
            pending.append(future)
            if len(pending) > threads:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for _ in range(threads):
            waiting.put(None)
