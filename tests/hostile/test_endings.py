"""A closed terminal, a program that is told to end, one that is killed: what was typed is there."""

from __future__ import annotations

import os
import signal
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from .terminal import Terminal, plain

TEXT = "Harbour stays shut\n\nOne ferry sank. Nobody was seen again.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def typing(article: Path, home: Path) -> Terminal:
    """The program with half a note typed."""
    terminal = Terminal(str(article), home=home)
    terminal.step("", "ferry")
    terminal.step("jn", "Note on")
    terminal.step("unfinished", "unfinished", quiet=0.5)
    return terminal


def hang_up(terminal: Terminal) -> None:
    os.close(terminal.handle)
    terminal.handle = os.open(os.devnull, os.O_RDONLY)


ENDINGS: dict[str, Callable[[Terminal], None]] = {
    "a closed terminal": hang_up,
    "SIGHUP": lambda terminal: os.kill(terminal.pid, signal.SIGHUP),
    "SIGTERM": lambda terminal: os.kill(terminal.pid, signal.SIGTERM),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_what_is_typed_is_saved_at(name: str, article: Path, home: Path) -> None:
    terminal = typing(article, home)
    try:
        ENDINGS[name](terminal)
        notes = article.with_name("harbour.txt.notes.toml")
        deadline = time.monotonic() + 15
        while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
            assert time.monotonic() < deadline, "it has not ended"
            time.sleep(0.05)
            if name != "a closed terminal":
                terminal.step(seconds=0.05, quiet=0)
        terminal.code = 0
        (record,) = tomllib.loads(notes.read_text("utf-8"))["annotation"]
        assert record["note"] == "unfinished"
    finally:
        terminal.close()


def test_what_is_typed_is_offered_after_a_kill(article: Path, home: Path) -> None:
    typing(article, home).close()
    terminal = Terminal(str(article), home=home)
    try:
        assert "unfinished" in plain(terminal.step("", "unfinished"))
        terminal.step("y", seconds=2, quiet=0.5)
        terminal.step("q", seconds=1)
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    assert "unfinished" in article.with_name("harbour.txt.notes.toml").read_text("utf-8")


def test_an_editor_that_is_not_there_is_said(article: Path, home: Path) -> None:
    terminal = Terminal(str(article), home=home, VISUAL="", EDITOR="no-such-editor")
    try:
        terminal.step("n", until="TAGS")
        terminal.step("mine")
        drawn = terminal.step("\x07", until="no-such-editor")
        assert "no-such-editor" in plain(drawn)
        assert b"\x1b[?1049l" not in drawn
        terminal.step("\x13")
        terminal.step("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
