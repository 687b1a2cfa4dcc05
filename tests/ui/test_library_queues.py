"""The queues of the list: the articles that are unread, mine, done, in disagreement, assigned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import annotate, opened, target
from tests.ui.pilot import keys, lines
from tests.ui.program import program
from tests.ui.shore import library_of, listed
from tui.config import Config, folders
from tui.model import edits
from tui.workspace.article_assignments import ArticleAssignments

ALL = ["a-ferry.txt", "b-port.txt", "north/fog.txt"]


@pytest.fixture
def coded(shore: Path) -> Path:
    """A folder whose first article Anna and Bob tagged differently, and Bob marked as done."""
    for author, tag in (("Anna", "claim/event"), ("Bob", "claim/denial")):
        session = opened(shore / ALL[0], author=author)
        annotate(session, target(session, "The ferry left late").span, [tag])
        session.apply(edits.mark_done(session.state, author == "Bob"))
        session.save()
    return shore


async def test_a_key_goes_through_the_queues_and_the_header_says_which(coded: Path) -> None:
    ArticleAssignments(coded, folders(), Config()).assign(["Bob"], 0, "", False)
    async with program(coded, author="Bob", size=(80, 24)) as pilot:
        for queue, names in (
            ("unread", ALL),
            ("mine", ALL[:1]),
            ("done", ALL[:1]),
            ("in disagreement", ALL[:1]),
            ("assigned", ALL),
        ):
            await keys(pilot, "ctrl+f")
            assert listed(pilot) == names
            assert f"only {queue}" in lines(pilot)
        await keys(pilot, "ctrl+f")
        assert listed(pilot) == ALL
        assert "only" not in lines(pilot)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_an_empty_queue_says_so_and_escape_shows_all(
    coded: Path, size: tuple[int, int]
) -> None:
    async with program(coded, author="Cy", size=size) as pilot:
        await keys(pilot, "ctrl+f ctrl+f")
        assert listed(pilot) == []
        assert "No article here is mine: Esc shows all." in lines(pilot)
        await keys(pilot, "escape")
        assert listed(pilot) == ALL


async def test_typing_narrows_a_queue(coded: Path) -> None:
    async with program(coded, author="Bob") as pilot:
        await keys(pilot, "ctrl+f", "~ferry")
        assert ALL[0] in listed(pilot)
        await keys(pilot, "ctrl+f ctrl+f", "escape", "ctrl+f ctrl+f", "~fog")
        assert listed(pilot) == []
        assert library_of(pilot).controller.query == "mine fog"


async def test_an_article_that_was_read_leaves_the_queue_of_the_unread(coded: Path) -> None:
    async with program(coded, author="Bob") as pilot:
        await keys(pilot, "ctrl+f", "enter", "O")
        assert listed(pilot) == ALL[1:]
        assert "only unread" in lines(pilot)
