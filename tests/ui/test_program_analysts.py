"""Several analysts on one article: whose annotations are shown, and who is done with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.editing import annotate, opened, target
from tests.sampling import sampled
from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, here, on_disk, program, screen_of, session_of
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement

TITLE, MONDAY = "Harbour stays shut", "The port authority closed the harbour on Monday."
DENIED = "The ferry company denied that."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article on which Anna Berg, Bob and Cy each tagged another passage."""
    made = article(tmp_path)
    for author, words in (("Anna Berg", TITLE), ("Bob", MONDAY), ("Cy", DENIED)):
        session = opened(made, author=author)
        annotate(session, target(session, words).span, ["claim/event"])
        session.save()
    return made


def shown(pilot: Pilot[int]) -> list[str]:
    """The quotes of the annotations in the sidebar."""
    return [row.quote for row in screen_of(pilot).view.sidebar.notes.items]


def marked(pilot: Pilot[int], words: str) -> bool:
    """Whether the article shows a mark on some words."""
    start = session_of(pilot).document.text.index(words)
    return bool(screen_of(pilot).view.article.canvas.highlights(start, start + len(words)))


async def test_the_sidebar_shows_the_initials_of_each_author(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        drawn = lines(pilot)
        assert all(f"{who} ¶" in drawn for who in ("AB", "Bo", "Cy"))


async def test_one_author_needs_no_initials(tmp_path: Path) -> None:
    made = article(tmp_path)
    async with program(made, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "3")
        assert "Bo ¶" not in lines(pilot)
        await keys(pilot, "A")
        assert "nobody else annotated this article" in told(pilot)


async def test_a_goes_through_mine_each_colleague_and_all(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        assert shown(pilot) == [TITLE, MONDAY, DENIED]
        for quotes, said in (
            ([MONDAY], "only mine"),
            ([TITLE], "only by Anna Berg"),
            ([DENIED], "only by Cy"),
            ([TITLE, MONDAY, DENIED], "Harbour"),
        ):
            await keys(pilot, "A")
            assert shown(pilot) == quotes
            assert said in lines(pilot).splitlines()[0]
            assert [marked(pilot, words) for words in (TITLE, MONDAY, DENIED)] == [
                words in quotes for words in (TITLE, MONDAY, DENIED)
            ]


async def test_navigation_and_counts_follow(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "A ]")
        assert here(pilot) == MONDAY
        await keys(pilot, "]")
        assert "last annotation" in told(pilot)
        [row] = [r for r in screen_of(pilot).view.sidebar.tags.items if r.name == "claim/event"]
        assert row.count == 1
        assert screen_of(pilot).view.sidebar.tags.on == {"claim/event"}
        await keys(pilot, "g")
        assert screen_of(pilot).view.sidebar.tags.on == frozenset()
        await keys(pilot, "t", "~claim/event")
        assert re.search(r"claim/event .* 1 ", lines(pilot))


@pytest.mark.long
async def test_a_hidden_target_is_given_up(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "]", "A")
        assert screen_of(pilot).state.target_id == ""
        await keys(pilot, "x q")
    assert len(on_disk(path)["annotation"]) == 3


async def test_a_change_of_what_is_hidden_shows_all_again(path: Path) -> None:
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "A", "A", "j j 3")
        assert len(shown(pilot)) == 3 + (MONDAY not in here(pilot))
        assert "only" not in lines(pilot).splitlines()[0]


async def test_a_choice_without_annotations_says_so(tmp_path: Path) -> None:
    made = article(tmp_path)
    session = opened(made, author="Anna")
    annotate(session, target(session, TITLE).span, ["claim/event"])
    session.save()
    async with program(made, author="Bob") as pilot:
        await keys(pilot, "A")
        assert "No annotation here is mine." in lines(pilot)
        await keys(pilot, "]")
        assert "No annotation here is mine." in told(pilot)


@pytest.mark.long
@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    made = article(tmp_path)
    for author in ("[red]x[/] \x1b]52;c;aGk=\x07\x9b2J\u202ey", "\u202e\x1b", "long " * 2000):
        session = opened(made, author=author)
        annotate(session, target(session, TITLE).span, ["claim/event"])
        session.apply(edits.mark_done(session.state, True))
        session.save()
    async with program(made, author="Bob", size=size) as pilot:
        for key in ("A", "A", "A", "A", "]", "A", "d", "tab tab j"):
            await keys(pilot, key)
            drawn = lines(pilot)
            assert all(len(line) <= size[0] for line in drawn.splitlines())
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & {*drawn}


@pytest.mark.parametrize("author", sampled(["Bob", ""], ["Bob"]))
async def test_d_marks_the_article_as_done_and_takes_the_mark_away(path: Path, author: str) -> None:
    session = opened(path, author="Cy")
    session.apply(edits.mark_done(session.state, True))
    session.save()
    async with program(path, author=author) as pilot:
        await keys(pilot, "d")
        assert "done; also done: Cy" in told(pilot)
        assert "done" in lines(pilot).splitlines()[0]
        assert session_of(pilot).state.data.done == tuple(sorted((author, "Cy")))
        await keys(pilot, "d")
        assert session_of(pilot).state.data.done == ("Cy",)
        await keys(pilot, "u")
        assert session_of(pilot).state.is_done
        await keys(pilot, "q")
    assert on_disk(path)["document"]["done"] == sorted((author, "Cy"))


async def test_read_only_notes_cannot_be_marked_as_done(path: Path) -> None:
    notes = path.with_name(path.name + ".notes.toml")
    notes.write_text(notes.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")
    async with program(path, author="Bob") as pilot:
        await keys(pilot, "d")
        assert "not changed" in told(pilot)
        assert not session_of(pilot).state.is_done


# Blind coding


@pytest.fixture
def blind(path: Path) -> Path:
    """The article in a folder whose settings make it blind; Anna's annotation has a source."""
    session = opened(path, author="Anna Berg")
    session.apply(edits.set_source(session.state, [target(session, TITLE)], "Ada Berg"))
    session.apply(edits.annotate(session.state, target(session, DENIED).span, ["claim/denial"]))
    session.save()
    (path.parent / ".reader.toml").write_text("blind = true\n", "utf-8")
    return path


def others_on_disk(path: Path) -> list[object]:
    return [a for a in on_disk(path)["annotation"] if a["author"] != "Bob"]


async def test_a_blind_article_shows_what_the_user_set_alone(blind: Path) -> None:
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        assert "blind" in lines(pilot).splitlines()[0]
        assert shown(pilot) == [MONDAY]
        assert not marked(pilot, TITLE)
        assert not marked(pilot, DENIED)
        assert "Bo ¶" not in lines(pilot)
        counts = {r.name: r.count for r in screen_of(pilot).view.sidebar.tags.items}
        assert (counts["claim/event"], counts["claim/denial"]) == (1, 0)
        await keys(pilot, "A")
        assert "hidden until you mark the article as done" in told(pilot)


@pytest.mark.parametrize("screen", sampled(["C", "S", "R", "s"], ["C", "s"]))
async def test_no_list_shows_what_others_set(blind: Path, screen: str) -> None:
    session = opened(blind, author="Anna Berg")
    where = target(session, DENIED)
    session.apply(edits.set_source(session.state, [where], "Zyx Hidden"))
    session.save()
    other = article(blind.parent, name="other.txt")
    session = opened(other, author="Anna Berg")
    annotate(session, target(session, DENIED).span, ["claim/denial"])
    session.apply(edits.set_source(session.state, [target(session, DENIED)], "Zyx Elsewhere"))
    session.save()
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, screen)
        assert "Zyx Hidden" not in lines(pilot)
        assert screen == "s" or "Zyx Elsewhere" not in lines(pilot)


HIDDEN = ["tag:claim/denial", "source:Ada"]


@pytest.mark.parametrize("query", sampled(HIDDEN, HIDDEN[:1]))
async def test_the_search_does_not_find_what_others_set(blind: Path, query: str) -> None:
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "/", "~" + query)
        assert screen_of(pilot).view.search.hits.items == []
        await keys(pilot, "escape", "d", "/", "~" + query)
        assert len(screen_of(pilot).view.search.hits.items) == 1


