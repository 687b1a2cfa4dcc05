"""Finder: finds passages by their words and annotations, using a one-line query syntax.

    "exact phrase"  -word  tag:claim/denial  source:name  note:word  in:caption  kind:caption
    author:name  byline:name  date:2015-07..2015-08  grade:A..C  /regex/  near:5  (a OR b)

`tag:` with the name of a group also finds its descendants. `tag:`, `source:` and `note:` without a
value find passages that have any tag, source or note; if `note:` has no value, the words of the
query are searched in the notes. A line with a mistake is searched as plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.document import Span
from ..search import Hit, Query, QueryLine, parse_line
from .field_values import KINDS, check
from .passage_fields import ALONE, FIELDS, PassageFields

if TYPE_CHECKING:
    from ..search.searcher import Searcher

_RELATED_WEIGHT = 0.9
"""Factor on the score of links to other articles, which are seldom what the user looks for."""


def read_line(line: str) -> QueryLine:
    """A search line, with the mistake in it."""
    return parse_line(line, FIELDS, ALONE, check)


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
    """Answers a search line from passages and their fields."""

    def __init__(self, searcher: Searcher, fields: PassageFields) -> None:
        self.searcher, self._fields = searcher, fields

    def find(
        self, line: str, limit: int = 100, only: Sequence[int] | None = None
    ) -> list[PassageHit]:
        """At most `limit` passages that match a line, best first and weak ones last.

        Only the passages with the numbers in `only` can be hits. A passage that several
        alternatives of the line find has its best score and the letters that all of them match,
        unless they match it weakly. Raises ReaderError if a regular expression
        takes too long.
        """
        alternatives = read_line(line).alternatives
        found = [hit for query in alternatives for hit in self._find(query, limit, only)]
        found.sort(key=lambda one: (one.weak, -one.score))
        if len(alternatives) == 1:
            return found
        by_passage: dict[tuple[int, str], list[PassageHit]] = {}
        for hit in found:
            by_passage.setdefault((hit.item, hit.note), []).append(hit)
        return [_combined(hits) for hits in by_passage.values()][:limit]

    def _find(self, query: Query, limit: int, only: Sequence[int] | None) -> list[PassageHit]:
        allowed = self._allowed(query, only)
        if ("note", "") in query.fields and query.line.strip():
            return self._in_notes(query, allowed, limit)
        return [self._weighed(hit) for hit in self.searcher.search(query, limit, allowed)]

    def _weighed(self, hit: Hit) -> PassageHit:
        is_related = KINDS[self._fields.kinds[hit.item]] == "related"
        return PassageHit(hit.item, hit.score * (_RELATED_WEIGHT if is_related else 1), hit)

    def _allowed(self, query: Query, only: Iterable[int] | None) -> Iterable[int] | None:
        """The passages that have the values of all fields; None for all passages."""
        allowed = only
        for name, value in query.fields:
            some = self._fields.passages(name, value)
            allowed = some if allowed is None else sorted(set(allowed).intersection(some))
        if query.excluded_fields:
            allowed = range(len(self.searcher.index)) if allowed is None else allowed
            for name, value in query.excluded_fields:
                allowed = sorted(set(allowed).difference(self._fields.passages(name, value)))
        return allowed

    def _in_notes(
        self, query: Query, allowed: Iterable[int] | None, limit: int
    ) -> list[PassageHit]:
        keep, noted = set(allowed or ()), self._fields.noted
        among = [at for at, (item, _) in enumerate(noted) if item in keep]
        hits = self._fields.notes.search(query, limit, among)
        return [PassageHit(noted[hit.item][0], hit.score, hit, noted[hit.item][1]) for hit in hits]


def _combined(hits: Sequence[PassageHit]) -> PassageHit:
    """The best of the hits of one passage, the first, with the letters that the others match."""
    best, *others = hits
    return replace(best, hit=best.hit.with_spans_of([o.hit for o in others if not o.weak]))
