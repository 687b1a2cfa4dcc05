"""An article that was renamed is offered its notes when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told, until
from tests.ui.program import ARTICLE, article, on_disk, program, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui.config import Config, folders
from tui.model import edits
from tui.model.document import Span
from tui.session.open_session import open_session

OFFER = "Notes on this text"
"""The title of the dialog that offers them."""


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """An article with a tagged title, renamed without its notes."""
    path = article(tmp_path)
    session = open_session(path, folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, len(PASSAGES[0])), tags=["claim/event"]))
    session.save()
    return path.rename(tmp_path / "port.txt")


async def test_one_key_takes_the_notes_over(renamed: Path) -> None:
    async with program(renamed, size=(80, 24)) as pilot:
        await until(pilot, OFFER)
        assert "harbour.txt.notes.toml has 1 annotation" in lines(pilot)
        await keys(pilot, "y")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/event",)}
        assert "1 annotation taken over from harbour.txt.notes.toml" in told(pilot)
        assert not session_of(pilot).dirty
        await keys(pilot, "j 3 q")
    notes = on_disk(renamed)
    assert notes["document"]["path"] == "port.txt"
    assert [record["tags"] for record in notes["annotation"]] == [["claim/event"], ["claim/denial"]]
    assert not renamed.with_name("harbour.txt.notes.toml").exists()


@pytest.mark.parametrize("key", sampled(["n", "escape"], ["n"]))
async def test_not_now_changes_nothing_and_is_asked_again(renamed: Path, key: str) -> None:
    before = {path.name: path.read_bytes() for path in renamed.parent.iterdir()}
    for _ in range(2):
        async with program(renamed) as pilot:
            await until(pilot, OFFER)
            await keys(pilot, key)
            assert tagged(pilot) == {}
            await keys(pilot, "q")
    assert {path.name: path.read_bytes() for path in renamed.parent.iterdir()} == before


@pytest.mark.long
async def test_each_notes_file_is_asked_about(renamed: Path) -> None:
    first = renamed.with_name("harbour.txt.notes.toml")
    text = first.read_text(encoding="utf-8")
    second = first.with_name("pier.txt.notes.toml")
    second.write_text(text.replace("claim/event", "use/key").replace("01", "02", 1))
    async with program(renamed) as pilot:
        await until(pilot, OFFER)
        await keys(pilot, "n")
        assert "pier.txt.notes.toml" in lines(pilot)
        await keys(pilot, "y")
        assert tagged(pilot) == {PASSAGES[0]: ("use/key",)}
    assert first.exists()
    assert not second.exists()


async def test_another_text_or_notes_of_its_own_are_offered_nothing(renamed: Path) -> None:
    renamed.write_text(ARTICLE + "\nOne more.\n", encoding="utf-8")
    async with program(renamed) as pilot:
        assert OFFER not in lines(pilot)
        await keys(pilot, "3")
    renamed.write_text(ARTICLE, encoding="utf-8")
    async with program(renamed) as pilot:
        assert OFFER not in lines(pilot)


async def test_an_article_that_came_back_meanwhile_keeps_its_notes(renamed: Path) -> None:
    async with program(renamed) as pilot:
        await until(pilot, OFFER)
        article(renamed.parent)
        await keys(pilot, "y")
        assert "both exist" in told(pilot)
        await quiet(pilot)
        assert tagged(pilot) == {}
    assert renamed.with_name("harbour.txt.notes.toml").exists()


async def test_names_are_shown_and_never_act(tmp_path: Path) -> None:
    path = article(tmp_path, name="[b]\x1b]0;x\x07.txt")
    session = open_session(path, folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 7), tags=["claim/event"]))
    session.save()
    renamed = path.rename(tmp_path / "[red]\x1b[2J.txt")
    async with program(renamed) as pilot:
        await until(pilot, OFFER)
        assert "\x1b" not in lines(pilot)
        await keys(pilot, "y")
        assert "\x1b" not in told(pilot)
        assert len(tagged(pilot)) == 1
