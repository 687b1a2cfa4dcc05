"""Saving, quitting, copying, exporting, opening other articles, themes, standard input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, send, told
from tests.ui.pilot import until as shown
from tests.ui.program import ARTICLE, article, here, on_disk, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui import config
from tui.config import Config, folders
from tui.model import edits
from tui.readers import plain
from tui.session.open_session import open_session
from tui.ui.app import ReaderApp


def blocked(path: Path) -> Path:
    """Make saving the notes fail, for root too: their path is that of a folder."""
    place = path.with_name(path.name + ".notes.toml")
    place.mkdir()
    return place


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    """Wait until a condition holds, two seconds at most."""
    for _ in range(40):
        if done():
            break
        await pilot.pause(0.05)
    await quiet(pilot)


# Saving and quitting


@pytest.mark.parametrize("key", sampled(["q", "ctrl+q"], ["ctrl+q"]))
async def test_quitting_asks_nothing_when_all_is_saved(tmp_path: Path, key: str) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, f"3 j 1 {key}")
        assert pilot.app.return_code == 0
        assert not pilot.app.is_running
    assert [r["tags"] for r in on_disk(path)["annotation"]] == [["claim/denial"], ["claim/intent"]]


async def test_looking_writes_nothing_beside_the_article(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "j G l v escape escape n escape y / escape tab escape ] q")
    assert list(tmp_path.iterdir()) == [path]


async def test_it_saves_by_itself(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "3")
        await until(pilot, lambda: not session_of(pilot).dirty)
        assert on_disk(path)["annotation"][0]["tags"] == ["claim/denial"]
        assert lines(pilot).splitlines()[0].rstrip().endswith("saved")


@pytest.mark.parametrize("quit", sampled(["q", "ctrl+q"], ["q"]))
async def test_quitting_asks_when_saving_fails(tmp_path: Path, quit: str) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        place = blocked(path)
        await keys(pilot, f"3 {quit}")
        assert "Not saved" in lines(pilot)
        assert "harbour.txt.notes.toml" in lines(pilot)
        await keys(pilot, "n")
        assert pilot.app.is_running
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        place.rmdir()
        await keys(pilot, "q")
        assert not pilot.app.is_running
    assert on_disk(path)["annotation"][0]["tags"] == ["claim/denial"]


async def test_leaving_all_the_same(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        blocked(path)
        await keys(pilot, "3 q", "y")
        assert not pilot.app.is_running


async def test_a_failed_saving_is_shown_until_it_works_again(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        place = blocked(path)
        await keys(pilot, "3")
        await until(pilot, lambda: screen_of(pilot).view._is_trouble)
        assert "NOT SAVED" in lines(pilot).splitlines()[0]
        assert "not saved (tried again" in lines(pilot)
        place.rmdir()
        await keys(pilot, "1")
        await until(pilot, lambda: not session_of(pilot).dirty)
        assert "NOT SAVED" not in lines(pilot)
        assert "not saved (" not in lines(pilot)


async def test_changes_of_another_program_come_in(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        other = open_session(path, folders=folders(), config=Config())
        other.apply(
            edits.annotate(other.state, screen_of(pilot).view.article.span, tags=["claim/event"])
        )
        other.save()
        await keys(pilot, "G 3")
        await until(pilot, lambda: not session_of(pilot).dirty)
        want = {PASSAGES[0]: ("claim/event",), PASSAGES[7]: ("claim/denial",)}
        assert tagged(pilot) == want
        assert "changed elsewhere" in told(pilot)
        assert "Harbour stays shut" in str([*screen_of(pilot).view.sidebar.notes.items])


# Copying and exporting


async def test_a_passage_is_copied_with_its_citation(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        session_of(pilot).apply(
            edits.set_data(session_of(pilot).state, publisher="Quay Post", date="2024-05-06")
        )
        await keys(pilot, "G k k s", "~Ferry company", "enter", "c B 2 y")
        where = "(Quay Post, 6 May 2024, ¶4)"
        assert pilot.app.clipboard == f"“{PASSAGES[5]}” — Ferry company B2 {where}"
        await keys(pilot, "g l v w y")
        assert pilot.app.clipboard == "“Harbour” (Quay Post, 6 May 2024, ¶1)"


@pytest.mark.long
async def test_a_copied_citation_is_that_of_the_report(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "j 1 y")
        assert pilot.app.clipboard == "“By Ada Finch” (Ada Finch, ¶2)"
        await keys(pilot, "e enter", "v j J y")
        assert pilot.app.clipboard.endswith("(Ada Finch, ¶2–4)")
    report = path.with_name("harbour.txt.report.md").read_text("utf-8")
    assert "[1] Ada Finch, ¶2" in report


@pytest.mark.long
async def test_an_export_its_filter_and_the_same_again(tmp_path: Path) -> None:
    path = article(tmp_path)
    report = tmp_path / "out.md"
    async with program(path) as pilot:
        await keys(pilot, "3 j 1 e")
        assert "Export" in lines(pilot)
        await keys(pilot, "ctrl+u", f"~{report}", "shift+tab ctrl+u", "~claim/denial", "enter")
        first = report.read_text()
        assert PASSAGES[0] in first
        assert PASSAGES[1] not in first
        await keys(pilot, "j 3 E")
        assert PASSAGES[2] in report.read_text()
        assert PASSAGES[1] not in report.read_text()
        assert f"exported to {report}" in told(pilot)
        await keys(pilot, "q")
    async with program(path) as pilot:
        await keys(pilot, "3 E")
        assert PASSAGES[2] not in report.read_text(), "what was chosen is remembered"


@pytest.mark.long
async def test_an_export_beside_the_article_by_default(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3 E")
        assert "Export" in lines(pilot), "nothing was exported yet, so it asks"
        await keys(pilot, "enter")
    (report,) = tmp_path.glob("harbour.txt.report.*")
    assert PASSAGES[0] in report.read_text()


async def test_an_export_that_fails_is_told(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3 e ctrl+u", f"~{tmp_path}", "enter")
        assert "not exported" in told(pilot)


# Other articles


@pytest.mark.long
async def test_another_article_opens_when_this_one_is_saved(tmp_path: Path) -> None:
    path = article(tmp_path)
    other = article(tmp_path, "Fog\n\nThe fog came early.\n", "fog.txt")
    async with program(path) as pilot:
        await keys(pilot, "3 o", "~fog", "enter")
        assert session_of(pilot).document.path == other
        assert "Fog" in lines(pilot).splitlines()[0]
        assert on_disk(path)["annotation"][0]["tags"] == ["claim/denial"]
        await keys(pilot, "1 q")
        assert not pilot.app.is_running
    assert on_disk(other)["annotation"][0]["quote"] == "Fog"


async def test_an_article_that_cannot_be_saved_is_not_left_unasked(tmp_path: Path) -> None:
    path = article(tmp_path)
    article(tmp_path, "Fog\n\nThe fog came early.\n", "fog.txt")
    async with program(path) as pilot:
        blocked(path)
        await keys(pilot, "3 o", "~fog", "enter")
        assert "Not saved" in lines(pilot)
        await keys(pilot, "n")
        assert session_of(pilot).document.path == path


async def test_a_folder_lists_its_articles(tmp_path: Path) -> None:
    article(tmp_path, "Fog\n\nThe fog came early.\n", "a-fog.txt")
    article(tmp_path)
    async with program(tmp_path) as pilot:
        assert "a-fog.txt" in lines(pilot)
        assert "Harbour stays shut" in lines(pilot)
        await keys(pilot, "down enter")
        assert here(pilot) == PASSAGES[0]


# Themes


@pytest.mark.long
async def test_a_theme_is_seen_at_once_and_esc_restores(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        app, article_pane = pilot.app, screen_of(pilot).view.article
        before, colors = app.theme, article_pane.canvas.colors
        await keys(pilot, "ctrl+t", "down")
        assert app.theme != before
        assert article_pane.canvas.colors != colors
        await keys(pilot, "escape")
        assert (app.theme, article_pane.canvas.colors) == (before, colors)
        await keys(pilot, "ctrl+t", "down down enter")
        chosen = app.theme
        assert chosen != before
        assert config.remembered(folders().state).theme == chosen
    async with program(path) as pilot:
        assert pilot.app.theme == chosen


async def test_a_theme_that_is_gone_is_told(tmp_path: Path) -> None:
    config.remember(folders().state, theme="no-such")
    async with program(article(tmp_path)) as pilot:
        assert "there is no theme no-such" in told(pilot)
        assert pilot.app.theme == "ink"


@pytest.mark.long
async def test_messages_at_the_start_hide_neither_the_tags_nor_what_is_being_read(
    tmp_path: Path,
) -> None:
    messages = [f"config.toml: keys.command{n} is no command; see the help (?)" for n in range(3)]
    app = ReaderApp(article(tmp_path), folders(), Config(), messages=messages)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await quiet(pilot)
        tags = session_of(pilot).state.codebook.by_quick.values()
        for message in messages:
            await shown(pilot, message)
            assert message in lines(pilot).splitlines()[-1]
            assert lines(pilot).count("keys.command") == 1
            assert all(tag.name in lines(pilot) for tag in tags)


# Text from a pipe


async def test_text_from_a_pipe_has_its_notes_in_the_data_folder(tmp_path: Path) -> None:
    document = plain.read(ARTICLE.encode(), "standard input")
    for want in ({}, {PASSAGES[0]: ("claim/denial",)}):
        app = ReaderApp(None, folders(), Config(), document)
        async with app.run_test(size=(100, 30)) as pilot:
            await quiet(pilot)
            assert "Harbour stays shut" in lines(pilot).splitlines()[0]
            assert tagged(pilot) == want
            assert "the notes are kept in" in told(pilot)
            await keys(pilot, "y escape", *(["3"] if not want else []), "q")
    (place,) = (folders().data / "notes").glob("stdin-*.notes.toml")
    assert "claim/denial" in place.read_text()


async def test_keys_typed_before_an_unexpected_question_do_not_answer_it(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        path.write_text(ARTICLE + "\nOne more paragraph.\n", encoding="utf-8")
        screen_of(pilot).ctx.file_watch.check()
        send(pilot.app, ["j", "y", "enter", "1"])
        await shown(pilot, "changed on disk")
        await quiet(pilot)
        assert "changed on disk" in lines(pilot)
        await keys(pilot, "n")
        assert "changed on disk" not in lines(pilot)
        assert here(pilot) == PASSAGES[1]
        assert len(tagged(pilot)) == 1


# Lines being typed when the program ends

LINES: dict[str, tuple[tuple[str, ...], Callable[[Pilot[int]], object]]] = {
    "title": (("i ctrl+u", "~Gates"), lambda pilot: session_of(pilot).state.data.title),
    "source": (
        ("S ctrl+e down", "~Gates"),
        lambda pilot: next(iter(session_of(pilot).state.known_sources().values())).role,
    ),
    "reason": (
        ("c r down", "~Gates"),
        lambda pilot: next(a for a in session_of(pilot).state.ordered() if a.source).reason,
    ),
    "description": (
        ("tab d ctrl+u", "~Gates"),
        lambda pilot: session_of(pilot).state.codebook.by_quick[1].description,
    ),
    "new tag": (
        ("tab +", "~Gates"),
        lambda pilot: next(t for t in session_of(pilot).state.tag_names() if t == "Gates"),
    ),
    "rename": (
        ("tab r ctrl+u", "~Gates"),
        lambda pilot: next(t for t in session_of(pilot).state.tag_names() if t == "Gates"),
    ),
    "picker": (("t", "~Gates"), lambda pilot: pilot.app.clipboard),
    "source picker": (("s ctrl+u", "~Gates"), lambda pilot: pilot.app.clipboard),
    "title of a report": (("e tab ctrl+u", "~Gates"), lambda pilot: pilot.app.clipboard),
    "link": (
        ("L down enter d", "~Gates"),
        lambda pilot: next(a for a in session_of(pilot).state.ordered() if a.links).links[0].why,
    ),
}


@pytest.mark.parametrize("name", sampled(LINES, ["title", "new tag", "picker"]))
async def test_a_line_is_offered_at_the_next_start(tmp_path: Path, name: str) -> None:
    path, (typed, found) = article(tmp_path), LINES[name]
    async with program(path) as pilot:
        await keys(pilot, "j 1 j 1 s", "~Zoe", "enter")
        await keys(pilot, *typed, "ctrl+q")
    async with program(path) as pilot:
        assert "A line of a form was being typed" in lines(pilot)
        await keys(pilot, "y")
        assert found(pilot) == "Gates"
        await keys(pilot, "q")
    async with program(path) as pilot:
        assert "was being typed" not in lines(pilot)


@pytest.mark.parametrize("end", sampled(["enter", "escape"], ["escape"]))
async def test_a_line_that_was_kept_or_cancelled_is_not_offered(tmp_path: Path, end: str) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "i ctrl+u", "~Gates", end, "q")
    async with program(path) as pilot:
        assert "was being typed" not in lines(pilot)
        assert (session_of(pilot).state.data.title == "Gates") == (end == "enter")


# The article's data


DATES = [
    ("9 July 2015", "saved as 2015-07-09", "2015-07-09"),
    ("7/9/2015", "7/9/2015 can be 2015-09-07 or 2015-07-09", "7/9/2015"),
    ("last week", "", "last week"),
    ("July 9, 2015", "saved as 2015-07-09", "2015-07-09"),
    ("2015-07-09", "", "2015-07-09"),
]


@pytest.mark.parametrize(("typed", "shown", "kept"), sampled(DATES, DATES[:2]))
async def test_a_date_is_saved_by_its_meaning(
    tmp_path: Path, typed: str, shown: str, kept: str
) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "i tab tab tab", f"~{typed}")
        assert shown in lines(pilot)
        await keys(pilot, "enter")
        assert ("kept as it is typed" in told(pilot)) == (typed == "last week")
        assert ("can be 2015-09-07" in told(pilot)) == (typed == "7/9/2015")
        await until(pilot, lambda: not session_of(pilot).dirty)
    assert on_disk(path)["document"]["date"] == kept


@pytest.mark.long
async def test_the_name_of_the_file_is_not_offered_as_the_title(tmp_path: Path) -> None:
    text = "The harbour was closed on Monday, the port authority said.\n\nNobody knew why.\n"
    async with program(article(tmp_path, text, "x-7.txt")) as pilot:
        await keys(pilot, "i")
        assert "as it stands over the article" in lines(pilot)
        await keys(pilot, "tab", "~Ada Finch", "enter")
        assert session_of(pilot).state.data.title == "x-7"
        await keys(pilot, "i", "~Harbour closed", "enter", "i")
        assert "as it stands over the article" not in lines(pilot)
        await keys(pilot, "escape", "i ctrl+u enter")
        assert session_of(pilot).state.data.title == "x-7"
