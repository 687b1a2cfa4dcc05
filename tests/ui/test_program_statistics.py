"""The tables of how tags were used, in the whole program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.ui.dialogs.statistics_dialogs import CountedPassagesDialog, StatisticsDialog
from tui.ui.widgets.statistics_lists import CountedPassagePane, StatisticsPane

from .pilot import keys, lines
from .program import here, program, session_of

_TEXT = "Harbour fire\n\nThe fire began on Monday.\n\nTwenty people were killed.\n"
_OTHER = """format = 1

[document]
publisher = "Ledger"
date = "2026-01-06"

[[annotation]]
id = "01KE8H0000000000000000000A"
start = 14
end = 39
quote = "The fire began on Monday."
tags = ["claim/event", "use/key"]
author = "Bob"
"""


def folder_of_two(folder: Path) -> Path:
    """Two articles, one with an annotation by Bob; the path of the other."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(_TEXT, encoding="utf-8")
    (folder / "b.txt.notes.toml").write_text(_OTHER, encoding="utf-8")
    return folder / "a.txt"


def counted(pilot: Pilot[Any]) -> list[tuple[str, str, int]]:
    """The cells of the open table: tag, other tag or value, and count."""
    assert isinstance(pilot.app.screen, StatisticsDialog)
    items = pilot.app.screen.query_one(StatisticsPane).items
    return [(row.tag + "/" * row.group, row.other, row.count) for row in items]


async def to_table(pilot: Pilot[Any], title: str) -> None:
    """Show the table with a title."""
    for _ in range(9):
        if title in lines(pilot):
            return
        await keys(pilot, "tab")
    raise AssertionError(f"no table {title}")


async def test_the_tags_of_the_folder_are_counted_with_what_is_not_saved_yet(
    tmp_path: Path,
) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "j", "space c e", "#")
        assert counted(pilot) == [
            ("claim/", "", 2),
            ("claim/event", "", 2),
            ("use/", "", 1),
            ("use/key", "", 1),
        ]
        assert "claim/event" in lines(pilot)
        assert "█" in lines(pilot)


async def test_tab_shows_other_tables_and_typing_narrows_them(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "#", "tab")
        assert "Tags on overlapping passages · 2 of 8" in lines(pilot)
        assert counted(pilot) == [("claim/event", "use/key", 1)]
        await to_table(pilot, "Tags by month")
        assert ("claim/event", "2026-01", 1) in counted(pilot)
        await keys(pilot, "~use")
        assert {tag for tag, _, _ in counted(pilot)} == {"use/", "use/key"}
        await keys(pilot, "escape")
        await to_table(pilot, "Tags by analyst")
        assert ("use/key", "Bob", 1) in counted(pilot)


async def test_the_order_is_by_count_or_by_name(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "j", "space u k", "#")
        assert counted(pilot)[0] == ("use/", "", 2)
        await keys(pilot, "ctrl+o")
        assert counted(pilot)[0] == ("claim/", "", 1)


@pytest.mark.parametrize("table", ["Tags · 1 of 8", "Tags on the same passage", "Tags by month"])
async def test_enter_lists_the_passages_of_a_cell_and_goes_to_one(
    tmp_path: Path, table: str
) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "#")
        await to_table(pilot, table)
        await keys(pilot, "~event", "enter")
        assert isinstance(pilot.app.screen, CountedPassagesDialog)
        (row,) = pilot.app.screen.query_one(CountedPassagePane).items
        assert (row.text, row.tags) == ("The fire began on Monday.", ("claim/event", "use/key"))
        assert "Ledger, 6 January 2026" in lines(pilot)
        await keys(pilot, "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert here(pilot).startswith("The fire")


async def test_escape_leads_from_the_passages_back_to_the_cell(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "#", "tab tab", "enter")
        assert isinstance(pilot.app.screen, CountedPassagesDialog)
        await keys(pilot, "escape")
        assert "Tags on the same passage · 3 of 8" in lines(pilot)
        assert counted(pilot) == [("claim/event", "use/key", 1)]


@pytest.mark.long
async def test_a_passage_of_this_article_is_gone_to(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "G", "space c f", "g", "#", "~figure", "enter", "enter")
        assert here(pilot).startswith("Twenty")


async def test_without_tags_the_table_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_TEXT)
    async with program(tmp_path / "a.txt", size=(80, 24)) as pilot:
        await keys(pilot, "#")
        assert "t on a passage gives it a tag" in lines(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_names_counts_and_bars_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(folder_of_two(tmp_path), size=size) as pilot:
        await keys(pilot, "#")
        (line,) = [text for text in lines(pilot).splitlines() if "claim/event" in text]
        assert "█ 1 │" in line


async def test_the_list_of_a_folder_opens_the_tables(tmp_path: Path) -> None:
    folder_of_two(tmp_path)
    async with program(tmp_path, size=(80, 24)) as pilot:
        await keys(pilot, "#")
        assert ("claim/event", "", 1) in counted(pilot)
