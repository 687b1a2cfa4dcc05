"""The command move: moves an article, or its notes, to another path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from .click_command import command
from .options import as_json, complete_file
from .output import complain, say, say_json
from .sessions import settings
from .usage import STDIN

if TYPE_CHECKING:
    from ..library.move_article import MoveResult


@command(
    "move",
    """
    Moves the article OLD to NEW together with its notes. Where OLD was moved or renamed already,
    NEW takes over the notes of OLD, whether or not its text is the same; places are found again as
    in any changed article. Notes that NEW has already are merged with them. If NEW is a folder, the
    article keeps its name there.

    Links and citations that name OLD are changed to name NEW, in all notes below the folder of the
    codebook in effect for OLD or NEW, or without a codebook below the folder of the article. How
    far you read and drafts follow too. No file is overwritten: where the new notes file does not
    say all that the former one did, the former one is kept beside it as .bak. After a failure,
    running it again goes on where it stopped.

    reader check names articles and notes that belong together.
    """,
    {
        "Examples": """
        reader move draft.txt fallujah.txt
        reader move fallujah.txt archive/2015/
        """,
    },
)
@click.argument("old", metavar="OLD", shell_complete=complete_file)
@click.argument("new", metavar="NEW", shell_complete=complete_file)
@as_json(
    "Print one object, with the keys old, new (paths), article (true if it was moved), notes, "
    "annotations (their number), kept (the former notes file, where it is kept), updated (files "
    "whose references were changed) and problems."
)
def move(old: str, new: str, as_json: bool) -> int:
    """Move an article with its notes, or assign notes to another article; 1 on a problem."""
    from ..library.move_article import move_article

    before, after = _article(old), _article(new)
    moved = move_article(before, after, *settings())
    if as_json:
        say_json(_record(before, moved))
    else:
        _report(before, moved)
    for line in moved.problems:
        complain(line)
    return 1 if moved.problems else 0


def _record(before: Path, moved: MoveResult) -> dict[str, Any]:
    return {
        "old": str(before),
        "new": str(moved.new),
        "article": moved.article,
        "notes": str(moved.notes) if moved.notes else "",
        "annotations": moved.count if moved.notes else 0,
        "kept": str(moved.kept) if moved.kept else "",
        "updated": [str(path) for path in moved.updated],
        "problems": list(moved.problems),
    }


def _report(before: Path, moved: MoveResult) -> None:
    if moved.article:
        say(f"{before}: moved to {moved.new}")
    if moved.notes:
        noun = "annotation" if moved.count == 1 else "annotations"
        say(f"{moved.notes}: {moved.count} {noun} of {before.name}")
    if moved.kept:
        say(f"{moved.kept}: the former notes file of {before.name}, as it was")
    for path in moved.updated:
        say(f"{path}: references to {before.name} changed")


def _article(word: str) -> Path:
    """The path of an article; a notes file stands for its article. Raises ReaderError."""
    if word in ("", STDIN):
        raise ReaderError("reader move takes two paths of articles; see reader move --help")
    return Path(word.removesuffix(NOTES_SUFFIX))
