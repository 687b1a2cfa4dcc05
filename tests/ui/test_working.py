"""What takes long: done aside, shown with a bar, given up with Esc; keys wait for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, quiet, send, told, until
from tests.ui.program import article, here, program, screen_of, session_of
from tests.ui.test_program_moving import PASSAGES
from tui.library.folder_notes import AnnotatedArticle, FolderNotes
from tui.model.errors import ReaderError
from tui.store import report_files
from tui.ui.widgets.choice_list import Choice


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is exported, and no other article's notes are read, before this is set."""
    event, write, noted = threading.Event(), report_files.write, FolderNotes.annotated_articles

    def write_later(*given: object, **named: object) -> object:
        event.wait(20)
        return write(*given, **named)  # type: ignore[arg-type]

    def noted_later(self: FolderNotes, without: Path, tell: object) -> list[AnnotatedArticle]:
        assert callable(tell)
        for _ in range(1000):
            tell(0.5)
            if event.wait(0.01):
                break
        return noted(self, without)

    monkeypatch.setattr(report_files, "write", write_later)
    monkeypatch.setattr(FolderNotes, "annotated_articles", noted_later)
    yield event
    event.set()


async def test_keys_wait_for_what_takes_long(tmp_path: Path, gate: threading.Event) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "4")
        send(pilot.app, ["e", "enter", "j"])
        await until(pilot, "Exporting as report")
        assert here(pilot) == PASSAGES[0]
        gate.set()
        await quiet(pilot)
        assert "exported to" in told(pilot)
        assert here(pilot) == PASSAGES[1]
        assert (tmp_path / "harbour.txt.report.md").exists()


async def test_what_takes_long_says_how_far_it_is_and_is_given_up(
    tmp_path: Path, gate: threading.Event
) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "4")
        send(pilot.app, ["C"])
        await until(pilot, "50%")
        assert "Reading the notes of the folder" in lines(pilot)
        await keys(pilot, "escape")
        assert "cancelled" in told(pilot)
        assert "50%" not in lines(pilot)
        gate.set()
        await keys(pilot, "C")
        assert "Harbour stays shut" in lines(pilot)
        assert "no source" in lines(pilot)


@pytest.mark.long
async def test_a_report_given_up_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, event = article(tmp_path), threading.Event()

    def export(*given: object) -> bytes:
        event.wait(20)
        return b"a report"

    monkeypatch.setattr("tui.workspace.exporting.write_format", export)
    async with program(path) as pilot:
        await keys(pilot, "4")
        send(pilot.app, ["e", "enter"])
        await until(pilot, "Exporting as report")
        await keys(pilot, "escape")
        event.set()
        await quiet(pilot)
        await pilot.pause(0.1)
        assert [a.tags for a in session_of(pilot).state.ordered()] == [("claim/event",)]
    assert not (tmp_path / "harbour.txt.report.md").exists()


@pytest.mark.long
async def test_a_long_list_is_ranked_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ui.dialogs.picker._MANY", 1)
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "t", "~cl de", "enter")
        assert [a.tags for a in session_of(pilot).state.ordered()] == [("claim/denial",)]
        await keys(pilot, "j t", "~denial")
        assert "claim/denial" in lines(pilot)
        await keys(pilot, "enter")
        assert [a.tags for a in session_of(pilot).state.ordered()] == [("claim/denial",)] * 2


def test_initials_are_those_of_words() -> None:
    from tui.ui.widgets.choice_list import rank

    choices = [Choice("a", "named-official_party"), Choice("b", "unnamed")]
    assert [choice.id for choice in rank(choices, "nop")] == ["a"]


async def test_what_went_wrong_is_shown_as_text(tmp_path: Path) -> None:
    def fail(tell: object) -> None:
        raise ReaderError("\x1b]52;c;x\x07 [bold]gone")

    async with program(article(tmp_path)) as pilot:
        ctx = screen_of(pilot).ctx
        assert await ctx.work("Looking", fail) is None
        await quiet(pilot)
        assert "[bold]gone" in told(pilot)
        assert "\x1b" not in told(pilot)
