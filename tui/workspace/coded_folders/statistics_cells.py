"""The tables of statistics as cells to list, and the passages that a cell counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...config import Config, Folders
from ...library import walking
from ...library.folder_notes import load_notes_of
from ...model.annotation import Annotation, Notes
from ...model.codebook import covers
from ...model.errors import ReaderError
from ...statistics.coding_table import CodingTable, columns_of, joined
from ...statistics.cooccurrences import Within, cooccurrences, together
from ...statistics.crosstabs import attribute_of, crosstabs
from ...statistics.frequencies import frequencies
from ...statistics.labels import Labels, Numbers
from ..article_labels import article_label
from .gathered_codings import in_effect
from .noted_codings import codings_of
from .updated_codings import codings_below

_MOST_PASSAGES = 500
"""The most passages of a cell that are listed."""


class StatisticsView(NamedTuple):
    """A table that can be shown: its title, and how close the tags are or what they are by."""

    title: str
    table: Literal["frequency", "cooccurrence", "crosstab"]
    within: Within = "overlap"
    attribute: str = ""


VIEWS = (
    StatisticsView("Tags", "frequency"),
    StatisticsView("Tags on overlapping passages", "cooccurrence", "overlap"),
    StatisticsView("Tags on the same passage", "cooccurrence", "span"),
    StatisticsView("Tags by month", "crosstab", attribute="month"),
    StatisticsView("Tags by publisher", "crosstab", attribute="publisher"),
    StatisticsView("Tags by analyst", "crosstab", attribute="coder"),
    StatisticsView("Tags by kind of source", "crosstab", attribute="source.kind"),
    StatisticsView("Tags by grade of source", "crosstab", attribute="source.reliability"),
)
"""The tables of the screen, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class StatisticsCell:
    """A cell of a table: what it counts, and how many.

    `tag` is a tag, or a group if `group` is true; `other` is the tag that occurs with it, or the
    value of the attribute, "" for none. `articles` is 0 where it is not counted.
    """

    tag: str
    group: bool
    other: str
    count: int
    articles: int = 0


class CountedPassage(NamedTuple):
    """An annotated passage: its article, its offset (code points), its words and its tags.

    `where` calls the article by its publisher and date, or by its title.
    """

    path: Path | None
    start: int
    text: str
    where: str
    tags: tuple[str, ...]


def folder_table(
    folder: Path | None, folders: Folders, config: Config, name: str, notes: Notes
) -> CodingTable:
    """The codings of a folder, in which the article called `name` has the notes `notes`.

    Without a folder, it is the only article. Raises ReaderError if the folder cannot be listed.
    """
    if folder is None:
        return columns_of([codings_of(name, notes)])
    found = codings_below(folder, folders, config).codings
    others = found.of_articles(np.array([one != name for one in found.names], dtype=np.bool_))
    table = joined([others, columns_of([codings_of(name, notes)])])
    named = table.with_names(tuple(str(folder / one) for one in table.names))
    return in_effect(named, folders.config, []).with_names(table.names)


def cells(table: CodingTable, view: StatisticsView) -> list[StatisticsCell]:
    """The cells of a table that are not 0, in the order of the tags. Each pair occurs once."""
    if view.table == "cooccurrence":
        return [
            StatisticsCell(row.tag, False, row.other, row.count)
            for row in cooccurrences(table, view.within)
            if row.tag < row.other
        ]
    if view.table == "crosstab":
        try:
            rows = list(crosstabs(table, view.attribute))
        except ReaderError:  # no article has the attribute
            return []
        return [StatisticsCell(row.tag, row.group, row.value, row.count) for row in rows]
    return [
        StatisticsCell(row.tag, row.group, "", row.annotations, row.articles)
        for row in frequencies(table)
    ]


def items_of(table: CodingTable, view: StatisticsView, cell: StatisticsCell) -> Numbers:
    """The numbers of the codings that a cell counts, in no order."""
    if view.table == "cooccurrence":
        chosen = np.flatnonzero(_mask(table.tag, lambda tag: tag in (cell.tag, cell.other)))
        pairs = list(together(table.take(chosen), view.within))
        sides = [chosen[side] for pair in pairs for side in pair]
        return np.unique(np.concatenate([np.zeros(0, np.int64), *sides]))
    kept = _mask(table.tag, lambda tag: _counts_for(cell, tag))
    if view.table == "crosstab":
        values = attribute_of(table, view.attribute)
        kept &= _mask(values, lambda value: value == cell.other)
    return np.flatnonzero(kept)


def _mask(column: Labels[str], keep: Callable[[str], bool]) -> NDArray[np.bool_]:
    """For each item of a column, whether its value is to be kept."""
    kept = np.array([keep(value) for value in column.values], dtype=np.bool_)
    return kept[column.numbers]


def _counts_for(cell: StatisticsCell, tag: str) -> bool:
    """Whether a tag is that of a cell, or below it if the cell is on a group."""
    return tag != cell.tag and covers(cell.tag, tag) if cell.group else tag == cell.tag


def passages_of(
    table: CodingTable,
    items: Numbers,
    folder: Path | None,
    folders: Folders,
    config: Config,
    own: Mapping[str, Notes],
) -> list[CountedPassage]:
    """The passages of some codings, by article and place; at most 500.

    `own` has the notes on articles that are open, by their names in the table.
    """
    spans: dict[str, set[tuple[int, int]]] = {}
    for item in items.tolist():
        name = table.names[int(table.article[item])]
        spans.setdefault(name, set()).add((int(table.start[item]), int(table.end[item])))
    found: list[CountedPassage] = []
    for name in sorted(spans):
        if len(found) >= _MOST_PASSAGES:
            break
        path = folder / name if folder else None
        notes = own[name] if name in own or path is None else _notes_on(path, folders, config)
        found += _passages(path, name, notes, _at(notes.annotations, spans[name]))
    return found[:_MOST_PASSAGES]


def _notes_on(path: Path, folders: Folders, config: Config) -> Notes:
    """The notes on an article; of a damaged file, what can be read."""
    return load_notes_of(walking.article(path, folders, config)).value


def _at(annotations: Iterable[Annotation], spans: set[tuple[int, int]]) -> Iterator[Annotation]:
    return (one for one in annotations if one.tags and (one.start, one.end) in spans)


def _passages(
    path: Path | None, name: str, notes: Notes, annotations: Iterable[Annotation]
) -> Iterator[CountedPassage]:
    data = notes.document
    where = article_label(data.publisher, data.date, data.title or name)
    for one in annotations:
        yield CountedPassage(path, one.start, one.quote, where, one.tags)
