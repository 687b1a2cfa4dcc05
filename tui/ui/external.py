"""Writing in the user's own editor, with the screen put aside."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from ..model.errors import ReaderError


def edit_outside(app: App[int], text: str) -> str:
    """What the user made of a text in $VISUAL or $EDITOR; ReaderError where that cannot be."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise ReaderError("no editor is known: set $VISUAL or $EDITOR")
    # A folder of its own, readable by the user alone: notes are nobody else's business.
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                done = subprocess.run([*shlex.split(editor), str(path)], check=False)
            if done.returncode:
                raise ReaderError(f"{editor} ended with {done.returncode}: the note is unchanged")
            return path.read_text(encoding="utf-8").removesuffix("\n")
        except SuspendNotSupported as error:
            raise ReaderError("this terminal cannot be put aside for an editor") from error
        except (OSError, ValueError) as error:
            raise ReaderError(f"{editor}: {error}; set $VISUAL or $EDITOR") from error
