"""The command move: an article or its notes to another path."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..model.errors import ReaderError
from ..store.places import SUFFIX
from .inputs import STDIN
from .output import complain, say
from .sessions import settings


def move(arguments: Namespace) -> int:
    """Move an article with its notes, or have an article take over notes; 1 for a problem."""
    from ..library.move_article import move_article

    old, new = _article(arguments.old), _article(arguments.new)
    moved = move_article(old, new, *settings())
    if moved.article:
        say(f"{old}: moved to {moved.new}")
    if moved.notes:
        noun = "annotation" if moved.count == 1 else "annotations"
        say(f"{moved.notes}: {moved.count} {noun} of {old.name}")
    if moved.kept:
        say(f"{moved.kept}: the former notes file of {old.name}, as it was")
    for path in moved.updated:
        say(f"{path}: references to {old.name} changed")
    for line in moved.problems:
        complain(line)
    return 1 if moved.problems else 0


def _article(word: str) -> Path:
    """The path of an article; a notes file means its article. Raises ReaderError."""
    if word in ("", STDIN):
        raise ReaderError("reader move takes two paths of articles; see reader move --help")
    return Path(word.removesuffix(SUFFIX))
