"""Moving, selecting and scrolling by every key and by the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import article, here, program, screen_of, session_of, spot, tagged

PASSAGES = [
    "Harbour stays shut",
    "By Ada Finch",
    "The port authority closed the harbour on Monday.",
    "Two officials said why.",
    "“We had no choice,” said Ada Berg, who runs the port.",
    "The ferry company denied that.",
    "What comes next",
    "There were unconfirmed reports that General Qasim Sulaymani was seen at the docks.",
]
LONG = "\n\n".join(f"Paragraph {n} says something. And then it says more." for n in range(60))


async def reached(pilot: Pilot[int], run: str, start: str = "") -> str:
    """The text reached by some keys from the beginning of the article (or from `start`)."""
    screen = screen_of(pilot)
    screen.view.article.drop_selection()
    screen.view.article.go(session_of(pilot).document.text.index(start))
    await keys(pilot, run)
    return here(pilot)


MOTIONS = {
    "j": 1, "down": 1, "j k": 0, "down up": 0, "k": 0, "j j j j": 4,
    "J": 1, "J J": 2, "J J J": 4, "ctrl+down ctrl+down": 2, "J J j K": 2, "J J K": 1,
    "J J ctrl+up": 1, "G": 7, "end": 7, "G j": 7, "G g": 0, "end home": 0, "G k": 6,
    "pagedown": 7, "G pageup": 0, "ctrl+f ctrl+b": 0,
}  # fmt: skip


async def test_motions_by_passage_paragraph_page_and_article(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        found = {run: await reached(pilot, run) for run in MOTIONS}
        assert found == {run: PASSAGES[n] for run, n in MOTIONS.items()}


async def test_pages_of_a_long_article(tmp_path: Path) -> None:
    async with program(article(tmp_path, LONG)) as pilot:
        pane = screen_of(pilot).view.article
        places = [pane.place.block]
        for key in ("pagedown", "pagedown", "pageup", "G"):
            await keys(pilot, key)
            places.append(pane.place.block)
            assert pane.canvas.row_y(pane.span.start) is not None, "the caret is out of sight"
        assert places[0] < places[1] < places[2]
        assert places[3] == places[1]
        assert places[4] == 59


CARETS = {
    "l": "T", "right": "T", "l l": "h", "l l h": "T", "l right left": "T", "w": "T", "w w": "p",
    "w w w": "a", "w w w b": "p", "h": "T",
}  # fmt: skip


async def test_the_caret_goes_by_character_and_word_and_esc_leaves_it(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        pane, found = screen_of(pilot).view.article, {}
        for run in CARETS:
            found[run] = await reached(pilot, f"{run} v", "The port")
            pane.drop_selection()
        assert found == CARETS
        await reached(pilot, "l l v escape", "The port")
        assert pane.selection is None
        assert pane.character is not None
        await keys(pilot, "escape")
        assert pane.character is None
        assert here(pilot) == PASSAGES[2]


SELECTIONS = {
    "v": "The port authority closed the harbour on Monday.",
    "l v": "T",
    "l v l l": "The",
    "l v w": "The",
    "l v w w": "The port",
    "w w v b": "The p",
    "v j": "The port authority closed the harbour on Monday. Two officials said why.",
    "v k": "By Ada Finch\n\nThe port authority closed the harbour on Monday.",
    "shift+down": "The port authority closed the harbour on Monday. Two officials said why.",
    "shift+up": "By Ada Finch\n\nThe port authority closed the harbour on Monday.",
    "shift+down shift+up": "The port authority closed the harbour on Monday.",
    "shift+right": "T",
    "shift+right shift+right": "Th",
    "l l shift+right shift+left": "Th",
    "ctrl+shift+right ctrl+shift+right": "The port",
    "w w w ctrl+shift+left": "port a",
    "shift+down v j": "The port authority closed the harbour on Monday. Two officials said why."
    "\n\n“We had no choice,” said Ada Berg, who runs the port.",
}


async def test_words_are_selected_beside_an_emoji(tmp_path: Path) -> None:
    text = "Title line here\n\nSome words first. 👨‍👩‍👧 family says no. 👍🏽 thumbs.\n"
    async with program(article(tmp_path, text)) as pilot:
        await keys(pilot, "j j w w v w w 2")
        assert list(tagged(pilot)) == ["family says"]
        await keys(pilot, "escape b v b b 3")
        assert list(tagged(pilot)) == ["first. 👨‍👩‍👧 family s", "family says"]


async def test_selections(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        found = {run: await reached(pilot, run, "The port") for run in SELECTIONS}
        assert found == SELECTIONS


@pytest.mark.long
async def test_every_motion_extends_a_selection(tmp_path: Path) -> None:
    motions = "j down k up J K ctrl+down ctrl+up g G home end pageup pagedown h l w b"
    async with program(article(tmp_path)) as pilot:
        pane = screen_of(pilot).view.article
        for motion in motions.split():
            before = await reached(pilot, "w w v", "The port")
            span = pane.span
            await keys(pilot, motion)
            assert pane.selection != span, motion
            assert before in here(pilot), motion


async def test_o_swaps_the_ends_and_only_while_selecting(tmp_path: Path) -> None:
    article(tmp_path, name="other.txt")
    async with program(article(tmp_path)) as pilot:
        text = PASSAGES[2] + " " + PASSAGES[3]
        assert await reached(pilot, "v j o", "The port") == text
        await keys(pilot, "k")
        assert here(pilot) == f"By Ada Finch\n\n{text}"
        await keys(pilot, "o j o k")
        whole = [PASSAGES[0], PASSAGES[1], text, PASSAGES[4]]
        assert here(pilot) == "\n\n".join(whole)
        await keys(pilot, "escape o")
        assert pilot.app.screen is not screen_of(pilot)
        assert "other.txt" in lines(pilot)


async def test_the_mouse_puts_the_caret_and_selects(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        pane = screen_of(pilot).view.article
        await pilot.click(pane, offset=spot(pilot, "ferry"))
        await quiet(pilot)
        assert (here(pilot), pane.selection) == (PASSAGES[5], None)
        await pilot.mouse_down(pane, offset=spot(pilot, "Two"))
        await pilot.hover(pane, offset=spot(pilot, " said why"))
        await pilot.mouse_up(pane, offset=spot(pilot, " said why"))
        await keys(pilot, "1")
        assert tagged(pilot) == {"Two officials ": ("claim/intent",)}


async def test_tab_goes_through_the_sidebar_and_back_and_esc_at_once(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        screen = screen_of(pilot)
        tags, notes = screen.view.sidebar.tags, screen.view.sidebar.notes
        for run, there in (
            ("tab", tags), ("tab", screen.view.article), ("3 tab", tags), ("tab", notes),
            ("tab", screen.view.article), ("tab escape", screen.view.article),
        ):  # fmt: skip
            await keys(pilot, run)
            assert screen.focused is there, run


async def test_the_sidebar_is_hidden_and_that_is_remembered(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        assert "TAGS" in lines(pilot)
        await keys(pilot, "\\")
        assert "TAGS" not in lines(pilot)
        assert not screen_of(pilot).view.sidebar.display
    async with program(path) as pilot:
        assert not screen_of(pilot).view.sidebar.display
        await keys(pilot, "\\")
    async with program(path) as pilot:
        assert screen_of(pilot).view.sidebar.display
        await keys(pilot, "\\ tab")
        assert screen_of(pilot).view.sidebar.display, (
            "Tab goes to a hidden sidebar, so it comes back"
        )


@pytest.mark.parametrize(("width", "shown"), sampled([(50, False), (80, True)], [(50, False)]))
async def test_a_narrow_window_hides_the_sidebar(tmp_path: Path, width: int, shown: bool) -> None:
    async with program(article(tmp_path), size=(width, 24)) as pilot:
        sidebar = screen_of(pilot).view.sidebar
        assert sidebar.display == shown == ("TAGS" in lines(pilot))
        assert "The port authority" in lines(pilot)
        await keys(pilot, "tab")
        assert sidebar.display
        await keys(pilot, "tab")
        assert sidebar.display == shown


async def test_a_note_is_written_in_a_narrow_window_too(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(50, 24)) as pilot:
        await keys(pilot, "n", "~seen", "escape")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["seen"]
        assert not screen_of(pilot).view.sidebar.display


async def test_the_sidebar_follows_the_caret(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "j j 1 j 3")
        notes = screen_of(pilot).view.sidebar.notes
        assert [notes.items[i].quote for i in (0, 1)] == PASSAGES[2:4]
        shown = []
        for key in ("k", "j"):
            await keys(pilot, key)
            shown.append(
                (notes.items[notes.cursor].quote, {row.id for row in notes.items} & notes.here)
            )
        first, second = (row.id for row in notes.items)
        assert shown == [(PASSAGES[2], {first}), (PASSAGES[3], {second})]
        assert screen_of(pilot).view.sidebar.tags.on == {"claim/denial"}


async def test_the_header_says_where_this_is(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "j j")
        head = lines(pilot).splitlines()[0]
        assert "Harbour stays shut" in head
        assert "3/8" in head
        assert "saved" in head
        await keys(pilot, "v")
        assert "SELECT" in lines(pilot).splitlines()[0]


async def test_the_place_is_found_again(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "G q")
    async with program(path) as pilot:
        assert here(pilot) == PASSAGES[7]


@pytest.mark.long
async def test_help_names_every_key(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(120, 110)) as pilot:
        await keys(pilot, "?")
        shown = lines(pilot)
        for words in ("next passage", "the last tag again", "show or hide the sidebar", "Ctrl+R"):
            assert words in shown
        await keys(pilot, "escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.mark.long
async def test_the_palette_does_what_a_key_does(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "ctrl+p")
        await keys(pilot, "~end of the article")
        await keys(pilot, "enter")
        assert here(pilot) == PASSAGES[7]


async def test_keys_of_the_user(tmp_path: Path) -> None:
    chosen = {"bottom": "z,ctrl+e", "search": "%", "tag-rename": "R"}
    async with program(article(tmp_path), keys=chosen) as pilot:
        found = [await reached(pilot, key) for key in ("z", "ctrl+e", "G", "end")]
        assert found == [PASSAGES[7], PASSAGES[7], PASSAGES[0], PASSAGES[0]]
        await keys(pilot, "%")
        assert screen_of(pilot).view.search.input.has_focus
        await keys(pilot, "escape tab r")
        assert pilot.app.screen is screen_of(pilot)
        await keys(pilot, "R")
        assert pilot.app.screen is not screen_of(pilot)


async def test_a_key_of_the_user_that_no_command_has_is_told(tmp_path: Path) -> None:
    async with program(article(tmp_path), keys={"fly": "f"}) as pilot:
        assert "keys.fly is no command" in told(pilot)


async def test_keyboards_of_other_scripts(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        assert await reached(pilot, "о о") == PASSAGES[2]
        assert await reached(pilot, "П") == PASSAGES[7]
        await reached(pilot, "space с в", "The ferry")  # Space c d
        assert tagged(pilot) == {PASSAGES[5]: ("claim/denial",)}
        await keys(pilot, "г")
        assert tagged(pilot) == {}
        await keys(pilot, "ctrl+r т", "~да", "escape")
        assert [a.note for a in session_of(pilot).state.ordered()] == ["да"]


async def test_a_layout_of_the_user(tmp_path: Path) -> None:
    async with program(article(tmp_path), layout="fr") as pilot:
        await keys(pilot, '"')
        assert tagged(pilot) == {PASSAGES[0]: ("claim/denial",)}


async def test_half_a_page_is_scrolled(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph number {n} says little." for n in range(1, 80))
    async with program(article(tmp_path, text), size=(100, 24)) as pilot:
        top = screen_of(pilot).view.article.canvas.top
        await keys(pilot, "ctrl+d")
        half = screen_of(pilot).view.article.canvas.top
        assert half != top
        await keys(pilot, "ctrl+d")
        assert screen_of(pilot).view.article.canvas.top != half
        await keys(pilot, "ctrl+u")
        assert screen_of(pilot).view.article.canvas.top == half
        await keys(pilot, "ctrl+u")
        assert screen_of(pilot).view.article.canvas.top == top


async def test_a_key_that_does_nothing_names_the_nearest_one(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "X")
        assert "X does nothing here; x: remove the annotation" in lines(pilot)
        await keys(pilot, "z")
        assert "z does nothing here; Ctrl+Z: suspend the program" in lines(pilot)
        await keys(pilot, "U")
        assert "U does nothing here; u: undo" in lines(pilot)
        await keys(pilot, "-")
        assert "- does nothing here; ?: all keys" in lines(pilot)
        await keys(pilot, "j")
        assert "does nothing" not in lines(pilot)
        assert "t Tag" in lines(pilot)


async def test_after_a_search_the_footer_names_the_keys_of_the_hits(tmp_path: Path) -> None:
    async with program(article(tmp_path), size=(80, 24)) as pilot:
        assert "next hit" not in lines(pilot)
        await keys(pilot, "/", "~harbour", "enter")
        foot = lines(pilot).splitlines()[-1]
        assert foot.startswith(" ; next hit  , previous hit")
        assert foot.rstrip().endswith("q Quit")
        await keys(pilot, "escape")
        assert "next hit" not in lines(pilot)


@pytest.mark.parametrize("width", sampled([40, 60, 80, 100], [60]))
async def test_the_keys_in_the_footer_are_never_cut(tmp_path: Path, width: int) -> None:
    async with program(article(tmp_path), size=(width, 24)) as pilot:
        whole = [str(hint.description) for hint in screen_of(pilot).view.footer._shown]
        foot = lines(pilot).splitlines()[-1]
        assert whole
        assert foot.split()[-2:] == ["q", "Quit"]
        assert "…" not in foot


@pytest.mark.long
async def test_escape_also_clears_the_filter(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "1 f", "~intent", "enter")
        assert screen_of(pilot).state.filter == "claim/intent"
        await keys(pilot, "escape")
        assert screen_of(pilot).state.filter == ""


async def test_a_selection_is_copied_without_a_citation(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "ctrl+c")
        assert "nothing is selected" in told(pilot)
        await keys(pilot, "l v w ctrl+c")
        assert pilot.app.clipboard == "Harbour"
