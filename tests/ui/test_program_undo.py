"""Undo by keys: across articles, and beside another program."""

from __future__ import annotations

from pathlib import Path

from tests.ui.judging import keys, on_disk, tagged, told
from tests.ui.program import article, program, session_of


async def test_undo_goes_on_after_another_article_was_open(tmp_path: Path) -> None:
    first = article(tmp_path, name="a.txt")
    second = article(tmp_path, name="b.txt")
    async with program(first) as pilot:
        await keys(pilot, "3 o", "~b.txt", "enter", "1 o", "~a.txt", "enter")
        assert session_of(pilot).document.path == first
        await keys(pilot, "u")
        assert tagged(pilot) == {}
        await keys(pilot, "u")
        assert "nothing to undo" in told(pilot)
        await keys(pilot, "ctrl+r")
        assert list(tagged(pilot).values()) == [("claim/denial",)]
        await keys(pilot, "u o", "~b.txt", "enter", "u q")
    assert "annotation" not in on_disk(first)
    assert "annotation" not in on_disk(second)


async def test_undo_goes_on_after_the_list_of_the_folder_was_open(tmp_path: Path) -> None:
    path = article(tmp_path, name="a.txt")
    article(tmp_path, name="b.txt")
    async with program(path) as pilot:
        await keys(pilot, "3", "O", "enter", "u")
        assert session_of(pilot).document.path == path
        assert tagged(pilot) == {}


async def test_undo_goes_on_after_the_article_was_read_again(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "3")
        path.write_text("A new headline\n\n" + path.read_text(), encoding="utf-8")
        pilot.app.screen.look_around()  # type: ignore[attr-defined]
        await keys(pilot, "y", "u")
        assert tagged(pilot) == {}
