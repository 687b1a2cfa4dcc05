"""Collection: the passages of many articles, to be searched and located."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..config import Config, Folders
from ..model.document import Document, Passage
from . import walking
from .field_values import KINDS
from .finder import Finder
from .graded_sources import GradedSources
from .passage_fields import (
    AnnotationSummary,
    ArticlePassages,
    PassageFields,
    summaries_by_passage,
)
from .passage_index import ArticleRecord, PassageIndex, join
from .updating import of_text, only, updated


@dataclass(frozen=True, slots=True)
class PassageLocation:
    """The article of a passage, its span in code points, and the number and kind of its Block."""

    name: str
    start: int
    end: int
    block: int
    kind: str


Summaries = Callable[[ArticleRecord], list[AnnotationSummary]]


class Collection:
    """A PassageIndex that can be searched; `current` gives the present name of a tag.

    The names of its records are paths from `folder`. `summaries` gives those annotations of a
    record that can be found.
    """

    def __init__(
        self,
        passages: PassageIndex,
        current: Callable[[str], str] = str,
        folder: Path = Path(),
        summaries: Summaries = ArticleRecord.annotation_summaries,
    ) -> None:
        self.passages = passages
        self._current, self._folder, self._summaries_in = current, folder, summaries

    @cached_property
    def finder(self) -> Finder:
        """The search over all passages."""
        from ..search.searcher import Searcher

        kinds = self.passages.table.kinds
        fields = PassageFields(kinds, self._summaries, self._articles)
        return Finder(Searcher(self.passages.index), fields)

    def text(self, item: int) -> str:
        """The text of a passage."""
        return self.passages.index.text(item)

    def locate(self, item: int) -> PassageLocation:
        """The location of a passage."""
        firsts, records = self._ordered
        table = self.passages.table
        where = table.starts[item], table.ends[item], table.blocks[item]
        record = records[bisect_right(firsts, item) - 1]
        return PassageLocation(record.name, *where, KINDS[table.kinds[item]])

    def passages_of(self, record: ArticleRecord) -> list[Passage]:
        """The passages of an article."""
        starts, ends = self.passages.table.starts, self.passages.table.ends
        items = range(record.first, record.first + record.count)
        return [Passage(starts[item], ends[item]) for item in items]

    def read_up_to(self, record: ArticleRecord, offset: int) -> float:
        """The share (0 to 1) of an article's passages that begin at or before an offset."""
        low, high = record.first, record.first + record.count
        read = bisect_right(self.passages.table.starts, offset, low, high) - low
        return read / record.count if record.count else 0.0

    @cached_property
    def _ordered(self) -> tuple[list[int], list[ArticleRecord]]:
        """The first passages of the articles that have any, ascending, and their records."""
        found = (record for record in self.passages.records.values() if record.count)
        records = sorted(found, key=lambda record: record.first)
        return [record.first for record in records], records

    def _summaries(self) -> dict[int, list[AnnotationSummary]]:
        """The annotations that overlap each passage, by its number."""
        found: dict[int, list[AnnotationSummary]] = {}
        sources = GradedSources(self._folder)
        for record in self.passages.records.values():
            found.update(self._summaries_of(record, sources))
        return found

    def _articles(self) -> Iterator[ArticlePassages]:
        for record in self.passages.records.values():
            items = range(record.first, record.first + record.count)
            yield ArticlePassages(items, record.byline, record.date)

    def _summaries_of(
        self, record: ArticleRecord, sources: GradedSources
    ) -> Iterator[tuple[int, list[AnnotationSummary]]]:
        if not record.summaries:
            return
        current = self._current
        summaries = (
            replace(
                summary,
                tags=tuple(map(current, summary.tags)),
                reliability=sources.reliability(record.name, summary.source, summary.reliability),
            )
            for summary in self._summaries_in(record)
        )
        for item, overlapping in summaries_by_passage(self.passages_of(record), summaries).items():
            yield record.first + item, overlapping


def gather(
    folders_of_articles: Iterable[tuple[Path, PassageIndex]],
    paths: Sequence[Path],
    texts: Iterable[tuple[str, Document]],
    folders: Folders,
    config: Config,
) -> Collection:
    """All passages of indexed folders, of single articles, and of named texts.

    Records are named by the path that leads to them. An article that is given twice occurs once,
    under the name that it was given by itself.
    """
    named = {str(path.absolute()): str(path) for path in paths}
    indexes, there = [], set[str]()
    for folder, passages in folders_of_articles:
        indexes.append(_under(folder, passages, named, there))
    lone = [path for path in paths if str(path.absolute()) not in there]
    found = [walking.article(path, folders, config) for path in dict.fromkeys(lone)]
    indexes.append(updated(PassageIndex(), found, lambda record: None, lambda: False))
    indexes += [of_text(name, document) for name, document in texts]
    return Collection(join(indexes))


def of_texts(texts: Iterable[tuple[str, Document]]) -> PassageIndex:
    """The PassageIndex of texts that have no file, by their names."""
    return join([of_text(name, document) for name, document in texts])


def _under(
    folder: Path, passages: PassageIndex, named: dict[str, str], there: set[str]
) -> PassageIndex:
    """A folder's PassageIndex, its records named by path, without those whose paths are `there`."""
    # Joined as strings, since a Path for each of very many articles takes long.
    top, shown = (str(each / "x")[:-1] for each in (folder.absolute(), folder))
    below = {name: name.replace("/", os.sep) for name in passages.records}
    passages = only(passages, {name for name in below if top + below[name] not in there})
    there.update(top + below[name] for name in passages.records)
    records: dict[str, ArticleRecord] = {}
    for record in passages.records.values():
        path = below[record.name]
        name = named.get(top + path, shown + path)
        records[name] = replace(record, name=name)
    return replace(passages, records=records)
