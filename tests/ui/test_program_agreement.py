"""Agreement of analysts, in the whole program: from an article and from the list of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation import Annotation
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session.open_session import open_session
from tui.store import notes_files
from tui.ui.dialogs.agreement_dialogs import AgreementDialog, DisputesDialog
from tui.ui.dialogs.prompt import Prompt
from tui.ui.widgets.agreement_panes import AgreementPane, DisputePane

from .dialog_host import is_tame
from .pilot import keys, lines, told, until
from .program import article, here, program, screen_of, session_of

FERRY = """The harbour at dusk

The ferry left late. Gulls sat on the ferry. Nobody saw the lighthouse.
"""
LATE, GULLS = "The ferry left late.", "Gulls sat on the ferry."


def annotate(path: Path, author: str, words: str, *tags: str) -> None:
    """Tag some words in an article, as the analyst with a name."""
    session = open_session(path, folders=folders(), config=Config(author=author))
    start = session.document.text.index(words)
    target = Target(Span(start, start + len(words)))
    for tag in tags:
        session.apply(edits.toggle_tag(session.state, [target], tag))
    session.save()


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """An article that Anna and Bob coded: they disagree on one passage."""
    path = article(tmp_path, FERRY)
    annotate(path, "Anna", LATE, "claim/event")
    annotate(path, "Bob", LATE, "claim/event")
    annotate(path, "Anna", GULLS, "claim/figure")
    annotate(path, "Bob", GULLS, "claim/event")
    return path


def rows(pilot: Pilot[Any]) -> list[str]:
    assert isinstance(pilot.app.screen, AgreementDialog)
    items = pilot.app.screen.query_one(AgreementPane).items
    return [row.tag or row.document for row in items]


def disputed(pilot: Pilot[Any]) -> list[str]:
    assert isinstance(pilot.app.screen, DisputesDialog)
    return [row.passage.text for row in pilot.app.screen.query_one(DisputePane).items]


async def test_the_table_is_divided_and_ordered_by_keys(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "I")
        assert rows(pilot) == ["", "claim/event", "claim/figure"]
        assert "Agreement of Anna and Bob, by tag" in lines(pilot)
        assert "units are passages" in " ".join(lines(pilot).split())
        await keys(pilot, "b")
        assert rows(pilot) == ["", "claim"]
        await keys(pilot, "b")
        assert rows(pilot) == ["", "harbour.txt"]
        await keys(pilot, "b u")
        assert "units are characters" in " ".join(lines(pilot).split())
        await keys(pilot, "o")
        assert "ordered by alpha" in lines(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_a_row_opens_the_disagreements_on_its_tag(port: Path) -> None:
    async with program(port) as pilot:
        await keys(pilot, "I", "enter")
        assert disputed(pilot) == [GULLS]
        assert "different tags" in lines(pilot)
        assert "1 Anna: claim/figure" in lines(pilot)
        assert "2 Bob: claim/event" in lines(pilot)
        await keys(pilot, "escape escape")
        await keys(pilot, "I", "enter", "o")
        assert here(pilot) == GULLS


@pytest.mark.long
async def test_two_folders_are_compared(port: Path, tmp_path: Path) -> None:
    other = tmp_path.parent / f"{tmp_path.name} b"
    other.mkdir()
    annotate(article(other, FERRY), "Clara", LATE, "topic/actor")
    async with program(port) as pilot:
        await keys(pilot, "I", "c", "~two folders", "enter")
        assert isinstance(pilot.app.screen, Prompt)
        await keys(pilot, f"~'{tmp_path}' '{other}'", "enter")
        assert "topic/actor" in rows(pilot)
        await keys(pilot, "enter")
        assert disputed(pilot) == [LATE, GULLS]


async def test_one_coder_is_told_and_asked_for_two_sides(tmp_path: Path) -> None:
    path = article(tmp_path, FERRY)
    annotate(path, "Anna", LATE, "claim/event")
    async with program(path) as pilot:
        await keys(pilot, "I")
        assert "only Anna coded these articles" in told(pilot)
        assert isinstance(pilot.app.screen, Prompt)
        await keys(pilot, "~one", "enter")
        assert "name two folders" in lines(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


def resolutions(path: Path) -> list[Annotation]:
    notes = notes_files.load(path.with_name(f"{path.name}.notes.toml")).value
    return [one for one in notes.annotations if one.is_resolution]


@pytest.mark.parametrize(
    ("key", "tags"),
    [("1", ("claim/figure",)), ("2", ("claim/event",)), ("b", ("claim/event", "claim/figure"))],
)
async def test_a_decision_is_recorded_with_its_author_and_taken_back(
    port: Path, key: str, tags: tuple[str, ...]
) -> None:
    async with program(port, author="Clara") as pilot:
        await keys(pilot, "I", "enter", "n", "~because", "enter", key)
        assert "1 decided, 0 undecided" in lines(pilot)
        assert "why: because" in lines(pilot)
        await keys(pilot, "enter")
        assert "1 decided and recorded; u takes back" in told(pilot)
        state = session_of(pilot).state
        (made,) = [one for one in state.ordered() if one.is_resolution]
        assert (made.quote, made.tags, made.author, made.note) == (GULLS, tags, "Clara", "because")
        disputed = [one.id for one in state.ordered() if one.quote == GULLS and one != made]
        assert sorted(made.extra["resolves"]) == sorted(disputed)
        await keys(pilot, "I", "enter")
        assert "Anna and Bob do not disagree on any tag" in told(pilot)
        assert rows(pilot) == ["", "claim/event", "claim/figure"]
        await keys(pilot, "escape u", "I", "enter")
        assert len(pilot.app.screen.query_one(DisputePane).items) == 1


async def test_decisions_are_taken_back_before_they_are_recorded(port: Path) -> None:
    async with program(port, author="Clara") as pilot:
        await keys(pilot, "I", "enter", "enter")
        assert "nothing is decided yet" in lines(pilot)
        await keys(pilot, "1 u")
        assert "0 decided, 1 undecided" in lines(pilot)
        await keys(pilot, "2 o")
        assert "Enter records the decisions first" in lines(pilot)
        await keys(pilot, "escape")
        assert "Esc again drops them" in lines(pilot)
        await keys(pilot, "escape escape")
        assert pilot.app.screen is screen_of(pilot)
    assert resolutions(port) == []


async def test_decisions_in_the_list_are_recorded_in_each_article(port: Path) -> None:
    async with program(port.parent, author="Clara") as pilot:
        await keys(pilot, "ctrl+b", "enter", "2", "enter")
        assert "1 decided and recorded" in told(pilot)
        (made,) = resolutions(port)
        assert (made.author, made.tags) == ("Clara", ("claim/event",))
        assert made.extra["decision"] == "right"
        await keys(pilot, "ctrl+underscore")
        await until(pilot, "taken back: 1 decided")
        assert resolutions(port) == []


async def test_blind_coding_keeps_the_others_hidden(port: Path) -> None:
    async with program(port, author="Anna", blind=True) as pilot:
        await keys(pilot, "I")
        assert "only Anna coded these articles" in told(pilot)
        await keys(pilot, f"~{port.parent} {port.parent}/.", "enter")
        assert "hidden until you mark it as done" in told(pilot)
        await keys(pilot, "escape", "d", "I")
        assert rows(pilot) == ["", "claim/event", "claim/figure"]


async def test_a_disagreement_is_opened_from_the_list(port: Path) -> None:
    async with program(port.parent) as pilot:
        await keys(pilot, "ctrl+b", "enter")
        assert disputed(pilot) == [GULLS]
        await keys(pilot, "o")
        assert here(pilot) == GULLS


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_screens_fit_and_hostile_texts_are_tame(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    hostile = "\u202eferry [red]boat[/red] " + "and so on " * 60
    path = article(tmp_path, f"Fog\n\n{hostile}\n")
    annotate(path, "Anna\x1b[31m", "[red]boat[/red]", "claim/[b]x[/b]")
    annotate(path, "Bob", "ferry", "claim/event")
    async with program(path, size=size) as pilot:
        await keys(pilot, "I")
        assert all(is_tame(line) for line in lines(pilot).splitlines())
        assert "claim/[b]x[/b]" in lines(pilot)
        await keys(pilot, "enter")
        assert all(is_tame(line) for line in lines(pilot).splitlines())
        assert "[red]boat[/red]" in lines(pilot)