async def test_nothing_hidden_is_changed_or_lost(blind: Path) -> None:
    before, sources = others_on_disk(blind), on_disk(blind)["source"]
    async with program(blind, author="Bob") as pilot:
        await keys(pilot, "g", "x", "3 n", "~mine", "escape", "s", "~Ada Berg", "enter", "G", "x")
        await keys(pilot, "j 4 u ctrl+r", "q")
    assert others_on_disk(blind) == before
    [source] = on_disk(blind)["source"]
    assert source.items() >= sources[0].items()
    assert sum(a["author"] == "Bob" for a in on_disk(blind)["annotation"]) >= 2


async def test_done_shows_what_others_set_and_undo_hides_it_again(blind: Path) -> None:
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "d")
        assert shown(pilot) == [TITLE, MONDAY, DENIED, DENIED]
        assert "blind" not in lines(pilot).splitlines()[0]
        await keys(pilot, "u")
        assert shown(pilot) == [MONDAY]
        await keys(pilot, "ctrl+r")
        assert len(shown(pilot)) == 4
        await keys(pilot, "d")
        assert shown(pilot) == [MONDAY]
        await keys(pilot, "q")
    assert len(on_disk(blind)["annotation"]) == 4


async def test_b_hides_what_others_set_also_when_the_article_is_opened_again(path: Path) -> None:
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "B")
        assert shown(pilot) == [MONDAY]
        await keys(pilot, "q")
    async with program(path, author="Bob", size=(120, 40)) as pilot:
        assert shown(pilot) == [MONDAY]
        await keys(pilot, "B")
        assert len(shown(pilot)) == 3
        await keys(pilot, "d B")
        assert "you marked the article as done" in told(pilot)


