"""Tests of the key menu and of grading: all keys, steps and results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ui.dialogs.grade_dialog import (
    CREDIBILITY,
    NO_SOURCE_MESSAGE,
    RELIABILITY,
    Grade,
    GradeDialog,
)
from tui.ui.dialogs.key_menu import KeyMenu
from tui.ui.widgets.key_panel import MenuItem, grid

from .dialog_host import BELOW, HOSTILE, Host, burst, drawn, is_tame, result

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
async def test_letters_open_groups_and_choose_items(keys: list[str], expected: str | None) -> None:
    assert await result(KeyMenu("Tag", TREE), *keys) == expected


async def test_keys_typed_before_the_menu_is_mounted_are_taken_in_order() -> None:
    keys = ["c", "z", "backspace", "c", "d"]
    assert await burst(KeyMenu("Tag", TREE), *keys) == "claim/denial"
    assert await burst(GradeDialog("Somebody"), "C", "3") == Grade("C", 3)


async def test_other_keyboards_send_other_characters() -> None:
    assert await result(KeyMenu("Tag", TREE, {"с": "c", "в": "d"}), "с", "в") == "claim/denial"


async def test_the_panel_shows_the_path_and_does_not_cover_the_article() -> None:
    screen = await drawn(KeyMenu("Tag", TREE), "c", "q")
    assert BELOW in screen
    assert "Tag › claim" in screen
    assert "a party denies it" in screen
    assert "no “q” here" in screen
    assert "Enter chooses claim itself" in screen
    assert "no “q” here" not in await drawn(KeyMenu("Tag", TREE), "q", "c")


async def test_groups_colours_and_unreached_items_are_told_apart() -> None:
    screen = await drawn(KeyMenu("Tag", TREE))
    assert "c ■ claim ›" in screen
    assert "x loose" in screen
    assert "· unreached" in screen


async def test_an_empty_menu_says_what_to_do() -> None:
    assert "t finds or makes a tag" in await drawn(KeyMenu("Tag", ()))


async def test_a_click_opens_a_group_and_chooses() -> None:
    app = Host(KeyMenu("Tag", TREE))
    async with app.run_test(size=(80, 24)) as pilot:
        for word in ("claim ›", "a party denies it"):
            await pilot.pause()
            row, line = next((y, line) for y, line in enumerate(app.lines) if word in line)
            await pilot.click(offset=(line.index(word), row))
        assert app.results == ["claim/denial"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("count", [1, 7, 26])
async def test_all_items_fit(size: tuple[int, int], count: int) -> None:
    items = tuple(MenuItem(chr(97 + n), f"number-{n}.", str(n)) for n in range(count))
    screen = await drawn(KeyMenu("Tag", items), size=size)
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


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_shown_as_they_are(text: str) -> None:
    items = (MenuItem(text[0], text, "a", text, children=(MenuItem("b", text, "b"),)),)
    screen = await drawn(KeyMenu(text, items), text[0])
    assert is_tame(screen)
    if "[" in text and text.isprintable():
        assert f" {text} › {text} " in screen
    assert is_tame(await drawn(GradeDialog(text, "C")))


@pytest.mark.parametrize(("letter", "digit"), zip(RELIABILITY, CREDIBILITY, strict=True))
async def test_a_letter_then_a_digit(letter: str, digit: str) -> None:
    assert await result(GradeDialog("Somebody"), letter, digit) == Grade(letter, int(digit))


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
async def test_grading(keys: list[str], expected: Grade | str | None) -> None:
    assert await result(GradeDialog("Somebody", "B", 2), *keys) == expected


@pytest.mark.parametrize("key", ["C", "a", "backspace"])
async def test_letters_need_a_source(key: str) -> None:
    assert NO_SOURCE_MESSAGE in await drawn(GradeDialog(), key)
    assert await result(GradeDialog(), key, "4") == Grade(None, 4)


async def test_both_scales_are_shown_in_full() -> None:
    screen = await drawn(GradeDialog("Somebody", "C", 3))
    for key, words in {**RELIABILITY, **CREDIBILITY}.items():
        assert f"{key} {words}" in screen
    assert "Grade › Somebody · C3" in screen
    assert "Fairly reliable" not in await drawn(GradeDialog("Somebody"), "C")


async def test_a_click_grades() -> None:
    app = Host(GradeDialog("Somebody"))
    async with app.run_test(size=(80, 24)) as pilot:
        for word in ("Fairly reliable", "Doubtful"):
            await pilot.pause()
            row, line = next((y, line) for y, line in enumerate(app.lines) if word in line)
            await pilot.click(offset=(line.index(word), row))
        assert app.results == [Grade("C", 4)]
