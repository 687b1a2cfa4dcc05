"""Where annotations lie, decided on the screen; and what is known about sources."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tui.session import Session

from .judging import keys, lines, told
from .program import ARTICLE, article, program, screen_of, session_of

BEFORE = "The ferry company denied that it had sold 12 tickets on the Monday of the storm."
AFTER = "The ferry company denied that it had sold 15 tickets on the Monday of the storm."


def changed(folder: Path) -> Path:
    """An article whose tagged sentence has another number in it since."""
    path = article(folder, ARTICLE.replace("The ferry company denied that.", BEFORE))
    from tui.config import Config, folders
    from tui.model.document import Span
    from tui.model.edits import Target

    session = Session.open(path, folders=folders(), config=Config())
    start = session.document.text.index(BEFORE)
    session.toggle_tag([Target(Span(start, start + len(BEFORE)))], "claim/denial")
    session.save()
    path.write_text(ARTICLE.replace("The ferry company denied that.", AFTER), encoding="utf-8")
    return path


def states(pilot: Pilot[int]) -> list[tuple[str, str]]:
    session = session_of(pilot)
    return [(a.quote, session.anchors[a.id].state) for a in session.ordered()]


async def test_an_uncertain_note_is_accepted_where_it_was_guessed(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        assert states(pilot) == [(BEFORE, "uncertain")]
        await keys(pilot, "a")
        assert "accept" in lines(pilot)
        await keys(pilot, "a")
        assert states(pilot) == [(AFTER, "anchored")]
        await keys(pilot, "u")
        assert states(pilot) == [(BEFORE, "uncertain")]


async def test_an_uncertain_note_is_dropped_and_brought_back(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        await keys(pilot, "a x")
        assert states(pilot) == []
        await keys(pilot, "u")
        assert states(pilot) == [(BEFORE, "uncertain")]


async def test_an_uncertain_note_is_moved_to_a_selection(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        await keys(pilot, "a m g v a")
        assert states(pilot) == [("Harbour stays shut", "anchored")]


async def test_boundaries_are_moved_to_the_selection(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3 v j a")
        (moved, state), *others = states(pilot)
        assert not others
        assert state == "anchored"
        assert moved.startswith("Harbour stays shut")
        assert len(moved) > len("Harbour stays shut")
        await keys(pilot, "u")
        assert states(pilot) == [("Harbour stays shut", "anchored")]


async def test_without_anything_to_decide_it_says_so(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "a")
        assert "every note has its place" in told(pilot)


async def test_a_source_is_given_a_role_and_a_grade(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "s", "~Zoe", "enter S e down", "~port manager")
        await keys(pilot, "down", "~un", "down", "~b", "enter")
        (source,) = session_of(pilot).sources.values()
        assert (source.name, source.role, source.reliability) == ("Zoe", "port manager", "B")
        assert source.kind == "unnamed"
        assert screen_of(pilot) is pilot.app.screen
