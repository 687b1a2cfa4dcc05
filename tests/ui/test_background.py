"""Work that does not delay the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from tests.ui.pilot import keys
from tests.ui.program import article, program
from tui.ui.background import painted
from tui.ui.widgets.article_view import ArticleView
from tui.workspace.folder_links import FolderLinks


class Page(Static):
    """Counts how often it is drawn."""

    drawn = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.drawn += 1
        return super().render_lines(crop)


class Pages(App[None]):
    """One page."""

    def compose(self) -> ComposeResult:
        yield Page("text")


async def test_a_change_is_painted_before_the_waiting_ends() -> None:
    async with Pages().run_test() as pilot:
        page = pilot.app.query_one(Page)
        before = page.drawn
        page.refresh()
        await painted(pilot.app.screen)
        assert page.drawn > before


async def test_nothing_waits_for_a_screen_below_a_dialog() -> None:
    async with Pages().run_test() as pilot:
        below = pilot.app.screen
        await pilot.app.push_screen(ModalScreen())
        below.query_one(Page).refresh()
        await painted(below)
        assert pilot.app.screen is not below


async def test_an_edit_is_painted_before_the_other_articles_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    for kind, name in ((ArticleView, "render_lines"), (FolderLinks, "read")):
        monkeypatch.setattr(kind, name, recorded(getattr(kind, name), events))
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "j 1")
        events.clear()
        await keys(pilot, "1")
    assert events[0] == "render_lines"
    assert "read" in events


def recorded(method: Callable[..., Any], events: list[str]) -> Callable[..., Any]:
    """A method that also adds its name to a list when it is called."""

    def call(*given: Any, **named: Any) -> Any:
        events.append(method.__name__)
        return method(*given, **named)

    return call
