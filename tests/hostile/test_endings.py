"""A closed terminal, a program that is told to end, one that is killed: what was typed is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sampling import sampled
from tui.store.locks import LOCK_SECONDS

from .terminal import ROOT, Terminal, plain

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


@pytest.mark.parametrize("name", sampled(ENDINGS, ["a closed terminal", "SIGTERM"]))
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
                terminal.drain()
        terminal.code = 0
        (record,) = tomllib.loads(notes.read_text("utf-8"))["annotation"]
        assert record["note"] == "unfinished"
    finally:
        terminal.close()


@pytest.mark.parametrize("name", sampled([*ENDINGS, "Ctrl+Q", "SIGKILL"], ["SIGHUP"]))
def test_a_line_being_typed_is_offered_after(name: str, article: Path, home: Path) -> None:
    terminal = Terminal(str(article), home=home)
    try:
        terminal.step("", "ferry")
        terminal.step("i", "Publisher")
        terminal.step("\x15Unfinished", "Unfinished", quiet=0.5)
        if name == "Ctrl+Q":
            terminal.send("\x11")
            terminal.end()
        elif name in ENDINGS:
            ENDINGS[name](terminal)
            deadline = time.monotonic() + 15
            while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
                assert time.monotonic() < deadline, "it has not ended"
                time.sleep(0.05)
                if name != "a closed terminal":
                    terminal.drain()
            terminal.code = 0
    finally:
        terminal.close()
    assert not article.with_name("harbour.txt.notes.toml").exists()
    terminal = Terminal(str(article), home=home)
    try:
        assert "title: Unfinished" in plain(terminal.step("", "Unfinished"))
        terminal.step("y", quiet=0.5)
        terminal.send("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    notes = tomllib.loads(article.with_name("harbour.txt.notes.toml").read_text("utf-8"))
    assert notes["document"]["title"] == "Unfinished"


def test_what_is_typed_is_offered_after_a_kill(article: Path, home: Path) -> None:
    typing(article, home).close()
    terminal = Terminal(str(article), home=home)
    try:
        assert "unfinished" in plain(terminal.step("", "unfinished"))
        terminal.step("y", quiet=0.5)
        terminal.send("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    assert "unfinished" in article.with_name("harbour.txt.notes.toml").read_text("utf-8")


def test_an_editor_that_is_not_there_is_said(article: Path, home: Path) -> None:
    terminal = Terminal(
        str(article), home=home, VISUAL="", EDITOR="no-such-editor", PATH="/no-such-folder"
    )
    try:
        terminal.step("n", until="TAGS")
        terminal.step("mine")
        drawn = terminal.step("\x07", until="no-such-editor")
        assert "no-such-editor" in plain(drawn)
        assert b"\x1b[?1049l" not in drawn
        terminal.step("\x13")
        terminal.send("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()


WAITING = "waiting for a lock"


def holding(article: Path) -> subprocess.Popen[bytes]:
    """A process that holds the lock of the notes and never lets it go, as a stopped one does."""
    code = (
        "import sys, time; from pathlib import Path; from tui.store import locks\n"
        "with locks.locked(Path(sys.argv[1])):\n"
        "    print('held', flush=True); time.sleep(600)"
    )
    notes = str(article.with_name("harbour.txt.notes.toml"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", code, notes], stdout=subprocess.PIPE, env=environment
    )
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    return process


ENDED = {**ENDINGS, "SIGKILL": lambda terminal: os.kill(terminal.pid, signal.SIGKILL)}


@pytest.mark.parametrize("name", sampled(ENDED, ["a closed terminal"]))
def test_changes_that_a_lock_keeps_from_being_saved_are_offered_after(
    name: str, article: Path, home: Path
) -> None:
    other = holding(article)
    terminal = Terminal(str(article), home=home)
    try:
        terminal.step("", "ferry")
        terminal.step("3", WAITING)
        started = time.monotonic()
        ENDED[name](terminal)
        while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
            # Less than the time for which a command waits for a lock.
            assert time.monotonic() - started < LOCK_SECONDS, "it has not ended"
            if name not in ("a closed terminal", "SIGKILL"):
                terminal.drain()
        terminal.code = 0
    finally:
        terminal.close()
        other.kill()
        other.wait()
    assert not article.with_name("harbour.txt.notes.toml").exists()
    terminal = Terminal(str(article), home=home)
    try:
        terminal.step("", "Unsaved changes")
        terminal.step("y", quiet=0.5)
        terminal.send("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    assert "claim/denial" in article.with_name("harbour.txt.notes.toml").read_text("utf-8")
