"""Gathers the passages of all articles that the PATHs of a command resolve to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.document import Document
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..readers import is_folder
from .inputs import articles, document_of, left_out, process_each
from .output import complain
from .usage import STDIN

if TYPE_CHECKING:
    from ..library import Collection, Library


class GatheredArticles(NamedTuple):
    """The passages of all articles, and the libraries of the folders that some of them are from."""

    collection: Collection
    libraries: list[Library]


def gathered(words: Sequence[str], options: ReadingOptions, failed: list[str]) -> GatheredArticles:
    """All articles that PATHs resolve to; failures are reported and added to `failed`.

    The index on disk contains articles read with default options, so other `options` bypass it.
    """
    from ..library import Library, gather
    from .sessions import settings, stray_lines

    where, config = settings()
    lone: list[Path] = []
    texts: list[tuple[str, Document]] = []
    indexed = [word for word in words if options == NO_CHOICES and _is_searched_whole(word)]
    folders = dict.fromkeys(map(Path, indexed))
    libraries = [Library(folder, where, config).ready() for folder in folders]
    indexes = [(library.folder, library.collection.passages) for library in libraries]
    for line in stray_lines((s for library in libraries for s in library.strays), {}):
        complain(line)
    for line in left_out(link for library in libraries for link in library.outside):
        complain(line)
    others = articles([word for word in words if word not in indexed], options)
    if options == NO_CHOICES:
        lone = [article.path for article in others if article.path]
        others = [article for article in others if not article.path]
    texts += process_each(others, lambda one: (one.name, document_of(one, segmented=True)), failed)
    found = gather(indexes, lone, texts, where, config)
    if not found.passages.records:
        complain(f"{', '.join(words)}: holds nothing that reader can read")
    _report_remarks(found, set(map(str, lone)), failed)
    return GatheredArticles(found, libraries)


def _report_remarks(found: Collection, named: set[str], failed: list[str]) -> None:
    """Report the remarks on named articles, and the articles that cannot be read."""
    for record in found.passages.records.values():
        # Folders are searched repeatedly, so remarks on their articles are not repeated each time.
        for remark in record.remarks if record.name in named else ():
            complain(remark)
        if record.unreadable:
            complain(record.unreadable)
            failed.append(record.name)


def _is_searched_whole(word: str) -> bool:
    return bool(word) and word != STDIN and is_folder(Path(word))
