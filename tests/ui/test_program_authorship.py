"""Annotations of several analysts: which of them a key changes, and when it asks first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, on_disk, program, session_of
from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session.open_session import open_session

TITLE = "Harbour stays shut"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article of which Anna tagged the first passage and wrote a note on it."""
    made = article(tmp_path)
    session = open_session(made, folders=folders(), config=Config(author="Anna"))
    session.apply(
        edits.annotate(session.state, Span(0, len(TITLE)), ["claim/event"], "Check the date.")
    )
    session.save()
    return made


def by_author(path: Path) -> dict[str, tuple[list[str], str]]:
    found = on_disk(path).get("annotation", [])
    return {a["author"]: (a.get("tags", []), a.get("note", "")) for a in found}


async def test_keys_on_the_passage_make_an_annotation_of_the_users_own(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "3 n", "~mine", "escape")
        assert "by Anna" in lines(pilot)
        await keys(pilot, "q")
    assert by_author(path) == {
        "Anna": (["claim/event"], "Check the date."),
        "Bob": (["claim/denial"], "mine"),
    }


async def test_removing_annas_annotation_asks_first(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "x")
        assert "made by Anna" in lines(pilot)
        await keys(pilot, "n")
        assert len(session_of(pilot).state.ordered()) == 1
        await keys(pilot, "x", "y")
        assert session_of(pilot).state.ordered() == []
        await keys(pilot, "u")
        assert [a.author for a in session_of(pilot).state.ordered()] == ["Anna"]


@pytest.mark.long
async def test_a_tag_of_annas_chosen_annotation_is_taken_off_after_asking(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "] t", "~claim/event", "enter")
        assert "made by Anna" in lines(pilot)
        await keys(pilot, "y q")
    [left] = on_disk(path)["annotation"]
    assert (left["author"], left["edited_by"]) == ("Anna", ["Bob"])
    assert "tags" not in left


async def test_a_note_on_annas_chosen_annotation_asks_whose_is_meant(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "] n")
        assert "Anna made this annotation" in lines(pilot)
        await keys(pilot, "o", "~mine", "escape")
        assert by_author(path) != {}
        await keys(pilot, "n", "c", "end", "~ Done.", "escape q")
    assert by_author(path) == {
        "Anna": (["claim/event"], "Check the date. Done."),
        "Bob": ([], "mine"),
    }


async def test_leaving_the_question_changes_nothing(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "] n", "escape", "] s", "~Somebody", "escape", "q")
    assert by_author(path) == {"Anna": (["claim/event"], "Check the date.")}


async def test_nobody_is_asked_about_their_own_work(path: Path) -> None:
    async with program(path, author="Anna") as pilot:
        await keys(pilot, "] n", "end", "~ Done.", "escape", "x")
        assert session_of(pilot).state.ordered() == []
        assert "made by" not in told(pilot)


async def test_a_target_of_several_analysts_shows_the_tags_of_all(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "3")
        shown = session_of(pilot).state.exactly(Target(Span(0, len(TITLE))).span)
        assert {tag for a in shown for tag in a.tags} == {"claim/denial", "claim/event"}
        assert "by Anna" in lines(pilot)


BEGUN = ["] n c escape", "] s c escape", "] c c escape"]


@pytest.mark.parametrize("begun", sampled(BEGUN, BEGUN[:1]))
async def test_agreeing_to_an_edit_that_is_given_up_permits_nothing_else(
    path: Path, begun: str
) -> None:
    session = open_session(path, folders=folders(), config=Config(author="Anna"))
    session.apply(edits.set_source(session.state, [Target(Span(0, len(TITLE)))], "Harbour master"))
    session.apply(edits.grade(session.state, Target(Span(0, len(TITLE))), "B", 2))
    session.save()
    async with program(path, author="Bob") as pilot:
        await keys(pilot, begun, "x")
        assert "made by Anna" in lines(pilot)
        await keys(pilot, "n q")
    assert by_author(path) == {"Anna": (["claim/event"], "Check the date.")}


async def test_a_statement_is_not_linked_with_itself_by_way_of_another_analyst(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "L")
        assert "Nothing to link with" in lines(pilot)
