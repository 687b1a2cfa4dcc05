"""Notes, sources, grades, the article's data, and the sidebar's text on a passage."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import article, here, on_disk, program, screen_of, session_of, spot
from tests.ui.test_program_moving import PASSAGES
from tui.config import Config, folders
from tui.model import edits
from tui.session.open_session import open_session
from tui.store import drafts
from tui.ui.app import ReaderApp

LEAVING = ["escape", "ctrl+s", "tab", "ctrl+q"]


@pytest.mark.parametrize("leave", sampled(LEAVING, ["escape", "ctrl+q"]))
async def test_however_a_note_is_left_its_text_is_kept(tmp_path: Path, leave: str) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        screen = screen_of(pilot)
        await keys(pilot, "n")
        assert screen.view.editor.area.has_focus
        assert "Harbour stays shut" in lines(pilot)
        await keys(pilot, "~first q j 1", "enter", "~second", leave)
        if leave != "ctrl+q":
            assert screen.view.article.has_focus
            assert not screen.view.editor.is_open
            assert "first q j 1" in lines(pilot), "the sidebar shows the note"
            await keys(pilot, "q")
    (record,) = on_disk(path)["annotation"]
    assert record["note"] == "first q j 1\nsecond"
    assert record["quote"] == PASSAGES[0]
    assert "tags" not in record or record["tags"] == []


@pytest.mark.long
async def test_a_click_leaves_a_note_and_keeps_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n", "~one")
        await pilot.click(screen_of(pilot).view.article, offset=spot(pilot, "closed"))
        await quiet(pilot)
        assert here(pilot) == PASSAGES[2]
        assert not screen_of(pilot).view.editor.is_open
        await keys(pilot, "n", "~two", "escape")
        assert [(a.quote, a.note) for a in session_of(pilot).state.ordered()] == [
            (PASSAGES[0], "one"), (PASSAGES[2], "two"),
        ]  # fmt: skip


async def test_a_note_is_gone_on_with_and_taken_back_as_one_step(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n", "~one", "escape n", "~ two", "escape")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.note == "one two"
        await keys(pilot, "u")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["one"]
        await keys(pilot, "n", "backspace backspace backspace escape")
        assert session_of(pilot).state.ordered() == [], "an annotation that says nothing is deleted"
        await keys(pilot, "u")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["one"]


async def test_a_note_left_as_it_was_is_no_edit(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n escape N escape u")
        assert "nothing to undo" in told(pilot)
        assert not session_of(pilot).dirty


async def test_a_note_on_the_whole_article(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "N", "~a memo", "escape q")
    assert on_disk(path)["document"]["note"] == "a memo"
    assert "annotation" not in on_disk(path)


async def test_a_note_typed_ahead_reaches_the_note(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "n h e l p escape j n t x escape 3 k 1")
        assert [(a.quote, a.note, a.tags) for a in session_of(pilot).state.ordered()] == [
            (PASSAGES[0], "help", ("claim/intent",)), (PASSAGES[1], "tx", ("claim/denial",)),
        ]  # fmt: skip


async def test_quitting_from_a_dialog_over_a_note_keeps_it(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "1 n a b ctrl+t ctrl+q")
    (record,) = on_disk(path)["annotation"]
    assert (record["note"], record["tags"]) == ("ab", ["claim/intent"])


@pytest.mark.long
async def test_a_note_lost_by_a_crash_is_offered(tmp_path: Path) -> None:
    path = article(tmp_path)
    state = folders().state
    for answer, kept in (("y", ["unsaved"]), ("n", ["unsaved"])):
        drafts.keep(state, str(path.resolve()), "0-18", "unsaved")
        async with program(path) as pilot:
            assert "unsaved" in lines(pilot)
            await keys(pilot, answer, "q")
        assert [record["note"] for record in on_disk(path)["annotation"]] == kept
        assert drafts.remaining(state, str(path.resolve())) == []


def rule(path: Path) -> str:
    """The rule for the first tag of the sidebar, in the codebook beside an article."""
    tags = tomllib.loads(path.with_name("codebook.toml").read_text("utf-8"))["tag"]
    return "".join(tag.get("note", "") for tag in tags if tag["name"] == "claim/intent")


LEAVING_A_RULE = ["escape q", "ctrl+q", "ctrl+t ctrl+q"]


@pytest.mark.parametrize("leave", sampled(LEAVING_A_RULE, ["ctrl+q"]))
async def test_however_the_rule_for_a_tag_is_left_its_text_is_kept(
    tmp_path: Path, leave: str
) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "tab home n", "~only with a name", leave)
        assert not pilot.app.is_running
    assert rule(path) == "only with a name"
    assert drafts.remaining(folders().state, str(path.resolve())) == []


@pytest.mark.long
async def test_the_rule_for_a_tag_is_kept_when_the_program_is_told_to_end(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "tab home n", "~only with a name")
        assert isinstance(pilot.app, ReaderApp)
        pilot.app._terminate()
    assert rule(path) == "only with a name"


@pytest.mark.long
async def test_the_rule_for_a_tag_lost_by_a_crash_is_offered(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "tab home n", "~unsaved")
        await pilot.pause(0.3)
        await quiet(pilot)
        (draft,) = drafts.remaining(folders().state, str(path.resolve()))
        assert (draft.what, draft.text) == ("rule for claim/intent", "unsaved")
        await keys(pilot, "escape q")
    path.with_name("codebook.toml").unlink()
    drafts.keep(folders().state, str(path.resolve()), draft.what, draft.text)
    async with program(path) as pilot:
        assert "The rule for claim/intent was being typed" in " ".join(lines(pilot).split())
        await keys(pilot, "y q")
    assert rule(path) == "unsaved"
    assert drafts.remaining(folders().state, str(path.resolve())) == []


@pytest.mark.long
async def test_a_note_on_a_selection_and_one_on_its_passage(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "l v w n", "~part", "escape escape escape v n", "~whole", "escape")
        assert [(a.quote, a.note) for a in session_of(pilot).state.ordered()] == [
            ("Harbour", "part"), (PASSAGES[0], "whole"),
        ]  # fmt: skip


# Sources and grades


@pytest.mark.long
async def test_a_source_new_known_and_taken_away(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "s", "~Ada Berg", "enter", "j s", "~ada", "enter")
        session = session_of(pilot)
        assert [a.source for a in session.state.ordered()] == ["ada-berg", "ada-berg"]
        assert "Ada Berg" in lines(pilot)
        await keys(pilot, "s", "~nobody", "enter")
        assert [a.source for a in session.state.ordered()] == ["ada-berg"]
        await keys(pilot, "u j s", "~Ada", "up enter q")
    assert [record["name"] for record in on_disk(path)["source"]] == ["Ada Berg", "Ada"]
    assert [r["source"] for r in on_disk(path)["annotation"]] == ["ada-berg", "ada-berg", "ada"]


GRADES = {
    "c C 3": ("C", 3), "c 3": ("", 3), "c C enter": ("C", 0), "c b 6": ("B", 6),
    "c F 1 c 2": ("F", 2), "c C 3 c 0": ("C", 0), "c C 3 c backspace enter": ("", 3),
    "c C 3 c A escape": ("C", 3), "c 7 x 5": ("", 5), "c escape": ("", 0),
}  # fmt: skip


@pytest.mark.long
async def test_grades_of_the_source_and_of_the_statement(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        session, found = session_of(pilot), {}
        await keys(pilot, "s", "~Ada Berg", "enter")
        for run in GRADES:
            before = session.history.done
            await keys(pilot, run)
            (annotation,), source = (
                session.state.ordered(),
                session.state.known_sources()["ada-berg"],
            )
            found[run] = source.reliability, annotation.credibility
            while session.history.done is not before:
                session.undo()
        assert found == GRADES


async def test_a_grade_is_one_step_and_shown(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "s", "~Ada Berg", "enter", "c C 3")
        assert "Ada Berg · C3" in lines(pilot)
        await keys(pilot, "u")
        assert "C3" not in lines(pilot)
        assert session_of(pilot).state.ordered()[0].credibility == 0


@pytest.mark.long
async def test_another_grade_of_a_source_says_where_it_holds(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "s", "~Ada Berg", "enter", "c C 3")
        assert "dossier" not in told(pilot)
        await keys(pilot, "c A 2")
        assert "Ada Berg: C → A, in the whole dossier" in told(pilot)
        await keys(pilot, "c backspace enter")
        assert "Ada Berg: A → not graded, in the whole dossier" in told(pilot)


async def test_a_letter_without_a_source_says_what_to_do(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "c C")
        assert "no source yet: press s first" in lines(pilot)
        await keys(pilot, "4")
        assert [a.credibility for a in session_of(pilot).state.ordered()] == [4]
        assert "–4" in lines(pilot)
        await keys(pilot, "c 0")
        assert session_of(pilot).state.ordered() == [], "nothing is said any more"


# The article's data


@pytest.mark.long
async def test_the_articles_data(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        assert session_of(pilot).state.data.author == "Ada Finch"
        await keys(pilot, "i ctrl+u", "~Shut", "tab tab", "~Quay Post", "tab", "~2024-05-06")
        await keys(pilot, "enter")
        assert lines(pilot).splitlines()[0].split()[:4] == ["Shut", "─", "Quay", "Post,"]
        await keys(pilot, "i", "~zzz", "escape q")
    data = on_disk(path)["document"]
    assert (data["title"], data["publisher"], data["date"], data["author"]) == (
        "Shut", "Quay Post", "2024-05-06", "Ada Finch",
    )  # fmt: skip


async def test_a_note_that_two_write_at_once_has_both_texts(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        screen = screen_of(pilot)
        target = screen.view.target
        await keys(pilot, "j k n", *"mine")
        other = open_session(path, folders=folders(), config=Config())
        other.apply(edits.set_note(other.state, target, "theirs"))
        other.save()
        screen.check_files()
        await keys(pilot, "escape")
        assert "both texts are kept" in told(pilot)
        await quiet(pilot)
        assert session_of(pilot).state.at(target).note == "theirs\n\nmine"  # type: ignore[union-attr]
        for _ in range(100):
            if not session_of(pilot).dirty:
                break
            await pilot.pause(0.05)
        # Whoever only looked at the note changes nothing.
        await keys(pilot, "n")
        other.refresh()
        other.apply(edits.set_note(other.state, target, "theirs alone"))
        other.save()
        screen.check_files()
        await keys(pilot, "escape")
        assert session_of(pilot).state.at(target).note == "theirs alone"  # type: ignore[union-attr]


async def test_an_empty_note_says_how_a_line_stays_out_of_reports(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "n")
        shown = " ".join(lines(pilot).split())
        assert "begins with %%" in shown
        await keys(pilot, "~x")
        assert "%%" not in lines(pilot)


@pytest.mark.long
async def test_a_sign_within_a_line_of_a_note_that_holds_nothing_back_is_told(
    tmp_path: Path,
) -> None:
    warning = "%% holds back only a line that begins with it."
    async with program(article(tmp_path), size=(160, 40)) as pilot:
        await keys(pilot, "n", "~seen", "enter", "~  %% my own %% doubt")
        assert warning not in lines(pilot)
        await keys(pilot, "escape n", "enter", "~sure %% not")
        assert warning in lines(pilot)
        await keys(pilot, "escape n")
        assert warning in lines(pilot), "also for a note that was left so"
        await keys(pilot, "backspace backspace backspace backspace backspace")
        assert warning not in lines(pilot)
        assert screen_of(pilot).view.editor.area.has_focus
