"""Lines: only changed lines are painted, and resizing paints one frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from tui.ui.app import ReaderApp
from tui.ui.reading.view import NARROW
from tui.ui.widgets.line_widget import Lines

from .pilot import keys
from .program import article, program, screen_of


class Listed(Lines):
    """A widget with one word on each line."""

    words: tuple[str, ...] = ("one", "two", "three", "four")

    def __init__(self) -> None:
        super().__init__(self.listed)
        self.painted: list[int] = []

    def listed(self, width: int, height: int) -> Sequence[Content]:
        return [Content.styled(word, "$primary") for word in self.words]

    def refresh(self, *regions: Region, **how: bool) -> Widget:
        self.painted += [y for region in regions for y in region.line_range]
        return super().refresh(*regions, **how)

    def shown(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.render_lines(self.size.region)]


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield Listed()


async def test_lines_that_changed_are_painted_and_no_other() -> None:
    async with Host().run_test(size=(20, 5)) as pilot:
        listed = pilot.app.query_one(Listed)
        assert listed.shown() == ["one", "two", "three", "four", ""]
        for words, changed in (
            (("one", "zwei", "three", "four"), [1]),
            (("one", "zwei", "three"), [3]),
            (("one", "zwei", "three"), []),
            (("one", "zwei", "three", "four", "five", "six"), [3, 4]),
        ):
            listed.painted.clear()
            listed.words = words
            listed.redraw()
            listed.redraw()
            await pilot.pause()
            assert (listed.painted, listed.shown()) == (changed, [*words, "", ""][:5])


async def test_another_theme_paints_all_in_its_colours() -> None:
    async with Host().run_test(size=(20, 5)) as pilot:
        listed = pilot.app.query_one(Listed)
        before = listed.render_line(0)
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert listed.render_line(0).text == before.text
        assert listed.render_line(0) != before


@pytest.mark.long
async def test_the_sidebar_is_as_wide_as_the_first_page_had_it(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(100, 30)) as pilot:
        screen = screen_of(pilot)
        for width in (NARROW, 83, 84, 85, 101, 122, 167, 168, 169, 250):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            sidebar = max(28, min(56, width // 3))
            assert screen.view.sidebar.region.width == sidebar
            assert screen.view.article.region.width == width - sidebar


async def test_a_narrow_window_shows_the_note_alone(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(50, 20)) as pilot:
        screen = screen_of(pilot)
        assert screen.view.article.region.width == 50
        await keys(pilot, "n")
        assert screen.view.sidebar.region.width == 50
        await keys(pilot, "escape")
        assert screen.view.article.region.width == 50


async def test_a_new_size_is_one_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with program(article(tmp_path), size=(100, 30)) as pilot:
        frames: list[object] = []
        display = ReaderApp._display

        def counted(app: ReaderApp, screen: object, frame: object) -> None:
            frames.extend([frame] if frame is not None else [])
            display(app, screen, frame)  # type: ignore[arg-type]

        monkeypatch.setattr(ReaderApp, "_display", counted)
        for size in ((80, 24), (120, 40), (100, 30)):
            frames.clear()
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert len(frames) == 1
