"""The review of annotations beside the text on which they were made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.git_repository import commit, needs_git, ordinary_git
from tests.sampling import sampled
from tui.config import folders
from tui.store.git import Revision
from tui.ui.dialogs.key_menu import KeyMenu
from tui.ui.reading.features.comparison_choices import version_title
from tui.ui.reading.review_screen import ReviewScreen

from .pilot import keys, lines, quiet, told
from .program import ARTICLE, article, here, program, screen_of, session_of
from .test_program_boundaries import (
    AFTER,
    BEFORE,
    DOCKS,
    EDITED,
    REASON,
    REASONS,
    changed,
    states,
)
from .test_program_comparing import passages

ALL = {"reason": REASONS, "ferry": AFTER, "docks": EDITED}


def forget_earlier_texts() -> None:
    """Remove the texts that were kept when notes were saved."""
    shutil.rmtree(folders().state / "snapshots")


async def test_the_earlier_text_stands_beside_the_present_one(tmp_path: Path) -> None:
    async with program(changed(tmp_path, **ALL)) as pilot:
        await keys(pilot, "a")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert passages(pilot) == (AFTER, BEFORE)
        assert "Review · 1 of 3" in lines(pilot)
        assert "as it was 20" in lines(pilot)
        await keys(pilot, "l")
        assert passages(pilot) == (REASONS, REASON)
        assert "a accept: the new words replace the former ones" in lines(pilot)
        await keys(pilot, "a")
        assert passages(pilot) == (EDITED, DOCKS)
        await keys(pilot, "a")
        assert pilot.app.screen is screen_of(pilot)
        assert states(pilot) == [
            (REASONS, "anchored"),
            (BEFORE, "uncertain"),
            (EDITED, "anchored"),
        ]


@pytest.mark.long
async def test_both_texts_are_read_from_there(tmp_path: Path) -> None:
    async with program(changed(tmp_path, **ALL)) as pilot:
        await keys(pilot, "a", "g")
        assert passages(pilot) == ("Harbour stays shut", "Harbour stays shut")
        await keys(pilot, *["right_square_bracket"] * 3, "tab")
        assert passages(pilot) == (EDITED, DOCKS)
        await keys(pilot, "g", "c", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen), "these keys answer nothing here"
        assert "carry" not in lines(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)
        assert len(states(pilot)) == 3


async def test_an_annotation_is_moved_to_where_the_caret_was(tmp_path: Path) -> None:
    async with program(changed(tmp_path, **ALL)) as pilot:
        await keys(pilot, "a", "g", "j", "j", "tab", "G", "m")
        assert "MOVE" in lines(pilot).splitlines()[0]
        assert here(pilot) == EDITED, "the other text was followed"
        await keys(pilot, "escape", "escape", "a", "g", "j", "j", "m")
        assert here(pilot).startswith("The port authority")
        await keys(pilot, "a")
        assert passages(pilot) == (REASONS, REASON)
        assert "Review · 2 of 3" in lines(pilot)
        assert states(pilot)[0] == ("The port authority closed the harbour on Monday.", "anchored")


@pytest.mark.long
async def test_words_of_the_passage_are_selected_after_moving(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        await keys(pilot, "a", "g", "m", "w", "v", "w")
        words = here(pilot)
        assert words == "Harbour"
        await keys(pilot, "a")
        assert states(pilot) == [(words, "anchored")]


@pytest.mark.long
async def test_an_annotation_without_a_place_is_shown_where_it_was(tmp_path: Path) -> None:
    async with program(changed(tmp_path, docks="Rain is expected.")) as pilot:
        assert states(pilot) == [(DOCKS, "orphaned")]
        await keys(pilot, "a")
        assert passages(pilot) == ("What comes next", DOCKS)
        assert f"orphaned: “{DOCKS}”" in lines(pilot)
        assert "a accept" not in lines(pilot)
        await keys(pilot, "a")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await keys(pilot, "x")
        assert states(pilot) == []
        await keys(pilot, "u")
        assert states(pilot) == [(DOCKS, "orphaned")]


@needs_git
async def test_the_earlier_text_may_come_from_git(tmp_path: Path) -> None:
    path = changed(tmp_path, docks=EDITED)
    now = path.read_text("utf-8")
    ordinary_git(tmp_path, "init", "-q")
    commit(path, now.replace(EDITED, DOCKS), "First report")
    path.write_text(now, "utf-8")
    async with program(path) as pilot:
        forget_earlier_texts()
        await keys(pilot, "a")
        assert passages(pilot) == (EDITED, DOCKS)
        assert "First report · Ana" in lines(pilot)
        await keys(pilot, "a")
        assert states(pilot) == [(EDITED, "anchored")]


async def test_without_an_earlier_text_the_words_alone_are_shown(tmp_path: Path) -> None:
    async with program(changed(tmp_path, **ALL)) as pilot:
        forget_earlier_texts()
        await keys(pilot, "a")
        assert isinstance(pilot.app.screen, KeyMenu)
        assert "Review · 1 of 3" in lines(pilot)
        assert f"uncertain: “{BEFORE}”" in " ".join(lines(pilot).replace("│", " ").split())
        await keys(pilot, "m g a")
        assert ("Harbour stays shut", "anchored") in states(pilot)
        assert isinstance(pilot.app.screen, KeyMenu)
        assert "formerly “Two officials" in lines(pilot)
        await keys(pilot, "a")
        assert "formerly “There were unconfirmed" in lines(pilot)
        await keys(pilot, "x")
        assert [state for _, state in states(pilot)] == ["anchored", "anchored"]


async def test_read_only_notes_are_shown_and_left_alone(tmp_path: Path) -> None:
    path = changed(tmp_path, docks=EDITED)
    notes = path.with_name(path.name + ".notes.toml")
    notes.write_text(notes.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")
    async with program(path) as pilot:
        await keys(pilot, "a", "a")
        assert "not changed: " in told(pilot)
        assert session_of(pilot).state.anchors


VIEWED = [((20, 8),), ((60, 20),), ((80, 24),), ((120, 40),)]


@pytest.mark.parametrize("size", sampled(VIEWED, VIEWED[:2]))
async def test_the_annotation_is_in_view_on_every_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    hostile = "[bold]\x1b[31m confirmed\u202e"
    text = EDITED.replace("confirmed", hostile)
    async with program(changed(tmp_path, docks=text), size) as pilot:
        await keys(pilot, "a")
        assert passages(pilot) == (text, DOCKS)
        assert not {"\x1b", "\u202e"} & set(lines(pilot))
        if size[0] >= 60:
            assert "[bold]␛[31m" in lines(pilot)
            assert lines(pilot).count("unconfirmed") == 2, "in the text, and below it"
        await resized(pilot)
        await keys(pilot, "a")
        assert states(pilot) == [(text, "anchored")]


@pytest.mark.long
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_long_words_leave_the_screen_to_the_texts(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    long = DOCKS.removesuffix(".") + ", where many others were seen" * 40 + "."
    path = article(tmp_path, ARTICLE.replace(DOCKS, long))
    async with program(path) as pilot:
        await keys(pilot, "G", "1")
    now = long.replace("unconfirmed", "confirmed")
    path.write_text(ARTICLE.replace(DOCKS, now), "utf-8")
    async with program(path, size) as pilot:
        await keys(pilot, "a")
        assert "the texts above show the words in full" in lines(pilot)
        assert passages(pilot) == (now, long)
        assert "unconfirmed" in lines(pilot)
        await pilot.resize_terminal(200, 60)
        await quiet(pilot)
        assert "in full" not in lines(pilot)
        assert "formerly “There were unconfirmed" in lines(pilot)


async def resized(pilot: Pilot[int]) -> None:
    """Give the screen another size, in which nothing moves."""
    await pilot.resize_terminal(100, 30)
    before = passages(pilot)
    await keys(pilot, "tab", "tab")
    assert passages(pilot) == before


def test_a_date_that_no_calendar_has_is_left_out() -> None:
    assert version_title(Revision("x", 10**18, "Ana", "First report")) == "First report · Ana"
