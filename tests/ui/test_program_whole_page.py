"""Web pages shown as a whole: the command, and the choice recorded in the notes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.editing import annotate
from tests.pages import PAGE, SENTENCE, TEASER
from tests.ui.pilot import keys, told
from tests.ui.program import article, program, session_of
from tui.config import Config, folders
from tui.model.document import Span
from tui.model.reading_options import ReadingOptions
from tui.session.open_session import open_session
from tui.ui.app import ReaderApp
from tui.ui.reading.screen import ReaderScreen

INSIDE = SENTENCE.format(n="a4")


def page(folder: Path) -> Path:
    return article(folder, PAGE, "quay.html")


def remembers(path: Path) -> object:
    notes = path.with_name(f"{path.name}.notes.toml")
    return tomllib.loads(notes.read_text(encoding="utf-8"))["document"].get("whole")


def annotated(path: Path) -> str:
    session = open_session(path, folders=folders(), config=Config())
    start = session.document.text.index(INSIDE)
    made = annotate(session, Span(start, start + len(INSIDE)), ["key"])
    session.save()
    return made.id


async def is_read(pilot: Pilot[int], *, whole: bool) -> None:
    """Wait until the page is shown, as a whole or only its article."""
    for _ in range(600):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, ReaderScreen):
            text = session_of(pilot).document.text
            if INSIDE in text and (TEASER in text) == whole:
                return
    raise AssertionError(f"{pilot.app.screen} is still shown")


async def test_a_page_with_more_than_its_article_says_so(tmp_path: Path) -> None:
    async with program(page(tmp_path)) as pilot:
        await is_read(pilot, whole=False)
        assert "words outside navigation" in told(pilot)


async def test_the_command_shows_the_whole_page_and_again_the_article(tmp_path: Path) -> None:
    path = page(tmp_path)
    id = annotated(path)
    async with program(path) as pilot:
        await is_read(pilot, whole=False)
        await keys(pilot, "W")
        await is_read(pilot, whole=True)
        session = session_of(pilot)
        assert session.state.is_anchored(id)
        made = session.state.annotations[id]
        assert session.document.text[made.start : made.end] == INSIDE
        assert remembers(path) is True
        await keys(pilot, "W")
        await is_read(pilot, whole=False)
        assert session_of(pilot).state.is_anchored(id)
        assert remembers(path) is None


@pytest.mark.long
async def test_the_page_is_opened_whole_from_the_command_line_and_ever_after(
    tmp_path: Path,
) -> None:
    path = page(tmp_path)
    app = ReaderApp(path, folders(), Config(), options=ReadingOptions(whole=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await is_read(pilot, whole=True)
        await keys(pilot, "q")
    assert remembers(path) is True
    async with program(path) as pilot:
        await is_read(pilot, whole=True)


async def test_an_article_that_is_no_page_is_read_whole_anyway(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "W")
        assert "this article is read whole" in told(pilot)
    assert not path.with_name("harbour.txt.notes.toml").exists()
