"""A tmux server with a terminal attached to it, as a user has it, and the program in it."""

from __future__ import annotations

import base64
import fcntl
import os
import pty
import re
import select
import shlex
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

from tests.hostile.terminal import ROOT

CLIPBOARD = re.compile(rb"\x1b]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")
"""The sequence that sets the clipboard of a terminal."""


class Tmux:
    """A tmux server, the terminal attached to it, and what that terminal is sent.

    The program is opened on an article. `settings` are those of tmux, each a name and a value.
    """

    def __init__(self, article: Path, home: Path, *settings: str) -> None:
        folder = article.parent
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
        command = shlex.join([sys.executable, "-m", "tui", str(article)])
        self.ask("send-keys", "-l", f"{command}; echo ended $?")
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
