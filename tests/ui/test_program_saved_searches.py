"""Saved searches, in the whole program: from an article and from the list of a folder."""

from __future__ import annotations

import os
import sys
import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.config import Config, folders
from tui.library import passage_index
from tui.readers import read, read_bytes
from tui.ui.app import ReaderApp
from tui.ui.dialogs.prompt import Prompt
from tui.ui.dialogs.saved_searches_dialog import SavedSearchesDialog
from tui.ui.library.library_screen import LibraryScreen
from tui.ui.widgets.saved_search_pane import SavedSearchPane
from tui.workspace.saved_searches import CountedSearch, digest

from .dialog_host import is_tame
from .pilot import keys, lines, quiet, send, told, until
from .program import here, program, screen_of, session_of
from .samples import SIZES

_FERRY, _SECOND = "The ferry sank at the quay.", "A second ferry sank too."
_QUERY = "ferry sank"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"On {path.stem}\n\nNobody was hurt.\n\n{text}\n", encoding="utf-8")
    return path


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """An article with one passage on a ferry; the path of the article."""
    written(tmp_path, "b.txt", "The crane stood still.")
    return written(tmp_path, "a.txt", _FERRY)


@pytest.fixture
def watched(port: Path) -> Path:
    """The same, and a dossier with two saved searches; what one of them finds is seen."""
    (port.parent / "dossier.toml").write_text(
        f'format = 1\n\n[[search]]\nname = "sinking"\nquery = "{_QUERY}"\n'
        f'seen = ["{digest(_FERRY)}"]\n\n[[search]]\nname = "Crane"\nquery = "crane stood"\n',
        encoding="utf-8",
    )
    return port


def saved(folder: Path) -> dict[str, dict[str, Any]]:
    """The saved searches on disk, by name."""
    text = (folder / "dossier.toml").read_text(encoding="utf-8")
    return {each["name"]: each for each in tomllib.loads(text).get("search", [])}


def listed(pilot: Pilot[Any]) -> dict[str, CountedSearch]:
    """The searches in the open list, by name."""
    assert isinstance(pilot.app.screen, SavedSearchesDialog)
    return {row.search.name: row for row in pilot.app.screen.query_one(SavedSearchPane).items}


def library_of(pilot: Pilot[Any]) -> LibraryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    return screen


def hits(pilot: Pilot[Any]) -> dict[str, bool]:
    """The texts of the strong hits in the search of the folder, and whether each is new."""
    return {row.text: row.new for row in library_of(pilot).panel.hits.items if not row.weak}


async def hits_shown(pilot: Pilot[Any], counted: str) -> None:
    """Wait until a saved search is open and what it found is recorded."""
    await until(pilot, counted)
    await quiet(pilot)


# Saving


async def test_one_key_saves_the_query_of_an_article_under_its_own_words(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "/", f"~{_QUERY}", "ctrl+s")
        assert isinstance(pilot.app.screen, Prompt)
        await keys(pilot, "enter")
        assert "saved as “ferry sank”" in told(pilot)
        assert screen_of(pilot).view.search.has_focus_within
        await keys(pilot, "escape", "q")
    assert saved(port.parent) == {
        _QUERY: {"name": _QUERY, "query": _QUERY, "seen": [digest(_FERRY)]}
    }


@pytest.mark.long
async def test_what_is_typed_replaces_the_proposed_name_and_u_undoes_the_saving(
    port: Path,
) -> None:
    async with program(port) as pilot:
        await keys(pilot, "/", f"~{_QUERY}", "ctrl+s", "~Sinking  ships", "enter", "escape")
        state = session_of(pilot).state
        assert state.dossier
        assert [*state.dossier.searches_by_name] == ["Sinking ships"]
        await keys(pilot, "u")
        assert not state.dossier.searches


async def test_one_key_saves_the_query_of_the_folder(port: Path) -> None:
    async with program(port.parent) as pilot:
        await keys(pilot, "/", f"~{_QUERY}", "ctrl+s", "~sinking", "enter")
        assert saved(port.parent)["sinking"]["seen"] == [digest(_FERRY)]
        assert library_of(pilot).panel.input.has_focus
        await keys(pilot, "escape", "*", "ctrl+underscore")
        assert listed(pilot) == {}
    assert saved(port.parent) == {}


