"""Where the passages of an article stand in other articles, as far as the cache knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config, Folders, folders_for
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..store.cache_folders import COPIES, cache_folder

if TYPE_CHECKING:
    from ..library.article_words import ArticleWords
    from ..model.shared_text import SharedText


class CommonPassage(NamedTuple):
    """A passage of an article, and the place of another article at which it stands too.

    `path` and `label` (publisher and date, or title) are those of the other article; `paragraph`
    counts from 1, and `start` is in code points.
    """

    passage: Span
    path: Path
    label: str
    paragraph: int
    start: int

    @property
    def where(self) -> str:
        """The place for the user: "Levant Courier, 10 July 2015, ¶4"."""
        return f"{self.label}, ¶{self.paragraph}"


def common_passages(
    document: Document, folder: Path, folders: Folders, config: Config
) -> list[CommonPassage]:
    """The passages that stand in other articles of the folder too, in the order of the text.

    Only what the last search for copies found is known: nothing is compared. Slow, for use in a
    thread.
    """
    path = document.path
    assert path is not None, "an article in a folder is a file"
    cache = folders_for(folder / "article", folders, config).cache
    if not (cache_folder(cache, folder) / COPIES).is_file():
        return []  # the library takes memory that most articles never need
    from ..library import Library
    from ..library.copies import known_partners
    from .article_labels import article_label

    library, found = Library(folder, folders, config), list[CommonPassage]()
    name = path.absolute().relative_to(folder.absolute()).as_posix()
    try:
        for other, shared in known_partners(library, name, document.text):
            record = library.collection.passages.records[other.name]
            label = article_label(record.publisher, record.date, record.title or record.name)
            paths = (each.path for each in library.articles if each.name == other.name)
            found += _passages(document, other, shared, next(paths), label)
    except ReaderError:  # a folder that is gone has no other articles
        return []
    return sorted(found)


def _passages(
    document: Document, other: ArticleWords, shared: SharedText, path: Path, label: str
) -> Iterator[CommonPassage]:
    """The passages of which at least half is common text."""
    for here, there in shared.spans if document.blocks else ():
        for number in range(document.block_at(here.start), document.block_at(here.end) + 1):
            for passage in document.passages(number):
                low, high = max(here.start, passage.start), min(here.end, passage.end)
                if 2 * (high - low) >= passage.end - passage.start:
                    start = min(there.start + low - here.start, there.end - 1)
                    paragraph = other.block_at(start) + 1
                    yield CommonPassage(Span(*passage), path, label, paragraph, start)
