"""The fields of a query line: which passages have a value of each.

`tag:` and `source:` compare names leniently; `author:` is who annotated a passage, `byline:` who
wrote the article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..model.codebook import covers
from ..model.dates import iso_date
from ..model.document import Document, Passage
from ..model.folding import fold
from .field_values import KINDS, period, wanted_grades

if TYPE_CHECKING:
    from ..search.searcher import Searcher

ALONE = ("tag", "source", "note")
"""The fields that may stand without a value: whatever the value is."""

_LEAST_LIKENESS = 84
"""Minimum similarity (0 to 100) at which a value counts as a misspelling of a name."""


@dataclass(frozen=True, slots=True)
class AnnotationSummary:
    """The span (code points), tags and note of an annotation, the name of its source, and more.

    `author` is who annotated; `reliability` is the grade of the source and `credibility` that of
    the statement, "" and 0 where there is none.
    """

    start: int
    end: int
    tags: tuple[str, ...]
    source: str = ""
    note: str = ""
    author: str = ""
    reliability: str = ""
    credibility: int = 0


class ArticlePassages(NamedTuple):
    """The numbers of the passages of an article, who wrote it, and its date as it is written."""

    items: range
    byline: str = ""
    date: str = ""


Annotations = Mapping[int, Sequence[AnnotationSummary]]
"""The number of a passage -> the annotations that overlap it."""


class PassageFields:
    """The values of the fields of some passages.

    `kinds` has for each passage the place of its kind in KINDS. `annotations` and `articles` are
    called when they are first needed.
    """

    def __init__(
        self,
        kinds: Sequence[int],
        annotations: Callable[[], Annotations],
        articles: Callable[[], Iterable[ArticlePassages]] = tuple,
    ) -> None:
        self.kinds = kinds
        self._load, self._articles = annotations, articles
        self._of_kind: dict[str, list[int]] = {}

    def passages(self, name: str, value: str) -> Collection[int]:
        """The numbers of the passages that have a value of the field with a name."""
        return _PASSAGES[name](self, value)

    def of_kind(self, start: str) -> list[int]:
        """The passages of Blocks of a kind, which is given by the beginning of its name."""
        if start not in self._of_kind:
            wanted = {i for i, kind in enumerate(KINDS) if kind.startswith(start.casefold())}
            self._of_kind[start] = [i for i, kind in enumerate(self.kinds) if kind in wanted]
        return self._of_kind[start]

    def with_note(self, value: str) -> list[int]:
        """The passages with a note that matches a value; any note if it is ""."""
        if not value:
            return sorted({item for item, _ in self.noted})
        hits = self.notes.search(value, len(self.noted))
        return sorted({self.noted[hit.item][0] for hit in hits if not hit.weak})

    def with_tag(self, value: str) -> list[int]:
        """The passages with a tag of this name or below it."""
        names = _matching_tags({tag for one in self._summaries() for tag in one.tags}, value)
        return self._where(lambda one: bool(names.intersection(one.tags)))

    def with_source(self, value: str) -> list[int]:
        """The passages with a source of about this name."""
        names = _matching_names({one.source for one in self._summaries() if one.source}, value)
        return self._where(lambda one: one.source in names)

    def with_author(self, value: str) -> list[int]:
        """The passages that somebody of about this name annotated."""
        names = _matching_names({one.author for one in self._summaries() if one.author}, value)
        return self._where(lambda one: one.author in names)

    def with_grade(self, value: str) -> list[int]:
        """The passages with an annotation of these grades."""
        has_grade = wanted_grades(value)
        return self._where(lambda one: has_grade(one.reliability, one.credibility))

    def with_byline(self, value: str) -> list[int]:
        """The passages of articles by somebody of about this name."""
        articles = list(self._articles())
        names = _matching_names({one.byline for one in articles if one.byline}, value)
        return [item for one in articles if one.byline in names for item in one.items]

    def with_date(self, value: str) -> list[int]:
        """The passages of articles whose date lies in a period."""
        first, last = period(value)
        return [
            item
            for one in self._articles()
            if (day := iso_date(one.date)) and first <= day and f"{day}~" <= f"{last}~"
            for item in one.items
        ]

    @cached_property
    def _annotations(self) -> Annotations:
        return dict(sorted(self._load().items()))

    def _summaries(self) -> Iterator[AnnotationSummary]:
        return (one for said in self._annotations.values() for one in said)

    def _where(self, holds: Callable[[AnnotationSummary], bool]) -> list[int]:
        return [item for item, said in self._annotations.items() if any(map(holds, said))]

    @cached_property
    def noted(self) -> list[tuple[int, str]]:
        """The passages that have a note, and the note; a passage with several occurs repeatedly."""
        return [(i, one.note) for i, said in self._annotations.items() for one in said if one.note]

    @cached_property
    def notes(self) -> Searcher:
        """The search over `noted`."""
        from ..search.index import build_index
        from ..search.searcher import Searcher

        return Searcher(build_index(note for _, note in self.noted))


_PASSAGES: Mapping[str, Callable[[PassageFields, str], Collection[int]]] = {
    "tag": PassageFields.with_tag,
    "source": PassageFields.with_source,
    "note": PassageFields.with_note,
    "author": PassageFields.with_author,
    "grade": PassageFields.with_grade,
    "byline": PassageFields.with_byline,
    "date": PassageFields.with_date,
    "kind": PassageFields.of_kind,
    "in": PassageFields.of_kind,
}

FIELDS = tuple(_PASSAGES)
"""The names of all fields."""


def summaries_by_passage(
    passages: Sequence[Passage], summaries: Iterable[AnnotationSummary]
) -> dict[int, list[AnnotationSummary]]:
    """The annotations that overlap each of some ordered passages, by the passage's number."""
    from bisect import bisect_left, bisect_right

    starts, ends = [p.start for p in passages], [p.end for p in passages]
    found: dict[int, list[AnnotationSummary]] = {}
    for one in summaries:
        for item in range(bisect_right(ends, one.start), bisect_left(starts, one.end)):
            found.setdefault(item, []).append(one)
    return found


def kind_numbers(document: Document, blocks: Iterable[int]) -> bytes:
    """The kinds of some Blocks, each as its index in KINDS."""
    return bytes(KINDS.index(document.blocks[block].kind) for block in blocks)


def _matching_tags(names: set[str], value: str) -> set[str]:
    """The tags of which a path ending equals `value` or lies below it.

    If there are none, the tags of which a path ending begins with `value`.
    """
    wanted = value.casefold().rstrip("/")
    if not wanted:
        return names
    paths = {name: _endings(name.casefold()) for name in names}
    exact = {name for name in names if any(covers(wanted, path) for path in paths[name])}
    return exact or {n for n in names if any(path.startswith(wanted) for path in paths[n])}


def _endings(name: str) -> list[str]:
    """The path endings of a tag's name: "a/b/c", "b/c" and "c" for "a/b/c"."""
    parts = name.split("/")
    return ["/".join(parts[at:]) for at in range(len(parts))]


def _matching_names(names: set[str], value: str) -> set[str]:
    """The names that contain a value; if there are none, those that are similar to it."""
    from rapidfuzz.fuzz import partial_ratio

    wanted = fold(value).text
    folded = {name: fold(name).text for name in names}
    held = {name for name in names if wanted in folded[name]}
    return held or {
        name
        for name in names
        if len(wanted) > 3 and partial_ratio(wanted, folded[name]) >= _LEAST_LIKENESS
    }
