"""The list of articles with common text, in the whole program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.config import Config, folders
from tui.library.copies import OriginEvidence
from tui.model.shared_text import SharedText
from tui.ui.app import ReaderApp
from tui.ui.dialogs.copies_dialog import CopiesDialog
from tui.ui.widgets.copy_list import CopyPane, common_text
from tui.workspace.folder_copies import CopiedArticle

from .pilot import keys, lines, quiet, told
from .program import here, program, session_of

_REPORT = (
    "The council of the harbour town agreed late on Tuesday to close both of its ferries for the "
    "winter. Engineers had found cracks in the older hull in March, and no yard on the coast had "
    "offered to mend it before spring."
)
_CHANGED = _REPORT.replace("in the older hull", "in both hulls")
_OWN = (
    "Snow is expected on the passes from Thursday on, and drivers should carry chains and enough "
    "fuel for a night, the weather service advised on Wednesday."
)


def folder_of_three(folder: Path) -> Path:
    """An agency's report, a copy of it and another article; the path of the copy."""
    for name, title, text, outlet, date in (
        ("a.txt", "Ferries stop", f"{_OWN}\n\n{_CHANGED}", "Courier", "2026-01-07"),
        ("b.txt", "Ferries to close", f"VELD (Reuters) - {_REPORT}", "Wire", "2026-01-06"),
        ("c.txt", "Cranes", "There are fourteen cranes at the new quay.", "Ledger", "2026-01-05"),
    ):
        (folder / name).write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        (folder / f"{name}.notes.toml").write_text(
            f'format = 1\n\n[document]\npublisher = "{outlet}"\ndate = "{date}"\n',
            encoding="utf-8",
        )
    return folder / "a.txt"


def links_in(notes: Path) -> list[tuple[str, str]]:
    """The relation and the end of each link in a notes file."""
    records = tomllib.loads(notes.read_text(encoding="utf-8")).get("annotation", [])
    return [(link["rel"], link["to"]) for one in records for link in one.get("links", [])]


def listed(pilot: Pilot[Any]) -> list[str]:
    """The names of the articles in the open list."""
    assert isinstance(pilot.app.screen, CopiesDialog)
    return [row.article.name for row in pilot.app.screen.query_one(CopyPane).items]


async def annotate_both(pilot: Pilot[Any], folder: Path) -> None:
    """Annotate the common sentence in the agency's report and in its copy, which is open again."""
    await keys(pilot, "D", "enter", "j", "1")
    assert session_of(pilot).document.path == folder / "b.txt"
    await keys(pilot, "D", "down", "enter", "j", "1")
    assert session_of(pilot).document.path == folder / "a.txt"


async def test_the_earliest_comes_first_with_shares_outlets_and_agency(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "D")
        assert listed(pilot) == ["b.txt", "a.txt"]
        shown = lines(pilot)
        assert "2 articles with common text" in shown
        assert "the earliest" in shown
        assert "% common text with Wire" in shown
        assert "agency: " in shown
        assert "(Reuters)" in shown
        assert "2026-01-06" in shown


async def test_the_row_under_the_cursor_shows_what_the_copy_changes(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "D", "down")
        shown = lines(pilot)
        assert "changes the older hull → both hulls" in shown
        assert "Snow is expected" in shown.partition(" adds ")[2]


async def test_enter_goes_to_the_common_text_of_another_article(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path)) as pilot:
        await keys(pilot, "D", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert "The council" in here(pilot)


@pytest.mark.long
async def test_enter_goes_to_the_common_text_of_this_article(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path)) as pilot:
        await keys(pilot, "D", "~courier", "enter")
        assert session_of(pilot).document.path == tmp_path / "a.txt"
        assert here(pilot).startswith("The council")


@pytest.mark.long
async def test_without_annotations_nothing_is_linked(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "D", "ctrl+a")
        assert "annotate the common text in two" in lines(pilot)