async def test_b_does_not_overrule_the_settings_of_the_folder(blind: Path) -> None:
    async with program(blind, author="Bob") as pilot:
        await keys(pilot, "B")
        assert "as the settings of its folder say" in told(pilot)
        assert session_of(pilot).state.is_blind


async def test_without_a_name_nothing_can_be_hidden(blind: Path) -> None:
    async with program(blind) as pilot:
        assert "set author in config.toml" in told(pilot)
        await keys(pilot, "B")
        assert not session_of(pilot).state.is_blind


@pytest.mark.long
async def test_a_change_by_somebody_else_is_merged_and_stays_hidden(blind: Path) -> None:
    async with program(blind, author="Bob") as pilot:
        session = opened(blind, author="Anna Berg")
        annotate(session, target(session, "Two officials said why.").span, ["use/gap"])
        session.save()
        await keys(pilot, "j j 3")
        screen_of(pilot).check_files()
        await keys(pilot, "j")
        assert "use/gap" not in told(pilot) + str(shown(pilot))
        await keys(pilot, "q")
    assert len(others_on_disk(blind)) == 4


async def test_an_export_leaves_out_what_is_hidden_and_says_so(blind: Path) -> None:
    made = blind.parent / "out.csv"
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "e", "enter")
        assert "blind: what others set is not in it" in told(pilot)
    written = [p for p in blind.parent.iterdir() if p.suffix not in (".txt", ".toml")]
    assert not made.exists()
    assert all("Anna" not in p.read_text("utf-8", "replace") for p in written if p.is_file())


async def test_a_judgement_keeps_what_it_rests_on_while_that_is_hidden(blind: Path) -> None:
    session = opened(blind, author="Anna Berg")
    [cited] = [a for a in session.state.ordered() if a.quote == DENIED and a.author != "Cy"]
    cite = f"{blind.name}#{cited.id}"
    made = Judgement("J1", text="It stays shut.", cites=(cite,), grounds={cite: "B2"})
    session.apply(dossier_edits.judge(session.state, made))
    session.save()
    async with program(blind, author="Bob", size=(120, 40)) as pilot:
        await keys(pilot, "M")
        assert "which is hidden from you, or not in this folder" in " ".join(lines(pilot).split())
        await keys(pilot, "ctrl+r", "escape", "q")
    [kept] = opened(blind).state.all_judgements().values()
    assert (kept.cites, kept.grounds) == ((cite,), {cite: "B2"})
