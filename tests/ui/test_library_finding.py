"""The list of a folder: passages found in all articles, and tagging them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, told
from tests.ui.program import here, on_disk, program, screen_of
from tests.ui.shore import PORT, library_of, listed, tags
from tui.config import Config, folders
from tui.library import HINT
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session.open_session import open_session
from tui.store import notes_format

# Searching


async def test_search_goes_over_all_articles_and_enter_opens_at_the_passage(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lihgthouse keper")
        shown = lines(pilot)
        assert HINT in shown
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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
async def test_t_makes_a_tag_and_undo_takes_it_out_of_the_codebook(shore: Path) -> None:
    async with program(shore) as pilot:
        await keys(pilot, "/", "~ferry", "tab", "tab", "enter", "t", "~harbour/boats", "enter")
        assert "harbour/boats: 2 passages in 2 articles" in told(pilot)
        assert "harbour/boats" in (shore / "codebook.toml").read_text()
        await keys(pilot, "escape", "ctrl+u", "~tag:boats")
        assert len(library_of(pilot).panel.hits.items) == 2
        await keys(pilot, "tab enter", "u")
        assert "harbour/boats" not in (shore / "codebook.toml").read_text()


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
async def test_a_narrow_footer_names_the_search_and_the_export(shore: Path) -> None:
    async with program(shore, size=(60, 20)) as pilot:
        footer = lines(pilot).splitlines()[-1]
        assert all(f" {word} " in footer for word in ("/ Search", "Ctrl+E Export", "Ctrl+Q Quit"))
        await keys(pilot, "enter")
        footer = lines(pilot).splitlines()[-1]
        assert all(f" {word} " in footer for word in ("/ Find", "u Undo", "e Export", "q Quit"))


@pytest.mark.long
async def test_tag_keys_without_marks_and_unknown_digits_say_so(shore: Path) -> None:
    (shore / "codebook.toml").write_text('format = 1\n[[tag]]\nname = "a"\nquick = 1\n')
    async with program(shore) as pilot:
        await keys(pilot, "/", "~lighthouse", "tab", "enter", "7")
        assert "no tag has the digit 7" in told(pilot)
        await keys(pilot, "up tab", "1")
        assert "nothing is marked" in told(pilot)


@pytest.mark.long
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


@pytest.mark.long
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
