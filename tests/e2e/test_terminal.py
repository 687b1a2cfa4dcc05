"""The real program in a real terminal, from launch to export, judged by the files it leaves.

READER_COMMAND names the program (default: the one of this environment); tmux is the terminal.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")

COMMAND = os.environ.get("READER_COMMAND", f"{sys.executable} -m tui")
ARTICLE = """Harbour stays shut

The port authority closed the harbour on Monday. Two officials said why.

“We had no choice,” said Ada Berg, who runs the port. The ferry company denied that.

There were unconfirmed reports that General Qasim Sulaymani was seen at the docks.

A spokesman for the ministry refused to comment.
"""


class Terminal:
    """A tmux session of its own server, with the program in it."""

    def __init__(self, folder: Path, home: Path, size: tuple[int, int]) -> None:
        self.socket = str(folder / "tmux.sock")
        width, height = map(str, size)
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, "sh")
        self._tmux("set", "-g", "escape-time", "0")
        self.home, self.folder = home, folder

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-S", self.socket, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def run(self, *words: str) -> None:
        """Start the program with some arguments."""
        settings = f"READER_HOME={shlex.quote(str(self.home))} TERM=xterm-256color LANG=C.UTF-8"
        here = shlex.quote(str(self.folder))
        self.type(f"cd {here} && clear && {settings} {COMMAND} {shlex.join(words)}; echo ended $?")
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names."""
        for key in keys:
            self._tmux("send-keys", key)

    def type(self, text: str) -> None:
        """Send text as it is."""
        self._tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p")

    def wait(self, *texts: str, seconds: float = 20.0) -> str:
        """Wait until all these texts are on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen
            if all(text in screen for text in texts):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{texts} did not come up; the screen is:\n{self.screen}")

    def close(self) -> None:
        """End the server."""
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)


SIZES = [
    pytest.param((80, 24), id="80x24"),
    pytest.param((120, 40), id="120x40", marks=pytest.mark.long),
]


@pytest.fixture(params=SIZES)
def terminal(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Iterator[Terminal]:
    (tmp_path / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    made = Terminal(tmp_path, home, request.param)
    yield made
    made.close()


def test_a_day_in_a_minute(terminal: Terminal) -> None:
    folder = terminal.folder
    terminal.run("harbour.txt")
    terminal.wait("Harbour stays shut", "1/7", "saved")
    # Five tags: digits, the tree, the picker.
    terminal.press("j", "1", "j", "2", "j", "3", "j", "Space")
    terminal.wait("claim")
    terminal.press("c", "d", "j", "t")
    terminal.type("unconfirmd")
    terminal.wait("basis/unconfirmed")
    terminal.press("Enter")
    terminal.wait("saved")
    # Two notes.
    terminal.press("n")
    terminal.wait("Note on")
    terminal.type("who saw him?")
    terminal.press("Escape")
    terminal.press("N")
    terminal.wait("whole article")
    terminal.type("Ask the port again.")
    terminal.press("C-s")
    terminal.wait("saved")
    # Find a passage from a garbled memory.
    terminal.press("g", "/")
    terminal.type("general suleimani at the dokcs")
    terminal.wait("found", "▸ ¶4")
    terminal.press("Enter")
    terminal.wait("6/7")
    # Undo, redo, export, quit.
    terminal.press("u", "C-r")
    terminal.press("e")
    terminal.wait("markdown")
    terminal.press("Enter")
    terminal.wait("exported")
    terminal.press("q")
    terminal.wait("ended 0")
    notes = tomllib.loads((folder / "harbour.txt.notes.toml").read_text(encoding="utf-8"))
    assert notes["document"]["note"] == "Ask the port again."
    tags = [annotation.get("tags") for annotation in notes["annotation"]]
    assert ["claim/denial"] in tags
    assert any("who saw him?" in annotation.get("note", "") for annotation in notes["annotation"])
    for annotation in notes["annotation"]:
        assert annotation["quote"] == ARTICLE[annotation["start"] : annotation["end"]]
    report = (folder / "harbour.txt.report.md").read_text(encoding="utf-8")
    assert "Ask the port again." in report
    assert "who saw him?" in report
    # And it is all there the next time.
    terminal.run("harbour.txt")
    terminal.wait("6/7", "saved")
    terminal.press("q")
    terminal.wait("ended 0")


def test_the_program_is_suspended_and_resumed(terminal: Terminal) -> None:
    terminal.run("harbour.txt")
    before = terminal.wait("Harbour stays shut", "1/7", "saved", "q Quit")
    terminal.press("1", "C-z")
    terminal.wait("Stopped")
    notes = (terminal.folder / "harbour.txt.notes.toml").read_text(encoding="utf-8")
    assert "claim/intent" in notes, "what was tagged is saved before"
    terminal.type("clear; fg; echo again $?")
    terminal.press("Enter")
    after = terminal.wait("Harbour stays shut", "1/7", "saved", "q Quit")
    assert len(after.splitlines()) == len(before.splitlines())
    terminal.press("j")
    terminal.wait("2/7")
    terminal.press("q")
    terminal.wait("again 0")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('printf ", he said" >> "$1"', "who saw, he said"),
        ("stty raw -echo; tput smcup; kill -9 $$", "was ended by signal 9"),
        ("echo waiting; sleep 60", "was ended by signal 2"),
    ],
)
def test_the_screen_is_restored_after_an_editor(terminal: Terminal, script: str, said: str) -> None:
    editor = terminal.folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(0o700)
    terminal.type(f"export VISUAL={shlex.quote(str(editor))}")
    terminal.press("Enter")
    terminal.run("harbour.txt")
    terminal.wait("Harbour stays shut", "1/7", "saved")
    terminal.press("n")
    terminal.wait("Note on")
    terminal.type("who saw")
    terminal.press("C-g")
    if "waiting" in script:
        terminal.wait("waiting")
        terminal.press("C-c")
    terminal.wait("Harbour stays shut", said, "who saw")
    terminal.press("Escape", "q")
    terminal.wait("ended 0")
    # The shell's terminal echoes what is typed, and ends lines properly.
    terminal.type("stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo")
    terminal.press("Enter")
    terminal.wait("\nicanon\n", "\necho\n")
    assert "who saw" in (terminal.folder / "harbour.txt.notes.toml").read_text(encoding="utf-8")
