"""Codings: which tag was given to which span, by whom, and from which source, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.codebook import SEPARATOR
from .labels import Labels, Numbers, joined_labels, labelled


class CodedSource(NamedTuple):
    """The source of an annotation, as far as it is counted; the fields are those of a Source."""

    id: str
    name: str
    kind: str = ""
    reliability: str = ""


NO_SOURCE = CodedSource("", "")
"""Stands for the source of an annotation that names none."""


class CodedSpan(NamedTuple):
    """One tag of one annotation.

    `annotation` is the number of the annotation in its article; `start` and `end` are code points
    and `words` the number of annotated words; `is_placed` is False where the position belongs to an
    earlier version of the text. `author` is the analyst.
    """

    annotation: int
    tag: str
    start: int
    end: int
    words: int
    is_placed: bool
    author: str
    source: CodedSource


class ArticleCodings(NamedTuple):
    """The codings of one article, and what its notes say about it, by the keys of `[document]`."""

    name: str
    attributes: Mapping[str, str]
    codings: Sequence[CodedSpan]


@dataclass(frozen=True, slots=True, eq=False)
class CodingTable:
    """The codings of many articles, as columns with one item for each coding.

    `article` is a number in `names`, and `annotation` the number of the annotation in its article;
    the other columns are those of CodedSpan. `attributes` has columns with one item for each
    article, which is "" where its notes do not say.
    """

    names: tuple[str, ...]
    attributes: Mapping[str, Labels[str]]
    article: Numbers
    annotation: Numbers
    start: Numbers
    end: Numbers
    words: Numbers
    is_placed: NDArray[np.bool_]
    tag: Labels[str]
    author: Labels[str]
    source: Labels[CodedSource]

    def __len__(self) -> int:
        return len(self.article)

    def take(self, items: NDArray[Any]) -> CodingTable:
        """Some of the codings, given by their numbers or as a mask; the articles stay the same."""
        numbers = {name: getattr(self, name)[items] for name in NUMBER_COLUMNS}
        labels = {name: getattr(self, name).take(items) for name in LABEL_COLUMNS}
        return replace(self, **numbers, is_placed=self.is_placed[items], **labels)

    def of_articles(self, kept: NDArray[np.bool_]) -> CodingTable:
        """The codings of the articles that a mask keeps."""
        if kept.all():
            return self
        places = np.flatnonzero(kept)
        numbers = np.cumsum(kept) - 1
        part = self.take(kept[self.article])
        labels = {name: getattr(part, name).used() for name in LABEL_COLUMNS}
        return replace(
            part,
            **labels,
            names=tuple(self.names[place] for place in places),
            attributes={key: column.take(places).used() for key, column in self.attributes.items()},
            article=numbers[part.article],
        )

    def with_names(self, names: tuple[str, ...]) -> CodingTable:
        """The same codings with other names of the articles, in the same order."""
        return replace(self, names=names)

    def with_labels(self, tag: Labels[str], source: Labels[CodedSource]) -> CodingTable:
        """The same codings with other names of tags and other facts about sources."""
        return replace(self, tag=tag, source=source)

    def annotation_keys(self) -> Numbers:
        """For each coding a number that all codings of the same annotation share."""
        most = int(self.annotation.max(initial=0)) + 1
        return self.article * most + self.annotation


NUMBER_COLUMNS = ("article", "annotation", "start", "end", "words")
"""The columns of whole numbers."""
LABEL_COLUMNS = ("tag", "author", "source")
"""The columns of labels."""


def columns_of(articles: Iterable[ArticleCodings]) -> CodingTable:
    """The codings of some articles in columns."""
    listed = list(articles)
    columns = zip(*(coding for one in listed for coding in one.codings), strict=True)
    empty: tuple[tuple[Any, ...], ...] = ((),) * len(CodedSpan._fields)
    by_name = dict(zip(CodedSpan._fields, tuple(columns) or empty, strict=True))
    keys = dict.fromkeys(key for one in listed for key in one.attributes)
    counts = [len(one.codings) for one in listed]
    numbers: dict[str, Any] = {
        name: np.array(by_name[name], dtype=np.int64) for name in NUMBER_COLUMNS[1:]
    }
    labels: dict[str, Any] = {name: labelled(by_name[name]) for name in LABEL_COLUMNS}
    return CodingTable(
        names=tuple(one.name for one in listed),
        attributes={key: labelled(one.attributes.get(key, "") for one in listed) for key in keys},
        article=np.repeat(np.arange(len(listed)), counts),
        **numbers,
        is_placed=np.array(by_name["is_placed"], dtype=np.bool_),
        **labels,
    )


def joined(parts: Sequence[CodingTable]) -> CodingTable:
    """The codings of several parts, which have no article in common."""
    parts = [part for part in parts if part.names] or [columns_of(())]
    if len(parts) == 1:
        return parts[0]
    firsts = np.cumsum([0, *(len(part.names) for part in parts)])
    articles = [part.article + first for part, first in zip(parts, firsts, strict=False)]
    numbers = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in NUMBER_COLUMNS[1:]
    }
    keys = dict.fromkeys(key for part in parts for key in part.attributes)
    return CodingTable(
        names=tuple(name for part in parts for name in part.names),
        attributes={key: joined_labels([_attribute(part, key) for part in parts]) for key in keys},
        article=np.concatenate(articles),
        **numbers,
        is_placed=np.concatenate([part.is_placed for part in parts]),
        tag=joined_labels([part.tag for part in parts]),
        author=joined_labels([part.author for part in parts]),
        source=joined_labels([part.source for part in parts]),
    )


def _attribute(part: CodingTable, key: str) -> Labels[str]:
    """The column of an attribute, which is "" for every article if none has it."""
    known = part.attributes.get(key)
    return known or Labels(("",), np.zeros(len(part.names), dtype=np.int64))


class TagOrGroup(NamedTuple):
    """What a row of a table is about: a tag, or a group with all tags below it."""

    tag: str
    group: bool


def once_per_annotation(codings: CodingTable) -> tuple[Labels[TagOrGroup], Numbers]:
    """The rows that each annotation counts for, once each: a column of rows, and one of codings.

    An annotation counts for each of its tags and for each group that contains one of them.
    """
    groups = [_groups(tag) for tag in codings.tag.values]
    rows = labelled(
        row
        for tag, above in zip(codings.tag.values, groups, strict=True)
        for row in (TagOrGroup(tag, False), *(TagOrGroup(group, True) for group in above))
    )
    lengths = np.array([len(above) + 1 for above in groups], dtype=np.int64)
    firsts = np.cumsum(lengths) - lengths
    items, places = _expanded(codings.tag.numbers, lengths)
    numbers = rows.numbers[firsts[codings.tag.numbers[items]] + places]
    keys = codings.annotation_keys()[items]
    _, chosen = np.unique(numbers * (int(keys.max(initial=0)) + 1) + keys, return_index=True)
    return Labels(rows.values, numbers[chosen]), items[chosen]


def _expanded(tags: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Each coding as often as its tag has rows, with the number of the repetition from 0."""
    times = lengths[tags] if len(tags) else np.zeros(0, dtype=np.int64)
    items = np.repeat(np.arange(len(tags)), times)
    places = np.arange(len(items)) - np.repeat(np.cumsum(times) - times, times)
    return items, places


def _groups(tag: str) -> list[str]:
    """The groups that contain a tag, the outermost first."""
    parts = tag.split(SEPARATOR)
    return [SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts))]
