"""The codings of the articles of a folder; only notes files that changed are read again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...config import Config, Folders, folders_for
from ...statistics.coding_table import CodingTable, columns_of, joined
from ...statistics.labels import Numbers
from ...store.cache_folders import cache_folder
from . import coding_cache
from .annotated_files import AnnotatedFile, notes_below
from .coding_cache import CachedCodings
from .noted_codings import read_codings

if TYPE_CHECKING:
    from ...store.unused_notes import UnusedNotes

_RECENT = 3_000_000_000
"""Nanoseconds within which a file could be changed twice without a new time of change."""


class UpdatedCodings(NamedTuple):
    """The codings of a folder, a line for each problem with a notes file, and what was left out.

    `strays` are notes files that no article uses, and `outside` links that lead out of the folder.
    """

    codings: CodingTable
    problems: list[str]
    strays: Sequence[UnusedNotes]
    outside: Sequence[Path]


def codings_below(folder: Path, folders: Folders, config: Config) -> UpdatedCodings:
    """The codings of the articles of a folder and those below it, named by their paths below it.

    The cache is brought up to date. Raises ReaderError if the folder cannot be listed.
    """
    walk = notes_below(folder, folders, config)
    own = folders_for(folder / "article", folders, config).cache
    places: dict[Path, list[AnnotatedFile]] = {}
    for file in walk.files:
        # Below a private folder all is kept in that folder; a private subfolder keeps its own.
        place = own if own != folders.cache else file.folders.cache
        places.setdefault(place, []).append(file)
    problems: list[str] = []
    parts = [
        _updated(cache_folder(place, folder), folder, files, problems)
        for place, files in places.items()
    ]
    return UpdatedCodings(joined(parts), problems, walk.strays, walk.outside)


def _updated(
    home: Path, folder: Path, files: Sequence[AnnotatedFile], problems: list[str]
) -> CodingTable:
    """The codings of some notes files, with the cache in `home` brought up to date."""
    cached = coding_cache.load(home, folder)
    known = dict(zip(cached.codings.names, _pairs(cached), strict=True))
    changed = [file for file in files if known.get(file.name) != file.version]
    current = {file.name for file in files} - {file.name for file in changed}
    kept = np.array([name in current for name in cached.codings.names], dtype=np.bool_)
    old = CachedCodings(cached.codings.of_articles(kept), cached.sizes[kept], cached.times[kept])
    if not changed:
        if not kept.all():
            coding_cache.save(home, folder, old)
        return old.codings
    new = _read(changed, problems)
    together = CachedCodings(
        joined([old.codings, new.codings]),
        np.concatenate([old.sizes, new.sizes]),
        np.concatenate([old.times, new.times]),
    )
    coding_cache.save(home, folder, together)
    return together.codings


def _pairs(cached: CachedCodings) -> list[tuple[int, int]]:
    """The version of each cached notes file, in the order of the articles."""
    return list(zip(cached.sizes.tolist(), cached.times.tolist(), strict=True))


def _read(files: Sequence[AnnotatedFile], problems: list[str]) -> CachedCodings:
    """The codings of some notes files, read now. Files with a problem are read again next time."""
    now = time.time_ns()
    articles, times = [], []
    for file in files:
        found = read_codings(file.name, file.path, file.folders.state)
        articles.append(found.codings)
        is_recent = abs(now - file.version.mtime_ns) < _RECENT
        times.append(-1 if found.problem or is_recent else file.version.mtime_ns)
        if found.problem:
            problems.append(found.problem)
    sizes: Numbers = np.array([file.version.size for file in files], dtype=np.int64)
    return CachedCodings(columns_of(articles), sizes, np.array(times, dtype=np.int64))
