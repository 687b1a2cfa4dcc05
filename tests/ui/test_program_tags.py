"""The sidebar's keys: what changes the tags, each in one undo step, and the way to a note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import article, here, on_disk, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui.config import Config, folders
from tui.model.codebook import Codebook, Tag
from tui.session.open_session import open_session
from tui.store import codebook_file

BOOK = """format = 1
[[tag]]
name = "claim"
key = "c"
[[tag]]
name = "claim/denial"
key = "d"
quick = 1
[[tag]]
name = "claim/event"
key = "e"
quick = 2
[[tag]]
name = "use"
key = "u"
quick = 3
"""
Check = Callable[[Codebook], bool]

CHANGES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Check]] = {
    "rename": (
        ("r ctrl+u", "~claim/refusal", "enter"), ("claim/refusal",),
        lambda book: book.by_name["claim/refusal"].was == ("claim/denial",),
    ),
    "rename into another": (
        ("r ctrl+u", "~use", "enter", "y"), ("use",),
        lambda book: "claim/denial" not in book.by_name,
    ),
    "merge": (
        ("m", "~event", "enter"), ("claim/event",),
        lambda book: "claim/denial" in book.by_name["claim/event"].was,
    ),
    "colour": (
        ("c", "~green", "enter"), ("claim/denial",),
        lambda book: book.by_name["claim/denial"].color == "green",
    ),
    "another colour": (
        ("c", "~#a0b", "enter"), ("claim/denial",),
        lambda book: book.by_name["claim/denial"].color == "#aa00bb",
    ),
    "describe": (
        ("d", "~A party denies.", "enter"), ("claim/denial",),
        lambda book: book.by_name["claim/denial"].description == "A party denies.",
    ),
    "a rule": (
        ("n", "~Only with", "enter", "~a speaker.", "escape"), ("claim/denial",),
        lambda book: book.by_name["claim/denial"].note == "Only with\na speaker.",
    ),
    "a letter": (
        ("= ctrl+u", "~E", "enter"), ("claim/denial",),
        lambda book: [t.key for t in book.tags if t.name.startswith("claim/")] == ["e", ""],
    ),
    "a digit": (
        ("= ctrl+u", "~2", "enter"), ("claim/denial",),
        lambda book: book.by_quick[2].name == "claim/denial" and 1 not in book.by_quick,
    ),
    "no key": (
        ("= ctrl+u enter",), ("claim/denial",),
        lambda book: (book.by_name["claim/denial"].key, 1 in book.by_quick) == ("", False),
    ),
    "delete": (("x", "y"), (), lambda book: "claim/denial" not in book.by_name),
    "delete with Del": (("delete", "enter"), (), lambda book: "claim/denial" not in book.by_name),
    "add": (
        ("+", "~ topic /  place ", "enter"), ("claim/denial",),
        lambda book: book.by_name["topic/place"].key == "p",
    ),
}  # fmt: skip


def tagged_article(folder: Path) -> Path:
    (folder / "codebook.toml").write_text(BOOK)
    return article(folder)


def cursor_on(pilot: Pilot[int], name: str) -> None:
    """Puts the cursor of the sidebar on a tag."""
    tags = screen_of(pilot).view.sidebar.tags
    tags.move_to([row.name for row in tags.items].index(name))


COMMANDS = ["rename", "merge", "colour", "describe", "a rule", "a digit", "delete", "add"]
"""A change by each of the keys that change tags."""


@pytest.mark.parametrize("changes", sampled([COMMANDS, [*CHANGES]], [COMMANDS]))
async def test_a_change_of_a_tag_is_one_step(tmp_path: Path, changes: list[str]) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        session = session_of(pilot)
        await keys(pilot, "1 tab")
        before, done = session.state.codebook, session.history.done
        for what in changes:
            runs, tags, is_done = CHANGES[what]
            cursor_on(pilot, "claim/denial")
            await keys(pilot, *runs)
            assert pilot.app.screen is screen_of(pilot), what
            assert is_done(session.state.codebook), what
            assert tagged(pilot).get(PASSAGES[0], ()) == tags, what
            await keys(pilot, "u")
            assert session.history.done is done, f"{what}: not one step"
            assert session.state.codebook == before, what
            assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}, what


async def test_the_changes_are_in_both_files(tmp_path: Path) -> None:
    path = tagged_article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "1 tab r ctrl+u", "~refusal", "enter", "d", "~It denies.", "enter ctrl+q")
    assert on_disk(path)["annotation"][0]["tags"] == ["refusal"]
    book = open_session(path, folders=folders(), config=Config()).state.codebook
    assert book.by_name["refusal"].was == ("claim/denial",)
    assert book.by_name["refusal"].description == "It denies."


LEFT = (
    "r escape", "m escape", "c escape", "d escape", "= escape", "x n", "+ escape", "n escape",
    "r enter", "d enter", "+ enter escape",
)  # fmt: skip


@pytest.mark.long
async def test_what_is_left_without_a_change_changes_nothing(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 tab")
        before, done = session_of(pilot).state.codebook, session_of(pilot).history.done
        for run in LEFT:
            await keys(pilot, run)
            assert pilot.app.screen is screen_of(pilot), run
            assert session_of(pilot).state.codebook == before, run
            assert session_of(pilot).history.done is done, run


@pytest.mark.long
async def test_a_rename_moves_the_children(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 j 2", "tab")
        cursor_on(pilot, "claim")
        await keys(pilot, "r ctrl+u", "~said", "enter")
        assert tagged(pilot) == {PASSAGES[0]: ("said/denial",), PASSAGES[1]: ("said/event",)}
        await keys(pilot, "r ctrl+u", "~said/below", "enter")
        assert "lies below" in told(pilot)
        assert set(session_of(pilot).state.codebook.by_name) == {
            "said", "said/denial", "said/event", "use",
        }  # fmt: skip


async def test_bad_answers_are_told_in_the_dialog(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "tab = ctrl+u", "~10", "enter")
        assert "one letter for the tree, or a digit" in lines(pilot)
        await keys(pilot, "escape r ctrl+u", "~ / ", "enter")
        assert "a name: words" in lines(pilot)
        await keys(pilot, "escape +", "~use", "enter")
        assert "use is there already" in told(pilot)


async def test_an_unused_tag_is_deleted_without_a_question(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "tab x")
        assert "claim/denial" not in session_of(pilot).state.codebook.by_name
        assert pilot.app.screen is screen_of(pilot)


async def test_enter_filters_and_again_shows_all(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 j 2 tab enter")
        screen = screen_of(pilot)
        assert screen.state.filter == "claim/denial"
        assert "only claim/denial" in lines(pilot)
        assert [row.quote for row in screen.view.sidebar.notes.items] == PASSAGES[:1]
        await keys(pilot, "enter")
        assert screen.state.filter == ""
        assert len(screen.view.sidebar.notes.items) == 2


async def test_the_cursor_goes_on_into_the_notes_and_enter_goes_there(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        screen = screen_of(pilot)
        await keys(pilot, "1 G 2 g tab end j")
        assert screen.focused is screen.view.sidebar.notes
        await keys(pilot, "G enter")
        assert here(pilot) == PASSAGES[7]
        assert screen.view.article.has_focus
        (_, last) = session_of(pilot).state.ordered()
        assert screen.view.target.id == last.id
        await keys(pilot, "3 x", "tab tab g k")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        assert screen.view.sidebar.tags.has_focus


async def test_a_click_on_a_note_goes_to_its_row(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 G 2")
        notes = screen_of(pilot).view.sidebar.notes
        await pilot.click(notes, offset=(4, 0))
        await quiet(pilot)
        await keys(pilot, "enter")
        assert here(pilot) == PASSAGES[0]


async def test_the_tags_of_an_article_without_a_codebook_of_its_own(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        assert not (tmp_path / "codebook.toml").exists()
        await keys(pilot, "1 tab d", "~What they mean to do.", "enter", "ctrl+q")
    assert "What they mean to do." in (tmp_path / "codebook.toml").read_text()


async def test_an_empty_codebook_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text("format = 1\n")
    async with program(article(tmp_path)) as pilot:
        assert "+ adds one" in " ".join(lines(pilot).split())
        await keys(pilot, "tab enter r m c d n = x")
        assert pilot.app.screen is screen_of(pilot)
        await keys(pilot, "+", "~fog", "enter", "escape space f")
        assert tagged(pilot) == {PASSAGES[0]: ("fog",)}


# Boundaries


async def test_a_gives_an_annotation_the_selection(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 a")
        assert "every note has its place" in told(pilot)
        await keys(pilot, "l v w a")
        assert tagged(pilot) == {"Harbour": ("claim/denial",)}
        await keys(pilot, "u")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}


@pytest.mark.long
async def test_several_annotations_ask_which_takes_the_selection(tmp_path: Path) -> None:
    async with program(tagged_article(tmp_path)) as pilot:
        await keys(pilot, "1 l v w 2 escape g l v w w a", "~event", "enter")
        want = {"Harbour stays": ("claim/event",), PASSAGES[0]: ("claim/denial",)}
        assert tagged(pilot) == want


# A damaged codebook


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_a_damaged_codebook_is_repaired_when_the_user_wants_it(
    tmp_path: Path, answer: str
) -> None:
    book = tmp_path / "codebook.toml"
    torn = codebook_file.dumps(Codebook((Tag("river", quick=1), Tag("sea"))))[:-5]
    book.write_bytes(torn)
    async with program(article(tmp_path)) as pilot:
        assert "Damaged codebook" in lines(pilot)
        await keys(pilot, answer)
        names = session_of(pilot).state.tag_names()
        await keys(pilot, "1 q")
    if answer == "y":
        assert names == ["river"]
        assert (tmp_path / "codebook.toml.damaged").read_bytes() == torn
        assert codebook_file.loads(book.read_bytes(), "x").tags == (Tag("river", quick=1),)
    else:
        assert "claim/intent" in names
        assert book.read_bytes() == torn


@pytest.mark.long
async def test_a_filter_that_nothing_passes_says_so(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "1 f", *"use/gap", "enter")
        await quiet(pilot)
        assert "Nothing here has use/gap." in lines(pilot)
