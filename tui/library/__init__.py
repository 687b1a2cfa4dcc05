"""Library: the articles of a folder and below it, or a choice of them, to list and to search.

What is known of an article is kept in a cache (cache.py); the article is read again only if its
file or its notes changed. Library.update() is meant to run in a thread.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from ..store import codebook_file as codebooks
from ..store import confinement, progress
from ..store.cache_folders import cache_folder
from ..store.unused_notes import UnusedNotes
from . import cache, walking
from .coding_state import NOT_CODED, AssignedAnalysts, BlindFolders, CodingState, is_disputed
from .collection import Collection, PassageLocation, gather
from .field_values import KINDS
from .finder import Finder, PassageHit
from .folder_notes import FolderNotes
from .passage_fields import (
    AnnotationSummary,
    ArticlePassages,
    PassageFields,
    kind_numbers,
    summaries_by_passage,
)
from .passage_index import ArticleRecord, PassageIndex, join
from .query_explanation import HINT, explained
from .updating import updated
from .walking import ArticleFile

__all__ = [
    "HINT", "KINDS", "AnnotationSummary", "ArticlePassages", "Collection", "Finder", "Library",
    "ListEntry", "PassageFields", "PassageHit", "PassageLocation", "caches", "explained", "gather",
    "kind_numbers", "summaries_by_passage",
]  # fmt: skip

Tick = Callable[[int, int], None]
"""(articles read, articles to read): called after each."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One article as the list shows it; while `known` is False, its other facts are defaults.

    `tags` are those used in it, most used first; `progress` is the share that was read (0 to 1);
    `problem` is one line for the user, "" if there is none; an `unreadable` one cannot be opened.
    What other analysts set does not count while it is hidden from the user.
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
    coding: CodingState = NOT_CODED


