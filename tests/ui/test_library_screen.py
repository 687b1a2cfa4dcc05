"""The library on the screen: listing, narrowing, searching, and coding across articles."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, send, told
from tests.ui.program import article, here, on_disk, program, screen_of
from tests.ui.samples import LETTERS, SIZES
from tui.config import Config, folders
from tui.library import Library
from tui.library import passage_index as records
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.readers import read
from tui.session.open_session import open_session
from tui.store import notes_format
from tui.ui.app import ReaderApp
from tui.ui.library.library_screen import LibraryScreen

FERRY = """The ferry left late

By Ada Finch

Nobody saw the lighthouse. The mayor denied it.
"""
FOG = """Fog over the estuary

Gulls sat on the ferry. The lighthouse keeper said nothing.
"""
PORT = """Quiet in the port

The lighthouse was dark. A second ferry turned back.
"""


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    """Three articles, one of them in a folder below."""
    shore = tmp_path / "shore"
    (shore / "north").mkdir(parents=True)
    article(shore, FERRY, "a-ferry.txt")
    article(shore, PORT, "b-port.txt")
    article(shore / "north", FOG, "fog.txt")
    for path in shore.rglob("*.txt"):
        os.utime(path, (1e9, 1e9))
    return shore


def library_of(pilot: Pilot[int]) -> LibraryScreen:
    return next(s for s in pilot.app.screen_stack if isinstance(s, LibraryScreen))


def listed(pilot: Pilot[int]) -> list[str]:
    return [entry.name for entry in library_of(pilot).list.items]


def tags(path: Path) -> dict[str, list[str]]:
    """The quotes that are tagged on disk; none where there are no notes."""
    if not path.with_name(path.name + ".notes.toml").exists():
        return {}
    return {a["quote"]: a.get("tags", []) for a in on_disk(path).get("annotation", [])}


# The list


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_says_what_there_is(shore: Path, size: tuple[int, int]) -> None:
    async with program(shore, size=size) as pilot:
        shown = lines(pilot)
        assert "shore  3 articles · 10 passages · 0 notes · by name" in shown
        assert "▸ The ferry left late" in shown
        assert "Fog over the estuary" in shown
        assert "15" in shown
        assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_the_list_holds_every_article_with_notes_and_names_notes_without_one(
    shore: Path,
) -> None:
    for name in ("memo", "interview.log", "gone.log"):
        path = article(shore, FERRY, name)
        session = open_session(path, folders=folders(), config=Config())
        session.apply(edits.annotate(session.state, Span(0, 9), tags=["claim/event"]))
        session.save()
    (shore / "gone.log").unlink()
    article(shore, PORT, "plain.log")
    async with program(shore, size=(80, 24)) as pilot:
        assert listed(pilot) == [
            "a-ferry.txt",
            "b-port.txt",
            "interview.log",
            "memo",
            "north/fog.txt",
        ]
        assert "Notes without their article: gone.log.notes.toml" in lines(pilot)


async def test_links_out_of_the_folder_are_left_out_and_named(shore: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The minister said no, in private.\n")
    for name in ("planted.txt", "second.txt"):
        (shore / name).symlink_to(tmp_path / "secret.txt")
    async with program(shore, size=(80, 24)) as pilot:
        assert listed(pilot) == ["a-ferry.txt", "b-port.txt", "north/fog.txt"]
        assert "planted.txt and 1 more lead out of the folder by a link" in lines(pilot)


async def test_typing_narrows_by_title_name_and_tag(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "~fog")
        assert listed(pilot) == ["north/fog.txt"]
        await keys(pilot, "escape")
        assert len(listed(pilot)) == 3
        await keys(pilot, "~quite")
        assert listed(pilot) == ["b-port.txt"]
        await keys(pilot, "escape", "~zzzzzz")
        assert "Backspace widens the list" in lines(pilot)


@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_and_digit_narrows_at_once(shore: Path, letters: str) -> None:
    async with program(shore) as pilot:
        start = pilot.app.focused
        for letter in f"{letters}-":
            assert pilot.app.focused is start
            await keys(pilot, letter)
            assert library_of(pilot).line.value == letter
            assert pilot.app.screen is library_of(pilot)
            await keys(pilot, "backspace")
            assert len(listed(pilot)) == 3


async def test_esc_clears_the_line_and_then_tells_how_to_quit(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "~port", "escape")
        assert told(pilot) == ""
        await keys(pilot, "escape")
        assert "all articles are shown; Ctrl+Q quits" in told(pilot)
        assert pilot.app.screen is library_of(pilot)


async def test_home_end_and_the_page_keys_move_in_the_list(shore: Path) -> None:
    async with program(shore) as pilot:
        moves = ["end", "home", "pagedown", "pageup", "ctrl+n", "ctrl+p"]
        cursors = []
        for key in moves:
            await keys(pilot, key)
            cursors.append(library_of(pilot).list.cursor)
        assert cursors == [2, 0, 2, 0, 1, 0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_headings_stand_over_their_columns(shore: Path, size: tuple[int, int]) -> None:
    session = open_session(shore / "b-port.txt", folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 5), note="x"))
    session.apply(edits.set_data(session.state, date="2019-01-01"))
    session.save()
    async with program(shore, size=size) as pilot:
        rows = lines(pilot).splitlines()
        heading = next(row for row in rows if "Title" in row)
        article = next(row for row in rows if "Quiet in the port" in row)
        assert heading.index("Title") == article.index("Quiet")
        assert heading.index("Read") == article.index("░")
        assert heading.rstrip().endswith("Notes")
        assert len(heading.rstrip()) == len(article.rstrip())
        if size[0] >= 80:
            assert heading.index("File▾") == article.index("b-port.txt")
            assert article[heading.index("Words") + 3 :][:2] == "13"
        if size[0] >= 120:
            assert heading.index("Date, publisher") == article.index("2019-01-01")
        await keys(pilot, "ctrl+s ctrl+s")
        assert "Notes▾" in lines(pilot)


async def test_a_click_below_the_headings_opens_the_article_there(shore: Path) -> None:
    async with program(shore) as pilot:
        row = next(y for y, row in enumerate(lines(pilot).splitlines()) if "Fog over" in row)
        await pilot.click(offset=(8, row))
        await quiet(pilot)
        assert screen_of(pilot).session.document.title == "Fog over the estuary"


async def test_typing_and_enter_at_once_opens_what_was_typed(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "f o g enter")
        assert screen_of(pilot).session.document.title == "Fog over the estuary"


async def test_arrows_move_while_the_line_is_typed_in(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "down down up", "enter")
        assert screen_of(pilot).session.document.title == "Quiet in the port"


async def test_ctrl_s_goes_round_the_sortings(shore: Path) -> None:
    session = open_session(shore / "b-port.txt", folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 5), note="x"))
    session.apply(edits.set_data(session.state, date="2019-01-01"))
    session.save()
    orders = {}
    async with program(shore) as pilot:
        for _ in range(4):
            screen = library_of(pilot)
            orders[screen.controller.order] = listed(pilot)[0]
            assert f"by {screen.controller.order}" in lines(pilot)
            await keys(pilot, "ctrl+s")
        assert library_of(pilot).controller.order == "name"
    assert orders == {
        "name": "a-ferry.txt", "date": "b-port.txt", "notes": "b-port.txt",
        "progress": "a-ferry.txt",
    }  # fmt: skip


async def test_dates_are_sorted_by_what_they_mean(shore: Path) -> None:
    written = {"a-ferry": "9 July 2015", "b-port": "August 1, 2015", "north/fog": "2015-10-02"}
    for name, date in written.items():
        session = open_session(shore / f"{name}.txt", folders=folders(), config=Config())
        session.apply(edits.set_data(session.state, date=date))
        session.save()
    article(shore, FOG, "undated.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+s")
        assert listed(pilot) == ["north/fog.txt", "b-port.txt", "a-ferry.txt", "undated.txt"]


async def test_help_theme_and_quit(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "?")
        shown = lines(pilot)
        assert shown.index("open the article") < shown.index("go to the hit")
        assert "search all passages of all articles" in shown
        await keys(pilot, "escape")
        before = pilot.app.theme
        await keys(pilot, "ctrl+t", "down enter")
        assert pilot.app.theme != before
        await keys(pilot, "ctrl+q")
        assert pilot.app.return_code == 0


async def test_an_empty_folder_shows_the_samples(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        assert "these are the samples" in lines(pilot)
        assert len(listed(pilot)) > 1


async def test_hostile_names_and_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    article(tmp_path, "[red]x[/] \x1b]52;c;aGk=\x07 y\n\nA sentence.\n", "[b]n[b]\x9b.txt")
    async with program(tmp_path, size=(120, 20)) as pilot:
        await keys(pilot, "/", "~sentence")
        shown = lines(pilot)
        assert "\x1b" not in shown
        assert "\x9b" not in shown
        await keys(pilot, "ctrl+u", "~red")
        assert "[red]x[/] ␛]52;c;aGk=␇" in lines(pilot)
        await keys(pilot, "escape")
        assert "[b]n[b]\ufffd.txt" in lines(pilot)


async def test_a_file_that_cannot_be_read_is_listed_and_told(shore: Path) -> None:
    (shore / "0.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    async with program(shore) as pilot:
        await keys(pilot, "enter")
        assert "0.txt" in told(pilot)
        assert library_of(pilot).line.has_focus


async def test_the_list_can_be_used_while_articles_are_read_in(
    shore: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    monkeypatch.setattr(records, "read", lambda *asked: go.wait(20) and read(*asked))
    app = ReaderApp(shore, folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(100):
            await asyncio.sleep(0.02)
            if "reading 0 of 3" in lines(pilot):
                break
        assert "Ctrl+X stops" in lines(pilot)
        assert listed(pilot) == ["a-ferry.txt", "b-port.txt", "north/fog.txt"]
        send(pilot.app, ["down", "ctrl+x"])
        await pilot.pause()
        assert library_of(pilot).list.cursor == 1
        go.set()
        await quiet(pilot)
        assert "reading" not in lines(pilot)
        assert [entry.known for entry in library_of(pilot).list.items] == [True, False, False]
    again = Library(shore, folders(), Config())
    again.scan()
    assert again.stale() == 2


# Searching


async def test_search_goes_over_all_articles_and_enter_opens_at_the_passage(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lihgthouse keper")
        shown = lines(pilot)
        assert '"exact"  -word  tag:  source:  note:  in:caption' in shown
        assert "north/fog.txt" in shown
        await keys(pilot, "enter")
        assert here(pilot) == "The lighthouse keeper said nothing."
        await keys(pilot, "O")
        assert len(listed(pilot)) == 3
        assert library_of(pilot).library.folder == shore


async def test_esc_goes_back_from_the_search(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~ferry", "escape")
        assert library_of(pilot).line.has_focus
        assert "▸ The ferry left late" in lines(pilot)
        await keys(pilot, "/")
        assert library_of(pilot).panel.input.value == "ferry"


async def test_the_matched_letters_are_lit(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~mayor")
        row = library_of(pilot).panel.hits.items[0]
        assert [row.text[a:b] for a, b in row.spans] == ["mayor"]
        assert (row.where, row.article, row.weak) == ("¶3", "a-ferry.txt", False)


# Coding


async def test_marked_hits_are_tagged_in_all_articles_and_u_takes_it_back(shore: Path) -> None:
    paths = [shore / "a-ferry.txt", shore / "b-port.txt", shore / "north" / "fog.txt"]
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse", "ctrl+a")
        assert "3 found, 3 marked" in lines(pilot)
        await keys(pilot, "enter")
        assert "3 marked: t or a digit tags them" in told(pilot)
        await keys(pilot, "3")
        assert "3 passages in 3 articles; u takes it back" in told(pilot)
        assert [list(tags(path)) for path in paths] == [
            ["Nobody saw the lighthouse."],
            ["The lighthouse was dark."],
            ["The lighthouse keeper said nothing."],
        ]
        assert "3 notes" in lines(pilot)
        await keys(pilot, "3")
        assert "3 had it already" in told(pilot)
        await keys(pilot, "u")
        assert "taken back" in told(pilot)
        assert [tags(path) for path in paths] == [{}, {}, {}]
        await keys(pilot, "u")
        assert "nothing was tagged from here yet" in told(pilot)


async def test_undo_leaves_what_was_said_since(shore: Path) -> None:
    path = shore / "b-port.txt"
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse dark", "tab", "enter", "3")
        session = open_session(path, folders=folders(), config=Config())
        (one,) = session.state.ordered()
        session.apply(
            edits.set_note(session.state, Target(Span(one.start, one.end), one.id), "why?")
        )
        session.save()
        await keys(pilot, "u")
    loaded = notes_format.loads(path.with_name("b-port.txt.notes.toml").read_bytes(), "x")
    assert [(a.tags, a.note) for a in loaded.annotations] == [((), "why?")]


async def test_undo_tells_which_judgement_rested_on_what_it_deletes(shore: Path) -> None:
    path, elsewhere = shore / "b-port.txt", shore / "a-ferry.txt"
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse dark", "tab", "enter", "3")
        (one,) = open_session(path, folders=folders(), config=Config()).state.ordered()
        session = open_session(elsewhere, folders=folders(), config=Config())
        session.apply(
            dossier_edits.judge(
                session.state, Judgement("J", "It was dark.", cites=(f"b-port.txt#{one.id}",))
            )
        )
        session.save()
        await keys(pilot, "u")
        assert tags(path) == {}
        said = "the judgement “It was dark.” (in dossier.toml) rests on what was deleted"
        assert said in told(pilot)


async def test_t_makes_a_tag_and_undo_takes_it_out_of_the_codebook(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~ferry", "tab", "tab", "enter", "t", "~harbour/boats", "enter")
        assert "harbour/boats: 2 passages in 2 articles" in told(pilot)
        assert "harbour/boats" in (shore / "codebook.toml").read_text()
        await keys(pilot, "escape", "ctrl+u", "~tag:boats")
        assert len(library_of(pilot).panel.hits.items) == 2
        await keys(pilot, "tab enter", "u")
        assert "harbour/boats" not in (shore / "codebook.toml").read_text()


async def test_tab_takes_a_mark_off_again_and_esc_goes_back_to_the_line(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse", "tab up")
        assert "1 marked" in lines(pilot)
        await keys(pilot, "tab")
        assert "marked" not in lines(pilot)
        await keys(pilot, "ctrl+a enter", "escape")
        assert library_of(pilot).panel.input.has_focus
        await keys(pilot, "enter", "enter")
        assert here(pilot).startswith(("Nobody", "The lighthouse"))


async def test_the_footer_tells_how_the_marked_hits_are_tagged(shore: Path) -> None:
    async with program(shore, size=(60, 20)) as pilot:
        await keys(pilot, "/", "~lighthouse")
        assert " Enter Go " in lines(pilot).splitlines()[-1]
        await keys(pilot, "tab")
        assert " Enter Tag marked " in lines(pilot).splitlines()[-1]
        await keys(pilot, "up tab")
        assert " Enter Go " in lines(pilot).splitlines()[-1]
        await keys(pilot, "tab", "enter")
        assert "t or a digit tags them, Enter opens one" in lines(pilot).splitlines()[-1]


async def test_a_narrow_footer_names_the_search_and_the_export(shore: Path) -> None:
    async with program(shore, size=(60, 20)) as pilot:
        footer = lines(pilot).splitlines()[-1]
        assert all(f" {word} " in footer for word in ("/ Search", "Ctrl+E Export", "Ctrl+Q Quit"))
        await keys(pilot, "enter")
        footer = lines(pilot).splitlines()[-1]
        assert all(f" {word} " in footer for word in ("/ Find", "u Undo", "e Export", "q Quit"))


async def test_tag_keys_without_marks_and_unknown_digits_say_so(shore: Path) -> None:
    (shore / "codebook.toml").write_text('format = 1\n[[tag]]\nname = "a"\nquick = 1\n')
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse", "tab", "enter", "7")
        assert "no tag has the digit 7" in told(pilot)
        await keys(pilot, "up tab", "1")
        assert "nothing is marked" in told(pilot)


async def test_an_article_that_changed_meanwhile_is_tagged_where_the_passage_is(
    shore: Path,
) -> None:
    path = shore / "b-port.txt"
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse", "ctrl+a enter")
        path.write_text("News\n\n" + PORT)
        (shore / "a-ferry.txt").write_text("Nothing of that.\n")
        await keys(pilot, "3")
        assert "2 passages in 2 articles" in told(pilot)
        assert "a-ferry.txt: changed since it was read in, 1 not found" in told(pilot)
        assert list(tags(path)) == ["The lighthouse was dark."]
        assert on_disk(path)["annotation"][0]["start"] == ("News\n\n" + PORT).index("The lighth")


async def test_capital_o_leads_to_the_article_in_the_list(shore: Path) -> None:
    async with program(shore) as pilot:
        for name in ("north/fog.txt", "b-port.txt"):
            await keys(pilot, f"~{name}", "enter", "O")
            current = library_of(pilot).list.current
            assert current
            assert current.name == name
            assert len(listed(pilot)) == 3
    async with program(shore / "b-port.txt") as pilot:
        await keys(pilot, "O", "down enter")
        assert screen_of(pilot).session.document.title == "Fog over the estuary"


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


@pytest.mark.parametrize(("folder", "typed", "title"), sampled(FOLDERS, FOLDERS[:2]))
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


async def test_an_export_that_cannot_be_written_is_told(shore: Path) -> None:
    noted(shore / "a-ferry.txt")
    async with program(shore) as pilot:
        await keys(pilot, "ctrl+e ctrl+u", f"~{shore / 'none' / 'x.md'}", "enter")
        assert "not exported" in told(pilot)
        await keys(pilot, "~fog")
        assert listed(pilot) == ["north/fog.txt"]


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
