"""Resolves the PATH arguments of the command line to articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..config import Config, Folders, folders, folders_for, load
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..model.reading_options import AUTOMATIC, NO_CHOICES, ReadingOptions
from ..readers import is_folder, is_own_name
from ..store.faults import contain_faults
from .output import complain
from .usage import STDIN, UsageError

if TYPE_CHECKING:
    from ..library.walking import Walk
    from ..store.unused_notes import UnusedNotes

Result = TypeVar("Result")

_MOST_NAMED = 3
"""The most files that are named as left out."""


@dataclass(frozen=True, slots=True)
class InputArticle:
    """An article under the name that the user gave it; `path` is None for standard input.

    `named` is true for articles on the command line and false for those found in a folder.
    `options` are the reading options from the command line.
    """

    name: str
    path: Path | None
    named: bool = True
    options: ReadingOptions = NO_CHOICES

    def read(self, *, segmented: bool = False) -> Document:
        """Read the article, with `segmented` including all its sentences; raises ReaderError."""
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
class ResolvedPaths:
    """The articles that PATHs resolve to, each once, and what was omitted.

    `strays` are notes files without an article, `outside` links that lead out of a named folder.
    `own_files` are files of the program among several PATHs, such as backups.
    """

    articles: list[InputArticle]
    strays: list[UnusedNotes]
    outside: list[Path]
    own_files: list[Path]


def resolve_paths(words: Sequence[str], options: ReadingOptions = NO_CHOICES) -> ResolvedPaths:
    """Resolve PATHs in their order; a folder stands for the articles in it and in its subfolders.

    A pattern stands for the paths that match it. Articles of a folder are files of known formats
    and files with notes. A notes file stands for its article. Other files that the program wrote
    are no articles, unless they have notes or are named alone. Raises UsageError if standard input
    is named twice, ReaderError if a folder cannot be listed.
    """
    if words.count(STDIN) > 1:
        raise UsageError("standard input can be read only once: name - once")
    found: dict[Path | None, InputArticle] = {}
    strays: dict[Path, UnusedNotes] = {}
    outside: dict[Path, None] = {}
    own_files: dict[Path, None] = {}
    named = expanded(words)
    for word in named:
        folder = Path(word)
        if word and word != STDIN and is_folder(folder):
            walk = _walk(folder)
            some = [InputArticle(str(one.path), one.path, False, options) for one in walk.articles]
            strays |= {stray.notes.absolute(): stray for stray in walk.strays}
            outside |= dict.fromkeys(walk.outside)
        elif len(named) > 1 and _is_no_article(folder):
            own_files[folder] = None
            continue
        else:
            some = [_named(word, options)]
        for article in some:
            path = article.path and article.path.absolute()
            if path not in found or article.named:
                found[path] = article
    return ResolvedPaths(
        list(found.values()), list(strays.values()), list(outside), list(own_files)
    )


def settings() -> tuple[Folders, Config]:
    """The user's folders and settings; problems in the settings are reported."""
    where = folders()
    config, problems = load(where.config)
    for problem in problems:
        complain(problem)
    return where, config


def _is_no_article(path: Path) -> bool:
    """Whether a path is a file of the program that nobody annotated, and no notes of an article."""
    if path.name.endswith(NOTES_SUFFIX) or not is_own_name(path.name):
        return False
    return not path.with_name(path.name + NOTES_SUFFIX).exists()


def articles(words: Sequence[str], options: ReadingOptions = NO_CHOICES) -> list[InputArticle]:
    """The articles that PATHs resolve to; what is omitted is reported on standard error."""
    found = resolve_paths(words, options)
    for line in (*left_out(found.outside), *left_out_files(found.own_files)):
        complain(line)
    return found.articles


def left_out(links: Iterable[Path]) -> Iterator[str]:
    """A line for each link that was omitted because it leads out of the named folder."""
    for link in links:
        yield f"{link}: is a link that leads out of the folder, left out; name it to have it read"


def left_out_files(own_files: Sequence[Path]) -> Iterator[str]:
    """One line on the files that are no articles because the program wrote them; none without."""
    if own_files:
        names = ", ".join(str(path) for path in own_files[:_MOST_NAMED])
        more = len(own_files) - _MOST_NAMED
        names += f" and {more} more" if more > 0 else ""
        what = "file that reader wrote" if len(own_files) == 1 else "files that reader wrote"
        yield f"left out, {len(own_files)} {what}: {names}; name one alone to have it read"


def single_article(word: str, options: ReadingOptions = NO_CHOICES) -> InputArticle:
    """The article that a PATH resolves to; raises ReaderError for a folder or several articles."""
    matching = expanded([word])
    if len(matching) > 1:
        raise ReaderError(f"{word}: stands for {len(matching)} paths; name one of them")
    (word,) = matching
    if word and word != STDIN and is_folder(Path(word)):
        raise ReaderError(f"{word}: is a folder; name one article in it")
    return _named(word, options)


def process_each(
    found: Iterable[InputArticle], work: Callable[[InputArticle], Result], failed: list[str]
) -> Iterator[Result]:
    """The results of `work` on the articles; failures are reported and added to `failed`."""
    for article in found:
        try:
            result = work(article)
        except ReaderError as error:
            complain(str(error))
            failed.append(article.name)
        else:
            yield result


def document_of(article: InputArticle, *, segmented: bool = False) -> Document:
    """Read an article and print its remarks on standard error; raises ReaderError.

    With `segmented`, all sentences are found now, so that faults in segmentation are reported here.
    """
    document = article.read(segmented=segmented)
    for remark in document.remarks:
        complain(remark)
    return document


def known_encoding(name: str) -> str:
    """The name of an encoding, unchanged; raises UsageError if it is unknown."""
    from ..readers.decode import chosen

    if name != AUTOMATIC:
        try:
            chosen(name)
        except ReaderError as error:
            raise UsageError(str(error)) from error
    return name


def _named(word: str, options: ReadingOptions) -> InputArticle:
    """The article for a PATH that is no folder; raises UsageError if the PATH is empty."""
    if not word:
        raise UsageError("a PATH is empty; name a file or a folder (. for this one)")
    if word == STDIN:
        return InputArticle(word, None, options=options)
    word = word.removesuffix(NOTES_SUFFIX)
    return InputArticle(word, Path(word), options=options)


def _walk(folder: Path) -> Walk:
    # Importing the library with its search is slow and needed for folders only.
    from ..config import folders, load
    from ..library.walking import walk

    where = folders()
    config, _ = load(where.config)
    return walk(folder, where, config)


def expanded(words: Iterable[str]) -> list[str]:
    """The words, with each pattern of `*`, `?` and `[...]` replaced by the paths that match it.

    A word that names an existing path, and a pattern that nothing matches, stay as they are.
    """
    found: list[str] = []
    for word in words:
        is_pattern = has_magic(word) and not os.path.lexists(word)
        matching = sorted(glob(word)) if is_pattern else []  # noqa: PTH207 - paths as typed
        found += matching or [word]
    return found
