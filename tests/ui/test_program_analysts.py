"""Several analysts on one article: whose annotations are shown, and who is done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.editing import annotate, opened, target
from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, here, on_disk, program, screen_of, session_of
from tui.model import edits

TITLE, MONDAY = "Harbour stays shut", "The port authority closed the harbour on Monday."
DENIED = "The ferry company denied that."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article on which Anna Berg, Bob and Cy each tagged another passage."""
    made = article(tmp_path)
    for author, words in (("Anna Berg", TITLE), ("Bob", MONDAY), ("Cy", DENIED)):
        session = opened(made, author=author)
        annotate(session, target(session, words).span, ["claim/event"])
        session.save()
    return made


def shown(pilot: Pilot[int]) -> list[str]:
    """The quotes of the annotations in the sidebar."""
    return [row.quote for row in screen_of(pilot).view.sidebar.notes.items]


def marked(pilot: Pilot[int], words: str) -> bool:
    """Whether the article shows a mark on some words."""
    start = session_of(pilot).document.text.index(words)
    return bool(screen_of(pilot).view.article.canvas.highlights(start, start + len(words)))


async def test_the_sidebar_shows_the_initials_of_each_author(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        drawn = lines(pilot)
        assert all(f"{who} ¶" in drawn for who in ("AB", "Bo", "Cy"))


async def test_one_author_needs_no_initials(tmp_path: Path) -> None:
    made = article(tmp_path)
    async with program(made, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "3")
        assert "Bo ¶" not in lines(pilot)
        await keys(pilot, "A")
        assert "nobody else annotated this article" in told(pilot)


async def test_a_goes_through_mine_each_colleague_and_all(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        assert shown(pilot) == [TITLE, MONDAY, DENIED]
        for quotes, said in (
            ([MONDAY], "only mine"),
            ([TITLE], "only by Anna Berg"),
            ([DENIED], "only by Cy"),
            ([TITLE, MONDAY, DENIED], "Harbour"),
        ):
            await keys(pilot, "A")
            assert shown(pilot) == quotes
            assert said in lines(pilot).splitlines()[0]
            assert [marked(pilot, words) for words in (TITLE, MONDAY, DENIED)] == [
                words in quotes for words in (TITLE, MONDAY, DENIED)
            ]


async def test_navigation_and_counts_follow(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "A ]")
        assert here(pilot) == MONDAY
        await keys(pilot, "]")
        assert "last annotation" in told(pilot)
        [row] = [r for r in screen_of(pilot).view.sidebar.tags.items if r.name == "claim/event"]
        assert row.count == 1
        assert screen_of(pilot).view.sidebar.tags.on == {"claim/event"}
        await keys(pilot, "g")
        assert screen_of(pilot).view.sidebar.tags.on == frozenset()


async def test_a_hidden_target_is_given_up(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "]", "A")
        assert screen_of(pilot).state.target_id == ""
        await keys(pilot, "x q")
    assert len(on_disk(path)["annotation"]) == 3


async def test_a_change_of_what_is_hidden_shows_all_again(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "A", "A", "j j 3")
        assert len(shown(pilot)) == 3 + (MONDAY not in here(pilot))
        assert "only" not in lines(pilot).splitlines()[0]


async def test_a_choice_without_annotations_says_so(tmp_path: Path) -> None:
    made = article(tmp_path)
    session = opened(made, author="Anna")
    annotate(session, target(session, TITLE).span, ["claim/event"])
    session.save()
    async with program(made, author="Bob") as pilot:
        await keys(pilot, "A")
        assert "No annotation here is mine." in lines(pilot)
        await keys(pilot, "]")
        assert "No annotation here is mine." in told(pilot)


@pytest.mark.parametrize("author", ["Bob", ""])
async def test_d_marks_the_article_as_done_and_takes_the_mark_away(path: Path, author: str) -> None:
    session = opened(path, author="Cy")
    session.apply(edits.mark_done(session.state, True))
    session.save()
    async with program(path, author=author) as pilot:
        await keys(pilot, "d")
        assert "done; also done: Cy" in told(pilot)
        assert "done" in lines(pilot).splitlines()[0]
        assert session_of(pilot).state.data.done == tuple(sorted((author, "Cy")))
        await keys(pilot, "d")
        assert session_of(pilot).state.data.done == ("Cy",)
        await keys(pilot, "u")
        assert session_of(pilot).state.is_done
        await keys(pilot, "q")
    assert on_disk(path)["document"]["done"] == sorted((author, "Cy"))


async def test_read_only_notes_cannot_be_marked_as_done(path: Path) -> None:
    notes = path.with_name(path.name + ".notes.toml")
    notes.write_text(notes.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "d")
        assert "not changed" in told(pilot)
        assert not session_of(pilot).state.is_done