async def test_one_key_gives_a_group_one_origin_and_u_undoes_it(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await annotate_both(pilot, tmp_path)
        await keys(pilot, "D", "ctrl+a")
        assert "linked in this article" in lines(pilot)
        await keys(pilot, "ctrl+a")
        assert "linked already" in lines(pilot)
        await keys(pilot, "escape")
        (mine,) = session_of(pilot).state.ordered()
        (link,) = mine.links
        assert link.rel == "repeats"
        assert link.to.startswith("b.txt#")
        await keys(pilot, "u")
        assert not session_of(pilot).state.ordered()[0].links


@pytest.mark.long
async def test_the_link_of_another_article_is_saved_in_its_notes(tmp_path: Path) -> None:
    async with program(folder_of_three(tmp_path), size=(100, 30)) as pilot:
        await annotate_both(pilot, tmp_path)
        await keys(pilot, "D", "~wire", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        await keys(pilot, "D", "ctrl+a")
        assert "linked in a.txt" in lines(pilot)
    ((rel, to),) = links_in(tmp_path / "a.txt.notes.toml")
    assert rel == "repeats"
    assert to.startswith("b.txt#")


@pytest.mark.long
async def test_a_link_that_was_just_made_leads_to_a_statement_in_the_sidebar(
    tmp_path: Path,
) -> None:
    async with program(folder_of_three(tmp_path), size=(110, 30)) as pilot:
        await annotate_both(pilot, tmp_path)
        await keys(pilot, "D", "ctrl+a", "escape")
        await quiet(pilot)
        assert "→ repeats Ferries to close" in lines(pilot)
        assert "(not found)" not in lines(pilot)


@pytest.mark.long
async def test_read_only_notes_are_not_linked(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    (tmp_path / "a.txt.notes.toml").write_text("format = 99\n", encoding="utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "D", "ctrl+a")
        assert "not changed: " in lines(pilot)


async def test_an_article_alone_has_no_copies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One sentence stands here.\n", encoding="utf-8")
    async with program(tmp_path / "a.txt") as pilot:
        await keys(pilot, "D")
        assert "No two articles of this folder have text in common." in lines(pilot)
        await keys(pilot, "enter", "ctrl+a", "escape")
        assert not told(pilot)


async def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    (tmp_path / "d.docx").write_bytes(b"no archive")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "D")
        assert "left out: " in lines(pilot)
        assert "d.docx" in lines(pilot)


@pytest.mark.long
async def test_the_list_of_a_folder_shows_its_copies_and_opens_one(tmp_path: Path) -> None:
    folder_of_three(tmp_path)
    async with program(tmp_path, size=(100, 30)) as pilot:
        await keys(pilot, "ctrl+d")
        assert listed(pilot) == ["b.txt", "a.txt"]
        await keys(pilot, "ctrl+a")
        assert "open one of these articles" in lines(pilot)
        await keys(pilot, "~courier", "enter")
        assert session_of(pilot).document.path == tmp_path / "a.txt"
        assert here(pilot).startswith("The council")


@pytest.mark.long
async def test_the_list_of_named_files_shows_the_copies_among_them(tmp_path: Path) -> None:
    folder_of_three(tmp_path)
    files = tmp_path / "b.txt", tmp_path / "c.txt"
    app = ReaderApp(None, folders(), Config(), files=files)
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        await keys(pilot, "ctrl+d")
        assert listed(pilot) == []
        await keys(pilot, "escape")


@pytest.mark.parametrize(
    ("share", "evidence", "is_slight"),
    [
        (0.16, (), True),
        (0.3, (), False),
        (0.16, (OriginEvidence("byline", "ann", "Ann", 0, 3),), False),
    ],
)
def test_a_small_share_may_be_names_only(
    share: float, evidence: tuple[OriginEvidence, ...], is_slight: bool
) -> None:
    shared = SharedText("a.txt", "b.txt", share, ())
    copied = CopiedArticle("a.txt", Path("a.txt"), "A", "", "", 0, shared, "Wire", evidence)
    assert ("no more than names, perhaps" in common_text(copied)) is is_slight
