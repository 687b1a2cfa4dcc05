"""Saved searches: what they find, and which of it was not there when they were last opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Config, Folders
from ..model.digest import sha256
from ..model.dossier import SavedSearch

if TYPE_CHECKING:
    from ..library.collection import Collection
    from ..library.finder import PassageHit
    from ..readers.reading_progress import ProgressReceiver

MOST = 200
"""Maximum number of passages that are compared, the best ones first."""
_MOST_SEEN = 1000
"""Maximum number of digests in `SavedSearch.seen`."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class CountedSearch:
    """A saved search with the digests of the passages that it finds now, best first.

    `found` is None until they are looked for.
    """

    search: SavedSearch
    found: tuple[str, ...] | None = None

    @property
    def new(self) -> int:
        """The number of found passages that were not found when the search was last opened."""
        seen = {*self.search.seen}
        return sum(each not in seen for each in self.found or ())


def digest(text: str) -> str:
    """The digest of a passage's text, as it is kept in `SavedSearch.seen`."""
    return sha256(text.encode("utf-8", "surrogatepass"))[:_DIGITS]


def hits(collection: Collection, query: str) -> list[PassageHit]:
    """The passages that a saved query stands for: those that match it well, best first."""
    return [hit for hit in collection.finder.find(query, MOST) if not hit.weak]


def found_digests(collection: Collection, query: str) -> tuple[str, ...]:
    """The digests of the passages that a saved query stands for, best first."""
    return tuple(digest(collection.text(hit.item)) for hit in hits(collection, query))


def found_by_query(
    collection: Collection, queries: Sequence[str], receiver: ProgressReceiver
) -> dict[str, tuple[str, ...]]:
    """The digests of the passages that each of some queries stands for, by the query.

    `receiver` is called with the share done (0 to 1); what it raises stops the search.
    """
    found = {}
    for number, query in enumerate(queries):
        receiver(number / len(queries))
        found[query] = found_digests(collection, query)
    return found


def opened(search: SavedSearch, collection: Collection) -> SavedSearch:
    """A saved search after it was opened: all passages that it finds are seen.

    Passages that were seen before and are not found now stay seen, because the collection may be
    that of only some of the articles; the oldest digests are dropped.
    """
    seen = dict.fromkeys((*found_digests(collection, search.query), *search.seen))
    return replace(search, seen=tuple(seen)[:_MOST_SEEN])


def new_hits(search: SavedSearch, collection: Collection) -> list[PassageHit]:
    """The passages that were not found when a saved search was last opened."""
    seen = {*search.seen}
    found = hits(collection, search.query)
    return [hit for hit in found if digest(collection.text(hit.item)) not in seen]


def read_collection(
    folder: Path, folders: Folders, config: Config, receiver: ProgressReceiver
) -> Collection:
    """The passages of all articles of a folder; slow, for use in a thread.

    `receiver` is called with the share done (0 to 1); what it raises stops the reading. Raises
    ReaderError if the folder cannot be listed.
    """
    from ..library import Library

    library = Library(folder, folders, config)
    library.scan()
    library.update(lambda done, total: receiver(done / max(1, total)))
    return library.collection
