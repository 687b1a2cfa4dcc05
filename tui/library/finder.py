"""Finder: finds passages by their words and annotations, using a one-line query syntax.

    "exact phrase"  -word  tag:claim/denial  source:name  note:word  in:caption

`tag:` with the name of a group also finds its descendants. `tag:`, `source:` and `note:` without a
value find passages that have any tag, source or note; if `note:` has no value, the words of the
query are searched in the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from ..model.codebook import covers
from ..model.document import BlockKind, Document, Passage, Span
from ..model.folding import fold
from ..search import Hit, Query, parse

if TYPE_CHECKING:
    from ..search.searcher import Searcher

HINT = '"exact"  -word  tag:  source:  note:  in:caption'
"""The syntax in one line, shown beside a search line."""

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
"""The kinds of Blocks by their number in an index."""

_FIELDS = ("tag", "source", "note", "in")
_ALONE = ("tag", "source", "note")
_RELATED_WEIGHT = 0.9
"""Factor on the score of links to other articles, which are seldom what the user looks for."""
_LEAST_LIKENESS = 84
"""Minimum similarity (0 to 100) at which a value counts as a misspelling of a name."""


@dataclass(frozen=True, slots=True)
class AnnotationSummary:
    """The span (code points), tags and note of an annotation, and the name of its source."""

    start: int
    end: int
    tags: tuple[str, ...]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that matches a query: its number and its score (0 to 1).

    If a note of the passage matched, `note` is its text and the spans of the hit are in the note.
    """

    item: int
    score: float
    hit: Hit
    note: str = ""

    @property
    def weak(self) -> bool:
        """Whether the passage is hardly similar to the query or lacks its quoted words."""
        return self.hit.weak

    @property
    def spans(self) -> tuple[Span, ...]:
        """The matched letters of the passage, or of the note if there is one, in code points."""
        return self.hit.spans


class Finder:
    """Answers a search line from passages, the kinds of their Blocks and their annotations.

    `kinds` has for each passage the place of its kind in KINDS. `annotations` is called when they
    are first needed and gives, by the number of a passage, the annotations that overlap it.
    """

    def __init__(
        self,
        searcher: Searcher,
        kinds: Sequence[int],
        annotations: Callable[[], Mapping[int, Sequence[AnnotationSummary]]],
    ) -> None:
        self.searcher = searcher
        self._kinds, self._load = kinds, annotations
        self._of_kind: dict[str, list[int]] = {}

    def find(
        self, line: str, limit: int = 100, only: Sequence[int] | None = None
    ) -> list[PassageHit]:
        """At most `limit` passages that match a line, best first and weak ones last.

        Only the passages with the numbers in `only` can be hits.
        """
        query = _checked(parse(line, _FIELDS, _ALONE))
        allowed = self._allowed(query.fields, only)
        if ("note", "") in query.fields and (query.words.strip() or query.phrases):
            return self._in_notes(query, allowed, limit)
        found = [self._weighed(hit) for hit in self.searcher.search(query, limit, allowed)]
        return sorted(found, key=lambda one: (one.weak, -one.score))

    def _weighed(self, hit: Hit) -> PassageHit:
        is_related = KINDS[self._kinds[hit.item]] == "related"
        return PassageHit(hit.item, hit.score * (_RELATED_WEIGHT if is_related else 1), hit)

    def _allowed(
        self, fields: Iterable[tuple[str, str]], only: Sequence[int] | None
    ) -> Sequence[int] | None:
        """The passages that have the values of all fields; None for all passages."""
        allowed = only
        for name, value in fields:
            some = self._with(name, value)
            allowed = some if allowed is None else sorted(set(allowed).intersection(some))
        return allowed

    def _with(self, name: str, value: str) -> Sequence[int]:
        if name == "in":
            return self._in_kind(value)
        if name == "note" and value:
            hits = self._notes.search(value, len(self._noted))
            return sorted({self._noted[hit.item][0] for hit in hits if not hit.weak})
        if name == "note":
            return sorted({item for item, _ in self._noted})
        names = (
            _matching_tags(self._tags, value)
            if name == "tag"
            else _matching_names(self._sources, value)
        )
        of = _tags_of if name == "tag" else _source_of
        return [i for i, said in self._annotations.items() if any(names & of(one) for one in said)]

    def _in_kind(self, start: str) -> list[int]:
        if start not in self._of_kind:
            wanted = {i for i, kind in enumerate(KINDS) if kind.startswith(start.casefold())}
            self._of_kind[start] = [i for i, kind in enumerate(self._kinds) if kind in wanted]
        return self._of_kind[start]

    def _in_notes(
        self, query: Query, allowed: Sequence[int] | None, limit: int
    ) -> list[PassageHit]:
        keep = set(allowed or ())
        among = [at for at, (item, _) in enumerate(self._noted) if item in keep]
        hits = self._notes.search(query, limit, among)
        return [
            PassageHit(self._noted[h.item][0], h.score, h, self._noted[h.item][1]) for h in hits
        ]

    @cached_property
    def _annotations(self) -> Mapping[int, Sequence[AnnotationSummary]]:
        return dict(sorted(self._load().items()))

    @cached_property
    def _tags(self) -> set[str]:
        return {tag for said in self._annotations.values() for one in said for tag in one.tags}

    @cached_property
    def _sources(self) -> set[str]:
        return {one.source for said in self._annotations.values() for one in said if one.source}

    @cached_property
    def _noted(self) -> list[tuple[int, str]]:
        """The passages that have a note, and the note; a passage with several occurs repeatedly."""
        return [(i, one.note) for i, said in self._annotations.items() for one in said if one.note]

    @cached_property
    def _notes(self) -> Searcher:
        from ..search.index import build_index
        from ..search.searcher import Searcher

        return Searcher(build_index(note for _, note in self._noted))


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


def _checked(query: Query) -> Query:
    """The query with `in:` fields that name no kind of Block changed to plain words."""
    wrong = [f for f in query.fields if f[0] == "in" and not _is_kind(f[1])]
    words = " ".join([*(f"{name}:{value}" for name, value in wrong), query.words])
    fields = tuple(field for field in query.fields if field not in wrong)
    return replace(query, words=words, fields=fields) if wrong else query


def _is_kind(value: str) -> bool:
    return any(kind.startswith(value.casefold()) for kind in KINDS)


def _tags_of(said: AnnotationSummary) -> set[str]:
    return set(said.tags)


def _source_of(said: AnnotationSummary) -> set[str]:
    return {said.source}


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
