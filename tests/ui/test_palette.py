"""The palette of all commands: its keys do nothing while it shows no command."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import Command, CommandList, DiscoveryHit

from tests.sampling import sampled
from tui.ui.dialogs.palette import Palette

from .pilot import keys, until
from .program import article, program, screen_of

PAGING = "pagedown pageup ctrl+end ctrl+home shift+end shift+home up down"
RUNS = sampled(["pagedown up", PAGING], ["pagedown up"])


@pytest.mark.long
async def test_paging_where_nothing_matches_does_nothing(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "ctrl+p", "= = " + PAGING, PAGING)
        assert isinstance(pilot.app.screen, Palette)
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.mark.long
async def test_paging_at_once_after_what_was_typed(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        for typed in ("= =", "t", "e x", ""):
            await keys(pilot, f"ctrl+p {typed} {PAGING}")
            assert isinstance(pilot.app.screen, Palette)
            await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.mark.parametrize("run", RUNS)
async def test_paging_before_the_commands_are_laid_out_does_nothing(
    tmp_path: Path, run: str
) -> None:
    async with program(article(tmp_path)) as pilot:
        for key in run.split():
            await keys(pilot, "ctrl+p")
            rows = pilot.app.screen.query_one(CommandList)
            rows.styles.height = rows.styles.min_height = 0
            await keys(pilot, "=")
            rows.clear_options().add_option(Command("x", DiscoveryHit("x", lambda: None)))
            rows.highlighted = 0
            assert not rows.scrollable_content_region
            await keys(pilot, key)
            assert isinstance(pilot.app.screen, Palette), key
            await keys(pilot, "escape")


@pytest.mark.long
async def test_paging_among_commands_pages(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "ctrl+p", "pagedown")
        assert (pilot.app.screen.query_one(CommandList).highlighted or 0) > 1
        await keys(pilot, "pageup")
        assert pilot.app.screen.query_one(CommandList).highlighted == 0


@pytest.mark.long
async def test_each_row_shows_the_key_of_the_command(tmp_path: Path) -> None:
    commands = {
        "undo": "u · Edit", "next annotation": "] · Move", "previous annotation": "[ · Move",
        "show or hide": "\\ · Program",
    }  # fmt: skip
    async with program(article(tmp_path)) as pilot:
        for typed, key in commands.items():
            await keys(pilot, "ctrl+p", f"~{typed}")
            await until(pilot, key)
            await keys(pilot, "escape")


async def test_the_palette_shows_the_keys_of_the_user(tmp_path: Path) -> None:
    async with program(article(tmp_path), keys={"undo": "f5"}) as pilot:
        await keys(pilot, "ctrl+p", "~undo")
        await until(pilot, "f5 · Edit")
