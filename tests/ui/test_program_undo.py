"""Undo by keys, across articles and while another program changes the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import annotate
from tests.sampling import sampled
from tests.ui.pilot import keys, told, until
from tests.ui.program import article, on_disk, program, session_of, tagged
from tui.config import Config, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Link
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session.open_session import open_session


@pytest.mark.long
async def test_undo_goes_on_after_another_article_was_open(tmp_path: Path) -> None:
    first = article(tmp_path, name="a.txt")
    second = article(tmp_path, name="b.txt")
    async with program(first) as pilot:
        await keys(pilot, "3 o", "~b.txt", "enter", "1 o", "~a.txt", "enter")
        assert session_of(pilot).document.path == first
        await keys(pilot, "u")
        assert tagged(pilot) == {}
        await keys(pilot, "u")
        assert "nothing to undo" in told(pilot)
        await keys(pilot, "ctrl+r")
        assert list(tagged(pilot).values()) == [("claim/denial",)]
        await keys(pilot, "u o", "~b.txt", "enter", "u q")
    assert "annotation" not in on_disk(first)
    assert "annotation" not in on_disk(second)


@pytest.mark.long
async def test_undo_goes_on_after_the_list_of_the_folder_was_open(tmp_path: Path) -> None:
    path = article(tmp_path, name="a.txt")
    article(tmp_path, name="b.txt")
    async with program(path) as pilot:
        await keys(pilot, "3", "O", "enter", "u")
        assert session_of(pilot).document.path == path
        assert tagged(pilot) == {}


async def test_undo_goes_on_after_the_article_was_read_again(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "3")
        path.write_text("A new headline\n\n" + path.read_text(), encoding="utf-8")
        pilot.app.screen.check_files()  # type: ignore[attr-defined]
        await until(pilot, "changed on disk")
        await keys(pilot, "y", "u")
        assert tagged(pilot) == {}


@pytest.fixture
def cited(tmp_path: Path) -> Path:
    """An article whose first annotation a judgement cites, linked from another article."""
    first, second = article(tmp_path, name="a.txt"), article(tmp_path, name="b.txt")
    own = open_session(first, folders=folders(), config=Config())
    base = annotate(own, Span(0, 18), ["claim/event"])
    own.apply(
        dossier_edits.judge(own.state, Judgement("J", "The strike goes on.", cites=(base.id,)))
    )
    own.save()
    other = open_session(second, folders=folders(), config=Config())
    other.apply(edits.link(other.state, Target(Span(0, 18)), Link(f"a.txt#{base.id}", "supports")))
    other.save()
    return first


WARNING = "the judgement “The strike goes on.”, 1 link (in b.txt) rest on what was deleted"


@pytest.mark.parametrize("run", sampled(["x", "t ~claim/event enter"], ["x"]))
async def test_deleting_what_is_cited_warns(cited: Path, run: str) -> None:
    async with program(cited) as pilot:
        await keys(pilot, *run.split())
        assert session_of(pilot).state.ordered() == []
        assert WARNING in told(pilot)


async def test_undoing_what_was_cited_since_warns(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "3")
        [made] = session_of(pilot).state.ordered()
        session_of(pilot).apply(
            dossier_edits.judge(
                session_of(pilot).state, Judgement("J", "It reopens.", cites=(made.id,))
            )
        )
        await keys(pilot, "u u")
        assert "the judgement" not in told(pilot)
        await keys(pilot, "ctrl+r ctrl+r")
        other = open_session(article(tmp_path, name="b.txt"), folders=folders(), config=Config())
        other.apply(
            dossier_edits.judge(
                other.state, Judgement("K", "It reopens.", cites=(f"harbour.txt#{made.id}",))
            )
        )
        other.save()
        await keys(pilot, "u u")
        assert "the judgement" in told(pilot)


async def test_deleting_what_nothing_rests_on_says_nothing_more(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3 x")
        assert "rest" not in told(pilot)
