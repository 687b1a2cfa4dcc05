"""What is to be opened when no command is named, and the terminal for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config import folders, sample
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading import AS_USUAL, ReadingOptions
from ..store.places import SUFFIX
from .inputs import STDIN, Article, is_folder, known_encoding
from .output import on_terminal, say
from .words import UsageError, bound

_OPTIONS = {
    "--whole": ReadingOptions(whole=True),
    "--no-whole": ReadingOptions(whole=False),
}


@dataclass(frozen=True)
class Opening:
    """What the program on the screen starts with: a file, a folder, or a Document that was read.

    `target` is None for the present folder. `options` are the choices made on the command line
    how to read it.
    """

    target: str | None = None
    document: Document | None = None
    options: ReadingOptions = AS_USUAL


def opening(words: Sequence[str]) -> Opening | None:
    """What a command line without a command opens; None where printing a list was all to do."""
    options, words = _options(words)
    target = _target(words)
    if target == STDIN:
        document = Article(STDIN, None, options=options).read()
        _take_terminal()
        return Opening(document=document)
    path = Path(target or ".")
    if options.encoding and is_folder(path):
        raise UsageError("--encoding is for one article; name a file")
    if is_folder(path) and not on_terminal():
        _list(path)
        return None
    if not os.path.lexists(path):
        raise ReaderError(f"{target}: no such file; check the name")
    _take_terminal()
    return Opening(target, options=options)


def _options(words: Sequence[str]) -> tuple[ReadingOptions, list[str]]:
    """The choices how to read an article, and the other words; UsageError for a wrong choice."""
    found, others = AS_USUAL, list[str]()
    rest = iter(bound(words))
    for word in rest:
        option, _, value = word.partition("=")
        if word == "--":
            others += [word, *rest]
        elif option == "--encoding":
            name = known_encoding(value or next(rest, ""))
            found = ReadingOptions(encoding=name).over(found)
        elif word in _OPTIONS:
            found = _OPTIONS[word].over(found)
        else:
            others.append(word)
    return found, others


def _target(words: Sequence[str]) -> str | None:
    """The one PATH, or None; raises UsageError for anything else."""
    if list(words) == ["--sample"]:
        return str(_sample_article())
    for index, word in enumerate(words):
        if word == "--":
            words = [*words[:index], *words[index + 1 :]]
            break
        if word.startswith("-") and word != STDIN:
            raise UsageError(f"no option {word}; see reader --help")
    if len(words) > 1:
        raise UsageError(f"one PATH at a time, or a command; {words[0]} is none: see reader --help")
    if words and not words[0]:
        raise UsageError("the PATH is empty; name a file or a folder (. for this one)")
    return words[0] if words else None


def _sample_article() -> Path:
    """The first article of the sample dossier that has notes."""
    from ..readers.folders import listing

    found = listing(sample(folders()))
    noted = (path for path in found if path.with_name(path.name + SUFFIX).exists())
    return next(noted, found[0])


def _list(folder: Path) -> None:
    """Print what can be read in a folder, or else the samples, one path a line."""
    from ..config import load
    from ..library.walking import paths_in
    from ..readers.folders import listing

    where = folders()
    config, _ = load(where.config)
    for path in paths_in(folder, where, config) or listing(sample(where)):
        say(str(path))


def _take_terminal() -> None:
    """Make file descriptor 0 the terminal, so that keys come from it; ReaderError without one."""
    if not os.isatty(2):
        # The screen is drawn there, so that standard output can be redirected.
        raise ReaderError("no terminal to draw on; to print an article use reader passages PATH")
    if os.isatty(0):
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise ReaderError(
            "no terminal to take keys from; to print an article use reader passages PATH"
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)
