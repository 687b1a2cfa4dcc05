"""Gathering: folders, single articles and texts without a file as one collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ..config import Config, Folders
from ..model.document import Document
from . import walking
from .collection import Collection
from .record import Record
from .shelf import Shelf, joined
from .updating import of_text, only, updated


def gather(
    folders_of_articles: Iterable[tuple[Path, Shelf]],
    paths: Sequence[Path],
    texts: Iterable[tuple[str, Document]],
    folders: Folders,
    config: Config,
) -> Collection:
    """All passages of shelves with their folders, of single articles, and of named texts.

    Records are named by the path that leads to them; an article is there once, under the name
    that it was given.
    """
    named = {path.absolute(): str(path) for path in paths}
    shelves, there = [], set[Path]()
    for folder, shelf in folders_of_articles:
        shelves.append(_under(folder, shelf, named, there))
    lone = [path for path in paths if path.absolute() not in there]
    found = [walking.article(path, folders, config) for path in dict.fromkeys(lone)]
    shelves.append(updated(Shelf(), found, lambda record: None, lambda: False))
    shelves += [of_text(name, document) for name, document in texts]
    return Collection(joined(shelves))


def _under(folder: Path, shelf: Shelf, named: dict[Path, str], there: set[Path]) -> Shelf:
    """A shelf with its records under other names, without those that are `there` already."""
    absolute = {name: (folder / name).absolute() for name in shelf.records}
    shelf = only(shelf, [name for name, path in absolute.items() if path not in there])
    there.update(absolute[name] for name in shelf.records)
    records: dict[str, Record] = {}
    for record in shelf.records.values():
        name = named.get(absolute[record.name], str(folder / record.name))
        records[name] = replace(record, name=name)
    return replace(shelf, records=records)