class Library:
    """The articles of a folder and of those below it, and the collection of their passages.

    If `files` are given, it has only these articles, and keeps nothing about them on disk.
    `strays` are the notes files that no article uses; `outside` are the links that are left out
    because they lead out of the folder.
    """

    def __init__(
        self, folder: Path, folders: Folders, config: Config, files: Sequence[Path] = ()
    ) -> None:
        self.folder, self.folders, self.config = folder, folders, config
        self.files = files
        self.articles: list[ArticleFile] = []
        self._by_name: dict[str, ArticleFile] = {}
        self.strays: list[UnusedNotes] = []
        self.outside: list[Path] = []
        self.collection = Collection(PassageIndex())
        self._indexes: dict[Path, PassageIndex] = {}
        self._read: dict[str, ArticleRecord] = {}
        self._private = folders_for(folder / "article", folders, config)
        self._blind_folders = BlindFolders(config)
        self._notes = FolderNotes(folder, folders, config)

    def scan(self) -> None:
        """List the folder and load the cache. Raises ReaderError if there is no folder."""
        if self.files:
            self.articles = walking.named(self.files, self.folder, self.folders, self.config)
        else:
            walk = walking.walk(self.folder, self.folders, self.config)
            self.articles, self.strays, self.outside = walk
        self._by_name = {article.name: article for article in self.articles}
        if self.files:
            return
        for home in self._homes():
            if home not in self._indexes:
                self._indexes[home] = cache.load(home, self.folder)
        self._show()

    def stale(self) -> int:
        """The number of articles that have to be read, for the first time or again."""
        known = self.collection.passages.records
        count = 0
        for article in self.articles:
            record = known.get(article.name)
            count += record is None or not record.is_current(article)
        return count

    def update(
        self, tick: Tick = lambda done, total: None, cancelled: Callable[[], bool] = lambda: False
    ) -> bool:
        """Read the articles that changed and save the cache; whether any changed.

        `cancelled` is called between two articles; once it returns True, no further one is read.
        """
        total, done = self.stale(), 0

        def one(record: ArticleRecord) -> None:
            nonlocal done
            done += 1
            self._read[record.name] = record
            tick(done, total)

        changed = False
        for home, articles in self._homes().items():
            before = self._indexes.get(home, PassageIndex())
            after = updated(before, articles, one, cancelled)
            if after is not before:
                if not self.files:
                    after = cache.save(home, self.folder, after, before.id)
                self._indexes[home] = after
                changed = True
        if changed:
            self._show()
        return changed

    def ready(self) -> Library:
        """The library itself, listed and up to date."""
        self.scan()
        self.update()
        return self

    def _homes(self) -> dict[Path, list[ArticleFile]]:
        """The articles by the cache folder that they belong to."""
        caches: dict[Path, list[ArticleFile]] = {self._private.cache: []}
        for place, some in groupby(self.articles, self._cache_of):
            caches.setdefault(place, []).extend(some)
        return {cache_folder(place, self.folder): some for place, some in caches.items()}

    @property
    def cache_home(self) -> Path | None:
        """The cache folder of the folder itself; None if nothing about the articles is kept."""
        return None if self.files else cache_folder(self._private.cache, self.folder)

    def cached_names(self) -> frozenset[str]:
        """The names of the articles that belong to this cache, and not to a private folder's."""
        groups = groupby(self.articles, self._cache_of)
        own = (some for place, some in groups if place == self._private.cache)
        return frozenset(each.name for some in own for each in some)

    def _cache_of(self, article: ArticleFile) -> Path:
        """The cache for an article; below a private folder, that folder's `.reader` for all."""
        return self._private.cache if self._is_private else article.folders.cache

    @cached_property
    def _is_private(self) -> bool:
        return self._private.cache != self.folders.cache

    def _show(self) -> None:
        passages = join(list(self._indexes.values()))
        current = self.codebook.current
        self.collection = Collection(passages, current, self.folder, self._visible_summaries)
        self._read = {}

    # What is in it

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook in effect for the folder; the built-in one if that is damaged."""
        try:
            return codebooks.find(self.folder, self.folders.config).codebook
        except ReaderError:
            return codebooks.builtin()

    def entries(self) -> list[ListEntry]:
        """All articles as far as they are known, those read by a running update() included."""
        known = {**self.collection.passages.records, **self._read}
        begun, assigned = self._begun(), AssignedAnalysts(self._notes)

        def entry(article: ArticleFile) -> ListEntry:
            coding = CodingState(assigned.of(article.path), article.key in begun)
            return self._entry(article, known.get(article.name), coding)

        return list(map(entry, self.articles))

    def _begun(self) -> set[str]:
        """The keys of the articles whose reading was begun."""
        keys: dict[Path, list[str]] = {}
        for article in self.articles:
            keys.setdefault(article.folders.state, []).append(article.key)
        return {
            key for state, some in keys.items() for key in progress.keys_with_progress(state, some)
        }

    def _entry(
        self, article: ArticleFile, record: ArticleRecord | None, coding: CodingState
    ) -> ListEntry:
        if record is None:
            return ListEntry(article.path, article.name, known=False, coding=coding)
        tags, number, coding = self._coded(record, coding)
        return ListEntry(
            article.path,
            article.name,
            record.title,
            record.date,
            record.publisher,
            record.words,
            record.count,
            number,
            tuple(tag for tag, _ in tags.most_common()),
            self._progress(article) if coding.is_begun else 0.0,
            record.unreadable or record.problem,
            bool(record.unreadable),
            coding=coding,
        )

    def _coded(
        self, record: ArticleRecord, coding: CodingState
    ) -> tuple[Counter[str], int, CodingState]:
        """The tags and the number of the annotations that the user may see, and who made them."""
        current, done = self.codebook.current, frozenset(record.done)
        annotators = record.annotators
        if len(annotators | done) < 2 and annotators <= {"", self.config.author}:
            tags = Counter(current(tag) for summary in record.summaries for tag in summary[2])
            return tags, record.annotations, coding._replace(coders=annotators, done=done)
        seen = self._visible_summaries(record)
        hidden = len(record.summaries) - len(seen)
        tags = Counter(current(tag) for summary in seen for tag in summary.tags)
        present = [replace(one, tags=tuple(map(current, one.tags))) for one in seen]
        # Where the passages of an article that is being read are is known only later.
        listed = self.collection.passages.records.get(record.name)
        passages = self.collection.passages_of(listed) if listed and not hidden else ()
        disputed = is_disputed(passages, present, done)
        coders = frozenset(one.author for one in seen)
        number = len(seen) if hidden else record.annotations
        return tags, number, coding._replace(coders=coders, done=done, is_disputed=disputed)

    def _visible_summaries(self, record: ArticleRecord) -> list[AnnotationSummary]:
        article = self._by_name.get(record.name)
        every = record.annotation_summaries()
        return self._blind_folders.visible(article, every, record.done) if article else every

    def _progress(self, article: ArticleFile) -> float:
        """The share (0 to 1) of its passages up to the furthest one that was read."""
        furthest = progress.load(article.folders.state, article.key).furthest
        record = self.collection.passages.records.get(article.name)
        return self.collection.read_up_to(record, furthest) if record and furthest else 0.0


def caches(path: Path, folders: Folders) -> list[Path]:
    """The cache files that may contain passages of an article: those of every folder above it."""
    above = {*confinement.upward(path.parent), *Path(os.path.realpath(path)).parents}
    homes = [cache_folder(folders.cache, folder) for folder in sorted(above)]
    return [file for home in homes if home.is_dir() for file in sorted(home.iterdir())]
