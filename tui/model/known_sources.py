"""Every source of some articles and their dossier once, with what it says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from .annotation import Source
from .claims import StatementGraph
from .references import Key


@dataclass(frozen=True)
class KnownSource:
    """A source of the dossier or of any article, with the keys of its statements.

    `disputed` are its statements that others dispute, `confirmed` those that others support.
    """

    source: Source
    statements: tuple[Key, ...]
    disputed: tuple[Key, ...]
    confirmed: tuple[Key, ...]

    @property
    def article_count(self) -> int:
        """The number of articles with a statement of the source."""
        return len({article for article, _ in self.statements})


def known_sources(graph: StatementGraph, listed: Iterable[Source] = ()) -> list[KnownSource]:
    """The sources of a graph, and those of a dossier that are `listed`, by name.

    What the first record of a source lacks is taken from the others; those `listed` come first.
    """
    said: dict[Hashable, list[Key]] = {}
    found: dict[Hashable, Source] = {}
    noted = (source for notes in graph.notes for source in notes.sources)
    for source in (*listed, *noted):
        person = graph.sources.person(source)
        found[person] = _filled(found[person], source) if person in found else source
    for key, statement in graph.statements.items():
        if statement.source:
            person = graph.sources.person(statement.source)
            said.setdefault(person, []).append(key)
            found.setdefault(person, statement.source)
    known = [_known(graph, source, said.get(person, [])) for person, source in found.items()]
    return sorted(known, key=lambda one: (one.source.name.casefold(), one.source.id))


def _known(graph: StatementGraph, source: Source, keys: list[Key]) -> KnownSource:
    links = {key: {link.rel for link, _ in graph.links_to(key)} for key in keys}
    return KnownSource(
        source,
        tuple(keys),
        tuple(key for key in keys if "disputes" in links[key]),
        tuple(key for key in keys if "supports" in links[key]),
    )


def _filled(source: Source, other: Source) -> Source:
    """A source with what it lacks taken from another record of the same source."""
    graded = source if source.reliability or source.history else other
    return replace(
        source,
        role=source.role or other.role,
        kind=source.kind or other.kind,
        via=source.via or other.via,
        reliability=graded.reliability,
        reason=graded.reason,
    )
