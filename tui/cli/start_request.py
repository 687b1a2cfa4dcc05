"""What to open if no command is named, and the terminal to open it on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..config import folders, sample
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..readers import is_folder
from .output import complain, on_terminal, say
from .usage import COMMANDS, STDIN, UsageError


class StartRequest(NamedTuple):
    """What to open on the screen: a file, a folder, a list of files, or a Document that was read.

    `target` is None for the current folder; `files` are listed if there are any. `options` are the
    reading options from the command line. `messages` are shown as warnings.
    """

    target: str | None = None
    document: Document | None = None
    options: ReadingOptions = NO_CHOICES
    files: tuple[Path, ...] = ()
    messages: tuple[str, ...] = ()


def start_request(
    paths: Sequence[str], options: ReadingOptions = NO_CHOICES
) -> StartRequest | None:
    """The StartRequest for a command line without a command; None if a list was printed instead.

    Raises UsageError if the PATHs cannot be opened together, ReaderError if one does not exist.
    """
    words = _expanded(paths)
    if len(words) > 1:
        return _request_for_files(words, options)
    target = words[0] if words else None
    if target == STDIN:
        from .inputs import InputArticle

        document = InputArticle(STDIN, None, options=options).read()
        _take_terminal()
        return StartRequest(document=document)
    path = Path(target or ".")
    if options.encoding and is_folder(path):
        raise UsageError("--encoding is for one article; name a file")
    if is_folder(path) and not on_terminal():
        _list(path)
        return None
    if not os.path.lexists(path):
        raise _missing(path)
    _take_terminal()
    return StartRequest(target, options=options)


def sample_article() -> Path:
    """The first article of the sample dossier that has notes."""
    from ..readers.folders import listing

    found = listing(sample(folders()))
    noted = (path for path in found if path.with_name(path.name + NOTES_SUFFIX).exists())
    return next(noted, found[0])


def _expanded(paths: Sequence[str]) -> list[str]:
    """The PATHs with patterns expanded; raises UsageError if one is empty."""
    if "" in paths:
        raise UsageError("a PATH is empty; name a file or a folder (. for this one)")
    if not any(sign in path for path in paths for sign in "*?["):
        return list(paths)
    from .inputs import expanded

    return expanded(paths)


def _request_for_files(words: Sequence[str], options: ReadingOptions) -> StartRequest | None:
    """The StartRequest for several PATHs, of which folders stand for the articles in them.

    If they all stand for one article, that is opened.
    """
    if STDIN in words:
        raise UsageError("standard input is opened alone; leave the other PATHs out")
    for number, word in enumerate(words):
        if not os.path.lexists(word):
            raise _missing(Path(word)) if number else _no_command(word)
    from .inputs import left_out, left_out_files, resolve_paths

    found = resolve_paths(words, options)
    named = [article.path for article in found.articles if article.path]
    files = tuple(path for path in named if os.path.lexists(path))
    # A notes file stands for its article, which may be gone.
    strays = [path.with_name(path.name + NOTES_SUFFIX) for path in named if path not in files]
    if not files:
        raise ReaderError(f"{', '.join(words)}: holds nothing that reader can read; name a file")
    if options != NO_CHOICES and len(files) > 1:
        raise UsageError("--encoding and --whole are for one article; name one file")
    messages = (*left_out(found.outside), *left_out_files([*found.own_files, *strays]))
    if not on_terminal():
        for line in messages:
            complain(line)
        for path in files:
            say(str(path))
        return None
    _take_terminal()
    if len(files) == 1:
        return StartRequest(str(files[0]), options=options, messages=messages)
    return StartRequest(files=files, messages=messages)


def _missing(path: Path) -> ReaderError:
    from ..readers.missing_files import missing_file

    return missing_file(path)


def _no_command(word: str) -> UsageError:
    """The error for a first word that is neither a command nor a path."""
    from difflib import get_close_matches

    from ..readers.missing_files import missing_file

    near = get_close_matches(word, COMMANDS, n=1)
    if near:
        return UsageError(f"{word}: no such file or command; did you mean reader {near[0]}?")
    return UsageError(str(missing_file(word, "no such file or command", "see reader --help")))


def _list(folder: Path) -> None:
    """Print the readable files of a folder, or else the samples, one path per line."""
    from ..config import load
    from ..library.walking import paths_in
    from ..readers.folders import listing

    where = folders()
    config, _ = load(where.config)
    for path in paths_in(folder, where, config) or listing(sample(where)):
        say(str(path))


def _take_terminal() -> None:
    """Make file descriptor 0 the terminal for key input; raises ReaderError without a terminal."""
    if not os.isatty(2):
        # The screen is drawn on standard error, so that standard output can be redirected.
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
