"""The program's pictures, which are also the README's: compared with those that are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from tui.config import Config, folders
from tui.ui.app import ReaderApp

from .pilot import keys, quiet
from .program import dossier

Compare = Callable[..., bool]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return dossier(tmp_path) / "anbar-two-fronts.txt"


def picture(
    compare: Compare,
    path: Path,
    theme: str,
    typed: list[str],
    size: tuple[int, int],
    pasted: str = "",
) -> None:
    async def before(pilot: Pilot[int]) -> None:
        await quiet(pilot)
        await keys(pilot, *typed)
        if pasted:
            # Letters that are typed one by one scroll the article to the hits of their beginnings.
            pilot.app.post_message(Paste(pasted))
            await quiet(pilot)
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False  # on a busy machine the cursor would be caught while hidden

    app = ReaderApp(path, folders(), Config(theme=theme))
    assert compare(app, run_before=before, terminal_size=size)


def test_reading(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "ink", ["j"] * 16, (112, 34))


def test_finding(snap_compare: Compare, sample: Path) -> None:
    query = "suleimani vissited positons"
    picture(snap_compare, sample, "paper", ["/"], (112, 34), pasted=query)


def test_tagging_in_a_small_window(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "contrast", ["j", "j", "j", "space", "c"], (80, 24))


def test_articles_of_a_folder(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample.parent, "dusk", [], (100, 16))


def test_who_speaks(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "dusk", ["S", "down", "down", "enter"], (112, 36))


def test_claims(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "dusk", ["C"] + ["down"] * 5, (112, 34))


def test_sources(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "ink", ["R"] + ["down"] * 20, (100, 28))


def test_judgements(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "paper", ["M", "down"], (100, 26))


def test_copies(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "dusk", ["D", "down"], (100, 26))


@pytest.mark.long
def test_saved_searches(snap_compare: Compare, sample: Path) -> None:
    picture(snap_compare, sample, "ink", ["asterisk"], (80, 24))


def test_side_by_side(snap_compare: Compare, sample: Path) -> None:
    path = sample.with_name("falluja-ring.txt")
    picture(snap_compare, path, "paper", ["equals_sign", "enter", "j"], (112, 30))