@pytest.mark.parametrize("in_folder", sampled([False, True], [True]))
async def test_without_a_query_or_a_name_nothing_is_saved(port: Path, in_folder: bool) -> None:
    async with program(port.parent if in_folder else port) as pilot:
        await keys(pilot, "/", "ctrl+s")
        assert "type what to search for first" in told(pilot)
        await keys(pilot, "~ferry", "ctrl+s", "backspace", "enter")
        assert "give it a name" in lines(pilot)
        await keys(pilot, "escape")
    assert not (port.parent / "dossier.toml").exists()


@pytest.mark.long
async def test_a_name_that_is_there_is_announced_and_replaced(watched: Path) -> None:
    async with program(watched) as pilot:
        await keys(pilot, "/", "~nobody hurt", "ctrl+s", "~Crane")
        assert "it replaces “Crane”" in lines(pilot)
        await keys(pilot, "enter", "escape", "q")
    assert [*saved(watched.parent)] == ["sinking", "Crane"]
    assert saved(watched.parent)["Crane"]["query"] == "nobody hurt"


@pytest.mark.long
@pytest.mark.parametrize("in_folder", [False, True])
async def test_saving_what_is_saved_already_is_confirmed(port: Path, in_folder: bool) -> None:
    async with program(port.parent if in_folder else port) as pilot:
        await keys(pilot, "/", f"~{_QUERY}", "ctrl+s", "enter", "ctrl+s", "enter")
        assert "saved as “ferry sank”" in told(pilot)


# The list


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("in_folder", sampled([False, True], [False]))
async def test_the_list_says_what_each_search_finds_and_how_much_of_it_is_new(
    watched: Path, size: tuple[int, int], in_folder: bool
) -> None:
    written(watched.parent, "c.txt", _SECOND)
    async with program(watched.parent if in_folder else watched, size=size) as pilot:
        await keys(pilot, "*")
        await until(pilot, "ferry sank")
        assert [*listed(pilot)] == ["Crane", "sinking"]
        assert [(len(row.found or ()), row.new) for row in listed(pilot).values()] == [
            (1, 1),
            (2, 1),
        ]
        shown = lines(pilot)
        assert all(words in shown for words in ("Name", "Query", "Found", "New", "crane stood"))
        assert all(len(line) <= size[0] for line in shown.splitlines())
        await keys(pilot, "~sink")
        assert [*listed(pilot)] == ["sinking"]
        await keys(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, SavedSearchesDialog)


@pytest.mark.parametrize("in_folder", sampled([False, True], [True]))
async def test_an_empty_list_says_how_a_search_is_saved(port: Path, in_folder: bool) -> None:
    async with program(port.parent if in_folder else port) as pilot:
        await keys(pilot, "*")
        assert "Ctrl+S saves the query" in lines(pilot)
        await keys(pilot, "enter", "ctrl+r", "ctrl+x", "ctrl+underscore")
        assert "nothing to take back" in lines(pilot)
        await keys(pilot, "escape")


@pytest.mark.long
async def test_the_palette_lists_the_saved_searches(watched: Path) -> None:
    async with program(watched) as pilot:
        await keys(pilot, "ctrl+p", "~saved searches")
        await until(pilot, "* · Find")
        await keys(pilot, "enter")
        await until(pilot, "crane stood")


