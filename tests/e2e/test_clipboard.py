"""Copying in a real tmux, with its settings on and off, and in a terminal without tmux."""

from __future__ import annotations

import base64
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.terminal import ROOT, Terminal

CITED = "“The ferry sank.” (harbour, ¶1, 0–15)"
CLIPBOARD = re.compile(rb"\x1b]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text("The ferry sank. Nobody was seen again.\n", encoding="utf-8")
    return path


class Tmux:
    """A tmux server with a terminal attached to it, and what it sends to that terminal."""

    def __init__(self, folder: Path, home: Path, *settings: str) -> None:
        self.socket, self.sent = str(folder / "t"), b""
        own = {"READER_HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        self.environment = {**os.environ, **own, "TERM": "xterm-256color"}
        self.ask("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "sh")
        for setting in settings:
            self.ask("set", "-g", *setting.split())
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.execvpe("tmux", ["tmux", "-S", self.socket, "attach"], self.environment)
        self.wait_for(lambda: bool(self.ask("list-clients")))
        self.ask(
            "send-keys", "-l", f"{sys.executable} -m tui {shlex.quote(str(folder))}/harbour.txt"
        )
        self.ask("send-keys", "Enter")

    def ask(self, *words: str) -> str:
        """The output of a tmux command; "" if it fails."""
        command = ["tmux", "-S", self.socket, *words]
        return subprocess.run(
            command, check=False, env=self.environment, capture_output=True, text=True
        ).stdout

    def wait_for_text(self, *texts: str) -> str:
        """Wait until all these texts are on the screen, in which lines may be broken."""
        screen = ""

        def is_there() -> bool:
            nonlocal screen
            screen = " ".join(self.ask("capture-pane", "-p").split())
            return all(text in screen for text in texts)

        assert self.wait_for(is_there), screen
        return screen

    def wait_for(self, condition: Callable[[], bool], seconds: float = 20) -> bool:
        """Wait for a condition, and keep what the terminal is sent meanwhile."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while select.select([self.handle], [], [], 0.05)[0]:
                self.sent += os.read(self.handle, 1 << 16)
            if condition():
                return True
        return False

    @property
    def copied(self) -> list[str]:
        """What the attached terminal was asked to put into its clipboard."""
        return [base64.b64decode(text).decode() for text in CLIPBOARD.findall(self.sent)]

    def close(self) -> None:
        """End the server, and with it the attached terminal."""
        self.ask("kill-server")
        os.waitpid(self.pid, 0)
        os.close(self.handle)


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
@pytest.mark.parametrize(
    ("settings", "reaches_the_terminal"),
    [
        (["set-clipboard external"], True),
        (["set-clipboard on", "prefix C-a"], True),
        (["set-clipboard off", "allow-passthrough on"], True),
        (["set-clipboard off", "allow-passthrough off"], False),
    ],
)
def test_in_tmux_the_text_is_in_its_buffer_and_where_allowed_in_the_clipboard(
    article: Path, home: Path, settings: list[str], reaches_the_terminal: bool
) -> None:
    tmux = Tmux(article.parent, home, *settings)
    try:
        tmux.wait_for_text("The ferry sank.", "1/2")
        tmux.ask("send-keys", "y")
        prefix = "C-a" if "prefix C-a" in settings else "C-b"
        where = f"copied with its citation to tmux's buffer ({prefix} ] pastes it)"
        screen = tmux.wait_for_text(where)
        assert ("if the terminal allows it" in screen) is reaches_the_terminal
        assert tmux.ask("show-buffer").rstrip("\n") == CITED
        if reaches_the_terminal:
            assert tmux.wait_for(lambda: CITED in tmux.copied)
        tmux.ask("send-keys", "q")
    finally:
        tmux.close()
    assert set(tmux.copied) <= {CITED}
    assert bool(tmux.copied) is reaches_the_terminal
    assert not (home / "state" / "copied.txt").exists()


@pytest.mark.parametrize(
    ("term", "is_sent", "is_kept"),
    [("xterm-kitty", True, False), ("xterm-256color", True, True), ("linux", False, True)],
)
def test_without_tmux_the_text_goes_where_the_terminal_takes_it(
    article: Path, home: Path, term: str, is_sent: bool, is_kept: bool
) -> None:
    terminal = Terminal(str(article), home=home, TERM=term)
    try:
        terminal.step("", "ferry")
        drawn = terminal.step("y", "copied with its citation to")
        os.write(terminal.handle, b"q")
        assert terminal.end(30)[0] == 0
    finally:
        terminal.close()
    copied = [base64.b64decode(text).decode() for text in CLIPBOARD.findall(drawn)]
    assert copied == [CITED] * is_sent
    path = home / "state" / "copied.txt"
    assert path.exists() is is_kept
    assert not is_kept or path.read_text("utf-8") == CITED + "\n"
