"""What to open if no command is named, and the terminal to open it on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config import folders, sample
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..readers import is_folder
from ..store.locations import SUFFIX
from .output import on_terminal, say
from .usage import STDIN, UsageError


@dataclass(frozen=True)
class StartRequest:
    """What to open on the screen: a file, a folder, or a Document that has been read.

    `target` is None for the current folder. `options` are the reading options from the command
    line.
    """

    target: str | None = None
    document: Document | None = None
    options: ReadingOptions = NO_CHOICES


def start_request(
    paths: Sequence[str], options: ReadingOptions = NO_CHOICES
) -> StartRequest | None:
    """The StartRequest for a command line without a command; None if a list was printed instead.

    Raises UsageError if there is more than one PATH, ReaderError if the PATH cannot be opened.
    """
    target = _target(paths)
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
        raise ReaderError(f"{target}: no such file; check the name")
    _take_terminal()
    return StartRequest(target, options=options)


def sample_article() -> Path:
    """The first article of the sample dossier that has notes."""
    from ..readers.folders import listing

    found = listing(sample(folders()))
    noted = (path for path in found if path.with_name(path.name + SUFFIX).exists())
    return next(noted, found[0])


def _target(paths: Sequence[str]) -> str | None:
    """The only PATH, or None; raises UsageError if there are several or it is empty."""
    if len(paths) > 1:
        raise UsageError(f"one PATH at a time, or a command; {paths[0]} is none: see reader --help")
    if paths and not paths[0]:
        raise UsageError("the PATH is empty; name a file or a folder (. for this one)")
    return paths[0] if paths else None


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
