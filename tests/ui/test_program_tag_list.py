"""The list of tags in the sidebar as it is drawn, and the footers below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import ARTICLE, article, program, screen_of
from tui.ui.widgets.footer import Footer


def many_tags(folder: Path) -> Path:
    """An article with more tags than the sidebar shows at once, nine of them with digits."""
    rows = [
        f'[[tag]]\nname = "tag{n:02}"\n' + (f"quick = {n}\n" if n < 10 else "")
        for n in range(1, 31)
    ]
    (folder / "codebook.toml").write_text("format = 1\n" + "".join(rows))
    return article(folder)


def tag_lines(pilot: Pilot[int]) -> list[str]:
    """The lines of the list of tags as they are drawn."""
    region = screen_of(pilot).view.sidebar.tags.region
    drawn = lines(pilot).splitlines()[region.y : region.bottom]
    return [line[region.x : region.right] for line in drawn]


@pytest.mark.parametrize("keys_out", sampled(["escape", "tab"], ["escape"]))
async def test_the_digits_are_in_view_when_the_focus_leaves_the_tags(
    tmp_path: Path, keys_out: str
) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "tab G")
        assert "tag30" in tag_lines(pilot)[-1]
        assert "tag01" not in lines(pilot)
        await keys(pilot, keys_out)
        assert [line.split()[0] for line in tag_lines(pilot)[:9]] == [*"123456789"]


async def test_the_scroll_mark_moves_with_the_tags(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        assert tag_lines(pilot)[0].endswith("▐")
        await keys(pilot, "tab G")
        assert not tag_lines(pilot)[0].endswith("▐")
        assert tag_lines(pilot)[-1].endswith("▐")


async def test_counts_keep_away_from_the_edge(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "3")
        assert tag_lines(pilot)[2].rstrip(" ▐").endswith(" 1")
        assert tag_lines(pilot)[2][-2] == " "


@pytest.mark.long
async def test_a_new_tag_is_under_the_cursor(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "tab +", "~zebra", "enter")
        (line,) = [line for line in tag_lines(pilot) if "zebra" in line]
        assert "›" in line


async def test_a_slash_narrows_the_tags(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "tab /", "~tag28")
        assert [line.split()[1] for line in tag_lines(pilot) if line.strip()] == ["tag28"]
        await keys(pilot, "enter enter")
        assert screen_of(pilot).state.filter == "tag28"
        await keys(pilot, "/", "~xyz")
        assert "No tag matches" in lines(pilot)
        await keys(pilot, "escape")
        assert "tag01" in lines(pilot)
        await keys(pilot, "/", "~tag28", "enter escape")
        assert "tag01" in lines(pilot)


@pytest.mark.long
async def test_a_tag_with_a_rule_has_a_sign(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        assert "✎" not in lines(pilot)
        await keys(pilot, "tab n", "~Only with a speaker.", "escape")
        assert "✎" in tag_lines(pilot)[0]


async def test_a_digit_says_from_which_tag_it_is_taken(tmp_path: Path) -> None:
    async with program(many_tags(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "tab =", "~2")
        assert "2 is taken away from tag02" in lines(pilot)
        await keys(pilot, "enter")
        assert told(pilot) == "2 is taken away from tag02"


FOOTERS = {
    "tags": ("tab",), "narrow-tags": ("tab /",), "notes": ("1 tab tab",), "note": ("n",),
    "search": ("/", "~harbour"), "article": (),
}  # fmt: skip


WIDTHS = (60, 80, 120)


@pytest.mark.parametrize("scope", sampled(FOOTERS, ["article"]))
async def test_the_footer_shows_whole_hints_only(tmp_path: Path, scope: str) -> None:
    async with program(many_tags(tmp_path), (WIDTHS[0], 24)) as pilot:
        await keys(pilot, *FOOTERS[scope])
        await check_footer_at_widths(pilot)


WAYS = ["tab", "", "/", "/ 1 ctrl+a enter"]


@pytest.mark.parametrize("way", sampled(WAYS, WAYS[:1]))
async def test_the_footer_of_the_list_shows_whole_hints_only(tmp_path: Path, way: str) -> None:
    article(tmp_path, ARTICLE + "\n1 is here.\n")
    async with program(tmp_path, (WIDTHS[0], 24)) as pilot:
        await keys(pilot, way)
        pilot.app.clear_notifications()
        await quiet(pilot)
        await check_footer_at_widths(pilot)


async def check_footer_at_widths(pilot: Pilot[int]) -> None:
    """Check the footer in windows of several widths."""
    for width in WIDTHS:
        await pilot.resize_terminal(width, 24)
        await quiet(pilot)
        assert pilot.app.size.width == width
        check_footer(pilot)


def check_footer(pilot: Pilot[int]) -> None:
    """Fail if the footer cuts a hint, or leaves out one although there is room for it."""
    footer = pilot.app.screen.query_one(Footer)
    whole = "".join(f" {hint.label} {hint.description} " for hint in footer._shown)
    assert whole
    assert lines(pilot).splitlines()[-1].rstrip() == whole.rstrip()
