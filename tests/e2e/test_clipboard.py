"""Copying in a real tmux, with its settings on and off, and in a terminal without tmux."""

from __future__ import annotations

import base64
import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.attached import CLIPBOARD, Tmux
from tests.hostile.terminal import Terminal
from tests.sampling import sampled

CITED = "“The ferry sank.” (“harbour”, ¶1)"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text("The ferry sank. Nobody was seen again.\n", encoding="utf-8")
    return path


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
    tmux = Tmux(article, home, *settings)
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
    sampled(
        [("xterm-kitty", True, False), ("xterm-256color", True, True), ("linux", False, True)],
        [("xterm-kitty", True, False), ("linux", False, True)],
    ),
)
def test_without_tmux_the_text_goes_where_the_terminal_takes_it(
    article: Path, home: Path, term: str, is_sent: bool, is_kept: bool
) -> None:
    terminal = Terminal(str(article), home=home, TERM=term)
    try:
        terminal.step("", "ferry")
        drawn = terminal.step("y", "copied with its citation to")
        os.write(terminal.handle, b"q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    copied = [base64.b64decode(text).decode() for text in CLIPBOARD.findall(drawn)]
    assert copied == [CITED] * is_sent
    path = home / "state" / "copied.txt"
    assert path.exists() is is_kept
    assert not is_kept or path.read_text("utf-8") == CITED + "\n"
