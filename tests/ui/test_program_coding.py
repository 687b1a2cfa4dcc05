"""Coding by rule, in the whole program: from an article and from the list of a folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.ui.dialogs.prompt import Prompt
from tui.ui.dialogs.proposals_dialog import ProposalsDialog
from tui.ui.library.library_screen import LibraryScreen
from tui.ui.widgets.proposal_pane import ProposalPane

from .dialog_host import is_tame
from .pilot import keys, lines, told, until
from .program import article, here, program, screen_of, session_of, tagged
from .samples import SIZES

PORT = """The harbour at dusk

The ferry left late. Gulls sat on the ferry.

Nobody saw the lighthouse. A second ferry turned back.
"""
LATE, GULLS, SECOND = (
    "The ferry left late.", "Gulls sat on the ferry.", "A second ferry turned back.",
)  # fmt: skip
RULES = """format = 1

[[rule]]
name = "ships"
tag = "topic/ship"
words = ["ferr*"]
"""


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """An article in a folder whose dossier has a rule; the path of the article."""
    (tmp_path / "dossier.toml").write_text(RULES, encoding="utf-8")
    return article(tmp_path, PORT)


def marks(pilot: Pilot[Any]) -> dict[str, bool | None]:
    """The proposed texts in the open list, and what was decided about each."""
    assert isinstance(pilot.app.screen, ProposalsDialog)
    rows = pilot.app.screen.query_one(ProposalPane).items
    return {row.passage.text: row.is_kept for row in rows}


async def test_each_passage_is_shown_before_it_is_kept(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "P")
        assert marks(pilot) == {LATE: None, GULLS: None, SECOND: None}
        assert "3 new" in lines(pilot)
        assert "rule ships" in lines(pilot)
        await keys(pilot, "y n")
        assert marks(pilot) == {LATE: True, GULLS: False, SECOND: None}
        assert "1 kept, 1 undecided" in lines(pilot)
        await keys(pilot, "y enter")
        assert tagged(pilot) == {LATE: ("topic/ship",), SECOND: ("topic/ship",)}
        assert {a.rule for a in session_of(pilot).state.ordered()} == {"ships"}
        assert "2 tagged by rule; u takes it back" in told(pilot)
        await keys(pilot, "u")
        assert tagged(pilot) == {}


async def test_all_that_is_undecided_is_kept_and_a_second_run_finds_nothing(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "P", "j n", "a enter")
        assert set(tagged(pilot)) == {LATE, SECOND}
        await keys(pilot, "P")
        assert list(marks(pilot)) == [GULLS]
        assert "1 new, 2 tagged already" in lines(pilot)
        await keys(pilot, "y enter", "P")
        assert "nothing to code: 3 tagged already" in told(pilot)
        assert pilot.app.screen is screen_of(pilot)


async def test_esc_asks_once_more_before_it_drops_what_was_kept(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "P", "escape")
        assert pilot.app.screen is screen_of(pilot)
        await keys(pilot, "P", "enter")
        assert "nothing is kept yet" in lines(pilot)
        await keys(pilot, "y escape")
        assert "Enter tags the 1 kept; Esc again tags nothing" in lines(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)
        assert tagged(pilot) == {}


@pytest.mark.long
async def test_what_a_rule_does_not_find_any_more_is_counted(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "P", "a enter")
        (port.parent / "dossier.toml").write_text(RULES.replace("ferr*", "gulls"))
        await keys(pilot, "P")
        assert "1 tagged already, 2 no longer found by their rule" in told(pilot)


async def test_a_file_of_rules_is_asked_for_where_the_dossier_has_none(tmp_path: Path) -> None:
    path = article(tmp_path, PORT)
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "bad.toml").write_text(RULES.replace("words", "wrods"), encoding="utf-8")
    async with program(path) as pilot:
        await keys(pilot, "P")
        assert isinstance(pilot.app.screen, Prompt)
        await keys(pilot, "~bad.toml", "enter")
        assert "rule “ships”: it needs one of query, regex, words" in " ".join(lines(pilot).split())
        await keys(pilot, "escape", "P", "enter")
        assert len(marks(pilot)) == 3


@pytest.mark.long
async def test_a_mistake_in_the_rules_of_the_dossier_is_told(port: Path) -> None:
    (port.parent / "dossier.toml").write_text(RULES.replace('"ferr*"', '"…"'), encoding="utf-8")
    async with program(port) as pilot:
        await keys(pilot, "P")
        assert "rule “ships”: “…” holds no word" in told(pilot)
        assert pilot.app.screen is screen_of(pilot)


async def test_read_only_notes_say_why_before_anything_is_asked(port: Path) -> None:
    port.with_name(f"{port.name}.notes.toml").write_text("format = 2\n", encoding="utf-8")
    async with program(port) as pilot:
        await keys(pilot, "P")
        assert "not changed:" in told(pilot)
        assert pilot.app.screen is screen_of(pilot)


async def test_the_sidebar_names_the_rule(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "P", "a enter", "j")
        assert here(pilot) == LATE
        assert "by rule ships" in lines(pilot)


async def test_the_articles_of_a_folder_are_coded_and_that_is_taken_back(port: Path) -> None:
    article(port.parent, "Fog\n\nThe ferries stopped.\n", "fog.txt")
    async with program(port.parent) as pilot:
        await keys(pilot, "ctrl+l")
        assert len(marks(pilot)) == 4
        await keys(pilot, "y y n a", "enter")
        await until(pilot, "topic/ship: 3 passages in 2 articles; Ctrl+_ takes it back")
        notes = list(port.parent.glob("*.notes.toml"))
        assert len(notes) == 2
        for path in notes:
            for made in tomllib.loads(path.read_text(encoding="utf-8"))["annotation"]:
                assert (made["rule"], made["tags"]) == ("ships", ["topic/ship"])
        await keys(pilot, "ctrl+underscore")
        await until(pilot, "taken back: topic/ship: 3 passages in 2 articles")
        assert not any("[[annotation]]" in path.read_text() for path in notes)


@pytest.mark.long
async def test_only_the_articles_in_the_narrowed_list_are_coded(port: Path) -> None:
    article(port.parent, "Fog\n\nThe ferries stopped.\n", "fog.txt")
    async with program(port.parent) as pilot:
        await keys(pilot, "~fog", "ctrl+l")
        assert list(marks(pilot)) == ["The ferries stopped."]
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_fits_the_terminal_and_hostile_texts_are_tame(
    port: Path, size: tuple[int, int]
) -> None:
    hostile = "\x1b[31mferry\x1b[0m [red]ferry[/red] \u202eferry " + "and so on " * 60
    article(port.parent, f"Fog\n\n{hostile}\n", "fog.txt")
    async with program(port.parent, size=size) as pilot:
        await keys(pilot, "ctrl+l")
        assert "[red]ferry[/red]" in lines(pilot)
        assert all(is_tame(line) for line in lines(pilot).splitlines())
        assert "y keep" in lines(pilot)
        assert "n leave out" in lines(pilot)
        await keys(pilot, "G", "y")
        assert "1 kept" in lines(pilot)
