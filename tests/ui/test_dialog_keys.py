"""Tests of the key menu and of grading: all keys, steps and results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.ui.dialogs.grade_dialog import (
    CREDIBILITY,
    NO_SOURCE_MESSAGE,
    RELIABILITY,
    Grade,
    GradeDialog,
)
from tui.ui.dialogs.key_menu import KeyMenu
from tui.ui.widgets.key_panel import MenuItem, grid

from .dialog_host import BELOW, HOSTILE, burst, drawn, is_tame, opened, result

TREE = (
    MenuItem(
        "c", "claim", "claim", "what is said", "#ff0000",
        (MenuItem("d", "denial", "claim/denial", "a party denies it"), MenuItem("D", "big", "big")),
    ),
    MenuItem("t", "topic", "", children=(MenuItem("a", "actor", "topic/actor"),)),
    MenuItem("x", "loose", "loose"),
    MenuItem("", "unreached", "unreached"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["x"], "loose"), (["c", "d"], "claim/denial"), (["C", "d"], "claim/denial"),
        (["c", "D"], "big"), (["c", "enter"], "claim"), (["c", "space"], "claim"),
        (["t", "a"], "topic/actor"), (["t", "enter"], "still open"), (["enter"], "still open"),
        (["space"], "still open"), (["c", "backspace", "x"], "loose"),
        (["backspace", "x"], "loose"), (["c", "escape"], None), (["escape"], None),
        (["z"], "still open"), (["z", "x"], "loose"), (["1", "down", "c", "d"], "claim/denial"),
    ],
)  # fmt: skip
async def test_letters_open_groups_and_choose_items(
    host: Pilot[int], keys: list[str], expected: str | None
) -> None:
    assert await result(host, KeyMenu("Tag", TREE), *keys) == expected


async def test_keys_typed_before_the_menu_is_mounted_are_taken_in_order(host: Pilot[int]) -> None:
    keys = ["c", "z", "backspace", "c", "d"]
    assert await burst(host, KeyMenu("Tag", TREE), *keys) == "claim/denial"
    assert await burst(host, GradeDialog("Somebody"), "C", "3") == Grade("C", 3)


async def test_other_keyboards_send_other_characters(host: Pilot[int]) -> None:
    assert (
        await result(host, KeyMenu("Tag", TREE, {"с": "c", "в": "d"}), "с", "в") == "claim/denial"
    )


async def test_the_panel_shows_the_path_and_does_not_cover_the_article(host: Pilot[int]) -> None:
    screen = await drawn(host, KeyMenu("Tag", TREE), "c", "q")
    assert BELOW in screen
    assert "Tag › claim" in screen
    assert "a party denies it" in screen
    assert "no “q” here" in screen
    assert "Enter chooses claim itself" in screen
    assert "no “q” here" not in await drawn(host, KeyMenu("Tag", TREE), "q", "c")


async def test_groups_colours_and_unreached_items_are_told_apart(host: Pilot[int]) -> None:
    screen = await drawn(host, KeyMenu("Tag", TREE))
    assert "c ■ claim ›" in screen
    assert "x loose" in screen
    assert "· unreached" in screen


async def test_an_empty_menu_says_what_to_do(host: Pilot[int]) -> None:
    assert "t finds or makes a tag" in await drawn(host, KeyMenu("Tag", ()))


async def test_a_click_opens_a_group_and_chooses(host: Pilot[int]) -> None:
    async with opened(host, KeyMenu("Tag", TREE)) as app:
        for word in ("claim ›", "a party denies it"):
            await host.pause()
            row, line = next((y, line) for y, line in enumerate(app.lines) if word in line)
            await host.click(offset=(line.index(word), row))
        assert app.results == ["claim/denial"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("count", [1, 7, 26])
async def test_all_items_fit(host: Pilot[int], size: tuple[int, int], count: int) -> None:
    items = tuple(MenuItem(chr(97 + n), f"number-{n}.", str(n)) for n in range(count))
    screen = await drawn(host, KeyMenu("Tag", items), size=size)
    assert all(f"{item.key} {item.label}" in screen for item in items)
    assert "Esc cancel" in screen
    assert BELOW in screen


@given(st.integers(1, 60), st.integers(10, 200), st.integers(1, 30), st.booleans())
def test_every_item_has_a_place_of_its_own(count: int, width: int, size: int, told: bool) -> None:
    items = tuple(MenuItem("a", "x" * size, str(n), "d" * told) for n in range(count))
    shape = grid(items, width)
    assert shape.columns * shape.rows >= count
    assert shape.columns == 1 or shape.columns * (shape.width + 3) - 3 <= width
    step = shape.width + 3
    places = {shape.at(n // shape.rows * step, n % shape.rows) for n in range(count)}
    assert places == set(range(count))


@pytest.mark.parametrize("text", sampled(HOSTILE, [HOSTILE[0], HOSTILE[2]]))
async def test_hostile_names_are_shown_as_they_are(host: Pilot[int], text: str) -> None:
    items = (MenuItem(text[0], text, "a", text, children=(MenuItem("b", text, "b"),)),)
    screen = await drawn(host, KeyMenu(text, items), text[0])
    assert is_tame(screen)
    if "[" in text and text.isprintable():
        assert f" {text} › {text} " in screen
    assert is_tame(await drawn(host, GradeDialog(text, "C")))


@pytest.mark.parametrize(("letter", "digit"), zip(RELIABILITY, CREDIBILITY, strict=True))
async def test_a_letter_then_a_digit(host: Pilot[int], letter: str, digit: str) -> None:
    assert await result(host, GradeDialog("Somebody"), letter, digit) == Grade(letter, int(digit))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["3"], Grade(None, 3)), (["0"], Grade(None, 0)), (["C", "enter"], Grade("C", None)),
        (["c", "3"], Grade("C", 3)), (["C", "0"], Grade("C", 0)),
        (["backspace", "enter"], Grade("", None)), (["backspace", "0"], Grade("", 0)),
        (["C", "backspace", "D", "2"], Grade("D", 2)), (["C", "backspace", "2"], Grade(None, 2)),
        (["C", "D"], "still open"), (["7"], "still open"), (["G"], "still open"),
        (["enter"], "still open"), (["C", "escape"], None), (["escape"], None),
    ],
)  # fmt: skip
async def test_grading(host: Pilot[int], keys: list[str], expected: Grade | str | None) -> None:
    assert await result(host, GradeDialog("Somebody", "B", 2), *keys) == expected


@pytest.mark.parametrize("key", ["C", "a", "backspace"])
async def test_letters_need_a_source(host: Pilot[int], key: str) -> None:
    assert NO_SOURCE_MESSAGE in await drawn(host, GradeDialog(), key)
    assert await result(host, GradeDialog(), key, "4") == Grade(None, 4)


async def test_both_scales_are_shown_in_full(host: Pilot[int]) -> None:
    screen = await drawn(host, GradeDialog("Somebody", "C", 3))
    for key, words in {**RELIABILITY, **CREDIBILITY}.items():
        assert f"{key} {words}" in screen
    assert "Grade › Somebody · C3" in screen
    assert "Fairly reliable" not in await drawn(host, GradeDialog("Somebody"), "C")


async def test_a_click_grades(host: Pilot[int]) -> None:
    async with opened(host, GradeDialog("Somebody")) as app:
        for word in ("Fairly reliable", "Doubtful"):
            await host.pause()
            row, line = next((y, line) for y, line in enumerate(app.lines) if word in line)
            await host.click(offset=(line.index(word), row))
        assert app.results == [Grade("C", 4)]
