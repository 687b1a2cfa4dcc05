"""The sources of a dossier, in the whole program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.ui.dialogs.picker import Picker
from tui.ui.dialogs.source_dialogs import DuplicateQuestion, PassagesDialog, SourcesDialog
from tui.ui.widgets.choice_list import PickList
from tui.ui.widgets.source_lists import PassagePane, SourcePane
from tui.workspace.folder_sources import PassageRow, SourceRow

from .pilot import keys, lines
from .program import here, program, session_of

_MINE = (
    "Harbour shut\n\nThe port is closed, said Moeen al-Kazimi.\n\n"
    "Ana Brandt said that it may open soon.\n"
)
_OTHER = (
    "Port closed\n\nNothing moves, said Moeen al-Kadhimi.\n\n"
    "The port is open, said Ana Brandt.\n\nIt is shut until May, said Ana Brandt.\n"
)


def _notes(outlet: str, grade: str, *said: tuple[str, str, str, str, str]) -> str:
    """Notes with two sources; each statement is given as text, words, id, source and links."""
    ids = {"kazimi": "Moeen al-Kazimi", "kadhimi": "Moeen al-Kadhimi", "ana": "Ana Brandt"}
    used = dict.fromkeys(source for *_, source, _ in said)
    parts = [f'format = 1\n\n[document]\npublisher = "{outlet}"\n']
    for id in used:
        graded = f'reliability = "{grade}"\nreason = "seen by {outlet}"\n' if id == "ana" else ""
        parts.append(f'[[source]]\nid = "{id}"\nname = "{ids[id]}"\n{graded}')
    for text, words, id, source, links in said:
        start = text.index(words)
        parts.append(
            f'[[annotation]]\nid = "{id}"\nstart = {start}\nend = {start + len(words)}\n'
            f'quote = "{words}"\ntags = ["claim/event"]\nsource = "{source}"\n{links}'
        )
    return "\n".join(parts)


def two_articles(folder: Path) -> Path:
    """Two articles whose sources overlap, with a dispute between them; the path of the first."""
    (folder / "a.txt").write_text(_MINE, encoding="utf-8")
    (folder / "b.txt").write_text(_OTHER, encoding="utf-8")
    mine = _notes(
        "Harbor Dispatch",
        "C",
        (_MINE, "The port is closed", "A1", "kazimi", ""),
        (_MINE, "it may open soon", "A2", "ana", ""),
    )
    other = _notes(
        "Levant Courier",
        "E",
        (_OTHER, "Nothing moves", "B1", "kadhimi", ""),
        (_OTHER, "The port is open", "B2", "ana", 'links = [{to = "a.txt#A1", rel = "disputes"}]'),
        (_OTHER, "It is shut until May", "B3", "ana", ""),
    )
    (folder / "a.txt.notes.toml").write_text(mine, encoding="utf-8")
    (folder / "b.txt.notes.toml").write_text(other, encoding="utf-8")
    return folder / "a.txt"


def sources(pilot: Pilot[Any]) -> dict[str, SourceRow]:
    """The rows of the open list by name."""
    assert isinstance(pilot.app.screen, SourcesDialog)
    return {row.source.name: row for row in pilot.app.screen.query_one(SourcePane).items}


def passages(pilot: Pilot[Any]) -> list[PassageRow]:
    """The rows of the open list of passages."""
    assert isinstance(pilot.app.screen, PassagesDialog)
    return [*pilot.app.screen.query_one(PassagePane).items]


def kept(folder: Path) -> dict[str, dict[str, Any]]:
    """The sources in the dossier file by name."""
    book = tomllib.loads((folder / "dossier.toml").read_text(encoding="utf-8"))
    return {record["name"]: record for record in book["source"]}


async def test_each_source_is_listed_once_with_what_it_says(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R")
        rows = sources(pilot)
        assert [*rows] == ["Ana Brandt", "Moeen al-Kadhimi", "Moeen al-Kazimi"]
        ana, kazimi = rows["Ana Brandt"].known, rows["Moeen al-Kazimi"].known
        assert (len(ana.statements), ana.article_count) == (3, 2)
        assert (len(kazimi.disputed), len(kazimi.confirmed)) == (1, 0)
        assert "graded C in Harbor Dispatch, E in Levant Courier" in lines(pilot)
        assert "1 disputed" in lines(pilot)
        await keys(pilot, "~kad")
        assert [*sources(pilot)] == ["Moeen al-Kadhimi"]


async def test_enter_lists_what_a_source_says_and_goes_there(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "enter")
        assert [(row.text, row.where) for row in passages(pilot)] == [
            ("it may open soon", "this article, ¶3"),
            ("The port is open", "Levant Courier, ¶3"),
            ("It is shut until May", "Levant Courier, ¶4"),
        ]
        await keys(pilot, "escape")
        assert sources(pilot)
        await keys(pilot, "enter", "~soon", "enter")
        assert here(pilot) == "Ana Brandt said that it may open soon."
        await keys(pilot, "R", "enter", "~until may", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert here(pilot) == "It is shut until May, said Ana Brandt."


@pytest.mark.long
async def test_a_grade_settles_the_grades_of_two_articles(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "ctrl+r", "D", "tab", "ctrl+u", "~she was wrong twice", "enter")
        row = sources(pilot)["Ana Brandt"]
        assert (row.source.reliability, row.conflict) == ("D", None)
        assert [g.reliability for g in row.source.history] == ["E", "C", "D"]
        assert "she was wrong twice" in lines(pilot)
        await keys(pilot, "escape", "u", "R")
        assert sources(pilot)["Ana Brandt"].conflict
        await keys(pilot, "escape", "ctrl+r")
    history = kept(tmp_path)["Ana Brandt"]["history"]
    assert history[-1]["reason"] == "she was wrong twice"
    assert history[-1]["date"]


@pytest.mark.long
async def test_a_new_grade_in_the_form_settles_the_grades_too(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "ctrl+e", "tab", "tab", "tab", "B", "enter")
        row = sources(pilot)["Ana Brandt"]
        assert [g.reliability for g in row.source.history] == ["E", "C", "B"]
        assert row.conflict is None


@pytest.mark.long
async def test_another_change_leaves_the_conflict(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "ctrl+e", "tab", "~mayor", "enter")
        row = sources(pilot)["Ana Brandt"]
        assert (row.source.role, row.grade) == ("mayor", "?")


@pytest.mark.long
async def test_a_source_of_another_article_alone_is_edited(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "~kad", "ctrl+e", "tab", "~mayor", "enter")
        assert sources(pilot)["Moeen al-Kadhimi"].source.role == "mayor"
        await keys(pilot, "ctrl+a", "~Abu Karim", "enter")
        assert sources(pilot)["Moeen al-Kadhimi"].source.aliases == ("Abu Karim",)
        await keys(pilot, "escape", "escape")
    assert kept(tmp_path)["Moeen al-Kadhimi"]["aliases"] == ["Abu Karim"]
    assert kept(tmp_path)["Moeen al-Kadhimi"]["role"] == "mayor"


@pytest.mark.long
async def test_a_name_that_another_source_has_is_no_alias(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "~kad", "ctrl+a", "~ana brandt", "enter")
        assert "Ana Brandt is a source of its own" in lines(pilot)


async def test_a_source_is_merged_into_another_in_one_step(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "~kazimi", "ctrl+g", "enter", "escape")
        assert [*sources(pilot)] == ["Ana Brandt", "Moeen al-Kadhimi"]
        merged = sources(pilot)["Moeen al-Kadhimi"]
        assert merged.source.aliases == ("Moeen al-Kazimi",)
        assert len(merged.known.statements) == 2
        await keys(pilot, "escape", "u", "R")
        assert len(sources(pilot)) == 3


async def test_a_source_that_says_nothing_is_deleted_and_comes_back(tmp_path: Path) -> None:
    path = two_articles(tmp_path)
    (tmp_path / "dossier.toml").write_text(
        'format = 1\n\n[[source]]\nid = "zoe"\nname = "Zoe Quill"\nreliability = "B"\n', "utf-8"
    )
    async with program(path) as pilot:
        await keys(pilot, "R", "~ana", "ctrl+x")
        assert "not deleted: Ana Brandt says 3 marked things; Ctrl+G merges it" in lines(pilot)
        await keys(pilot, "ctrl+u", "~zoe", "ctrl+x")
        assert "deleted: Zoe Quill · Esc, then u undoes it" in lines(pilot)
        await keys(pilot, "escape")
        assert [*sources(pilot)] == ["Ana Brandt", "Moeen al-Kadhimi", "Moeen al-Kazimi"]
        await keys(pilot, "escape", "u", "R")
        assert sources(pilot)["Zoe Quill"].grade == "B"


@pytest.mark.long
async def test_a_source_whose_statements_are_gone_is_deleted_in_the_article(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "j x", "R", "~kazimi", "ctrl+x")
        assert "deleted: Moeen al-Kazimi" in lines(pilot)
        await keys(pilot, "escape")
        assert "Moeen al-Kazimi" not in sources(pilot)


@pytest.mark.long
async def test_a_source_in_the_notes_on_another_article_stays_and_that_article_is_named(
    tmp_path: Path,
) -> None:
    path = two_articles(tmp_path)
    zoe = '[[source]]\nid = "zoe"\nname = "Zoe Quill"\n'
    (tmp_path / "dossier.toml").write_text(f"format = 1\n\n{zoe}", "utf-8")
    notes = tmp_path / "b.txt.notes.toml"
    notes.write_text(f"{notes.read_text('utf-8')}\n{zoe}", "utf-8")
    async with program(path) as pilot:
        await keys(pilot, "R", "~zoe", "ctrl+x")
        said = " ".join(lines(pilot).split())
        assert "deleted here: Zoe Quill; it stays listed until it is deleted in" in said
        assert "the notes on b.txt" in said
        assert "Zoe Quill" in sources(pilot)


async def test_likely_duplicates_are_asked_about(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R")
        assert "Moeen al-Kazimi — the same as" in " ".join(lines(pilot).split()) or (
            "Moeen al-Kadhimi — the same as" in " ".join(lines(pilot).split())
        )
        await keys(pilot, "ctrl+d")
        assert isinstance(pilot.app.screen, DuplicateQuestion)
        await keys(pilot, "y")
        assert len(sources(pilot)) == 2


async def test_of_likely_duplicates_the_fuller_name_stays(tmp_path: Path) -> None:
    path = two_articles(tmp_path)
    notes = tmp_path / "b.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("Moeen al-Kadhimi", "Kazimi"), "utf-8")
    mine = tmp_path / "a.txt.notes.toml"
    # The shorter name says more.
    start = _MINE.index("it may open soon")
    mine.write_text(
        f'{mine.read_text("utf-8")}\n[[source]]\nid = "kadhimi"\nname = "Kazimi"\n\n'
        f'[[annotation]]\nid = "A3"\nstart = {start}\nend = {start + 6}\n'
        f'quote = "it may"\nsource = "kadhimi"\n',
        "utf-8",
    )
    async with program(path) as pilot:
        await keys(pilot, "R", "ctrl+d", "y")
        assert "Moeen al-Kazimi" in sources(pilot)
        assert "Kazimi" not in sources(pilot)


@pytest.mark.long
async def test_two_sources_that_are_not_the_same_are_never_asked_about_again(
    tmp_path: Path,
) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "ctrl+d", "n", "ctrl+d")
        assert len(sources(pilot)) == 3
        assert "no likely duplicate is left" in lines(pilot)
    assert any("distinct" in record for record in kept(tmp_path).values())


async def test_what_falls_if_a_source_is_wrong(tmp_path: Path) -> None:
    async with program(two_articles(tmp_path)) as pilot:
        await keys(pilot, "R", "~kazimi", "ctrl+w")
        assert [(row.text, row.about[0]) for row in passages(pilot)] == [
            ("The port is closed", "claim")
        ]
        await keys(pilot, "enter")
        assert here(pilot).startswith("The port is closed")


@pytest.mark.long
async def test_read_only_notes_say_why_nothing_is_changed(tmp_path: Path) -> None:
    path = two_articles(tmp_path)
    notes = tmp_path / "a.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")
    async with program(path) as pilot:
        await keys(pilot, "R", "ctrl+d")
        assert "not changed" in lines(pilot)


async def test_a_folder_without_sources_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_MINE, encoding="utf-8")
    async with program(tmp_path / "a.txt") as pilot:
        await keys(pilot, "R")
        assert "No source yet" in lines(pilot)
        await keys(pilot, "enter", "ctrl+g", "ctrl+w", "ctrl+d")
        assert not sources(pilot)


@pytest.mark.long
async def test_a_passage_is_attributed_to_a_source_of_another_article(tmp_path: Path) -> None:
    path = two_articles(tmp_path)
    (tmp_path / "a.txt.notes.toml").unlink()
    async with program(path) as pilot:
        await keys(pilot, "j", "s")
        picker = pilot.app.screen
        assert isinstance(picker, Picker)
        labels = [item.label for item in picker.query_one(PickList).items]
        assert labels[:2] == ["Moeen al-Kazimi", "Moeen al-Kadhimi"]
        await keys(pilot, "down", "enter")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.source == "kadhimi"
    assert not (tmp_path / "dossier.toml").exists()
    notes = tomllib.loads((tmp_path / "a.txt.notes.toml").read_text("utf-8"))
    assert notes["source"] == [{"id": "kadhimi", "name": "Moeen al-Kadhimi"}]


@pytest.mark.long
async def test_the_list_of_a_folder_leads_to_its_sources(tmp_path: Path) -> None:
    two_articles(tmp_path)
    async with program(tmp_path) as pilot:
        await keys(pilot, "down", "ctrl+r")
        assert len(sources(pilot)) == 3
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        await keys(pilot, "~kazimi", "enter", "enter")
        assert session_of(pilot).document.path == tmp_path / "a.txt"
        await keys(pilot, "q")


@pytest.mark.long
async def test_what_nobody_is_named_for_is_attributed_to_the_outlet(tmp_path: Path) -> None:
    text = "Harbour shut\n\nThe harbour has been shut for a week.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt.notes.toml").write_text(
        'format = 1\n\n[document]\npublisher = "Harbor Dispatch"\n', encoding="utf-8"
    )
    async with program(tmp_path / "a.txt", size=(100, 30)) as pilot:
        await keys(pilot, "j", "s")
        assert "the outlet itself" in lines(pilot)
        await keys(pilot, "~dispatch", "enter")
        (annotation,) = session_of(pilot).state.ordered()
        known = session_of(pilot).state.source(annotation.source)
        assert known is not None
        assert (known.name, known.kind, known.role) == ("Harbor Dispatch", "medium", "")
        await keys(pilot, "k", "s")
        choices = pilot.app.screen.query_one(PickList).items
        assert [each.label for each in choices].count("Harbor Dispatch") == 1
        await keys(pilot, "escape", "u")
        assert session_of(pilot).state.ordered() == []
