"""Where a copied text goes, by what can be known about the terminal and the desktop."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store.private_data import COPIED_TEXT
from tui.ui.clipboard import LARGEST_FOR_TERMINAL, copy

from .pilot import keys, told
from .program import article, program

TEXT = "“One ferry sank.” — ü"
OSC_52 = f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\x07"


def a_command(folder: Path, name: str, lines: str) -> str:
    """Make a command in a folder; returns the $PATH on which it is found, and `cat` and `sleep`."""
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    script.chmod(0o700)
    return f"{folder}:/usr/bin:/bin"


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-kitty"},
        {"TERM": "alacritty", "SSH_CONNECTION": "1"},
        {"TERM": "foot-extra"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"},
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "241203"},
        {"WT_SESSION": "1"},
    ],
)
def test_a_terminal_that_is_known_to_take_it_gets_the_text(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    copied = copy(TEXT, tmp_path, environment)
    assert (copied.where, copied.sequence) == (" to the terminal's clipboard", OSC_52)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "linux"},
        {"TERM": "dumb"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "230805"},
    ],
)
def test_where_the_terminal_takes_none_the_text_is_in_a_private_file(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "new" / "state"
    copy("an earlier and longer text", folder, environment)
    (folder / COPIED_TEXT).chmod(0o644)
    copied = copy(TEXT, folder, environment)
    assert (copied.where, copied.sequence) == (f" to {folder / COPIED_TEXT}", "")
    assert (folder / COPIED_TEXT).read_text("utf-8") == TEXT + "\n"
    assert stat.S_IMODE((folder / COPIED_TEXT).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("more", [{}, {"VTE_VERSION": "7600"}, {"XTERM_VERSION": "XTerm(390)"}])
def test_a_terminal_that_may_take_it_is_asked_and_there_is_a_file(
    tmp_path: Path, more: dict[str, str]
) -> None:
    copied = copy(TEXT, tmp_path, {"TERM": "xterm-256color", **more})
    path = tmp_path / COPIED_TEXT
    assert copied.where == f" to {path}, and to the clipboard if the terminal allows it"
    assert copied.sequence == OSC_52
    assert path.read_text("utf-8") == TEXT + "\n"


def test_screen_passes_the_text_on_in_short_strings(tmp_path: Path) -> None:
    copied = copy(TEXT * 50, tmp_path, {"TERM": "screen.xterm-kitty", "STY": "1.a"})
    parts = copied.sequence.split("\x1b\\")
    assert parts.pop() == ""
    assert all(part.startswith("\x1bP") and len(part) <= 256 for part in parts)
    sent = "".join(part.removeprefix("\x1bP") for part in parts)
    encoded = sent.removeprefix("\x1b]52;c;").removesuffix("\x07")
    assert base64.b64decode(encoded).decode() == TEXT * 50
    assert str(tmp_path / COPIED_TEXT) in copied.where


@pytest.mark.parametrize(("size", "fits"), [(LARGEST_FOR_TERMINAL, True), (74_995, False)])
def test_a_text_too_large_for_a_sequence_is_in_the_file(
    tmp_path: Path, size: int, fits: bool
) -> None:
    copied = copy("x" * size, tmp_path, {"TERM": "xterm-kitty"})
    assert len(copied.sequence) <= 100_000
    assert bool(copied.sequence) is fits
    assert (tmp_path / COPIED_TEXT).exists() is not fits


@pytest.mark.parametrize(
    ("name", "variable"),
    [("wl-copy", "WAYLAND_DISPLAY"), ("xclip", "DISPLAY"), ("xsel", "DISPLAY")],
)
def test_a_desktop_fills_its_clipboard_by_its_own_command(
    tmp_path: Path, name: str, variable: str
) -> None:
    out = tmp_path / "out"
    # What stays behind and holds the output open, as xclip does, is not waited for.
    path = a_command(tmp_path / "bin", name, f"cat > '{out}'\nsleep 60 &")
    environment = {"TERM": "xterm-256color", "PATH": path, variable: ":7"}
    copied = copy(TEXT, tmp_path, environment)
    assert (copied.where, copied.sequence) == (" to the clipboard", "")
    assert out.read_text("utf-8") == TEXT
    remote = copy(TEXT, tmp_path, {**environment, "SSH_CONNECTION": "1"})
    assert remote.sequence == OSC_52
    no_desktop = copy(TEXT, tmp_path, {**environment, variable: ""})
    assert no_desktop.sequence == OSC_52


@pytest.mark.parametrize("lines", ["exit 1", "sleep 60"])
def test_a_command_that_fails_or_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    monkeypatch.setattr("tui.ui.clipboard._TIMEOUT", 0.2)
    for name in ("xclip", "xsel", "tmux"):
        path = a_command(tmp_path / "bin", name, lines)
    environment = {"TERM": "xterm-256color", "PATH": path, "DISPLAY": ":7", "TMUX": "gone,1,0"}
    assert copy(TEXT, tmp_path, environment).sequence == OSC_52
    assert (tmp_path / COPIED_TEXT).exists()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    asked = copy(TEXT, tmp_path / "state", {"TERM": "xterm"})
    assert asked.where.startswith(" to the clipboard if the terminal allows it (")
    assert asked.sequence == OSC_52
    with pytest.raises(ReaderError, match="state"):
        copy(TEXT, tmp_path / "state", {"TERM": "linux"})


async def test_the_message_says_where_the_copy_is(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    path = home / "state" / COPIED_TEXT
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "y")
        assert told(pilot) == f"copied with its citation to {path}"
        assert path.read_text("utf-8") == pilot.app.clipboard + "\n"
        await keys(pilot, "l v w ctrl+c")
        assert told(pilot) == f"copied without a citation to {path}"
        await keys(pilot, "escape escape n", "~my words", "shift+home ctrl+c")
        assert told(pilot) == f"copied to {path}"


async def test_a_private_article_leaves_no_copy_elsewhere(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    (tmp_path / ".reader.toml").write_text("private = true\n", encoding="utf-8")
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "y")
        assert str(tmp_path) in told(pilot)
    assert list(home.rglob(COPIED_TEXT)) == []


async def test_a_copy_that_fails_is_one_line(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with program(article(tmp_path)) as pilot:
        (home / "state").write_text("not a folder", encoding="utf-8")
        await keys(pilot, "y")
        assert told(pilot).startswith("not copied: ")
        (home / "state").unlink()


async def test_ctrl_c_without_a_selection_says_so(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n ctrl+c")
        assert told(pilot) == "nothing is selected, so nothing was copied"
