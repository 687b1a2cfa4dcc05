"""Messages: one at a time, in a line of the layout, until the next key or for some seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.ui.messages import tell

from .pilot import keys, lines, quiet, send, told
from .program import article, program, screen_of
from .samples import SIZES


async def test_messages_wait_for_each_other_and_a_key_shows_the_next(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        for text in ("first thing", "second thing"):
            tell(pilot.app, text, keep_earlier=True)
        await quiet(pilot)
        assert "first thing" in lines(pilot)
        assert "second thing" not in lines(pilot)
        await keys(pilot, "j")
        assert "first thing" not in lines(pilot)
        assert "second thing" in lines(pilot)
        await keys(pilot, "j")
        assert told(pilot) == ""
        assert "Help" in lines(pilot).splitlines()[-1]


async def test_a_new_answer_replaces_the_message_but_not_those_that_wait(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        for text in ("old", "waiting"):
            tell(pilot.app, text, keep_earlier=True)
        tell(pilot.app, "new")
        assert told(pilot) == "new\nwaiting"


async def test_a_key_typed_before_a_message_does_not_remove_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        pilot.app.key_queue.hold()
        send(pilot.app, ["j"])
        await pilot.pause(0)
        tell(pilot.app, "the article was saved")
        pilot.app.key_queue.release()
        await quiet(pilot)
        assert "the article was saved" in lines(pilot)


async def test_a_warning_has_a_sign_and_stays_for_a_second(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        tell(pilot.app, "that is odd", warn=True)
        await keys(pilot, "j")
        assert "! that is odd" in lines(pilot).splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_covers_nothing_but_the_footer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    text = "".join(f"Paragraph {n} is here.\n\n" for n in range(60))
    async with program(article(tmp_path, text), size) as pilot:
        before = lines(pilot).splitlines()
        tell(pilot.app, "short")
        await quiet(pilot)
        assert lines(pilot).splitlines()[:-1] == before[:-1]
        long = " ".join(f"word{n}" for n in range(40))
        tell(pilot.app, long)
        await quiet(pilot)
        assert all(word in lines(pilot) for word in long.split())
        page = screen_of(pilot).query_one("#page").region
        assert page.bottom == screen_of(pilot).query_one("MessageLine").region.y


async def test_over_a_dialog_a_message_is_in_its_own_line(tmp_path: Path) -> None:
    async with program(article(tmp_path), (80, 24)) as pilot:
        await keys(pilot, "t")
        tell(pilot.app, "told over the dialog", warn=True)
        await quiet(pilot)
        (at,) = [n for n, line in enumerate(lines(pilot).splitlines()) if "told over" in line]
        assert at == pilot.app.screen.query_one("MessageLine").region.y
        await keys(pilot, "escape")
        assert "told over" in lines(pilot).splitlines()[-1]


async def test_the_list_of_a_folder_has_a_line_for_messages(tmp_path: Path) -> None:
    article(tmp_path)
    async with program(tmp_path, (80, 24)) as pilot:
        tell(pilot.app, "told over the list", warn=True)
        await quiet(pilot)
        assert "! told over the list" in lines(pilot).splitlines()[-1]
