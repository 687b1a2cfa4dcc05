"""Writing in the user's own editor, with the screen put aside."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from ..model.errors import ReaderError
from ..store import atomic_files


def edit_externally(app: App[int], text: str, private: Path | None = None) -> str:
    """What the user made of a text in $VISUAL or $EDITOR; ReaderError where that cannot be.

    The text lies in a file meanwhile: below the folder `private` where that is given, else among
    the system's temporary files.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise ReaderError("no editor is known: set $VISUAL or $EDITOR")
    # A folder of its own, readable by the user alone: notes are nobody else's business.
    within = atomic_files.make_folder_in(private.parent, private.name) if private else None
    with tempfile.TemporaryDirectory(prefix="reader-", dir=within) as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            words = shlex.split(editor)
            if not words or not shutil.which(words[0]):
                raise ReaderError(f"{editor}: there is no such program; set $VISUAL or $EDITOR")
            code = _run(app, [*words, str(path)])
            if code:
                raise ReaderError(f"{editor} ended with {code}: the note is unchanged")
            return path.read_text(encoding="utf-8").removesuffix("\n")
        except SuspendNotSupported as error:
            raise ReaderError("this terminal cannot be put aside for an editor") from error
        except (OSError, ValueError) as error:
            raise ReaderError(f"{editor}: {error}; set $VISUAL or $EDITOR") from error


def _run(app: App[int], words: list[str]) -> int:
    """The exit code of a command that has the terminal meanwhile; OSError where it cannot run."""
    failure: OSError | None = None
    # Nothing may be raised while the screen is put aside: it would not come back.
    with app.suspend():
        try:
            return subprocess.run(words, check=False).returncode
        except OSError as error:
            failure = error
    raise failure
