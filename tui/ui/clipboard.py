"""Copying a text to where the user can paste it, and saying where that is.

A program in a terminal cannot see whether the terminal put a text into its clipboard. What can be
known is found out, and the text goes to the surest places:

- Inside tmux, to its buffer, which also passes the text on to the terminal unless tmux or its user
  forbids that.
- On a local desktop, to the clipboard, by the desktop's own command if it is installed.
- In a terminal that is known to accept OSC 52, to its clipboard.
- Else to a file, and by OSC 52 to the terminal too, unless it is known to ignore that.

Sources: XTerm Control Sequences (OSC 52); tmux(1), "set-clipboard", "allow-passthrough" and
"load-buffer"; screen(1), "Device Control String".
"""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.errors import ReaderError
from ..store import atomic_files
from ..store.private_data import COPIED_TEXT

LARGEST_FOR_TERMINAL = 74_994
"""Bytes of UTF-8; in base64 they fill a sequence of 100,000 bytes, the most that hterm accepts."""

_TIMEOUT = 2.0
"""Seconds after which a command that does not answer is given up."""

_SCREEN_PART = 240
"""Characters; GNU screen passes on only short strings, so that longer ones are sent in parts."""

_CAPABLE_TERM = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour", "rio")
"""Beginnings of $TERM in terminals that accept OSC 52 as they are installed."""
_CAPABLE_PROGRAM = ("WezTerm", "ghostty", "vscode", "rio", "WarpTerminal")
"""Values of $TERM_PROGRAM in such terminals."""
_CAPABLE_MARKS = ("KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "WT_SESSION")
"""Variables that such terminals set."""
_KONSOLE_SINCE = 24_12_00
"""The first value of $KONSOLE_VERSION that accepts OSC 52."""

_DESKTOP_COMMANDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("TERM_PROGRAM", ("pbcopy",)),
)
"""The commands that fill the clipboard, each with the variable that it needs."""

_TMUX_FACTS = "#{set-clipboard}|#{allow-passthrough}|#{client_termfeatures}|#{prefix}"


@dataclass(frozen=True)
class Copy:
    """Where a text was put, in words, and the sequence that still has to be sent for that."""

    where: str
    sequence: str = ""


@dataclass(frozen=True)
class _Tmux:
    """How tmux is set: whether it forwards its buffers to the terminal, and sequences of ours."""

    forwards: bool
    passes_through: bool
    prefix: str


def copy(text: str, folder: Path, environment: Mapping[str, str] = os.environ) -> Copy:
    """Put a text where the user can paste it; for use in a thread, as it may take seconds.

    `where` begins with " to ". The file, if one is needed, is made in `folder`, readable only by
    the user, and replaces the former one. Raises ReaderError if the text could be put nowhere.
    """
    data = text.encode("utf-8", "replace")
    sequence = _osc_52(data) if len(data) <= LARGEST_FOR_TERMINAL else ""
    if "TMUX" in environment and (copied := _to_tmux(data, sequence, environment)):
        return copied
    if _to_desktop(data, environment):
        return Copy(" to the clipboard")
    accepts = _accepts_osc_52(environment)
    if "STY" in environment:
        accepts, sequence = None, _through_screen(sequence)
    if accepts and sequence:
        return Copy(" to the terminal's clipboard", sequence)
    if accepts is False:
        sequence = ""
    return _to_file(data, folder / COPIED_TEXT, sequence)


def _osc_52(data: bytes) -> str:
    """The sequence that asks a terminal to put a text into its clipboard."""
    return f"\x1b]52;c;{b64encode(data).decode('ascii')}\x07"


def _accepts_osc_52(environment: Mapping[str, str]) -> bool | None:
    """Whether the terminal puts a text into its clipboard; None if that is not known."""
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    konsole = environment.get("KONSOLE_VERSION", "")
    if term in ("dumb", "linux") or program == "Apple_Terminal":
        return False
    if konsole.isascii() and konsole.isdigit():
        return int(konsole) >= _KONSOLE_SINCE
    is_capable = (
        term.startswith(_CAPABLE_TERM)
        or program in _CAPABLE_PROGRAM
        or any(mark in environment for mark in _CAPABLE_MARKS)
    )
    return True if is_capable else None if term else False


def _to_file(data: bytes, path: Path, sequence: str) -> Copy:
    """Write the file, unless that fails and the terminal may take the text."""
    possibly = "to the clipboard if the terminal allows it"
    try:
        atomic_files.make_folder_in(path.parent)
        atomic_files.write(path, data + b"\n", mode=atomic_files.PRIVATE, durable=False)
    except ReaderError as error:
        if not sequence:
            raise
        return Copy(f" {possibly} ({error})", sequence)
    return Copy(f" to {path}" + f", and {possibly}" * bool(sequence), sequence)


def _to_desktop(data: bytes, environment: Mapping[str, str]) -> bool:
    """Fill the clipboard of the desktop by its own command; False if there is none that works."""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return False
    return any(
        environment.get(variable)
        and shutil.which(command[0], path=environment.get("PATH"))
        and _run(command, environment, data) is not None
        for variable, command in _DESKTOP_COMMANDS
    )


def _to_tmux(data: bytes, sequence: str, environment: Mapping[str, str]) -> Copy | None:
    """Fill tmux's buffer, and the clipboard as far as tmux allows; None if tmux does not answer."""
    tmux = _ask_tmux(environment)
    if tmux is None:
        return None
    on_desktop = _to_desktop(data, environment)
    forwards = tmux.forwards and bool(sequence) and not on_desktop
    # `-w` forwards the buffer to the terminal.
    command = ("tmux", "load-buffer", *(["-w"] if forwards else []), "-")
    if _run(command, environment, data) is None:
        return None
    where = f" to tmux's buffer ({tmux.prefix} ] pastes it)"
    if on_desktop:
        return Copy(f"{where} and to the clipboard")
    wraps = bool(sequence) and tmux.passes_through and not forwards
    if forwards or wraps:
        where += ", and to the clipboard if the terminal allows it"
    return Copy(where, _through_tmux(sequence) if wraps else "")


def _ask_tmux(environment: Mapping[str, str]) -> _Tmux | None:
    """How the tmux around the program is set; None if it does not answer."""
    answer = _run(("tmux", "display-message", "-p", _TMUX_FACTS), environment)
    facts = (answer or b"").decode("utf-8", "replace").strip().split("|")
    if len(facts) != 4:
        return None
    set_clipboard, allow_passthrough, features, prefix = facts
    return _Tmux(
        forwards=set_clipboard in ("on", "external") and "clipboard" in features.split(","),
        # tmux 3.2 and older pass everything through and do not know the option.
        passes_through=allow_passthrough in ("", "on", "all", "1", "2"),
        prefix=prefix,
    )


def _through_tmux(sequence: str) -> str:
    """A sequence in the form in which tmux passes it on to the terminal."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _through_screen(sequence: str) -> str:
    """A sequence in the form in which GNU screen passes it on to the terminal."""
    starts = range(0, len(sequence), _SCREEN_PART)
    return "".join(f"\x1bP{sequence[start : start + _SCREEN_PART]}\x1b\\" for start in starts)


def _run(
    command: tuple[str, ...], environment: Mapping[str, str], data: bytes = b""
) -> bytes | None:
    """The output of a command that is given some data; None if it fails or takes too long."""
    # xclip leaves a process behind, which would keep a pipe open: only tmux's output is read.
    output = subprocess.DEVNULL if data else subprocess.PIPE
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            timeout=_TIMEOUT,
            check=True,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return done.stdout or b""
