"""The lists of figures and dates, in the whole program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.ui.dialogs.mention_dialogs import DatesDialog, FiguresDialog
from tui.ui.widgets.mention_lists import DatePane, FigurePane
from tui.workspace.folder_links import LinkRow

from .pilot import keys, lines
from .program import here, program, screen_of, session_of

_MINE = (
    "Harbour fire\n\nPort of Veld, 5 January 2026\n\nThe fire began on Monday.\n\n"
    "Twenty people were killed in the fire, said Ana Brandt.\n"
)
_OTHER = (
    "Fire at the port\n\nAt least 31 people were killed, the police said.\n\n"
    "The port reopened on 2 February 2026. It has 14 cranes.\n"
)


def folder_of_two(folder: Path) -> Path:
    """Two articles of different outlets that count the same deaths; the path of the first."""
    for name, text, outlet in (("a.txt", _MINE, "Courier"), ("b.txt", _OTHER, "Ledger")):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / f"{name}.notes.toml").write_text(
            f'format = 1\n\n[document]\npublisher = "{outlet}"\ndate = "2026-01-06"\n',
            encoding="utf-8",
        )
    return folder / "a.txt"


def links_in(notes: Path) -> list[tuple[str, str]]:
    """The relation and the end of each link in a notes file."""
    records = tomllib.loads(notes.read_text(encoding="utf-8")).get("annotation", [])
    return [(link["rel"], link["to"]) for one in records for link in one.get("links", [])]


def ids_in(notes: Path) -> list[str]:
    """The ids of the annotations in a notes file."""
    return [one["id"] for one in tomllib.loads(notes.read_text(encoding="utf-8"))["annotation"]]


def phrases(pilot: Pilot[Any]) -> list[str]:
    """The figures in the open list."""
    assert isinstance(pilot.app.screen, FiguresDialog)
    return [row.figure.phrase for row in pilot.app.screen.query_one(FigurePane).items]


async def test_figures_for_one_thing_stand_together_with_who_says_them(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "F")
        assert phrases(pilot)[:2] == ["Twenty people", "At least 31 people"]
        assert "Ana Brandt" in lines(pilot)
        assert "Ledger, 6 January 2026, ¶2" in lines(pilot)


@pytest.mark.long
async def test_an_article_that_is_open_is_listed_once_by_whatever_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_of_two(tmp_path)
    monkeypatch.chdir(tmp_path)
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path)
    for path in (Path("a.txt"), link / "a.txt"):
        async with program(path) as pilot:
            await keys(pilot, "F")
            assert phrases(pilot).count("Twenty people") == 1


@pytest.mark.long
async def test_a_figure_is_said_by_the_source_of_its_annotation(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "G", "1", "s", "~Zoe Lund", "enter", "F")
        assert "Zoe Lund" in lines(pilot)
        assert "Ana Brandt  " not in lines(pilot)


@pytest.mark.long
async def test_enter_goes_to_a_figure_of_another_article(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path)) as pilot:
        await keys(pilot, "F", "~31", "enter")
        session = session_of(pilot)
        assert session.document.path == tmp_path / "b.txt"
        assert here(pilot).startswith("At least 31")


async def test_enter_goes_to_a_figure_of_this_article(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path)) as pilot:
        await keys(pilot, "F", "enter")
        assert here(pilot).startswith("Twenty")


async def test_one_key_makes_a_dispute_of_the_two_figures_of_a_group(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    async with program(path, size=(100, 30)) as pilot:
        # The notes of the folder are read before the other article gets an annotation.
        await keys(pilot, "C", "escape", "F", "ctrl+d", "~she counted", "enter")
        assert "Twenty people disputes At least 31 people; saved in the notes" in lines(pilot)
        await keys(pilot, "escape")
        (annotation,) = session_of(pilot).state.ordered()
        (link,) = [x for x in screen_of(pilot).view.sidebar.notes.items if isinstance(x, LinkRow)]
        assert link.text.endswith("“At least 31 people were killed, the police said.”")
        assert annotation.tags == ("claim/figure",)
        assert session_of(pilot).state.sources[annotation.source].name == "Ana Brandt"
    (other,) = ids_in(tmp_path / "b.txt.notes.toml")
    assert links_in(tmp_path / "a.txt.notes.toml") == [("disputes", f"b.txt#{other}")]
    assert "she counted" in (tmp_path / "a.txt.notes.toml").read_text("utf-8")


async def test_esc_at_the_reason_links_no_figures(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "F", "ctrl+d", "escape")
        assert "not linked" in lines(pilot)
        await keys(pilot, "escape")
        assert not session_of(pilot).state.ordered()


@pytest.mark.long
async def test_a_figure_of_another_article_can_update_one_of_this(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "F", "tab", "down", "ctrl+u", "enter", "escape")
        (mine,) = session_of(pilot).state.ordered()
    assert links_in(tmp_path / "b.txt.notes.toml") == [("updates", f"a.txt#{mine.id}")]
    assert not links_in(tmp_path / "a.txt.notes.toml")


@pytest.mark.long
async def test_an_annotation_that_covers_the_figure_is_linked(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path)) as pilot:
        await keys(pilot, "G", "1", "F", "ctrl+d", "enter", "escape")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.links
        await keys(pilot, "u")
        assert not session_of(pilot).state.ordered()[0].links


async def test_a_link_needs_another_figure(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path)) as pilot:
        await keys(pilot, "F", "~cranes", "ctrl+d")
        assert "mark the other figure first" in lines(pilot)


async def test_figures_are_ordered_by_date_and_again_by_size(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    notes = tmp_path / "b.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("2026-01-06", "2026-01-02"), "utf-8")
    async with program(path) as pilot:
        await keys(pilot, "F", "ctrl+o")
        assert phrases(pilot)[:2] == ["At least 31 people", "Twenty people"]
        await keys(pilot, "ctrl+o")
        assert phrases(pilot)[:2] == ["Twenty people", "At least 31 people"]


@pytest.mark.long
async def test_dates_are_in_the_order_of_the_calendar(tmp_path: Path) -> None:
    async with program(folder_of_two(tmp_path), size=(100, 30)) as pilot:
        await keys(pilot, "Y")
        assert isinstance(pilot.app.screen, DatesDialog)
        rows = pilot.app.screen.query_one(DatePane).items
        dates = [(row.date.date, row.date.is_relative) for row in rows]
        assert dates == [("2026-01-05", True), ("2026-02-02", False)]
        await keys(pilot, "~reopened", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"


@pytest.mark.long
async def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    (tmp_path / "c.docx").write_bytes(b"no archive")
    async with program(path, size=(100, 30)) as pilot:
        for key in "FY":
            await keys(pilot, key)
            assert "left out: " in lines(pilot)
            assert "c.docx" in lines(pilot)
            await keys(pilot, "escape")


@pytest.mark.long
async def test_read_only_notes_are_not_linked(tmp_path: Path) -> None:
    path = folder_of_two(tmp_path)
    (tmp_path / "a.txt.notes.toml").write_text("format = 99\n", encoding="utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "F", "ctrl+d")
        assert "not changed" in lines(pilot)
    assert not tomllib.loads((tmp_path / "b.txt.notes.toml").read_text("utf-8")).get("annotation")


async def test_a_folder_without_figures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lone.txt"
    path.write_text("Nothing is counted here.\n", encoding="utf-8")
    async with program(path) as pilot:
        await keys(pilot, "F")
        assert "No figures are found" in lines(pilot)
