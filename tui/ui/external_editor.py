"""Editing a text in the user's own editor while the program is suspended."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.app import App, SuspendNotSupported

from ..model.errors import ReaderError
from ..store import atomic_files

_VARIABLES = ("VISUAL", "EDITOR")
_FALLBACKS = ("sensible-editor", "nano", "vim", "vi")
"""The editors that are tried, in this order, if no variable names one that is installed."""

_SET_ONE = "set $VISUAL or $EDITOR to an editor that is installed"


@dataclass(frozen=True)
class Editor:
    """The words of the command that starts an editor, and why others were not taken, or ""."""

    command: tuple[str, ...]
    skipped: str = ""


def find_editor(environment: Mapping[str, str]) -> Editor:
    """The editor in $VISUAL, else in $EDITOR, else the first installed one of some common ones.

    The variables may contain arguments, quoted as in a shell. One whose program is not installed is
    skipped. Raises ReaderError if no editor is installed.
    """
    skipped: list[str] = []
    search_path = environment.get("PATH")
    for variable in _VARIABLES:
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError as error:
            skipped.append(f"${variable} is not a command ({error})")
            continue
        if words and shutil.which(words[0], path=search_path):
            return Editor(tuple(words), "; ".join(skipped))
        if words:
            skipped.append(f"{words[0]} (${variable}) is not installed")
    for name in _FALLBACKS:
        if shutil.which(name, path=search_path):
            return Editor((name,), "; ".join(skipped))
    raise ReaderError("; ".join([*skipped, f"no editor was found: {_SET_ONE}"]))


def edit_externally(app: App[int], text: str, editor: Editor, private: Path | None = None) -> str:
    """Let the user edit a text in an editor, and return it.

    The editor is given a temporary file, below the folder `private` if there is one, else in the
    system's folder for temporary files. Raises ReaderError if the editor cannot be run, fails, or
    leaves no UTF-8 text.
    """
    name = Path(editor.command[0]).name
    # The notes are private: the file lies in a folder of its own that only the user can read.
    within = atomic_files.make_folder_in(private.parent, private.name) if private else None
    with tempfile.TemporaryDirectory(prefix="reader-", dir=within) as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            code = _run(app, [*editor.command, str(path)])
            if code:
                how = f"ended with {code}" if code > 0 else f"was ended by signal {-code}"
                raise ReaderError(f"{name} {how}: the note is unchanged")
            return path.read_text(encoding="utf-8").removesuffix("\n")
        except SuspendNotSupported as error:
            raise ReaderError("no editor can run in this terminal: write the note here") from error
        except UnicodeDecodeError as error:
            raise ReaderError(f"{name} left no UTF-8 text: the note is unchanged") from error
        except (OSError, ValueError) as error:
            raise ReaderError(f"{name}: {error}; {_SET_ONE}") from error


def _run(app: App[int], words: list[str]) -> int:
    """Run a command in the terminal, and return its exit code; minus the number of a signal.

    Raises OSError or ValueError if the command cannot run.
    """
    environment = dict(os.environ)
    if words[0] in _FALLBACKS:
        # sensible-editor would try the editors that are not installed first.
        environment = {k: v for k, v in environment.items() if k not in _VARIABLES}
    failure: OSError | ValueError | None = None
    # An exception within the context would keep Textual from restoring the screen.
    with app.suspend(), _interrupts_ignored(), _terminal_restored():
        try:
            return subprocess.run(words, env=environment, check=False).returncode
        except (OSError, ValueError) as error:
            failure = error
    raise failure


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Leave Ctrl+C and Ctrl+\\ to the editor: the terminal sends them to this program too."""
    # A handler, unlike SIG_IGN, does not stay in effect in the editor.
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    before = [(number, signal.signal(number, lambda *_: None)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """Restore the modes of the terminal, which an editor that was killed leaves changed."""
    if sys.platform == "win32" or not os.isatty(0):
        yield
        return
    import termios

    modes = termios.tcgetattr(0)
    try:
        yield
    finally:
        termios.tcsetattr(0, termios.TCSANOW, modes)
