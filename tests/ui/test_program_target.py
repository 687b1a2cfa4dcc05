"""The target: to what the next tag, note, grade or deletion applies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, here, program, screen_of, session_of, spot, tagged
from tests.ui.test_program_moving import PASSAGES
from tests.ui.test_program_tagging import QUICK

PART = "j j w w v w w 1 escape escape"
"""Keys that tag “port authority”, a part of the third passage."""


async def test_a_selection_is_the_target(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{PART} v j 3")
        both = f"{PASSAGES[2]} {PASSAGES[3]}"
        assert tagged(pilot) == {both: ("claim/denial",), "port authority": ("claim/intent",)}


async def test_a_selection_equal_to_an_annotation_edits_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "1 v 3 escape 4")
        assert tagged(pilot) == {PASSAGES[0]: ("claim/intent", "claim/denial", "claim/event")}
        await keys(pilot, "l v ctrl+shift+right 2 g l v w 9")
        assert tagged(pilot)["Harbour"] == ("topic/actor", "use/key")


async def test_brackets_make_an_annotation_the_target(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        screen = screen_of(pilot)
        await keys(pilot, "]")
        assert "nothing is marked yet" in told(pilot)
        await keys(pilot, f"{PART} G 3 g ]")
        assert here(pilot) == PASSAGES[2]
        assert screen.view.target.span == (38, 52)
        await keys(pilot, "9 n", "~who", "escape c 2")
        first = session_of(pilot).state.ordered()[0]
        assert (first.tags, first.note, first.credibility) == (tuple(QUICK[::8]), "who", 2)
        await keys(pilot, "] ]")
        assert here(pilot) == PASSAGES[7]
        assert "that was the last annotation" in told(pilot)
        await keys(pilot, "[")
        assert screen.view.target.span == (38, 52)
        await keys(pilot, "x")
        assert tagged(pilot) == {PASSAGES[7]: ("claim/denial",)}


async def test_the_caret_releases_the_target(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, PART)
        for run in ("l", "w", "b", "j k", "escape", "v escape", "shift+right escape"):
            await keys(pilot, "g ]")
            assert screen_of(pilot).state.target_id, run
            await keys(pilot, run)
            assert not screen_of(pilot).state.target_id, run


@pytest.mark.long
async def test_a_click_and_a_search_release_the_target(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{PART} g ]")
        await pilot.click(screen_of(pilot).view.article, offset=spot(pilot, "ferry"))
        await keys(pilot, "3 ]", "[", "/", "~unconfirmed", "enter", "4")
        assert tagged(pilot) == {
            "port authority": ("claim/intent",), PASSAGES[5]: ("claim/denial",),
            PASSAGES[7]: ("claim/event",),
        }  # fmt: skip


@pytest.mark.long
async def test_inside_a_long_annotation_that_annotation_is_the_target(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "j j v j 1 escape g ] j 3")
        both = f"{PASSAGES[2]} {PASSAGES[3]}"
        assert tagged(pilot) == {both: ("claim/intent", "claim/denial")}
        assert "press v first to tag the passage itself" in told(pilot)
        await keys(pilot, "v 4 escape")
        assert tagged(pilot)[PASSAGES[3]] == ("claim/event",)
        await keys(pilot, "x")
        assert tagged(pilot) == {both: ("claim/intent", "claim/denial")}, "the passage's own first"
        await keys(pilot, "x")
        assert tagged(pilot) == {}


@pytest.mark.long
async def test_a_command_is_about_the_only_annotation_in_the_passage(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(
            pilot, f"{PART} 4 t", "~caveat/motive", "enter", "space c d c 2 n", "~who", "escape"
        )
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.quote == "port authority"
        assert annotation.tags == ("claim/intent", "claim/event", "caveat/motive", "claim/denial")
        assert (annotation.credibility, annotation.note) == (2, "who")
        await keys(pilot, "x")
        assert tagged(pilot) == {}


async def test_the_caret_on_a_character_chooses_the_annotations_over_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{PART} g j j l 3")
        assert tagged(pilot)[PASSAGES[2]] == ("claim/denial",)
        await keys(pilot, "u l w 4")
        assert tagged(pilot) == {"port authority": ("claim/intent", "claim/event")}


async def test_among_several_annotations_the_user_is_asked(tmp_path: Path) -> None:
    two = f"{PART} j k l w w w w w v w 2 escape escape"
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{two} x")
        shown = lines(pilot)
        assert "Which annotation" in shown
        assert "the whole passage" not in shown
        await keys(pilot, "escape")
        assert len(tagged(pilot)) == 2
        await keys(pilot, "3", "down enter")
        first, second = tagged(pilot).values()
        assert (first, second) == (("claim/intent",), ("topic/actor", "claim/denial"))
        await keys(pilot, "4", "~whole", "enter")
        assert tagged(pilot)[PASSAGES[2]] == ("claim/event",)


async def test_enter_opens_the_note_at_the_caret(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "enter")
        assert "no note here: n writes one" in told(pilot)
        await keys(pilot, "n", "~first", "escape enter", "~ more", "escape")
        assert session_of(pilot).state.ordered()[0].note == "first more"


@pytest.mark.long
async def test_the_target_stands_out_in_the_sidebar(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{PART} v 3 escape")
        assert "▸ ¶3 “The port authority" in lines(pilot)
        await keys(pilot, "] ]")
        assert "▸ ¶3 “port authority”" in lines(pilot)


@pytest.mark.long
async def test_the_passage_is_copied_also_where_a_part_of_it_is_annotated(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, f"{PART} s", "~Ben", "enter y")
        assert pilot.app.clipboard.startswith(f"“{PASSAGES[2]}” (")
        await keys(pilot, "] y")
        assert pilot.app.clipboard.startswith("“port authority” — Ben")
