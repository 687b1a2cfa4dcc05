"""The passages of an article that stand in other articles too, in the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

from .pilot import keys, lines, told
from .program import here, program, screen_of, session_of
from .test_program_copies import folder_of_three


async def compare_once(path: Path) -> None:
    """Have the copies of the folder found, so that the cache knows them."""
    async with program(path) as pilot:
        await keys(pilot, "D")


async def test_nothing_is_marked_before_the_copies_were_looked_for(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "G", "enter")
        assert "≡" not in lines(pilot)
        assert "no note here" in told(pilot)


async def test_common_passages_have_a_sign_and_the_header_says_where(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    await compare_once(path)
    async with program(path, size=(100, 30)) as pilot:
        assert "≡" in lines(pilot)
        assert "also in" not in lines(pilot)
        await keys(pilot, "G")
        assert "≡ also in Wire, 6 January 2026, ¶2" in lines(pilot)


async def test_the_signs_appear_once_the_copies_are_found(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "D", "escape")
        assert "≡" in lines(pilot)


async def test_enter_goes_where_the_passage_stands_too_unless_it_has_a_note(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    await compare_once(path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "G", "n", "~mine", "escape", "enter")
        assert screen_of(pilot).view.editor.is_open
        await keys(pilot, "escape", "u", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert here(pilot).startswith("Engineers")


@pytest.mark.long
async def test_of_several_copies_one_is_chosen(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    (tmp_path / "d.txt").write_text((tmp_path / "b.txt").read_text("utf-8"), "utf-8")
    await compare_once(path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "G")
        assert "+1" in lines(pilot)
        await keys(pilot, "enter")
        assert "This passage stands also in" in lines(pilot)
        await keys(pilot, "down", "enter")
        assert session_of(pilot).document.path in {tmp_path / "b.txt", tmp_path / "d.txt"}


@pytest.mark.long
async def test_a_text_that_was_edited_since_is_not_marked(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    await compare_once(path)
    text = path.read_text("utf-8")
    path.write_text(text.replace("the", "one"), encoding="utf-8")
    async with program(path, size=(100, 30)) as pilot:
        assert "≡" not in lines(pilot)
