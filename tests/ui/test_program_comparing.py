"""Two texts side by side, in the whole program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.git_repository import commit, needs_git, ordinary_git
from tests.sampling import sampled
from tui.model.document import Span
from tui.ui.reading.comparison_screen import ComparisonScreen
from tui.ui.widgets.article_view import ArticleView

from .pilot import keys, lines, quiet, told
from .program import here, on_disk, program, session_of, tagged
from .test_program_copies import folder_of_three


def passages(pilot: Pilot[Any]) -> tuple[str, str]:
    """The passages under the carets of the two texts."""
    screen = pilot.app.screen
    assert isinstance(screen, ComparisonScreen)
    one, other = screen.query(ArticleView)
    found = [view.canvas.document.text[slice(*view.span)] for view in (one, other)]
    return found[0], found[1]


def places(pilot: Pilot[Any]) -> list[Span]:
    """The upper left corners of the two texts on the screen, as (column, row)."""
    return [Span(view.region.x, view.region.y) for view in pilot.app.screen.query(ArticleView)]


async def test_the_copy_is_offered_first_and_the_texts_are_aligned(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        assert lines(pilot).index("Ferries to close") < lines(pilot).index("Cranes")
        await keys(pilot, "enter")
        one, other = passages(pilot)
        assert one.startswith("The council")
        assert "The council" in other
        await keys(pilot, "j")
        assert [text.split()[0] for text in passages(pilot)] == ["Engineers", "Engineers"]
        (left, top), (right, other_top) = places(pilot)
        assert left < right
        assert top == other_top


async def test_the_texts_stand_one_above_the_other_on_a_small_screen(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(60, 20)) as pilot:
        await keys(pilot, "equals_sign", "enter")
        (left, top), (right, other_top) = places(pilot)
        assert left == right
        assert top < other_top
        assert passages(pilot)[0].startswith("The council")


@pytest.mark.long
async def test_the_caret_goes_to_the_other_text_and_the_first_one_follows(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter", "tab", "j")
        assert [text.split()[0] for text in passages(pilot)] == ["Engineers", "Engineers"]
        await keys(pilot, "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert here(pilot).startswith("Engineers")


@pytest.mark.long
async def test_enter_goes_to_the_passage_of_this_article(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter", "j", "enter")
        assert session_of(pilot).document.path == tmp_path / "a.txt"
        assert here(pilot).startswith("Engineers")


async def test_differences_are_visited_one_after_the_other(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter", "right_square_bracket")
        assert passages(pilot)[0].startswith("Engineers")
        await keys(pilot, "right_square_bracket")
        assert "that was the last difference" in lines(pilot)
        await keys(pilot, "left_square_bracket")
        assert not passages(pilot)[0].startswith("Engineers")


async def test_an_annotation_is_carried_over_to_the_other_article(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "G", "1", "n", "~why in March", "escape")
        await keys(pilot, "equals_sign", "enter", "c")
        assert "carried over, and saved in the notes on b.txt" in lines(pilot)
        await keys(pilot, "c")
        assert "it is there already" in lines(pilot)
        (mine,) = session_of(pilot).state.ordered()
    (copied,) = on_disk(tmp_path / "b.txt")["annotation"]
    assert copied["tags"] == list(mine.tags)
    assert copied["note"] == "why in March"
    assert copied["quote"].startswith("Engineers")


@pytest.mark.long
async def test_an_annotation_of_the_other_article_is_carried_over_to_this(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    async with program(tmp_path / "b.txt", size=(100, 30)) as pilot:
        await keys(pilot, "G", "1")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter", "j", "tab", "c")
        assert "carried over to this article" in lines(pilot)
        await keys(pilot, "escape")
        assert [quote.split()[0] for quote in tagged(pilot)] == ["Engineers"]
        await keys(pilot, "u")
        assert not tagged(pilot)


@pytest.mark.long
async def test_why_nothing_is_carried_over(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "g", "j", "1", "equals_sign", "enter", "c")
        assert "no annotation here to carry over" in lines(pilot)
        await keys(pilot, "k", "c")
        assert "the other text has nothing that corresponds" in lines(pilot)


@pytest.mark.long
async def test_read_only_notes_get_no_annotation(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    async with program(tmp_path / "b.txt", size=(100, 30)) as pilot:
        await keys(pilot, "G", "1")
    (tmp_path / "a.txt.notes.toml").write_text("format = 99\n", encoding="utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter", "j", "tab", "c")
        assert "not changed: " in lines(pilot)


async def test_an_earlier_version_is_kept_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ferries stop\n\nThe ferries stop on Monday, the town says.\n", "utf-8")
    async with program(path) as pilot:
        await keys(pilot, "G", "1")
    path.write_text("Ferries stop\n\nThe ferries stop on Friday, the town says.\n", "utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        assert "an earlier version" in lines(pilot)
        await keys(pilot, "enter", "G")
        now, before = passages(pilot)
        assert ("Friday" in now, "Monday" in before) == (True, True)
        await keys(pilot, "c")
        assert "none of its own" in lines(pilot)
        await keys(pilot, "tab", "enter")
        assert here(pilot) == now


FERRIES = "Ferries stop\n\nThe ferries stop on {}, the town says.\n"


def committed(folder: Path) -> Path:
    """An article in a repository of git with two earlier versions."""
    path = folder / "a.txt"
    ordinary_git(folder, "init", "-q")
    commit(path, FERRIES.format("Monday"), "First report")
    commit(path, FERRIES.format("Friday"), "[red]Other day[/]\x1b[31m")
    path.write_text(FERRIES.format("Sunday"), "utf-8")
    return path


@needs_git
async def test_versions_in_git_are_listed_and_compared(tmp_path: Path) -> None:
    async with program(committed(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        shown = lines(pilot)
        assert "[red]Other day[/]␛[31m  2027-01-15" in shown
        assert shown.index("Other day") < shown.index("First report")
        assert "no versions from git" not in shown
        await keys(pilot, "~first", "enter", "G")
        now, before = passages(pilot)
        assert ("Sunday" in now, "Monday" in before) == (True, True)
        assert "First report · Ana" in lines(pilot)
        await keys(pilot, "tab", "enter")
        assert here(pilot) == now


@pytest.mark.long
@needs_git
async def test_versions_in_git_and_saved_texts_stand_beside_each_other(tmp_path: Path) -> None:
    path = committed(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "G", "1")
    path.write_text(FERRIES.format("Tuesday"), "utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        order = [lines(pilot).index(name) for name in ("Other day", "First", "an earlier version")]
        assert order == sorted(order)
        assert "an earlier version" in lines(pilot)


@pytest.mark.long
@needs_git
async def test_why_there_are_no_versions_from_git(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        assert "no versions from git: the article is in no git repository" in lines(pilot)
        await keys(pilot, "~zzz")
        assert "no versions from git" not in lines(pilot)
        await keys(pilot, "escape")
        ordinary_git(tmp_path, "init", "-q")
        await keys(pilot, "equals_sign")
        assert "no versions from git: it has no other text of this article" in lines(pilot)
        await keys(pilot, "escape")
        (tmp_path / ".git" / "config").write_text("[core\n", "utf-8")
        await keys(pilot, "equals_sign")
        assert "git says: fatal: bad config" in lines(pilot)
        assert "Cranes" in lines(pilot)


@pytest.mark.long
@needs_git
async def test_a_version_without_text_has_nothing_to_go_to(tmp_path: Path) -> None:
    path = committed(tmp_path)
    commit(path, "", "Emptied")
    path.write_text(FERRIES.format("Sunday"), "utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "G", "equals_sign", "~emptied", "enter", "j", "tab", "j", "enter")
        assert "the article does not have that passage any more" in told(pilot)
        assert here(pilot).startswith("The ferries")


@pytest.mark.long
@needs_git
async def test_a_version_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    path = committed(tmp_path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign")
        for blob in (tmp_path / ".git" / "objects").glob("??/*"):
            blob.unlink()
        await keys(pilot, "enter")
        await quiet(pilot)
        assert "git says: " in told(pilot)


async def test_there_may_be_nothing_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One sentence stands here.\n", encoding="utf-8")
    async with program(tmp_path / "a.txt") as pilot:
        await keys(pilot, "equals_sign")
        assert "Nothing to compare with" in lines(pilot)
        await keys(pilot, "escape")
        await quiet(pilot)
        assert not told(pilot)


@pytest.mark.long
async def test_names_and_words_of_files_are_shown_as_text(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    hostile = "[bold]Wire[/] \x1b]0;x\x07\u202e"
    notes = tmp_path / "b.txt.notes.toml"
    escaped = hostile.replace("\x1b", "\\u001b").replace("\x07", "\\u0007")
    notes.write_text(notes.read_text("utf-8").replace("Wire", escaped), "utf-8")
    other = tmp_path / "b.txt"
    other.write_text(other.read_text("utf-8").replace("older", "[red]\x1b[31m"), "utf-8")
    async with program(path, size=(100, 30)) as pilot:
        for typed in (["D"], ["down"], ["escape", "G"], ["equals_sign"], ["enter"], ["tab"]):
            await keys(pilot, *typed)
            shown = lines(pilot)
            assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert "[red]" in shown
        assert "[bold]Wire[/]" in shown


SMALL = [((20, 8),), ((40, 12),), ((300, 9),)]


@pytest.mark.parametrize("size", sampled(SMALL, SMALL[:1]))
async def test_the_smallest_screens_show_both_texts(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(folder_of_three(tmp_path), size=size) as pilot:
        await keys(pilot, "D", "down", "escape", "equals_sign", "enter", "j", "tab", "G")
        assert len(pilot.app.screen.query(ArticleView)) == 2
        await pilot.resize_terminal(90, 24)
        await quiet(pilot)
        (left, _), (right, _) = places(pilot)
        assert left < right


@pytest.mark.long
async def test_a_click_puts_the_caret_into_the_other_text(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "equals_sign", "enter")
        other = pilot.app.screen.query_one("#other", ArticleView)
        y = other.canvas.row_y(other.canvas.document.text.index("Engineers"))
        await pilot.click("#other", offset=(20, y or 0))
        await quiet(pilot)
        assert other.has_focus
        await keys(pilot, "j")
        assert passages(pilot)[0].split()[0] == passages(pilot)[1].split()[0]
