"""Notes in the user's own editor: which one is taken, and what happens if it fails."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App

from tests.ui.pilot import keys, told
from tests.ui.program import article, program, session_of
from tui.model.errors import ReaderError
from tui.ui.external_editor import Editor, edit_externally, find_editor


class Aside(App[int]):
    """A program that can be suspended, as in a terminal."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


def an_editor(folder: Path, lines: str, name: str = "my editor") -> str:
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f"#!/bin/sh\n{lines}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"'{script}' --wait"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found; no variable names an editor."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    return tmp_path / "programs"


def edited(text: str) -> str:
    return edit_externally(Aside(), text, find_editor(os.environ))


def test_an_editor_gets_the_note_and_gives_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, 'printf "%s\\n" " und mehr: é" >> "$2"'))
    monkeypatch.setenv("EDITOR", "false")
    assert edited("“quoted”") == "“quoted” und mehr: é"
    monkeypatch.delenv("VISUAL")
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, ': > "$2"'))
    assert edited("gone") == ""


FALLBACKS = ("sensible-editor", "nano", "vim", "vi")


@pytest.mark.parametrize("number", range(len(FALLBACKS)))
def test_without_a_variable_the_first_common_editor_is_taken(programs: Path, number: int) -> None:
    for name in FALLBACKS[number:]:
        an_editor(programs, "", name)
    assert find_editor(os.environ) == Editor((FALLBACKS[number],))


@pytest.mark.parametrize(
    ("visual", "editor", "command", "skipped"),
    [
        ("mine -f '+set ft=md'", "other", ("mine", "-f", "+set ft=md"), ""),
        ("gone", "mine -f", ("mine", "-f"), "gone ($VISUAL) is not installed"),
        ("gone", "/no/such", ("vi",), "gone ($VISUAL) is not installed; /no/such ($EDITOR) is not "
         "installed"),
        ("'mine", "", ("vi",), "$VISUAL is not a command (No closing quotation)"),
        (" ", "mine", ("mine",), ""),
    ],
)  # fmt: skip
def test_an_editor_that_is_not_installed_is_skipped_and_named(
    programs: Path, visual: str, editor: str, command: tuple[str, ...], skipped: str
) -> None:
    for name in ("mine", "vi"):
        an_editor(programs, "", name)
    named = {"VISUAL": visual, "EDITOR": editor, "PATH": str(programs)}
    assert find_editor(named) == Editor(command, skipped)


def test_a_common_editor_is_not_told_of_the_ones_that_were_skipped(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_editor(programs, 'printf "$VISUAL$EDITOR" > "$1"', "sensible-editor")
    monkeypatch.setenv("VISUAL", "gone")
    monkeypatch.setenv("EDITOR", "gone too")
    assert edited("text") == ""


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize("editor", ["", "/no/such/editor", "'unclosed"])
def test_no_editor_at_all_is_one_line(monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(ReaderError, match=r"set \$VISUAL or \$EDITOR") as caught:
        find_editor(os.environ)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("exit 3", "ended with 3: the note is unchanged"),
        ("kill -9 $$", "was ended by signal 9: the note is unchanged"),
        ('printf "\\377\\376" > "$2"', "left no UTF-8 text"),
        ('rm "$2"', "No such file"),
    ],
)
def test_an_editor_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, said: str
) -> None:
    monkeypatch.setenv("VISUAL", an_editor(tmp_path, lines))
    with pytest.raises(ReaderError, match=said) as caught:
        edited("text")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_program_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "editor").write_bytes(b"\x7fELF")
    (tmp_path / "editor").chmod(0o700)
    monkeypatch.setenv("VISUAL", str(tmp_path / "editor"))
    with pytest.raises(ReaderError, match=r"set \$VISUAL or \$EDITOR"):
        edited("text")


def test_an_interrupt_is_the_editors_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "VISUAL", an_editor(tmp_path, 'kill -INT $PPID; kill -INT $$; echo not >"$2"')
    )
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ReaderError, match="was ended by signal 2"):
        edited("text")
    assert signal.getsignal(signal.SIGINT) is before


async def test_ctrl_g_hands_the_note_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "gone")
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, 'printf " and more" >> "$2"'))
    async with program(article(tmp_path)) as pilot:
        monkeypatch.setattr(type(pilot.app), "suspend", Aside.suspend)
        await keys(pilot, "n", "~typed", "ctrl+g")
        assert told(pilot) == f"gone ($VISUAL) is not installed: {tmp_path}/my editor was used"
        await keys(pilot, "escape")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["typed and more"]


@pytest.mark.usefixtures("programs")
async def test_ctrl_g_that_fails_keeps_the_note(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n", "~typed", "ctrl+g")
        assert "set $VISUAL or $EDITOR" in told(pilot)
        await keys(pilot, "escape")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["typed"]
