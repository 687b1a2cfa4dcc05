"""The bounds of an article's folder, whose content may come from an adversary.

The program writes into such a folder through no symbolic link, and follows no reference out of it.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..model.errors import ReaderError

PRIVATE_FOLDER = ".reader"
"""Beside a private article: what is otherwise kept in the user's own folders."""


def link_through(path: Path) -> Path | None:
    """The symbolic link through which a write to `path` would leave its folder, or None.

    Checked are the last component, and every component from a folder named `.reader` on, because
    the program makes those itself. A link whose target does not exist counts. The folders above
    them are the user's choice and may be links.
    """
    parts = [path, *path.parents]
    names = [part.name for part in parts]
    own = names.index(PRIVATE_FOLDER) + 1 if PRIVATE_FOLDER in names else 1
    return next((part for part in reversed(parts[:own]) if part.is_symlink()), None)


def refuse_link(path: Path) -> None:
    """Raise ReaderError where a write to `path` would go through a symbolic link."""
    link = link_through(path)
    if link is not None:
        raise ReaderError(refusal(link))


def refusal(link: Path) -> str:
    """Why nothing is written to a path: one line for the user."""
    return (
        f"{link}: is a symbolic link, through which nothing is written; "
        "put the file or folder itself in its place"
    )


def is_within(path: Path, folder: Path) -> bool:
    """Whether the file that `path` leads to, links resolved, lies in or below `folder`."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except ValueError:  # a NUL or half a character, which no path holds
        return False


def referred(article: Path, reference: str, dossier: Path) -> Path | None:
    """The file at a path relative to the folder of `article`; None where it is out of bounds.

    `dossier` is the folder below which it must lie, links resolved.
    """
    path = article.parent / reference
    return path if is_within(path, dossier) else None


def upward(folder: Path) -> list[Path]:
    """A folder and the folders above it, absolute, nearest first.

    Where the path has a `..`, links are resolved first: the parents of `mine/../theirs` are not
    those of `mine`.
    """
    whole = folder.absolute()
    if ".." in whole.parts:
        whole = Path(os.path.realpath(whole))
    return [whole, *whole.parents]
