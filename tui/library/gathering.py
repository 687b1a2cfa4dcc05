"""Gathering folders, single articles and texts without a file into one Collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ..config import Config, Folders
from ..model.document import Document
from . import walking
from .collection import Collection
from .passage_index import PassageIndex, join
from .record import ArticleRecord
from .updating import of_text, only, updated


def gather(
    folders_of_articles: Iterable[tuple[Path, PassageIndex]],
    paths: Sequence[Path],
    texts: Iterable[tuple[str, Document]],
    folders: Folders,
    config: Config,
) -> Collection:
    """All passages of indexed folders, of single articles, and of named texts.

    Records are named by the path that leads to them. An article that is given twice occurs once,
    under the name that it was given by itself.
    """
    named = {path.absolute(): str(path) for path in paths}
    indexes, there = [], set[Path]()
    for folder, passages in folders_of_articles:
        indexes.append(_under(folder, passages, named, there))
    lone = [path for path in paths if path.absolute() not in there]
    found = [walking.article(path, folders, config) for path in dict.fromkeys(lone)]
    indexes.append(updated(PassageIndex(), found, lambda record: None, lambda: False))
    indexes += [of_text(name, document) for name, document in texts]
    return Collection(join(indexes))


def _under(
    folder: Path, passages: PassageIndex, named: dict[Path, str], there: set[Path]
) -> PassageIndex:
    """A folder's PassageIndex, its records named by path, without those in `there`."""
    absolute = {name: (folder / name).absolute() for name in passages.records}
    passages = only(passages, [name for name, path in absolute.items() if path not in there])
    there.update(absolute[name] for name in passages.records)
    records: dict[str, ArticleRecord] = {}
    for record in passages.records.values():
        name = named.get(absolute[record.name], str(folder / record.name))
        records[name] = replace(record, name=name)
    return replace(passages, records=records)
