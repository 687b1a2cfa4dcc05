"""The articles that PATHs on the command line mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ..model.document import Document
from ..model.errors import ReaderError
from ..store.places import SUFFIX
from .output import complain
from .words import UsageError

STDIN = "-"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Article:
    """An article by the name that the user gave it; `path` is None for standard input.

    `named` tells those that stand on the command line from those found in a folder. `encoding` is
    the one that the user chose; where it is "", the notes may name one.
    """

    name: str
    path: Path | None
    named: bool = True
    encoding: str = ""

    def read(self) -> Document:
        """Its Document; raises ReaderError."""
        from ..config import folders, folders_for, load
        from ..readers import LARGEST, read, read_bytes
        from ..store import files, places

        if self.path is None:
            content = sys.stdin.buffer.read(LARGEST + 1)
            return read_bytes(content, stem="stdin", encoding=self.encoding)
        if self.encoding:
            return read(self.path, self.encoding)
        where = folders()
        own = folders_for(self.path, where, load(where.config)[0])
        return read(self.path, files.chosen_encoding(places.notes_of(self.path, own.data)))


def articles(words: Sequence[str], encoding: str = "") -> list[Article]:
    """The articles that PATHs mean, in order, each once; a folder means all in and below it.

    A notes file means its article. `encoding` is the user's choice for all of them. Raises
    UsageError where standard input is named twice.
    """
    if words.count(STDIN) > 1:
        raise UsageError("standard input can be read only once: name - once")
    found: dict[Path | None, Article] = {}
    for word in words:
        for article in _meant(word):
            path = article.path and article.path.absolute()
            if path not in found or article.named:
                found[path] = replace(article, encoding=encoding)
    return list(found.values())


def one(word: str, encoding: str = "") -> Article:
    """The article that a single PATH means; a folder is an error. Raises ReaderError.

    `encoding` is the user's choice for it.
    """
    if word and word != STDIN and is_folder(Path(word)):
        raise ReaderError(f"{word}: is a folder; name one article in it")
    return replace(next(_meant(word)), encoding=encoding)


def each(
    found: Iterable[Article], work: Callable[[Article], Result], failed: list[str]
) -> Iterator[Result]:
    """The results of some work on articles; what fails is said and listed, and the rest goes on."""
    for article in found:
        try:
            result = work(article)
        except ReaderError as error:
            complain(str(error))
            failed.append(article.name)
        else:
            yield result


def document_of(article: Article) -> Document:
    """The Document of an article, with its remarks printed on standard error; ReaderError."""
    document = article.read()
    for remark in document.remarks:
        complain(remark)
    return document


def is_folder(path: Path) -> bool:
    """Whether a path names a folder that can be looked into."""
    try:
        return path.is_dir()
    except OSError:  # a folder above it is closed to us: reading will say so
        return False


def _meant(word: str) -> Iterator[Article]:
    path = Path(word)
    if not word:
        raise UsageError("a PATH is empty; name a file or a folder (. for this one)")
    if word == STDIN:
        yield Article(word, None)
    elif is_folder(path):
        yield from (Article(str(file), file, named=False) for file in _held(path))
    elif word.endswith(SUFFIX):
        word = word.removesuffix(SUFFIX)
        yield Article(word, Path(word))
    else:
        yield Article(word, path)


def _held(folder: Path) -> Iterator[Path]:
    """The articles of a folder and those below it; ReaderError where it cannot be listed."""
    from ..readers import folders_below, listing

    yield from listing(folder)
    for below in folders_below(folder):
        # One that is closed to us holds nothing that could be read.
        with suppress(ReaderError):
            yield from listing(below)
