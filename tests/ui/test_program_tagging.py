"""Tagging: which passages each key tags, and undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, here, on_disk, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui.session import Session

QUICK = [
    "claim/intent", "topic/actor", "claim/denial", "claim/event", "claim/figure",
    "status/single-source", "basis/unconfirmed", "caveat/motive", "use/key",
]  # fmt: skip


async def test_each_digit_is_a_tag_and_the_same_again_takes_it_off(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "1 2 3 4 5 6 7 8 9")
        assert tagged(pilot) == {PASSAGES[0]: tuple(QUICK)}
        await keys(pilot, "1 2 3 4 5 6 7 8")
        assert tagged(pilot) == {PASSAGES[0]: ("use/key",)}
        await keys(pilot, "9")
        assert tagged(pilot) == {}, "what says nothing is deleted"
        await keys(pilot, "u")
        assert tagged(pilot) == {PASSAGES[0]: ("use/key",)}, "in the same undo step"


async def test_a_tag_is_on_disk_before_it_is_called_saved(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "3 q")
    (record,) = on_disk(path)["annotation"]
    assert (record["start"], record["end"], record["quote"]) == (0, 18, PASSAGES[0])
    assert record["tags"] == ["claim/denial"]


@pytest.mark.long
async def test_enter_keeps_the_tag_that_tab_has_just_set(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "t", "~denial", "tab enter")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        assert pilot.app.screen is screen_of(pilot)
        await keys(pilot, "t", "~denial", "tab enter")
        assert tagged(pilot) == {}


async def test_a_digit_without_a_tag_says_so(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text('format = 1\n[[tag]]\nname = "seen"\n')
    async with program(article(tmp_path)) as pilot:
        for key, said in (("4", "no tag has the digit 4"), ("space", "no tag has a letter")):
            await keys(pilot, key)
            assert said in told(pilot)
        assert tagged(pilot) == {}
        assert pilot.app.screen is screen_of(pilot)


async def test_letters_lead_down_the_tree(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "space")
        assert "claim" in lines(pilot)
        assert "topic" in lines(pilot)
        await keys(pilot, "c")
        assert "denial" in lines(pilot)
        assert "topic" not in lines(pilot).splitlines()[-8:]
        await keys(pilot, "d")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        await keys(pilot, "space escape space c escape space c q escape", "space c d")
        assert tagged(pilot) == {}


@pytest.mark.long
async def test_letters_of_a_group_of_the_user(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "t", "~Weather/Heavy fog", "enter", "j space W h")
        assert tagged(pilot) == dict.fromkeys(PASSAGES[:2], ("Weather/Heavy fog",))
        await keys(pilot, "tab +", "~claim/zeal", "enter", "escape j space c z")
        assert tagged(pilot)[PASSAGES[2]] == ("claim/zeal",)


async def test_enter_in_a_group_takes_the_group_itself(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "space c enter")
        assert tagged(pilot) == {PASSAGES[0]: ("claim",)}


async def test_the_picker_toggles_and_closes_or_stays(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        screen = screen_of(pilot)
        await keys(pilot, "t", "~denial", "enter")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        assert pilot.app.screen is screen
        await keys(pilot, "t", "~figure", "tab", "~actor", "tab", "~denial", "tab")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/figure", "topic/actor")}
        assert pilot.app.screen is not screen
        await keys(pilot, "escape", "t", "~figure", "enter")
        assert tagged(pilot) == {PASSAGES[0]: ("topic/actor",)}


@pytest.mark.long
async def test_the_picker_makes_a_tag_in_a_codebook_beside_the_article(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "t", "~ mood / grim ", "enter", "j t", "~mood/calm", "tab", "escape")
        assert tagged(pilot) == {PASSAGES[0]: ("mood/grim",), PASSAGES[1]: ("mood/calm",)}
        await keys(pilot, "t", "~/", "enter")
        assert "is no tag name" in told(pilot)
        await keys(pilot, "q")
    assert [record["tags"] for record in on_disk(path)["annotation"]] == [
        ["mood/grim"], ["mood/calm"],
    ]  # fmt: skip
    book = (tmp_path / "codebook.toml").read_text()
    assert '"mood/grim"' in book
    assert '"mood/calm"' in book
    assert '"claim/denial"' in book


async def test_the_last_tag_again(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, ".")
        assert tagged(pilot) == {}
        assert "no tag was used yet" in told(pilot)
        await keys(pilot, "3 j . j . k .")
        want = {PASSAGES[0]: ("claim/denial",), PASSAGES[2]: ("claim/denial",)}
        assert tagged(pilot) == want
        await keys(pilot, "space t d . u G .")
        assert tagged(pilot)[PASSAGES[7]] == ("status/disputed",)


async def test_x_removes_the_annotation_with_all_it_says(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "x")
        assert "nothing is marked here" in told(pilot)
        await keys(pilot, "1 3 n", "~a note", "escape x")
        assert tagged(pilot) == {}
        await keys(pilot, "u")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.tags == ("claim/intent", "claim/denial")
        assert annotation.note == "a note"


WAYS = ["3", ".", "space c d", "t"]


@pytest.mark.parametrize("run", sampled(WAYS, ["3", "space c d"]))
async def test_advance_goes_on_after_tagging(tmp_path: Path, run: str) -> None:
    async with program(article(tmp_path), advance=True) as pilot:
        screen_of(pilot).state.last_tag = "claim/denial"
        await keys(pilot, run, *(["~denial", "enter"] if run == "t" else []))
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}
        assert here(pilot) == PASSAGES[1]
        await keys(pilot, "v j", run, *(["~denial", "enter"] if run == "t" else []))
        assert screen_of(pilot).view.article.selection is None
        assert here(pilot) == PASSAGES[3]


async def test_without_advance_the_caret_stays(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3")
        assert here(pilot) == PASSAGES[0]


# Undo


@pytest.mark.long
async def test_undo_and_redo_go_through_everything(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        session = session_of(pilot)
        steps = [
            ("3",), ("j 1",), ("n", "~a note", "escape"), ("s", "~Ada Berg", "enter"), ("c B 2",),
            ("N", "~on all", "escape"), ("t", "~new/one", "enter"), ("x",),
            ("tab +", "~zeal", "enter", "escape"),
        ]  # fmt: skip
        states = [state_of(session)]
        for step in steps:
            await keys(pilot, *step)
            states.append(state_of(session))
        assert len({repr(state) for state in states}) == len(states), "a step that did nothing"
        for state in reversed(states[:-1]):
            await keys(pilot, "u")
            assert state_of(session) == state
        for state in states[1:]:
            await keys(pilot, "ctrl+r")
            assert state_of(session) == state
        await keys(pilot, "ctrl+r")
        assert "nothing to redo" in told(pilot)
        await keys(pilot, " ".join(["u"] * 9), "q")
    assert "annotation" not in on_disk(path)
    codebook = tmp_path / "codebook.toml"  # there is none where all was undone before it was saved
    assert not codebook.exists() or "zeal" not in codebook.read_text()


def state_of(session: Session) -> object:
    """Everything that undo restores."""
    said = [(a.id, a.tags, a.note, a.source, a.credibility) for a in session.state.ordered()]
    return said, dict(session.state.known_sources()), session.state.data, session.state.codebook


async def test_undo_goes_where_the_edit_was(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "u")
        assert "nothing to undo" in told(pilot)
        await keys(pilot, "j j 3 G u")
        assert here(pilot) == PASSAGES[2]
        assert tagged(pilot) == {}
        await keys(pilot, "g ctrl+r")
        assert here(pilot) == PASSAGES[2]
        assert tagged(pilot) == {PASSAGES[2]: ("claim/denial",)}


async def test_rev_only_grows(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        revs = []
        for key in ("3", "1", "u", "ctrl+r"):
            await keys(pilot, key)
            revs.append(session_of(pilot).state.ordered()[0].rev)
        assert revs == [1, 2, 3, 4]


# The filter


async def test_a_filter_shows_a_group_and_all_clears_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        screen = screen_of(pilot)
        await keys(pilot, "3 j 1 j 2")

        def shown() -> list[str]:
            return [row.quote for row in screen.view.sidebar.notes.items]

        assert len(shown()) == 3
        await keys(pilot, "f", "~claim", "enter")
        assert screen.state.filter == "claim"
        assert shown() == PASSAGES[:2]
        assert "only claim" in lines(pilot).splitlines()[0]
        assert list(screen.view.article.canvas.highlights(*screen.view.article.span)) == []
        await keys(pilot, "g ] ] ]")
        assert here(pilot) == PASSAGES[1], "] passes over what is not shown"
        await keys(pilot, "f", "~all tags", "enter")
        assert screen.state.filter == ""
        assert len(shown()) == 3
        await keys(pilot, "f", "~topic/actor", "enter")
        assert shown() == [PASSAGES[2]]
        await keys(pilot, "f escape")
        assert screen.state.filter == "topic/actor"


@pytest.mark.long
async def test_a_filter_by_a_group_that_only_implies_itself(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "3 j t", "~mood/grim", "enter", "f", "~mood", "enter")
        assert screen_of(pilot).state.filter == "mood"
        assert [row.quote for row in screen_of(pilot).view.sidebar.notes.items] == [PASSAGES[1]]


@pytest.mark.long
async def test_the_pickers_of_tags_show_the_signs_of_the_gutter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with program(article(tmp_path)) as pilot:
        for key in ("t", "f"):
            await keys(pilot, key, "~denial")
            row = next(row for row in lines(pilot).splitlines() if "▸ " in row)
            assert "▸ 3 claim/denial" in row
            await keys(pilot, "escape")
