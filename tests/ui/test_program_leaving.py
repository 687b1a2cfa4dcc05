"""Leaving while another program holds the lock, or while nothing can be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told, until
from tests.ui.program import article, on_disk, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui.cli import run
from tui.config import Config, folders
from tui.model import edits
from tui.model.document import Span
from tui.model.file_names import NOTES_SUFFIX
from tui.session.open_session import open_session
from tui.store import codebook_file, drafts, locks

WAITING = "waiting for the lock"
"""What the dialog says while another program holds the lock."""

OFFER = "Unsaved changes"


def notes_of(path: Path) -> Path:
    return path.with_name(path.name + NOTES_SUFFIX)


def question(pilot: Pilot[int]) -> str:
    """The question of the dialog."""
    return str(pilot.app.screen.query_one(".question", Static).render())


async def met(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    for _ in range(500):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


async def quit_locked(pilot: Pilot[int], path: Path, *edits: str) -> None:
    """Edit and quit; the dialog is open afterwards."""
    await keys(pilot, *edits, "q")
    await until(pilot, WAITING)
    assert path.name in lines(pilot)


async def ended(pilot: Pilot[int]) -> None:
    await met(pilot, lambda: not pilot.app.is_running)


async def test_it_leaves_by_itself_once_the_lock_is_free(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path, size=(80, 24)) as pilot:
        with locks.locked(notes_of(path)):
            await quit_locked(pilot, path, "3")
            await keys(pilot, "w")
            assert WAITING in lines(pilot)
            assert not notes_of(path).exists()
        await ended(pilot)
    assert on_disk(path)["annotation"][0]["tags"] == ["claim/denial"]
    assert drafts.remaining(folders().state, str(path)) == []


async def test_the_screen_goes_on_while_a_lock_is_waited_for(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "3")
            await until(pilot, "waiting for a lock that another program holds")
            await keys(pilot, "j 1")
            assert tagged(pilot) == {
                PASSAGES[0]: ("claim/denial",), PASSAGES[1]: ("claim/intent",),
            }  # fmt: skip
            await until(pilot, "NOT SAVED")
        await met(pilot, lambda: not session_of(pilot).dirty)
        await met(pilot, lambda: "waiting for a lock" not in lines(pilot))
        assert drafts.remaining(folders().state, str(path)) == []
    assert len(on_disk(path)["annotation"]) == 2


async def test_staying_goes_on_with_saving(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await quit_locked(pilot, path, "3")
            await keys(pilot, "n")
            assert WAITING not in lines(pilot)
        await met(pilot, lambda: not session_of(pilot).dirty)
        assert pilot.app.is_running


@pytest.mark.parametrize("quit", sampled(["q", "ctrl+q"], ["ctrl+q"]))
async def test_changes_that_are_kept_are_offered_at_the_next_start(
    tmp_path: Path, quit: str
) -> None:
    path = article(tmp_path)
    async with program(path, size=(80, 24)) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "3 j 1", quit)
            await until(pilot, WAITING)
            await keys(pilot, "y")
            await ended(pilot)
    assert not notes_of(path).exists()
    async with program(path, size=(80, 24)) as pilot:
        await until(pilot, OFFER)
        assert "2 annotations added" in question(pilot)
        await keys(pilot, "y")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",), PASSAGES[1]: ("claim/intent",)}
        await met(pilot, lambda: not session_of(pilot).dirty)
        await keys(pilot, "q")
    assert len(on_disk(path)["annotation"]) == 2
    async with program(path) as pilot:
        assert OFFER not in lines(pilot)


async def test_changes_that_are_dropped_are_gone(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await quit_locked(pilot, path, "3")
            await keys(pilot, "x")
            await ended(pilot)
    assert not notes_of(path).exists()
    assert drafts.remaining(folders().state, str(path)) == []


async def left_unsaved(path: Path, *edits: str) -> None:
    """End the program so that the changes made by some keys stay in the draft journal."""
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await quit_locked(pilot, path, *edits)
            await keys(pilot, "y")
            await ended(pilot)


@pytest.mark.long
async def test_an_offer_can_wait_or_be_dropped(tmp_path: Path) -> None:
    path = article(tmp_path)
    await left_unsaved(path, "3")
    for key, left in (("escape", 1), ("n", 1), ("x", 0)):
        async with program(path) as pilot:
            await until(pilot, OFFER)
            await keys(pilot, key)
            assert tagged(pilot) == {}
            await keys(pilot, "q")
        assert len(drafts.remaining(folders().state, str(path))) == left


@pytest.mark.long
async def test_what_another_program_wrote_meanwhile_stays(tmp_path: Path) -> None:
    path = article(tmp_path)
    await left_unsaved(path, "3")
    other = open_session(path, folders=folders(), config=Config())
    other.apply(
        edits.annotate(other.state, Span(0, len(PASSAGES[0])), tags=["claim/event"], note="theirs")
    )
    other.save()
    async with program(path) as pilot:
        await until(pilot, OFFER)
        await keys(pilot, "y")
        await met(pilot, lambda: not session_of(pilot).dirty)
    tags = sorted(tag for record in on_disk(path)["annotation"] for tag in record["tags"])
    assert tags == ["claim/denial", "claim/event"]
    assert "theirs" in str(on_disk(path))


@pytest.mark.long
async def test_two_endings_leave_two_offers(tmp_path: Path) -> None:
    path = article(tmp_path)
    await left_unsaved(path, "3")
    async with program(path) as pilot:
        await until(pilot, OFFER)
        with locks.locked(notes_of(path)):
            await keys(pilot, "n")
            await quit_locked(pilot, path, "j 1")
            await keys(pilot, "y")
            await ended(pilot)
    async with program(path) as pilot:
        for _ in range(2):
            await until(pilot, OFFER)
            await keys(pilot, "y")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",), PASSAGES[1]: ("claim/intent",)}


@pytest.mark.long
async def test_a_change_of_the_codebook_is_kept_too(tmp_path: Path) -> None:
    path = article(tmp_path)
    (tmp_path / codebook_file.NAME).write_text('format = 1\n\n[[tag]]\nname = "one"\nquick = 1\n')
    async with program(path) as pilot:
        with locks.locked(tmp_path / codebook_file.NAME):
            await keys(pilot, "t", "~two", "enter", "q")
            await until(pilot, WAITING)
            await keys(pilot, "y")
            await ended(pilot)
    async with program(path) as pilot:
        await until(pilot, OFFER)
        assert "tags changed" in question(pilot)
        await keys(pilot, "y")
        await met(pilot, lambda: not session_of(pilot).dirty)
        assert tagged(pilot) == {PASSAGES[0]: ("two",)}
    assert 'name = "two"' in (tmp_path / codebook_file.NAME).read_text()


@pytest.mark.long
async def test_a_note_that_was_being_written_is_offered_once(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "n", "~half a note", "ctrl+q")
            await until(pilot, WAITING)
            await keys(pilot, "y")
            await ended(pilot)
    async with program(path) as pilot:
        await until(pilot, OFFER)
        await keys(pilot, "y")
        assert "was being typed" not in lines(pilot)
        assert [a.note for a in session_of(pilot).state.ordered()] == ["half a note"]


@pytest.mark.long
async def test_another_article_opens_with_the_changes_kept(tmp_path: Path) -> None:
    path = article(tmp_path)
    other = article(tmp_path, "Fog\n\nThe fog came early.\n", "fog.txt")
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "3 o", "~fog", "enter")
            await until(pilot, WAITING)
            await keys(pilot, "y")
            await met(pilot, lambda: session_of(pilot).document.path == other)
            await quiet(pilot)
            await keys(pilot, "1")
            assert tagged(pilot) == {"Fog": ("claim/intent",)}
        await keys(pilot, "o", "~harbour", "enter")
        await until(pilot, OFFER)


@pytest.mark.long
async def test_keys_typed_after_quitting_reach_the_question(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "3 q x")
            await ended(pilot)
    assert not notes_of(path).exists()


async def test_keys_typed_while_it_saves_reach_the_next_article(tmp_path: Path) -> None:
    path = article(tmp_path)
    other = article(tmp_path, "Fog\n\nThe fog came early.\n", "a-fog.txt")
    async with program(path) as pilot:
        await keys(pilot, "3 o", "~fog", "enter 1")
        await met(pilot, lambda: session_of(pilot).document.path == other)
        await quiet(pilot)
        assert tagged(pilot) == {"Fog": ("claim/intent",)}
    assert [record["tags"] for record in on_disk(path)["annotation"]] == [["claim/denial"]]


async def test_where_neither_notes_nor_journal_can_be_written_it_stays(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        (folders().state).mkdir(parents=True, exist_ok=True)
        (folders().state / "drafts").write_text("in the way")
        with locks.locked(notes_of(path)):
            await quit_locked(pilot, path, "3")
            banner = str(screen_of(pilot).view.banner.render())
            assert "the draft journal cannot be written either" in banner
            await keys(pilot, "y")
            assert pilot.app.is_running
            assert "cannot be written either" in told(pilot)
        await met(pilot, lambda: not session_of(pilot).dirty)


async def test_an_end_that_is_asked_for_keeps_what_cannot_be_saved(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        with locks.locked(notes_of(path)):
            await keys(pilot, "3")
            error = screen_of(pilot).finish()
            assert error is not None
            assert "offered at the next start" in str(error)
            assert screen_of(pilot).finish() is None
            pilot.app.exit(143)
    async with program(path) as pilot:
        await until(pilot, OFFER)


async def test_forget_takes_unsaved_changes_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = article(tmp_path)
    await left_unsaved(path, "3")
    assert run(["forget", str(path)]) == 0
    assert "drafts" in capsys.readouterr().out
    assert drafts.remaining(folders().state, str(path)) == []
