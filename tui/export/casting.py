"""The cast of a report: its sources, each once, with what is known and counted of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.annotation import KINDS, Source
from ..model.claims import Web
from . import report
from .findings import UNGRADED
from .parts import Heading, Part, Table, Text, plain

_PLURALS = {"medium": "media", "document": "documents"}


@dataclass(frozen=True, slots=True)
class Player:
    """A source in all articles together; several grades are shown with a slash between them.

    `kind` is "" where nobody said and no tag tells; `counted` that it was told from tags.
    """

    name: str
    role: str
    kind: str
    counted: bool
    grade: str
    statements: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The players, who says most first; `common` names those that have it from one origin."""

    players: tuple[Player, ...]
    common: tuple[tuple[str, ...], ...]
    unattributed: int

    @property
    def speaking(self) -> list[Player]:
        """Those who say something here."""
        return [player for player in self.players if player.statements]

    def told(self, documents: int) -> str:
        """How many sources there are, and of which kinds."""
        speaking = self.speaking
        kinds = Counter(player.kind for player in speaking)
        shares = [_share(kinds[kind], kind) for kind in (*KINDS, "") if kinds[kind]]
        said = sum(player.statements for player in speaking)
        lines = [
            f"{_many(len(speaking), 'source')} in {_many(documents, 'document')}"
            + (f": {', '.join(shares)}." if shares else "."),
            f"{_many(said, 'statement')} with a source, {self.unattributed} without.",
        ]
        return " ".join(lines)

    def table(self) -> Iterator[Part]:
        """The table of sources."""
        if not self.players:
            return
        yield Heading(2, "Sources")
        rows = [
            plain(
                player.name,
                player.role,
                player.kind + " (counted)" * player.counted or UNGRADED,
                player.grade or UNGRADED,
                str(player.statements),
                "; ".join(player.remarks),
            )
            for player in self.players
        ]
        heads: tuple[Text, ...] = plain("Source", "Role", "Kind", "Grade", "Statements", "Remarks")
        yield Table((heads, *rows), right=(4,))


def cast(web: Web) -> Cast:
    """The sources of some articles."""
    listed: dict[Hashable, list[tuple[int, Source]]] = {}
    for number, notes in enumerate(web.notes):
        for source in notes.sources:
            listed.setdefault(web.sources.person(source), []).append((number, source))
    counts: Counter[Hashable] = Counter()
    for statement in web.statements.values():
        if statement.source:
            key = web.sources.person(statement.source)
            counts[key] += 1
            listed.setdefault(key, []).append((statement.article, statement.source))
    players = {key: _player(web, known, counts[key]) for key, known in listed.items()}
    ordered = sorted(players.values(), key=lambda p: (-p.statements, p.name))
    unattributed = sum(not statement.source for statement in web.statements.values())
    return Cast(tuple(ordered), _common(web, players, listed, counts), unattributed)


def _player(web: Web, known: Sequence[tuple[int, Source]], statements: int) -> Player:
    sources = [source for _, source in known]
    kinds = _each(source.kind for source in sources if source.kind in KINDS)
    told = _each(web.counted_kind(*one) for one in known)
    kind = kinds[0] if len(kinds) == 1 else told[0] if not kinds and len(told) == 1 else ""
    names = {s.id: s.name for notes in web.notes for s in notes.sources}
    remarks = [
        *(f"through {report.flat(names.get(via, via))}" for via in _each(s.via for s in sources)),
        *_each(report.flat(source.reason) for source in sources),
        *_each(web.kind_disagreement(*one) for one in known),
        *([f"set as {' and '.join(kinds)}"] if len(kinds) > 1 else []),
    ]
    name = report.flat(sources[0].name) or sources[0].id
    roles = ", ".join(_each(report.flat(source.role) for source in sources))
    grade = "/".join(_each(source.reliability for source in sources))
    return Player(name, roles, kind, not kinds and bool(kind), grade, statements, tuple(remarks))


def _common(
    web: Web,
    players: Mapping[Hashable, Player],
    listed: Mapping[Hashable, Sequence[tuple[int, Source]]],
    counts: Counter[Hashable],
) -> tuple[tuple[str, ...], ...]:
    """The names of speakers that have it from one origin, two or more of each."""
    together: dict[Hashable, list[str]] = {}
    for key, player in players.items():
        if counts[key]:
            together.setdefault(web.sources.origin(listed[key][0][1]), []).append(player.name)
    return tuple(tuple(names) for names in together.values() if len(names) > 1)


def _each(texts: Iterator[str] | Sequence[str]) -> list[str]:
    """The texts that say something, each once, in order."""
    return list(dict.fromkeys(filter(None, texts)))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _share(number: int, kind: str) -> str:
    named = kind or "of a kind that is not said"
    return f"{number} {_PLURALS.get(kind, named) if number != 1 else named}"
