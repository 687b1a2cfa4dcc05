"""The codings of several folders and articles, with the tags and sources that are in effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from ...config import Config, Folders, folders_for
from ...model.errors import ReaderError
from ...model.file_names import CODEBOOK_NAME, DOSSIER_NAME, NOTES_SUFFIX
from ...statistics.coding_table import NO_SOURCE, CodedSource, CodingTable, columns_of, joined
from ...statistics.labels import Labels, labelled
from ...store import toml_files
from .noted_codings import read_codings
from .updated_codings import UpdatedCodings, codings_below

if TYPE_CHECKING:
    from ...model.dossier import Dossier

V = TypeVar("V", str, CodedSource)


def gathered_codings(
    homes: Iterable[Path], files: Iterable[Path], folders: Folders, config: Config
) -> UpdatedCodings:
    """The codings of some folders and single articles, each article once, named by its path.

    Tags have their present names, and sources are as the dossier has them. Raises ReaderError if a
    folder cannot be listed.
    """
    found = UpdatedCodings(columns_of(()), [], [], [])
    parts = list[CodingTable]()
    for home in homes:
        below = codings_below(home, folders, config)
        found.problems.extend(below.problems)
        parts.append(_named(below.codings, home))
        found = found._replace(
            strays=[*found.strays, *below.strays], outside=[*found.outside, *below.outside]
        )
    parts.append(_of_files(files, folders, config, found.problems))
    codings = in_effect(joined(_each_once(parts)), folders.config, found.problems)
    return found._replace(codings=codings)


def _named(codings: CodingTable, home: Path) -> CodingTable:
    """The codings with articles named by their paths and not by those below the folder."""
    if home == Path():
        return codings
    return codings.with_names(tuple(f"{home}/{name}" for name in codings.names))


def _each_once(parts: Iterable[CodingTable]) -> list[CodingTable]:
    """The parts without the articles that are in an earlier part."""
    found, seen = list[CodingTable](), set[str]()
    filled = [part for part in parts if part.names]
    for part in filled if len(filled) > 1 else ():
        paths = [os.path.abspath(name) for name in part.names]  # noqa: PTH100 - also takes away ".."
        found.append(part.of_articles(np.array([path not in seen for path in paths])))
        seen.update(paths)
    return found or filled


def _of_files(
    files: Iterable[Path], folders: Folders, config: Config, problems: list[str]
) -> CodingTable:
    articles = []
    for path in files:
        own = folders_for(path, folders, config)
        notes = path.with_name(path.name + NOTES_SUFFIX)
        if not os.path.lexists(notes):
            from ...store import locations

            notes = locations.path_in_data_folder(path, "", own.data)
        read = read_codings(str(path), str(notes), own.state)
        articles.append(read.codings)
        problems += [read.problem] if read.problem else []
    return columns_of(articles)


def in_effect(codings: CodingTable, user: Path, problems: list[str]) -> CodingTable:
    """The codings with the present names of tags and with what the dossier says about sources.

    The codebook and the dossier are the nearest ones upward from each article; `user` is the config
    folder. What is wrong with one of these files is added to `problems`.
    """
    homes = labelled(os.path.dirname(name) for name in codings.names)  # noqa: PTH120 - many
    of_coding = homes.take(codings.article)

    @cache
    def renames(home: str) -> Callable[[str], str] | None:
        return _renames(Path(home), user, problems)

    @cache
    def dossier(home: str) -> Dossier | None:
        return _dossier(Path(home))

    def source(home: str, noted: CodedSource) -> CodedSource:
        known = dossier(home)
        return noted if known is None or noted == NO_SOURCE else _effective(noted, known)

    tag = codings.tag
    if any(map(renames, homes.values)):
        tag = _changed(tag, of_coding, lambda home, name: (renames(home) or str)(name))
    sources = codings.source
    if any(map(dossier, homes.values)):
        sources = _changed(sources, of_coding, source)
    return codings.with_labels(tag=tag, source=sources)


def _changed(column: Labels[V], homes: Labels[str], change: Callable[[str, V], V]) -> Labels[V]:
    """A column with each value changed as its folder requires."""
    width = len(column.values)
    keys, numbers = np.unique(homes.numbers * width + column.numbers, return_inverse=True)
    pairs = [divmod(key, width) for key in keys.tolist()]
    values = labelled(change(homes.values[home], column.values[at]) for home, at in pairs)
    return values.take(numbers)


def _renames(home: Path, user: Path, problems: list[str]) -> Callable[[str], str] | None:
    """The function from former to present names of tags; None if no tag was renamed."""
    if toml_files.nearest(CODEBOOK_NAME, home) is None and not (user / CODEBOOK_NAME).exists():
        return None
    from ...store import codebook_file

    try:
        codebook = codebook_file.find(home, user).codebook
    except ReaderError as error:
        problems.append(str(error))
        return None
    return codebook.current if codebook.renames else None


def _dossier(home: Path) -> Dossier | None:
    """The dossier in effect for a folder; None without one, or if it has no sources."""
    path = toml_files.nearest(DOSSIER_NAME, home)
    if path is None:
        return None
    from ...store import dossier_file

    loaded = dossier_file.load(path).value
    return loaded if loaded.sources else None


def _effective(noted: CodedSource, dossier: Dossier) -> CodedSource:
    from ...model.annotation import Source
    from ...model.dossier import effective_source

    own = Source(noted.id, noted.name, kind=noted.kind, reliability=noted.reliability)
    known = effective_source(own, dossier)
    return CodedSource(known.id, known.name, known.kind, known.reliability)
