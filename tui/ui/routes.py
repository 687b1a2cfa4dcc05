"""Routes: where the program can go from a screen, as values that the navigator opens."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..model.document import Document
from ..model.reading_options import NO_CHOICES, ReadingOptions


class OpenArticle(NamedTuple):
    """Show an article.

    `path` is None for `document`, a text that was read from standard input. Reading begins at the
    code point `start`, None for where it was left. `otherwise` is the folder to list where the
    article cannot be shown; None ends the program then.
    """

    path: Path | None
    start: int | None = None
    options: ReadingOptions = NO_CHOICES
    document: Document | None = None
    fallback_folder: Path | None = None


class OpenFolder(NamedTuple):
    """List the articles of a folder."""

    path: Path


class OpenFiles(NamedTuple):
    """List some articles, of one folder or of several."""

    paths: tuple[Path, ...]


class OpenSamples(NamedTuple):
    """List the articles that come with the program; `hint` says why."""

    hint: str = ""


class Quit(NamedTuple):
    """End the program with an exit code."""

    code: int = 0


Route = OpenArticle | OpenFolder | OpenFiles | OpenSamples | Quit


def route_to(path: Path, start: int | None = None) -> Route:
    """The route to a file, from a code point on, or to a folder.

    Where an article cannot be shown its folder is listed.
    """
    if path.is_dir():
        return OpenFolder(path)
    return OpenArticle(path, start, fallback_folder=path.parent)
