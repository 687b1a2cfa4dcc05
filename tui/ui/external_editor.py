"""Editing a text in the user's own editor while the program is suspended."""

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
    """Let the user edit a text in $VISUAL or $EDITOR, and return it; raises ReaderError.

    The editor is given a temporary file, below the folder `private` if there is one, else in the
    system's folder for temporary files.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise ReaderError("no editor is known: set $VISUAL or $EDITOR")
    # The notes are private: the file lies in a folder of its own that only the user can read.
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
            raise ReaderError("no editor can run in this terminal: write the note here") from error
        except (OSError, ValueError) as error:
            raise ReaderError(f"{editor}: {error}; set $VISUAL or $EDITOR") from error


def _run(app: App[int], words: list[str]) -> int:
    """Run a command in the terminal, and return its exit code; raises OSError if it cannot run."""
    failure: OSError | None = None
    # An exception within the context would keep Textual from restoring the screen.
    with app.suspend():
        try:
            return subprocess.run(words, check=False).returncode
        except OSError as error:
            failure = error
    raise failure
