"""Confine reads and writes to an article's folder, whose content may come from an adversary.

The program does not write through symbolic links in such a folder, and does not follow references
that lead out of it.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..model.errors import ReaderError

PRIVATE_FOLDER = ".reader"
"""The folder beside a private article with the files otherwise kept in the user's own folders."""


def link_through(path: Path) -> Path | None:
    """The symbolic link through which a write to `path` would leave its folder, or None.

    The last component is checked, and every component from a folder named `.reader` on, because
    the program makes those itself. A link whose target does not exist counts as well. The folders
    above are the user's choice and may be links.
    """
    parts = [path, *path.parents]
    names = [part.name for part in parts]
    own = names.index(PRIVATE_FOLDER) + 1 if PRIVATE_FOLDER in names else 1
    return next((part for part in reversed(parts[:own]) if part.is_symlink()), None)


def refuse_link(path: Path) -> None:
    """Raise ReaderError if a write to `path` would go through a symbolic link."""
    link = link_through(path)
    if link is not None:
        raise ReaderError(refusal(link))


def refusal(link: Path) -> str:
    """The message, in one line, that nothing is written through a symbolic link."""
    return (
        f"{link}: is a symbolic link, through which nothing is written; "
        "put the file or folder itself in its place"
    )


def is_within(path: Path, folder: Path) -> bool:
    """Whether `path`, with links resolved, is in or below `folder`."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except ValueError:  # a NUL or a lone surrogate, which no path can contain
        return False


def referred(article: Path, reference: str, dossier: Path) -> Path | None:
    """The file at a path relative to the folder of `article`; None if it is outside `dossier`.

    `dossier` is the folder that must contain the file, with links resolved.
    """
    path = article.parent / reference
    return path if is_within(path, dossier) else None


def upward(folder: Path) -> list[Path]:
    """The absolute paths of a folder and its parents, nearest first.

    If the path contains `..`, links are resolved first, because the parents of `mine/../theirs` are
    not those of `mine`.
    """
    whole = folder.absolute()
    if ".." in whole.parts:
        whole = Path(os.path.realpath(whole))
    return [whole, *whole.parents]
