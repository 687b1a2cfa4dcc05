"""The list of a folder on the screen: showing, narrowing, sorting and opening articles."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, quiet, send, told
from tests.ui.program import article, program, screen_of
from tests.ui.samples import LETTERS, SIZES
from tests.ui.shore import FERRY, FOG, PORT, library_of, listed
from tui.config import Config, folders
from tui.library import Library
from tui.library import passage_index as records
from tui.model import edits
from tui.model.document import Span
from tui.readers import read
from tui.session.open_session import open_session
from tui.ui.app import ReaderApp


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_says_what_there_is(shore: Path, size: tuple[int, int]) -> None:
    async with program(shore, size=size) as pilot:
        shown = lines(pilot)
        assert "shore  3 articles · 10 passages · 0 notes · by name" in shown
        assert "▸ The ferry left late" in shown
        assert "Fog over the estuary" in shown
        assert "15" in shown
        assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_the_list_holds_every_article_with_notes_and_names_notes_without_one(
    shore: Path,
) -> None:
    for name in ("memo", "interview.log", "gone.log"):
        path = article(shore, FERRY, name)
        session = open_session(path, folders=folders(), config=Config())
        session.apply(edits.annotate(session.state, Span(0, 9), tags=["claim/event"]))
        session.save()
    (shore / "gone.log").unlink()
    article(shore, PORT, "plain.log")
    async with program(shore, size=(80, 24)) as pilot:
        assert listed(pilot) == [
            "a-ferry.txt",
            "b-port.txt",
            "interview.log",
            "memo",
            "north/fog.txt",
        ]
        assert "Notes without their article: gone.log.notes.toml" in lines(pilot)


async def test_links_out_of_the_folder_are_left_out_and_named(shore: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The minister said no, in private.\n")
    for name in ("planted.txt", "second.txt"):
        (shore / name).symlink_to(tmp_path / "secret.txt")
    async with program(shore, size=(80, 24)) as pilot:
        assert listed(pilot) == ["a-ferry.txt", "b-port.txt", "north/fog.txt"]
        assert "planted.txt and 1 more lead out of the folder by a link" in lines(pilot)


async def test_typing_narrows_by_title_name_and_tag(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "~fog")
        assert listed(pilot) == ["north/fog.txt"]
        await keys(pilot, "escape")
        assert len(listed(pilot)) == 3
        await keys(pilot, "~quite")
        assert listed(pilot) == ["b-port.txt"]
        await keys(pilot, "escape", "~zzzzzz")
        assert "Backspace widens the list" in lines(pilot)


@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_and_digit_narrows_at_once(shore: Path, letters: str) -> None:
    async with program(shore) as pilot:
        start = pilot.app.focused
        for letter in f"{letters}-":
            assert pilot.app.focused is start
            await keys(pilot, letter)
            assert library_of(pilot).line.value == letter
            assert pilot.app.screen is library_of(pilot)
            await keys(pilot, "backspace")
            assert len(listed(pilot)) == 3


async def test_esc_clears_the_line_and_then_tells_how_to_quit(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "~port", "escape")
        assert told(pilot) == ""
        await keys(pilot, "escape")
        assert "all articles are shown; Ctrl+Q quits" in told(pilot)
        assert pilot.app.screen is library_of(pilot)


async def test_home_end_and_the_page_keys_move_in_the_list(shore: Path) -> None:
    async with program(shore) as pilot:
        moves = ["end", "home", "pagedown", "pageup", "ctrl+n", "ctrl+p"]
        cursors = []
        for key in moves:
            await keys(pilot, key)
            cursors.append(library_of(pilot).list.cursor)
        assert cursors == [2, 0, 2, 0, 1, 0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_headings_stand_over_their_columns(shore: Path, size: tuple[int, int]) -> None:
    session = open_session(shore / "b-port.txt", folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 5), note="x"))
    session.apply(edits.set_data(session.state, date="2019-01-01"))
    session.save()
    async with program(shore, size=size) as pilot:
        rows = lines(pilot).splitlines()
        heading = next(row for row in rows if "Title" in row)
        article = next(row for row in rows if "Quiet in the port" in row)
        assert heading.index("Title") == article.index("Quiet")
        assert heading.index("Read") == article.index("░")
        assert heading.rstrip().endswith("Notes")
        assert len(heading.rstrip()) == len(article.rstrip())
        if size[0] >= 80:
            assert heading.index("File▾") == article.index("b-port.txt")
            assert article[heading.index("Words") + 3 :][:2] == "13"
        if size[0] >= 120:
            assert heading.index("Date, publisher") == article.index("2019-01-01")
        await keys(pilot, "ctrl+s ctrl+s")
        assert "Notes▾" in lines(pilot)


async def test_a_click_below_the_headings_opens_the_article_there(shore: Path) -> None:
    async with program(shore) as pilot:
        row = next(y for y, row in enumerate(lines(pilot).splitlines()) if "Fog over" in row)
        await pilot.click(offset=(8, row))
        await quiet(pilot)
        assert screen_of(pilot).session.document.title == "Fog over the estuary"


async def test_typing_and_enter_at_once_opens_what_was_typed(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "f o g enter")
        assert screen_of(pilot).session.document.title == "Fog over the estuary"


@pytest.mark.long
async def test_arrows_move_while_the_line_is_typed_in(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "down down up", "enter")
        assert screen_of(pilot).session.document.title == "Quiet in the port"


async def test_ctrl_s_goes_round_the_sortings(shore: Path) -> None:
    session = open_session(shore / "b-port.txt", folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 5), note="x"))
    session.apply(edits.set_data(session.state, date="2019-01-01"))
    session.save()
    orders = {}
    async with program(shore) as pilot:
        for _ in range(4):
            screen = library_of(pilot)
            orders[screen.controller.order] = listed(pilot)[0]
            assert f"by {screen.controller.order}" in lines(pilot)
            await keys(pilot, "ctrl+s")
        assert library_of(pilot).controller.order == "name"
    assert orders == {
        "name": "a-ferry.txt", "date": "b-port.txt", "notes": "b-port.txt",
        "progress": "a-ferry.txt",
    }  # fmt: skip


async def test_dates_are_sorted_by_what_they_mean(shore: Path) -> None:
    written = {"a-ferry": "9 July 2015", "b-port": "August 1, 2015", "north/fog": "2015-10-02"}
    for name, date in written.items():
        session = open_session(shore / f"{name}.txt", folders=folders(), config=Config())
        session.apply(edits.set_data(session.state, date=date))
        session.save()
    article(shore, FOG, "undated.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+s")
        assert listed(pilot) == ["north/fog.txt", "b-port.txt", "a-ferry.txt", "undated.txt"]


async def test_help_theme_and_quit(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "?")
        shown = lines(pilot)
        assert shown.index("open the article") < shown.index("go to the hit")
        assert "search all passages of all articles" in shown
        await keys(pilot, "escape")
        before = pilot.app.theme
        await keys(pilot, "ctrl+t", "down enter")
        assert pilot.app.theme != before
        await keys(pilot, "ctrl+q")
        assert pilot.app.return_code == 0


async def test_an_empty_folder_shows_the_samples(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        assert "these are the samples" in lines(pilot)
        assert len(listed(pilot)) > 1


async def test_hostile_names_and_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    article(tmp_path, "[red]x[/] \x1b]52;c;aGk=\x07 y\n\nA sentence.\n", "[b]n[b]\x9b.txt")
    async with program(tmp_path, size=(120, 20)) as pilot:
        await keys(pilot, "/", "~sentence")
        shown = lines(pilot)
        assert "\x1b" not in shown
        assert "\x9b" not in shown
        await keys(pilot, "ctrl+u", "~red")
        assert "[red]x[/] ␛]52;c;aGk=␇" in lines(pilot)
        await keys(pilot, "escape")
        assert "[b]n[b]\ufffd.txt" in lines(pilot)


async def test_a_file_that_cannot_be_read_is_listed_and_told(shore: Path) -> None:
    (shore / "0.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    async with program(shore) as pilot:
        await keys(pilot, "enter")
        assert "0.txt" in told(pilot)
        assert library_of(pilot).line.has_focus


async def test_the_list_can_be_used_while_articles_are_read_in(
    shore: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    monkeypatch.setattr(records, "read", lambda *asked: go.wait(20) and read(*asked))
    app = ReaderApp(shore, folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(100):
            await asyncio.sleep(0.02)
            if "reading 0 of 3" in lines(pilot):
                break
        assert "Ctrl+X stops" in lines(pilot)
        assert listed(pilot) == ["a-ferry.txt", "b-port.txt", "north/fog.txt"]
        send(pilot.app, ["down", "ctrl+x"])
        await pilot.pause()
        assert library_of(pilot).list.cursor == 1
        go.set()
        await quiet(pilot)
        assert "reading" not in lines(pilot)
        assert [entry.known for entry in library_of(pilot).list.items] == [True, False, False]
    again = Library(shore, folders(), Config())
    again.scan()
    assert again.stale() == 2
