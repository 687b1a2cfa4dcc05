"""Origins: which sources are the same, and which have it from one place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property

from .annotation import Notes, Source

KIND_OF_TAG = {
    "source/named-official": "named",
    "source/named-expert": "named",
    "source/named-party": "named",
    "source/anonymous-official": "unnamed",
    "source/anonymous-witness": "unnamed",
    "source/collective": "collective",
    "source/media-report": "medium",
    "source/document": "document",
}
"""The kind of a source by the tag of a statement, for sources whose kind is not set."""


class Groups:
    """Things joined to groups: a union-find, which grows as it is asked."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def of(self, item: Hashable) -> Hashable:
        """The one that stands for a thing's group."""
        above = self._above.setdefault(item, item)
        while above != item:
            self._above[item] = self._above[above]
            item, above = above, self._above[above]
        return item

    def join(self, one: Hashable, other: Hashable) -> None:
        """Make one group of two."""
        self._above[self.of(one)] = self.of(other)


class Sources:
    """The sources of some articles."""

    def __init__(self, notes: Sequence[Notes]) -> None:
        self._listed = [source for each in notes for source in each.sources]

    def person(self, source: Source) -> Hashable:
        """What a source shares with all that are the same: by id, or by name."""
        return self._people.of(("id", source.id))

    def origin(self, source: Source) -> Hashable:
        """What a source shares with all that have it from one place: see `via`."""
        return self._origins.of(("id", source.id))

    def name(self, source: Source) -> str:
        """The first name that a source has in any article."""
        return self._names.get(self.person(source)) or source.name or source.id

    @cached_property
    def _names(self) -> dict[Hashable, str]:
        # The first one is written last, and so stays.
        return {self.person(source): source.name for source in reversed(self._listed)}

    @cached_property
    def _people(self) -> Groups:
        return self._joined(with_via=False)

    @cached_property
    def _origins(self) -> Groups:
        return self._joined(with_via=True)

    def _joined(self, with_via: bool) -> Groups:
        groups = Groups()
        for source in self._listed:
            known = ("id", source.id)
            if source.name.strip():
                groups.join(known, ("name", " ".join(source.name.split()).casefold()))
            if source.via and with_via:
                groups.join(known, ("id", source.via))
        return groups
