"""Library: a folder of articles, those below it included, to list and to search at once.

What is learnt of an article is kept in a cache (see shelf.py) and learnt anew only where its file
or its notes changed. Knows nothing of the screen; update() is for a thread of its own.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from ..store import codebook as codebooks
from ..store import confinement, progress
from ..store.strays import Stray
from . import shelf as shelves
from . import walking
from .collection import Collection, Located
from .finder import HINT, KINDS, Finder, Found, Said, kinds_of, touching
from .gathering import gather
from .record import Record
from .shelf import Shelf
from .updating import updated
from .walking import Article

__all__ = [
    "HINT",
    "KINDS",
    "Collection",
    "Entry",
    "Finder",
    "Found",
    "Library",
    "Located",
    "Said",
    "caches",
    "gather",
    "kinds_of",
    "touching",
]

Tick = Callable[[int, int], None]
"""(articles read, articles to read): called after each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list; what is not known yet has its default, `known` being false.

    `tags` are those used in it, most used first; `progress` is the share that was read, 0 to 1;
    `problem` is one line for the user; `unreadable` that it cannot be opened.
    """

    path: Path
    name: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    words: int = 0
    passages: int = 0
    annotations: int = 0
    tags: tuple[str, ...] = ()
    progress: float = 0.0
    problem: str = ""
    unreadable: bool = False
    known: bool = True


class Library:
    """The articles of a folder: `articles` lie in it, `collection` is what is known of them.

    `strays` are the notes files there that no article uses, `outside` the links that are left out
    because they lead out of the folder.
    """

    def __init__(self, folder: Path, folders: Folders, config: Config) -> None:
        self.folder, self.folders, self.config = folder, folders, config
        self.articles: list[Article] = []
        self.strays: list[Stray] = []
        self.outside: list[Path] = []
        self.collection = Collection(Shelf())
        self._shelves: dict[Path, Shelf] = {}
        self._read: dict[str, Record] = {}
        self._private = folders_for(folder / "article", folders, config)

    def scan(self) -> None:
        """List the folder, and take what is known from the cache; ReaderError for no folder."""
        walk = walking.walk(self.folder, self.folders, self.config)
        self.articles, self.strays, self.outside = walk
        for home in self._homes():
            if home not in self._shelves:
                self._shelves[home] = shelves.take_down(home, self.folder)
        self._show()

    def stale(self) -> int:
        """How many articles are to be read, or read again."""
        known = self.collection.shelf.records
        count = 0
        for article in self.articles:
            record = known.get(article.name)
            count += record is None or not record.is_current(article)
        return count

    def update(
        self, tick: Tick = lambda done, total: None, cancelled: Callable[[], bool] = lambda: False
    ) -> bool:
        """Read what changed since the last time and keep it; whether anything did.

        `cancelled` is asked between two articles; what was read until then is kept.
        """
        total, done = self.stale(), 0

        def one(record: Record) -> None:
            nonlocal done
            done += 1
            self._read[record.name] = record
            tick(done, total)

        changed = False
        for home, articles in self._homes().items():
            before = self._shelves.get(home, Shelf())
            after = updated(before, articles, one, cancelled)
            if after is not before:
                self._shelves[home] = shelves.put_up(home, self.folder, after, before.id)
                changed = True
        if changed:
            self._show()
        return changed

    def ready(self) -> Library:
        """Itself, listed and up to date: for who can wait."""
        self.scan()
        self.update()
        return self

    def _homes(self) -> dict[Path, list[Article]]:
        """The articles by where what is known of them is kept; private ones beside themselves."""
        caches: dict[Path, list[Article]] = {self._private.cache: []}
        for article in self.articles:
            caches.setdefault(self._cache_of(article), []).append(article)
        return {shelves.place(cache, self.folder): some for cache, some in caches.items()}

    def _cache_of(self, article: Article) -> Path:
        """One folder's `.reader` for all that is below a private one."""
        is_private = self._private.cache != self.folders.cache
        return self._private.cache if is_private else article.folders.cache

    def _show(self) -> None:
        shelf = shelves.joined(list(self._shelves.values()))
        self.collection = Collection(shelf, self.codebook.current)
        self._read = {}

    # What is in it

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook in effect for the folder; the built-in one where that is damaged."""
        try:
            return codebooks.find(self.folder, self.folders.config).codebook
        except ReaderError:
            return codebooks.builtin()

    def entries(self) -> list[Entry]:
        """All articles, as far as they are known; so far also those that update() has read."""
        known = {**self.collection.shelf.records, **self._read}
        begun = self._begun()
        return [self._entry(one, known.get(one.name), one.key in begun) for one in self.articles]

    def _begun(self) -> set[str]:
        """The keys of the articles whose reading was begun."""
        keys: dict[Path, list[str]] = {}
        for article in self.articles:
            keys.setdefault(article.folders.state, []).append(article.key)
        return {key for state, some in keys.items() for key in progress.begun(state, some)}

    def _entry(self, article: Article, record: Record | None, is_begun: bool) -> Entry:
        if record is None:
            return Entry(article.path, article.name, known=False)
        current = self.codebook.current
        tags = Counter(current(tag) for said in record.said for tag in said[2])
        return Entry(
            article.path,
            article.name,
            record.title,
            record.date,
            record.publisher,
            record.words,
            record.count,
            record.annotations,
            tuple(tag for tag, _ in tags.most_common()),
            self._progress(article) if is_begun else 0.0,
            record.unreadable or record.problem,
            bool(record.unreadable),
        )

    def _progress(self, article: Article) -> float:
        """The share of its passages up to the furthest one that was read."""
        furthest = progress.load(article.folders.state, article.key).furthest
        record = self.collection.shelf.records.get(article.name)
        return self.collection.read_up_to(record, furthest) if record and furthest else 0.0


def caches(path: Path, folders: Folders) -> list[Path]:
    """The files in the user's cache that hold passages of an article: of each folder above it."""
    above = {*confinement.upward(path.parent), *Path(os.path.realpath(path)).parents}
    homes = [shelves.place(folders.cache, folder) for folder in sorted(above)]
    return [file for home in homes if home.is_dir() for file in sorted(home.iterdir())]