@pytest.mark.long
async def test_while_articles_are_read_the_list_says_that_some_are_not_counted(
    watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    monkeypatch.setattr(passage_index, "read", lambda *asked: go.wait(20) and read(*asked))
    app = ReaderApp(watched.parent, folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "reading 0 of 2")
        send(pilot.app, ["*"])
        await until(pilot, "crane stood")
        assert "counted without 2 of the articles" in told(pilot)
        go.set()
        await quiet(pilot)
        await keys(pilot, "escape", "escape", "*")
        await until(pilot, "crane stood")
        assert listed(pilot)["Crane"].new == 1
        assert "counted without" not in lines(pilot)


# Opening


async def test_enter_opens_the_search_with_new_hits_marked_and_remembers_them(
    watched: Path,
) -> None:
    written(watched.parent, "c.txt", _SECOND)
    async with program(watched) as pilot:
        await keys(pilot, "*", "~sinking", "enter")
        await hits_shown(pilot, "2 found, 1 new")
        assert hits(pilot) == {_FERRY: False, _SECOND: True}
        assert "new " in lines(pilot)
        assert {*saved(watched.parent)["sinking"]["seen"]} == {digest(_FERRY), digest(_SECOND)}
        row = [hit.text for hit in library_of(pilot).panel.hits.items].index(_SECOND)
        await keys(pilot, *["down"] * row, "enter")
        assert session_of(pilot).document.path == watched.parent / "c.txt"
        assert here(pilot) == _SECOND


@pytest.mark.long
async def test_the_marks_stay_until_the_program_ends_or_something_newer_is_found(
    watched: Path,
) -> None:
    written(watched.parent, "c.txt", _SECOND)
    async with program(watched.parent) as pilot:
        await keys(pilot, "*", "~sinking", "enter")
        await hits_shown(pilot, "1 new")
        await keys(pilot, "escape", "enter", "*")
        await until(pilot, "ferry sank")
        assert listed(pilot)["sinking"].new == 0
        await keys(pilot, "~sinking", "enter")
        await hits_shown(pilot, "1 new")
        assert hits(pilot) == {_FERRY: False, _SECOND: True}
        third = "The third ferry sank on Sunday."
        written(watched.parent, "d.txt", third)
        await keys(pilot, "enter", "*", "~sinking", "enter")
        await hits_shown(pilot, "1 new")
        assert hits(pilot) == {_FERRY: False, _SECOND: False, third: True}
    async with program(watched.parent) as pilot:
        await keys(pilot, "*", "~sinking", "enter")
        await hits_shown(pilot, "3 found")
        assert not any(hits(pilot).values())


@pytest.mark.long
async def test_another_query_has_no_marks(watched: Path) -> None:
    async with program(watched.parent) as pilot:
        await keys(pilot, "*", "~crane", "enter")
        await hits_shown(pilot, "1 new")
        await keys(pilot, "end", "~ still")
        assert not any(row.new for row in library_of(pilot).panel.hits.items)
        assert " new" not in lines(pilot)


@pytest.mark.long
async def test_a_search_of_the_dossier_above_is_opened_in_its_folder(watched: Path) -> None:
    (watched.parent / "below").mkdir()
    below = written(watched.parent / "below", "d.txt", _SECOND)
    async with program(below) as pilot:
        await keys(pilot, "*", "~sinking", "enter")
        await hits_shown(pilot, "2 found, 1 new")
        assert library_of(pilot).library.folder == watched.parent
    assert {*saved(watched.parent)["sinking"]["seen"]} == {digest(_FERRY), digest(_SECOND)}
    assert not (below.parent / "dossier.toml").exists()


@pytest.mark.long
async def test_the_list_of_named_files_searches_only_these(watched: Path) -> None:
    second = written(watched.parent, "c.txt", _SECOND)
    app = ReaderApp(None, folders(), Config(), files=(watched.parent / "b.txt", second))
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        await keys(pilot, "*", "~sinking", "enter")
        await hits_shown(pilot, "1 found, 1 new")
        assert hits(pilot) == {_SECOND: True}
    assert {*saved(watched.parent)["sinking"]["seen"]} == {digest(_FERRY), digest(_SECOND)}


# Renaming and deleting


@pytest.mark.parametrize("in_folder", sampled([False, True], [False]))
async def test_a_search_is_renamed_and_deleted_and_each_is_taken_back(
    watched: Path, in_folder: bool
) -> None:
    async with program(watched.parent if in_folder else watched) as pilot:
        await keys(pilot, "*", "~sinking", "ctrl+r", "~ships", "enter")
        assert "renamed: sinking" in lines(pilot)
        await keys(pilot, "escape")
        assert [*listed(pilot)] == ["Crane", "ships"]
        assert listed(pilot)["ships"].found == (digest(_FERRY),)
        await keys(pilot, "end", "ctrl+x")
        assert "deleted: ships" in lines(pilot)
        assert [*listed(pilot)] == ["Crane"]
        await keys(pilot, "ctrl+underscore")
        assert [*listed(pilot)] == ["Crane", "ships"]
        await keys(pilot, "ctrl+underscore")
        assert "taken back" in lines(pilot)
        assert [*listed(pilot)] == ["Crane", "sinking"]
        assert listed(pilot)["sinking"].search.seen == (digest(_FERRY),)
        await keys(pilot, "escape", "ctrl+q")
    assert {*saved(watched.parent)} == {"Crane", "sinking"}


async def test_u_in_the_article_undoes_the_deletion(watched: Path) -> None:
    async with program(watched) as pilot:
        await keys(pilot, "*", "ctrl+x", "escape", "u")
        state = session_of(pilot).state
        assert state.dossier
        assert [*state.dossier.searches_by_name] == ["sinking", "Crane"]


@pytest.mark.parametrize("in_folder", sampled([False, True], [True]))
async def test_a_search_is_not_given_the_name_of_another(watched: Path, in_folder: bool) -> None:
    async with program(watched.parent if in_folder else watched) as pilot:
        await keys(pilot, "*", "~sinking", "ctrl+r", "~Crane", "enter")
        assert "another search has this name" in lines(pilot)
        await keys(pilot, "escape", "escape", "escape")
    assert {*saved(watched.parent)} == {"Crane", "sinking"}


# What cannot be done


@pytest.mark.parametrize("in_folder", sampled([False, True], [True]))
async def test_a_dossier_of_a_newer_program_is_shown_and_not_changed(
    watched: Path, in_folder: bool
) -> None:
    dossier = watched.parent / "dossier.toml"
    newer = dossier.read_text(encoding="utf-8").replace("format = 1", "format = 99")
    dossier.write_text(newer, encoding="utf-8")
    async with program(watched.parent if in_folder else watched) as pilot:
        await keys(pilot, "*", "ctrl+x")
        assert "newer reader" in told(pilot)
        assert [*listed(pilot)] == ["Crane", "sinking"]
        await keys(pilot, "escape")
    assert dossier.read_text(encoding="utf-8") == newer


@pytest.mark.long
async def test_of_a_damaged_dossier_the_folder_lists_what_can_be_read(watched: Path) -> None:
    dossier = watched.parent / "dossier.toml"
    damaged = dossier.read_text(encoding="utf-8") + '[[search]]\nname = "torn\n'
    dossier.write_text(damaged, encoding="utf-8")
    async with program(watched.parent) as pilot:
        await keys(pilot, "*")
        assert "dossier.toml" in told(pilot)
        assert [*listed(pilot)] == ["Crane", "sinking"]
        await keys(pilot, "enter")
        await hits_shown(pilot, "1 new")
    assert dossier.read_text(encoding="utf-8") == damaged


async def test_an_article_without_a_dossier_says_so(tmp_path: Path) -> None:
    document = read_bytes(f"On a\n\n{_FERRY}\n".encode(), stem="stdin")
    app = ReaderApp(None, folders(), Config(), document=document)
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        await keys(pilot, "*")
        assert "there is no dossier" in told(pilot)
        await keys(pilot, "/", "~ferry", "ctrl+s")
        assert not isinstance(pilot.app.screen, Prompt)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_that_cannot_be_written_still_shows_the_hits(watched: Path) -> None:
    watched.parent.chmod(0o500)
    try:
        async with program(watched.parent) as pilot:
            await keys(pilot, "*", "~crane", "enter")
            await hits_shown(pilot, "1 new")
            assert "dossier.toml" in told(pilot)
    finally:
        watched.parent.chmod(0o700)


@pytest.mark.long
async def test_hostile_names_and_queries_are_shown_and_searched_tamely(watched: Path) -> None:
    hostile = r"a[red]x[/]\u001b[31m\u009b2J\u202ec\nferry sank"
    (watched.parent / "dossier.toml").write_text(
        f'format = 1\n\n[[search]]\nname = "{hostile}"\nquery = "{hostile}"\n', encoding="utf-8"
    )
    async with program(watched) as pilot:
        await keys(pilot, "*")
        await until(pilot, "[red]x[/]")
        assert is_tame(lines(pilot))
        await keys(pilot, "ctrl+r")
        assert is_tame(lines(pilot))
        await keys(pilot, "escape", "enter")
        await until(pilot, "close")
        assert is_tame(lines(pilot))
