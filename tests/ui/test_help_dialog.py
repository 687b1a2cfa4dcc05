"""Tests of the help dialog: scrolling, filtering and columns."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.ui.commands import help_groups
from tui.ui.dialogs.help_dialog import HelpDialog, filter_groups

from .dialog_host import drawn, opened, result
from .pilot import keys
from .samples import LETTERS

GROUPS = [
    ("Move", [("j ↓", "next passage"), ("k ↑", "previous passage")]),
    ("Tag", [("t", "pick a tag"), ("Ctrl+Shift+Alt+X", "a long key " * 6)]),
    *[(f"Group {n}", [(str(n), f"thing {n}")]) for n in range(12)],
]


@pytest.mark.parametrize("key", ["escape", "question_mark"])
async def test_help_closes(host: Pilot[int], key: str) -> None:
    assert await result(host, HelpDialog(GROUPS), key) is None


DOWN = [["down"] * 40, ["pagedown"] * 3, ["end"]]
UP = [["up"] * 40, ["pageup"] * 3, ["home"]]


@pytest.mark.parametrize("keys", sampled(DOWN, DOWN[1:2]))
async def test_help_scrolls(host: Pilot[int], keys: list[str]) -> None:
    assert "thing 11" not in await drawn(host, HelpDialog(GROUPS))
    assert "thing 11" in await drawn(host, HelpDialog(GROUPS), *keys)


@pytest.mark.parametrize("keys", sampled(UP, UP[1:2]))
async def test_help_scrolls_back(host: Pilot[int], keys: list[str]) -> None:
    assert "next passage" in await drawn(host, HelpDialog(GROUPS), "end", *keys)


@pytest.mark.long
async def test_help_is_filtered_and_shows_all_again(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(GROUPS), *"passage")
    assert "next passage" in screen
    assert "pick a tag" not in screen
    assert "no such key" in await drawn(host, HelpDialog(GROUPS), "slash", *"zebra")
    assert "pick a tag" in await drawn(host, HelpDialog(GROUPS), "slash", *"passage", "escape")
    assert await result(host, HelpDialog(GROUPS), "q", "escape", "escape") is None
    assert await result(host, HelpDialog(GROUPS), "q", "question_mark") is None


@pytest.mark.long
@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_filters_the_help_until_it_is_taken_away(
    host: Pilot[int], letters: str
) -> None:
    async with opened(host, HelpDialog(GROUPS)) as app:
        whole = app.lines
        for letter in letters:
            for back in ("escape", "backspace"):
                await keys(host, letter)
                assert app.lines != whole, letter
                await keys(host, back)
                assert app.lines == whole, letter
        assert app.results == []
        await keys(host, "escape")
        assert app.results == [None]


async def test_slash_in_the_help_begins_another_filter(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(GROUPS), *"zebra", "slash", *"passage")
    assert "next passage" in screen


def test_help_finds_by_key_word_and_group() -> None:
    assert filter_groups(GROUPS, "move next") == [("Move", [("j ↓", "next passage")])]
    assert filter_groups(GROUPS, "↑") == [("Move", [("k ↑", "previous passage")])]
    assert filter_groups(GROUPS, "") == GROUPS


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (120, 2), (200, 3)])
async def test_help_has_as_many_columns_as_fit(host: Pilot[int], width: int, columns: int) -> None:
    lines = (await drawn(host, HelpDialog(GROUPS), size=(width, 60))).split("\n")
    titles = [title for title, _ in GROUPS]
    assert max(sum(f" {title} " in line for title in titles) for line in lines) == columns


async def test_help_shows_the_whole_table(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(help_groups({})), size=(200, 160))
    words = [row[1].split(" ")[0] for _, rows in help_groups({}) for row in rows]
    assert all(word in screen for word in words)
