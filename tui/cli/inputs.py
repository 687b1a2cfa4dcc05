"""The articles that PATHs on the command line mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..config import folders, folders_for, load
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading_options import AUTOMATIC, NO_CHOICES, ReadingOptions
from ..readers import is_folder
from ..store.faults import contain_faults
from ..store.locations import SUFFIX
from .output import complain
from .usage import STDIN, UsageError

if TYPE_CHECKING:
    from ..library.walking import Walk
    from ..store.unused_notes import UnusedNotes

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class InputArticle:
    """An article by the name that the user gave it; `path` is None for standard input.

    `named` tells those that stand on the command line from those found in a folder. `options` are
    the choices made on the command line how to read it.
    """

    name: str
    path: Path | None
    named: bool = True
    options: ReadingOptions = NO_CHOICES

    def read(self, *, segmented: bool = False) -> Document:
        """Its Document, if `segmented` with all of its sentences found; raises ReaderError."""
        where = folders()
        own = folders_for(self.path, where, load(where.config)[0])

        def work() -> Document:
            document = self._read(own.data)
            if segmented:
                document.passage_counts()
            return document

        return contain_faults(self.name, own.state, work)

    def _read(self, data: Path) -> Document:
        from ..readers import LARGEST, read, read_bytes
        from ..store.chosen_options import remembered

        if self.path is None:
            content = sys.stdin.buffer.read(LARGEST + 1)
            return read_bytes(content, stem="stdin", options=self.options)
        return read(self.path, self.options.over(remembered(self.path, data)))


@dataclass(frozen=True, slots=True)
class Meant:
    """What PATHs mean: articles, each once, and what was left out of folders.

    `strays` are the notes files that no article uses, `outside` the links that lead out of the
    folder that was named.
    """

    articles: list[InputArticle]
    strays: list[UnusedNotes]
    outside: list[Path]


def meant(words: Sequence[str], options: ReadingOptions = NO_CHOICES) -> Meant:
    """What PATHs mean, in their order; a folder means the articles in it and below it.

    An article of a folder is a file of a known format or any file that has notes. A notes file
    means its article. Raises UsageError where standard input is named twice, ReaderError for a
    folder that cannot be listed.
    """
    if words.count(STDIN) > 1:
        raise UsageError("standard input can be read only once: name - once")
    found: dict[Path | None, InputArticle] = {}
    strays: dict[Path, UnusedNotes] = {}
    outside: dict[Path, None] = {}
    for word in words:
        folder = Path(word)
        if word and word != STDIN and is_folder(folder):
            walk = _walk(folder)
            some = [InputArticle(str(one.path), one.path, False, options) for one in walk.articles]
            strays |= {stray.notes.absolute(): stray for stray in walk.strays}
            outside |= dict.fromkeys(walk.outside)
        else:
            some = [_named(word, options)]
        for article in some:
            path = article.path and article.path.absolute()
            if path not in found or article.named:
                found[path] = article
    return Meant(list(found.values()), list(strays.values()), list(outside))


def articles(words: Sequence[str], options: ReadingOptions = NO_CHOICES) -> list[InputArticle]:
    """The articles that PATHs mean, as `meant` finds them; links that are left out are told."""
    found = meant(words, options)
    for line in left_out(found.outside):
        complain(line)
    return found.articles


def left_out(links: Iterable[Path]) -> Iterator[str]:
    """A line for each link that was left out because it leads out of the folder that was named."""
    for link in links:
        yield f"{link}: is a link that leads out of the folder, left out; name it to have it read"


def one(word: str, options: ReadingOptions = NO_CHOICES) -> InputArticle:
    """The article that a single PATH means; a folder is an error. Raises ReaderError."""
    if word and word != STDIN and is_folder(Path(word)):
        raise ReaderError(f"{word}: is a folder; name one article in it")
    return _named(word, options)


def each(
    found: Iterable[InputArticle], work: Callable[[InputArticle], Result], failed: list[str]
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


def document_of(article: InputArticle, *, segmented: bool = False) -> Document:
    """The Document of an article, with its remarks printed on standard error; ReaderError.

    With `segmented`, all of its sentences are found at once, so that faults in them are told here.
    """
    document = article.read(segmented=segmented)
    for remark in document.remarks:
        complain(remark)
    return document


def known_encoding(name: str) -> str:
    """The name of an encoding as it is; raises UsageError for one that is unknown."""
    from ..readers.decode import chosen

    if name != AUTOMATIC:
        try:
            chosen(name)
        except ReaderError as error:
            raise UsageError(str(error)) from error
    return name


def _named(word: str, options: ReadingOptions) -> InputArticle:
    """The article that a PATH names which is no folder; raises UsageError for an empty one."""
    if not word:
        raise UsageError("a PATH is empty; name a file or a folder (. for this one)")
    if word == STDIN:
        return InputArticle(word, None, options=options)
    word = word.removesuffix(SUFFIX)
    return InputArticle(word, Path(word), options=options)


def _walk(folder: Path) -> Walk:
    # The library, with its search, takes as long to import as all else: only folders need it.
    from ..config import folders, load
    from ..library.walking import walk

    where = folders()
    config, _ = load(where.config)
    return walk(folder, where, config)
