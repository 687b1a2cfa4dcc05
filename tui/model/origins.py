"""Group sources of several articles that are the same person or have a common origin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import cached_property

from .annotation import Notes, Source
from .dossier import comparable_name

KIND_OF_TAG = {
    "source/named-official": "named", "source/named-expert": "named", "source/named-party": "named",
    "source/anonymous-official": "unnamed", "source/anonymous-witness": "unnamed",
    "source/collective": "collective", "source/media-report": "medium",
    "source/document": "document",
}  # fmt: skip
"""The kind of a source by the tag of a statement, for sources whose kind is not set."""


_WORDS = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    """The words of a name or of an id that was made of one, in an order of their own."""
    return sorted(_WORDS.findall(text.casefold()))


class UnionFind:
    """Disjoint sets with path halving; an item that is not yet known is a set of its own."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def of(self, item: Hashable) -> Hashable:
        """The representative of the set that contains an item."""
        above = self._above.setdefault(item, item)
        while above != item:
            self._above[item] = self._above[above]
            item, above = above, self._above[above]
        return item

    def join(self, one: Hashable, other: Hashable) -> None:
        """Unite the sets of two items."""
        self._above[self.of(one)] = self.of(other)


class Sources:
    """The sources of some articles, grouped by person and by origin."""

    def __init__(self, notes: Sequence[Notes]) -> None:
        self._listed = [source for each in notes for source in each.sources]

    def person(self, source: Source) -> Hashable:
        """A key shared by all sources that are one person: they share an id, a name or an alias."""
        return self._people.of(("id", source.id))

    def origin(self, source: Source) -> Hashable:
        """A key shared by all sources with a common origin: connected by `via` or one person."""
        return self._origins.of(("id", source.id))

    def name(self, source: Source) -> str:
        """The name of which the id of a source was made, else the first one in the articles.

        A source without a name has its id.
        """
        return self._names.get(self.person(source)) or source.name or source.id

    def grades(self, source: Source) -> tuple[str, ...]:
        """The reliabilities that the articles give to the person of a source, each once."""
        listed = self._records.get(self.person(source), [source])
        return tuple(dict.fromkeys(each.reliability for each in listed if each.reliability))

    def reasons(self, source: Source) -> tuple[str, ...]:
        """The reasons that the articles give for these reliabilities, each once."""
        listed = self._records.get(self.person(source), [source])
        return tuple(dict.fromkeys(each.reason for each in listed if each.reason.strip()))

    @cached_property
    def _records(self) -> dict[Hashable, list[Source]]:
        found: dict[Hashable, list[Source]] = defaultdict(list)
        for source in self._listed:
            found[self.person(source)].append(source)
        return found

    @cached_property
    def _names(self) -> dict[Hashable, str]:
        found: dict[Hashable, str] = {}
        for person, records in self._records.items():
            recorded = (one.name for one in records if _words(one.name) == _words(one.id))
            found[person] = next(recorded, records[0].name)
        return found

    @cached_property
    def _people(self) -> UnionFind:
        return self._joined(with_via=False)

    @cached_property
    def _origins(self) -> UnionFind:
        return self._joined(with_via=True)

    def _joined(self, with_via: bool) -> UnionFind:
        groups = UnionFind()
        for source in self._listed:
            known = ("id", source.id)
            for name in filter(str.strip, (source.name, *source.aliases)):
                groups.join(known, ("name", comparable_name(name)))
            for former in source.was:
                groups.join(known, ("id", former))
            if source.via and with_via:
                groups.join(known, ("id", source.via))
        return groups
