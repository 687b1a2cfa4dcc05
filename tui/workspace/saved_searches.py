"""Saved searches: which passages they find that were not there when they were last opened."""

from __future__ import annotations

from ..library.collection import Collection
from ..library.finder import PassageHit
from ..model.digest import sha256
from ..model.dossier import SavedSearch

MOST = 200
"""Maximum number of passages that are compared, the best ones first."""
_DIGITS = 12


def digest(text: str) -> str:
    """The digest of a passage's text, as it is kept in `SavedSearch.seen`."""
    return sha256(text.encode("utf-8", "surrogatepass"))[:_DIGITS]


def hits(collection: Collection, query: str) -> list[PassageHit]:
    """The passages that a saved query stands for: those that match it well, best first."""
    return [hit for hit in collection.finder.find(query, MOST) if not hit.weak]


def opened(name: str, query: str, collection: Collection) -> SavedSearch:
    """A saved search all of whose passages are seen."""
    texts = (collection.text(hit.item) for hit in hits(collection, query))
    return SavedSearch(name, query, tuple(dict.fromkeys(map(digest, texts))))


def new_hits(search: SavedSearch, collection: Collection) -> list[PassageHit]:
    """The passages that were not found when a saved search was last opened."""
    seen = {*search.seen}
    found = hits(collection, search.query)
    return [hit for hit in found if digest(collection.text(hit.item)) not in seen]
