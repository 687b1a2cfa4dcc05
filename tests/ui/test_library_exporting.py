"""The list of a folder and a list of named files: exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import article, here, program, screen_of
from tests.ui.shore import FERRY, PORT, library_of, listed
from tui.config import Config, folders
from tui.library import Library
from tui.model import edits
from tui.model.document import Span
from tui.session.open_session import open_session
from tui.ui.app import ReaderApp

# Exporting


def noted(*paths: Path) -> None:
    """Tag the first line of each article."""
    for path in paths:
        session = open_session(path, folders=folders(), config=Config())
        session.apply(edits.annotate(session.state, Span(0, 5), tags=["claim/event"]))
        session.save()


async def test_ctrl_e_exports_the_annotated_articles_of_the_folder(shore: Path) -> None:
    noted(shore / "a-ferry.txt", shore / "north" / "fog.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e")
        assert "annotated articles of shore (2)" in lines(pilot)
        assert "▸ report " in lines(pilot)
        await keys(pilot, "tab", "~By night", "enter")
        report = shore / "shore.report.md"
        assert f"exported 2 articles to {report}" in told(pilot)
        assert report.read_text().startswith("# By night")
        assert library_of(pilot).line.has_focus
        await keys(pilot, "ctrl+e")
        assert "By night" in lines(pilot)
        assert "this file is there already" in lines(pilot)
        await keys(pilot, "down down down down enter")
        assert f"exported 2 articles to {shore / 'shore.findings.md'}" in told(pilot)
    assert len(Library(shore, folders(), Config()).ready().articles) == 3


@pytest.mark.long
async def test_the_report_of_a_folder_that_grew_leaves_no_backup(shore: Path) -> None:
    noted(shore / "a-ferry.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e enter")
    noted(shore / "b-port.txt", shore / "north" / "fog.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e enter")
        assert "exported 3 articles" in told(pilot)
        assert not [*shore.glob("*.bak*")]
        report = shore / "shore.report.md"
        report.write_text("mine")
        await keys(pilot, "ctrl+e enter")
        assert "what was there is kept as shore.report.md.bak" in told(pilot)
    assert (shore / "shore.report.md.bak").read_text() == "mine"


async def test_ctrl_e_takes_the_narrowed_articles_and_ctrl_a_all(shore: Path) -> None:
    noted(shore / "a-ferry.txt", shore / "north" / "fog.txt")
    async with program(shore) as pilot:
        await keys(pilot, "f o g ctrl+e")
        assert "annotated articles in the narrowed list (1)" in lines(pilot)
        await keys(pilot, "ctrl+a")
        assert "annotated articles of shore (2)" in lines(pilot)
        await keys(pilot, "ctrl+a enter")
        assert f"exported to {shore / 'shore.fog.report.md'}" in told(pilot)
        assert library_of(pilot).line.value == "fog"
    text = (shore / "shore.fog.report.md").read_text()
    assert "north/fog.txt" in text
    assert "a-ferry.txt" not in text


FOLDERS = [
    ("Q3 port", "fog ferry", "Q3 port: fog ferry"),
    ("orlec_dam", "", "Orlec dam"),
    ("2015-07-harbour-fire", "", "2015-07 harbour fire"),
    ("[b]x[/b]", "", "[b]x[/b]"),
]


@pytest.mark.long
@pytest.mark.parametrize(("folder", "typed", "title"), FOLDERS)
async def test_the_title_of_a_folders_report_is_proposed_in_words(
    shore: Path, folder: str, typed: str, title: str
) -> None:
    moved = shore.rename(shore.with_name(folder.replace("/", "")))
    title = title.replace("/", "")
    noted(moved / "a-ferry.txt", moved / "north" / "fog.txt")
    async with program(moved) as pilot:
        await keys(pilot, f"~{typed}", "ctrl+e")
        assert title in lines(pilot)
        await keys(pilot, "enter")
        (report,) = moved.glob("*.report.md")
        assert report.read_text().replace("\\", "").startswith(f"# {title}")
        report.unlink()
        await keys(pilot, "ctrl+e", "tab backspace enter")
        assert report.read_text().startswith("# Ferry") or "other article" in report.read_text()
        await keys(pilot, "ctrl+e")
        assert title in lines(pilot), "only a title that is typed is remembered"


async def test_ctrl_e_without_notes_says_so(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e")
        assert "no article here has notes to export yet" in told(pilot)


@pytest.mark.long
async def test_an_export_that_cannot_be_written_is_told(shore: Path) -> None:
    noted(shore / "a-ferry.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e ctrl+u", f"~{shore / 'none' / 'x.md'}", "enter")
        assert "not exported" in told(pilot)
        await keys(pilot, "~fog")
        assert listed(pilot) == ["north/fog.txt"]


@pytest.mark.long
async def test_the_open_picker_shows_titles_before_file_names(shore: Path) -> None:
    article(shore, FERRY, "c-ferry.txt")
    async with program(shore) as pilot:
        await keys(pilot, "enter", "o")
        row = next(row for row in lines(pilot).splitlines() if "b-port.txt" in row)
        assert row.index("Quiet in the port") < row.index("b-port.txt")
        assert "fog.txt" not in lines(pilot)
        await keys(pilot, "~b-port", "enter")
        assert screen_of(pilot).session.document.title == "Quiet in the port"
    lone = article(shore / "north", PORT, "port.txt")
    async with program(lone) as pilot:
        await keys(pilot, "o")
        assert "▸ fog.txt" in lines(pilot)


# A list of files


async def test_a_list_of_files_is_narrowed_and_exported(shore: Path) -> None:
    noted(shore / "a-ferry.txt", shore / "b-port.txt")
    files = (shore / "north" / "fog.txt", shore / "a-ferry.txt")
    app = ReaderApp(None, folders(), Config(), files=files)
    async with app.run_test(size=(60, 20)) as pilot:
        await quiet(pilot)
        assert "Title" in lines(pilot)
        await keys(pilot, "q")
        assert library_of(pilot).line.value == "q"
        await keys(pilot, "escape", "ctrl+s ctrl+e")
        assert "annotated articles of the named files (1)" in lines(pilot)
        await keys(pilot, "enter")
        assert f"exported to {shore / 'shore.report.md'}" in told(pilot)


async def test_named_files_are_listed_and_searched_and_nothing_else(shore: Path) -> None:
    before = sorted(shore.rglob("*"))
    app = ReaderApp(
        None, folders(), Config(), files=(shore / "north" / "fog.txt", shore / "a-ferry.txt")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await quiet(pilot)
        assert sorted(listed(pilot)) == ["a-ferry.txt", "north/fog.txt"]
        assert "the named files  2 articles" in lines(pilot)
        await keys(pilot, "/", "~lighthouse")
        rows = library_of(pilot).panel.hits.items
        assert {row.article for row in rows} == {"a-ferry.txt", "north/fog.txt"}
        await keys(pilot, "enter")
        assert "lighthouse" in here(pilot)
        await keys(pilot, "O")
        assert sorted(listed(pilot)) == ["a-ferry.txt", "north/fog.txt"]
    assert sorted(shore.rglob("*")) == before
    assert not list(folders().cache.rglob("*.passages"))
