"""Routes: the articles and lists that a screen can lead to, as values that the navigator opens."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..model.document import Document
from ..model.reading_options import NO_CHOICES, ReadingOptions


class OpenArticle(NamedTuple):
    """Show an article, with the caret at the code point `start`.

    If `start` is None, the caret is where the user left it. `path` is None if `document` was read
    from standard input. `fallback_folder` is listed if the article cannot be shown; if it is None,
    the program ends then. `command` is the id of a command that is run once the article is shown.
    """

    path: Path | None
    start: int | None = None
    options: ReadingOptions = NO_CHOICES
    document: Document | None = None
    fallback_folder: Path | None = None
    command: str = ""


class OpenFolder(NamedTuple):
    """List the articles of a folder, with the cursor on the one with the path `at`, if there is.

    `search` is the name of a saved search of its dossier that is opened, "" for none.
    """

    path: Path
    at: Path | None = None
    search: str = ""


class OpenFiles(NamedTuple):
    """List some articles, of one folder or of several."""

    paths: tuple[Path, ...]


class OpenSamples(NamedTuple):
    """List the articles that come with the program; `hint` tells the user why."""

    hint: str = ""


class Quit(NamedTuple):
    """End the program with an exit code."""

    code: int = 0


Route = OpenArticle | OpenFolder | OpenFiles | OpenSamples | Quit


def route_to(path: Path, start: int | None = None) -> Route:
    """The route to a file, with the caret at the code point `start`, or to a folder.

    If the article cannot be shown, its folder is listed.
    """
    if path.is_dir():
        return OpenFolder(path)
    return OpenArticle(path, start, fallback_folder=path.parent)


def first_route(
    target: Path | None,
    document: Document | None,
    options: ReadingOptions,
    files: tuple[Path, ...],
) -> Route:
    """The route at the start: to `document` or the file `target`, to `files`, or to a folder."""
    if document is not None or (target and not target.is_dir()):
        return OpenArticle(target, options=options, document=document)
    return OpenFiles(files) if files else OpenFolder(target or Path.cwd())
