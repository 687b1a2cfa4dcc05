"""Boundaries of annotations and their review, and the values of sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session.open_session import open_session
from tui.ui.widgets.compared_texts import compared

from .pilot import keys, lines, told
from .program import ARTICLE, article, program, screen_of, session_of
from .samples import SIZES

BEFORE = "The ferry company denied that it had sold 12 tickets on the Monday of the storm."
AFTER = "The ferry company said nothing of tickets."
DOCKS = "There were unconfirmed reports that General Qasim Sulaymani was seen at the docks."
EDITED = "There were confirmed reports that General Qasim Sulaymani was seen at the docks."
REASON = "Two officials said why."
REASONS = "Three officials said why."


def changed(folder: Path, **rewritten: str) -> Path:
    """An article of which tagged sentences were edited since, by the names of the sentences.

    By default it is one, whose place is uncertain then.
    """
    former = {"ferry": BEFORE, "docks": DOCKS, "reason": REASON}
    rewritten = rewritten or {"ferry": AFTER}
    text = ARTICLE.replace("The ferry company denied that.", BEFORE)
    path = article(folder, text)
    session = open_session(path, folders=folders(), config=Config())
    for name, after in rewritten.items():
        start = session.document.text.index(former[name])
        session.apply(
            edits.toggle_tag(
                session.state, [Target(Span(start, start + len(former[name])))], "claim/denial"
            )
        )
        text = text.replace(former[name], after)
    session.save()
    path.write_text(text, encoding="utf-8")
    return path


def states(pilot: Pilot[int]) -> list[tuple[str, str]]:
    session = session_of(pilot)
    return [(a.quote, session.state.anchors[a.id].state) for a in session.state.ordered()]


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


async def test_an_edited_note_is_marked_and_its_new_words_are_accepted(tmp_path: Path) -> None:
    async with program(changed(tmp_path, docks=EDITED)) as pilot:
        assert states(pilot) == [(EDITED, "anchored")]
        assert "1 note is on edited words in this text: a goes through them" in told(pilot)
        screen = lines(pilot)
        assert "≠" in next(line for line in screen.splitlines() if "There were confirmed" in line)
        assert "edited “There were" in screen
        assert "formerly “There were" in screen
        await keys(pilot, "a")
        assert "edited; formerly “There were unconfirmed" in lines(pilot)
        await keys(pilot, "a")
        assert states(pilot) == [(EDITED, "anchored")]
        assert "≠" not in lines(pilot)
        assert "formerly" not in lines(pilot)
        await keys(pilot, "a")
        assert "every note has its place" in told(pilot)
        await keys(pilot, "u")
        assert "≠" in lines(pilot)


@pytest.mark.long
async def test_edited_notes_are_reviewed_after_those_without_a_certain_place(
    tmp_path: Path,
) -> None:
    rewritten = {"reason": REASONS, "ferry": AFTER, "docks": EDITED}
    async with program(changed(tmp_path, **rewritten)) as pilot:
        said = "1 note has no certain place, 2 notes are on edited words in this text"
        assert said in told(pilot)
        await keys(pilot, "a")
        assert "uncertain: “The ferry" in lines(pilot)
        await keys(pilot, "l")
        assert "formerly “Two officials" in lines(pilot)
        await keys(pilot, "x")
        assert "formerly “There were unconfirmed" in lines(pilot)
        await keys(pilot, "m g v a")
        assert states(pilot) == [("Harbour stays shut", "anchored"), (BEFORE, "uncertain")]
        session = session_of(pilot)
        assert not any(session.state.anchors[key].edited for key in session.state.annotations)


@pytest.mark.long
async def test_a_passage_is_accepted_without_a_selection_and_the_review_goes_on(
    tmp_path: Path,
) -> None:
    rewritten = {"reason": REASONS, "ferry": AFTER, "docks": EDITED}
    async with program(changed(tmp_path, **rewritten)) as pilot:
        await keys(pilot, "a")
        assert "Review · 1 of 3" in lines(pilot)
        await keys(pilot, "m g")
        assert "MOVE" in lines(pilot).splitlines()[0]
        await keys(pilot, "a")
        assert ("Harbour stays shut", "anchored") in states(pilot)
        assert "Review · 2 of 3" in lines(pilot)
        assert "formerly “Two officials" in lines(pilot)
        assert "MOVE" not in lines(pilot).splitlines()[0]


@pytest.mark.long
async def test_escape_leaves_an_annotation_where_it_was(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        await keys(pilot, "a m v escape escape")
        assert "not moved" in told(pilot)
        assert states(pilot) == [(BEFORE, "uncertain")]
        await keys(pilot, "a")
        assert "uncertain: “The ferry" in lines(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_shows_both_texts_in_full(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(changed(tmp_path), size) as pilot:
        await keys(pilot, "a")
        drawn = " ".join(lines(pilot).replace("│", " ").split())
        assert f"uncertain: “{BEFORE}”" in drawn
        assert f"likeliest “{AFTER}”" in drawn


def test_the_words_that_differ_are_marked_in_both_texts() -> None:
    old, new = compared(DOCKS, EDITED)
    marked = [[str(c)[s.start : s.end] for s in c.spans] for c in (old, new)]
    assert marked == [["unconfirmed"], ["confirmed"]]


@pytest.mark.long
async def test_an_uncertain_note_of_the_sidebar_is_decided_on_once(tmp_path: Path) -> None:
    async with program(changed(tmp_path)) as pilot:
        reading = pilot.app.screen
        await keys(pilot, "tab tab enter")
        assert "uncertain: “The ferry" in lines(pilot)
        assert pilot.app.screen_stack[pilot.app.screen_stack.index(reading) + 1 :] == [
            pilot.app.screen
        ]
        await keys(pilot, "a")
        assert pilot.app.screen is reading
        assert states(pilot) == [(AFTER, "anchored")]
        await keys(pilot, "x")
        assert states(pilot) == []


async def test_without_colours_an_edited_note_is_still_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    path = changed(tmp_path, docks=EDITED)
    async with program(path, size=(80, 24)) as pilot:
        await keys(pilot, "G")
        assert "≠" in lines(pilot)


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


async def test_a_selection_without_another_annotation_leaves_the_keys_to_the_article(
    tmp_path: Path,
) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "v j a")
        assert "no annotation touches the selection: a tag key makes one" in told(pilot)
        await keys(pilot, "3")
        assert len(states(pilot)) == 1
        await keys(pilot, "a")
        assert "has these boundaries already" in told(pilot)
        assert len(states(pilot)) == 1


async def test_without_anything_to_decide_it_says_so(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "a")
        assert "every note has its place" in told(pilot)


@pytest.mark.long
async def test_a_source_is_given_a_role_and_a_grade(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "s", "~Zoe", "enter S ctrl+e down", "~port manager")
        await keys(pilot, "down", "~un", "down", "~b", "enter escape")
        (source,) = session_of(pilot).state.known_sources().values()
        assert (source.name, source.role, source.reliability) == ("Zoe", "port manager", "B")
        assert source.kind == "unnamed"
        assert screen_of(pilot) is pilot.app.screen
