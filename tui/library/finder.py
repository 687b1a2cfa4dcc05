"""Finder: passages found by their words and by what is said about them, in one line of syntax.

    "exact phrase"  -word  tag:claim/denial  source:name  note:word  in:caption

`tag:` with a group finds what lies below it; `tag:`, `source:` and `note:` alone find what has any,
and words beside a lone `note:` are looked for in the notes. The rest is tui.search's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from ..model.codebook import covers
from ..model.document import BlockKind, Document, Passage, Span
from ..search import Hit, Query, fold, parse

if TYPE_CHECKING:
    from ..search.searcher import Searcher

HINT = '"exact"  -word  tag:  source:  note:  in:caption'
"""The syntax, for showing beside a search line."""

KINDS: tuple[str, ...] = get_args(BlockKind)
"""The kinds of Blocks by their number in an index."""

_FIELDS = ("tag", "source", "note", "in")
_ALONE = ("tag", "source", "note")
_RELATED = 0.9
"""What a hit in a link to another article is worth: seldom is it the passage that was meant."""
_ALIKE = 84
"""How like a name what was typed must be, of 100, where no name holds it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotation says about a stretch of the text; `source` is the speaker's name."""

    start: int
    end: int
    tags: tuple[str, ...]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers a query: its number, how well (0 to 1), and whether hardly.

    Where it was its note that answered, `note` holds that, and the matched letters are in it.
    """

    item: int
    score: float
    hit: Hit
    note: str = ""

    @property
    def weak(self) -> bool:
        """Whether it is only close: hardly alike, or without the exact words in quotation marks."""
        return self.hit.weak

    @property
    def spans(self) -> tuple[Span, ...]:
        """The matched letters of the passage (of the note, where there is one): code points."""
        return self.hit.spans


class Finder:
    """Answers a search line from passages, the kinds of their Blocks and their annotations.

    `kinds` are numbers of KINDS, one for each passage. `say` is called when annotations are first
    needed and gives, by the number of a passage, what is said about it.
    """

    def __init__(
        self,
        searcher: Searcher,
        kinds: Sequence[int],
        say: Callable[[], Mapping[int, Sequence[Said]]],
    ) -> None:
        self.searcher = searcher
        self._kinds, self._say = kinds, say
        self._of_kind: dict[str, list[int]] = {}

    def find(self, line: str, limit: int = 100, only: Sequence[int] | None = None) -> list[Found]:
        """The passages that answer a line as it is typed, best first, the weak ones last.

        `only` these can be hits.
        """
        query = _sound(parse(line, _FIELDS, _ALONE))
        allowed = self._allowed(query.fields, only)
        if ("note", "") in query.fields and (query.words.strip() or query.phrases):
            return self._in_notes(query, allowed, limit)
        found = [self._weighed(hit) for hit in self.searcher.search(query, limit, allowed)]
        return sorted(found, key=lambda one: (one.weak, -one.score))

    def _weighed(self, hit: Hit) -> Found:
        is_related = KINDS[self._kinds[hit.item]] == "related"
        return Found(hit.item, hit.score * (_RELATED if is_related else 1), hit)

    def _allowed(
        self, fields: Iterable[tuple[str, str]], only: Sequence[int] | None
    ) -> Sequence[int] | None:
        """The passages that every field lets through; None for all."""
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
        names = _tags_meant(self._tags, value) if name == "tag" else _meant(self._sources, value)
        of = _tags_of if name == "tag" else _source_of
        return [i for i, said in self._said.items() if any(names & of(one) for one in said)]

    def _in_kind(self, start: str) -> list[int]:
        if start not in self._of_kind:
            wanted = {i for i, kind in enumerate(KINDS) if kind.startswith(start.casefold())}
            self._of_kind[start] = [i for i, kind in enumerate(self._kinds) if kind in wanted]
        return self._of_kind[start]

    def _in_notes(self, query: Query, allowed: Sequence[int] | None, limit: int) -> list[Found]:
        keep = set(allowed or ())
        among = [at for at, (item, _) in enumerate(self._noted) if item in keep]
        hits = self._notes.search(query, limit, among)
        return [Found(self._noted[h.item][0], h.score, h, self._noted[h.item][1]) for h in hits]

    @cached_property
    def _said(self) -> Mapping[int, Sequence[Said]]:
        return dict(sorted(self._say().items()))

    @cached_property
    def _tags(self) -> set[str]:
        return {tag for said in self._said.values() for one in said for tag in one.tags}

    @cached_property
    def _sources(self) -> set[str]:
        return {one.source for said in self._said.values() for one in said if one.source}

    @cached_property
    def _noted(self) -> list[tuple[int, str]]:
        """The passages with a note, and the note; a passage may have several."""
        return [(i, one.note) for i, said in self._said.items() for one in said if one.note]

    @cached_property
    def _notes(self) -> Searcher:
        from ..search.build import build_index
        from ..search.searcher import Searcher

        return Searcher(build_index(note for _, note in self._noted))


def touching(passages: Sequence[Passage], said: Iterable[Said]) -> dict[int, list[Said]]:
    """What touches each of some passages in order, by their number among these."""
    from bisect import bisect_left, bisect_right

    starts, ends = [p.start for p in passages], [p.end for p in passages]
    found: dict[int, list[Said]] = {}
    for one in said:
        for item in range(bisect_right(ends, one.start), bisect_left(starts, one.end)):
            found.setdefault(item, []).append(one)
    return found


def kinds_of(document: Document, blocks: Iterable[int]) -> bytes:
    """The kinds of some Blocks, as numbers of KINDS."""
    return bytes(KINDS.index(document.blocks[block].kind) for block in blocks)


def _sound(query: Query) -> Query:
    """The query; a field that names no kind of Block is plain words."""
    wrong = [f for f in query.fields if f[0] == "in" and not _is_kind(f[1])]
    words = " ".join([*(f"{name}:{value}" for name, value in wrong), query.words])
    fields = tuple(field for field in query.fields if field not in wrong)
    return replace(query, words=words, fields=fields) if wrong else query


def _is_kind(value: str) -> bool:
    return any(kind.startswith(value.casefold()) for kind in KINDS)


def _tags_of(said: Said) -> set[str]:
    return set(said.tags)


def _source_of(said: Said) -> set[str]:
    return {said.source}


def _tags_meant(names: set[str], value: str) -> set[str]:
    """The tags that are or lie below what was typed, in full or from a part on; else begin so."""
    wanted = value.casefold().rstrip("/")
    if not wanted:
        return names
    paths = {name: _endings(name.casefold()) for name in names}
    exact = {name for name in names if any(covers(wanted, path) for path in paths[name])}
    return exact or {n for n in names if any(path.startswith(wanted) for path in paths[n])}


def _endings(name: str) -> list[str]:
    """A tag's name from each of its parts on."""
    parts = name.split("/")
    return ["/".join(parts[at:]) for at in range(len(parts))]


def _meant(names: set[str], value: str) -> set[str]:
    """The names that hold what was typed, else those that are nearly like it."""
    from rapidfuzz.fuzz import partial_ratio

    wanted = fold(value).text
    folded = {name: fold(name).text for name in names}
    held = {name for name in names if wanted in folded[name]}
    return held or {
        name for name in names if len(wanted) > 3 and partial_ratio(wanted, folded[name]) >= _ALIKE
    }
