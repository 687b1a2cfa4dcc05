"""Statements and claims: an annotation as something that somebody says, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .annotation import Annotation, Notes, Source
from .codebook import covers
from .references import Key
from .shared_text import SharedText

CLAIM, NO_COMMENT = "claim", "claim/no-comment"
SINGLE, CORROBORATED, DISPUTED = "single-source", "corroborated", "disputed"


@dataclass(frozen=True, slots=True)
class Statement:
    """An annotation, the number of its article (from 0), its present tags and its source."""

    article: int
    annotation: Annotation
    tags: tuple[str, ...]
    source: Source | None

    @property
    def key(self) -> Key:
        """The key of this statement in `StatementGraph.statements`."""
        return self.article, self.annotation.id

    @property
    def is_claim(self) -> bool:
        """Whether the statement has the tag "claim" or one below it, other than NO_COMMENT."""
        return any(covers(CLAIM, tag) and not covers(NO_COMMENT, tag) for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with the statements that support, oppose and qualify it.

    `superseded` are those that would support or oppose it if their sources had not updated them
    since; `is_superseded` if its own source updated it.

    `independent` and `opposed` count the independent sources of the supporting and the opposing
    statements. `tagged` are those of the three status tags that the analyst set. `copied` and
    `copied_against` are texts because of which supporting and opposing statements count as one.
    """

    statement: Statement
    supporting: tuple[Statement, ...]
    opposing: tuple[Statement, ...]
    qualifying: tuple[Statement, ...]
    independent: int
    opposed: int
    tagged: tuple[str, ...]
    copied: SharedText | None = None
    copied_against: SharedText | None = None
    superseded: tuple[Statement, ...] = ()
    is_superseded: bool = False

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All its statements, each once, beginning with its own."""
        beside = *self.qualifying, *self.superseded
        everything = (self.statement, *self.supporting, *self.opposing, *beside)
        return tuple({each.key: each for each in everything}.values())

    @property
    def covered(self) -> set[Key]:
        """The keys of the statements shown under it, which are not listed as claims again."""
        aside = (each for each in self.qualifying if not each.is_claim)
        some = (*self.supporting, *self.opposing, *aside)
        return {each.key for each in some}

    @property
    def counted(self) -> tuple[str, ...]:
        """The status that follows from the links: single-source or corroborated, and disputed."""
        found = [(SINGLE, self.independent == 1), (CORROBORATED, self.independent > 1)]
        return tuple(name for name, is_so in [*found, (DISPUTED, bool(self.opposing))] if is_so)

    @property
    def updates(self) -> tuple[str, ...]:
        """What was superseded: the claim itself, and how many statements of other passages."""
        own = ("superseded: its source updated it",) if self.is_superseded else ()
        count = len(self.superseded)
        some = f"{count} superseded statement{'s' * (count != 1)} not counted"
        return (*own, some) if count else own

    @property
    def copies(self) -> tuple[str, ...]:
        """Why statements of several sources count as one: "2 for, 94 % common text"."""
        sides = (
            ("for", self.supporting, self.copied),
            ("against", self.opposing, self.copied_against),
        )
        return tuple(
            f"{len(statements)} {side}, {copied.percent}"
            for side, statements, copied in sides
            if copied
        )

    @property
    def disagreements(self) -> tuple[str, ...]:
        """One line for each status tag set by the analyst that the links contradict."""
        sources = f"{self.independent} source{'' if self.independent == 1 else 's'}"
        reasons = {
            SINGLE: f"but {sources} counted",
            CORROBORATED: f"but {sources} counted",
            DISPUTED: "but no statement is linked that disputes it",
        }
        return tuple(
            f"tagged {name}, {reasons[name]}" for name in self.tagged if name not in self.counted
        )


def statements_of(number: int, notes: Notes, current: Callable[[str], str]) -> Iterator[Statement]:
    """The statements of the article with a number; `current` maps former names of tags."""
    listed = {source.id: source for source in notes.sources}
    for annotation in notes.annotations:
        name = annotation.source
        source = listed.get(name, Source(name, name)) if name else None
        tags = tuple(dict.fromkeys(map(current, annotation.tags)))
        yield Statement(number, annotation, tags, source)
