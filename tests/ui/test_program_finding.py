"""Finding passages: the search panel, its hits, marks, and moving from hit to hit."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from textual.events import Paste

from tests.sampling import sampled
from tests.shore import annotate
from tests.ui.pilot import keys, lines, quiet, send, told, until
from tests.ui.program import article, here, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import LONG, PASSAGES
from tui.library import HINT
from tui.ui.background import WorkCancelledError
from tui.ui.reading.passage_search import PassageSearch
from tui.ui.widgets.fields import VisibleInput
from tui.workspace.article_finder import ArticlePassageIndex

FOG = """Fog over the estuary

The ferry left late. Gulls sat on the ferry.

Nobody saw the lighthouse. A second ferry turned back.

The lighthouse keeper said nothing.
"""
FERRIES = ["The ferry left late.", "Gulls sat on the ferry.", "A second ferry turned back."]


async def test_typing_shows_hits_and_enter_goes_there(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "/")
        assert screen_of(pilot).view.search.input.has_focus
        await keys(pilot, "~soleimani")
        assert "▸" in lines(pilot)
        assert "1 found" in lines(pilot)
        assert "¶6" in lines(pilot)
        await keys(pilot, "enter")
        screen = screen_of(pilot)
        assert here(pilot) == PASSAGES[7]
        assert screen.view.article.has_focus
        assert not screen.view.search.display
        await keys(pilot, "4")
        assert tagged(pilot) == {PASSAGES[7]: ("claim/event",)}


async def test_all_pasted_lines_are_searched(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "/")
        pilot.app.post_message(Paste("We had no choice\nsaid Ada Berg\n"))
        await quiet(pilot)
        assert screen_of(pilot).view.search.input.value == "We had no choice said Ada Berg"
        await keys(pilot, "enter")
        assert here(pilot) == "“We had no choice,” said Ada Berg, who runs the port."


COUNTED = {
    "ferry": ("3 found", 3, 0),
    '"the ferry"': ("2 exact", 2, 0),
    '"lighthouse keeper"': ("1 exact, 1 close", 1, 1),
    '"teh ferry"': ("0 exact, 3 close", 0, 3),
    "lighthouse quarrels": ("0 exact, 3 close", 0, 3),
    "zzzz": ("0 found", 0, 0),
}
"""Query -> what is said of its hits, and how many are above and below the rule."""


FEW_QUERIES = ["ferry", '"lighthouse keeper"']


@pytest.mark.parametrize("queries", sampled([FEW_QUERIES, [*COUNTED]], [FEW_QUERIES]))
async def test_exact_and_close_hits_are_counted_and_a_rule_lies_between(
    tmp_path: Path, queries: list[str]
) -> None:
    text = f"{FOG}\nThe light house keepers waited.\n"
    async with program(article(tmp_path, text)) as pilot:
        for query in queries:
            counted, above, below = COUNTED[query]
            await keys(pilot, "/", f"~{query}")
            assert counted in lines(pilot)
            drawn = lines(pilot).splitlines()
            drawn = drawn[next(at for at, line in enumerate(drawn) if counted in line) :]
            rule = next((at for at, line in enumerate(drawn) if "── close" in line), len(drawn))
            hits = [sum("¶" in line for line in some) for some in (drawn[:rule], drawn[rule:])]
            assert hits == [above, below], query
            await keys(pilot, "escape")


PASTES = {
    "one  line": "one  line",
    "The mayor\nsaid yes": "The mayor said yes",
    "The mayor\r\nsaid\r\n\r\nyes\r\n": "The mayor said yes",
    "\n": "",
    "": "",
}
"""What is pasted -> what an empty line then holds."""


@pytest.mark.parametrize("opened_by", sampled(["/", "t", "e"], ["/"]))
async def test_a_paste_into_a_line_keeps_all_its_lines(tmp_path: Path, opened_by: str) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, opened_by)
        field = pilot.app.focused
        assert isinstance(field, VisibleInput)
        for pasted, line in PASTES.items():
            field.value = ""
            pilot.app.post_message(Paste(pasted))
            await quiet(pilot)
            assert field.value == line


EXPLAINED = {
    '"the ferry" -gulls': "exactly “the ferry”, without “gulls”",
    "(keeper OR gulls) sat": "keeper sat · or gulls sat",
    "ferry OR": "OR needs words on both sides: searched as plain words",
    "/gul(l/": "missing ) at position 5: searched as plain words",
    "ferry -[b]tag:claim[/b]": "ferry, without “[b]tag:claim[/b]”",
}
"""Query -> what stands below the line."""


async def test_a_query_is_explained_below_the_line_and_a_mistake_named(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        for query, words in EXPLAINED.items():
            await keys(pilot, "/", f"~{query}")
            assert words in lines(pilot)
            await keys(pilot, "escape")
        await keys(pilot, "/", "~plain words")
        assert HINT in lines(pilot)


@pytest.mark.long
async def test_a_pattern_that_takes_too_long_is_named_and_ends(tmp_path: Path) -> None:
    async with program(article(tmp_path, f"{FOG}\n{'a' * 60}\n")) as pilot:
        await keys(pilot, "/", "~/(a|aa)+!/")
        await until(pilot, "takes too long to match")
        assert "0 found" in lines(pilot)


async def test_enter_that_comes_before_the_answer_waits_for_it(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        search = screen_of(pilot).ctx.search
        build, search._index = search._build_index, None

        def late() -> ArticlePassageIndex:
            time.sleep(0.2)
            return build()

        search._build_index = late  # type: ignore[method-assign]
        await keys(pilot, "/ k e e p e r enter 4")
        assert tagged(pilot) == {"The lighthouse keeper said nothing.": ("claim/event",)}


async def test_arrows_walk_the_hits_and_the_article_follows(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        hits = screen_of(pilot).view.search.hits
        await keys(pilot, "/", "~ferry")
        rows = [row.text for row in hits.items if not row.weak]
        assert sorted(rows) == sorted(FERRIES)
        cursors = []
        for key in ("down", "ctrl+n", "up", "ctrl+p", "up", "pagedown", "pageup"):
            await keys(pilot, key)
            cursors.append(hits.cursor)
        last = len(hits.items) - 1
        assert cursors == [1, 2, 1, 0, 0, last, 0]
        await keys(pilot, "down enter")
        assert here(pilot) == rows[1]


@pytest.mark.long
async def test_esc_is_back_exactly_where_the_caret_was(tmp_path: Path) -> None:
    async with program(article(tmp_path, LONG)) as pilot:
        pane = screen_of(pilot).view.article
        await keys(pilot, "J J J J J l w w")
        before = pane.character, pane.span, pane.canvas.top
        for typed in ("~paragraph 57", "~nothing like it zzz", "~"):
            await keys(pilot, "/ ctrl+u", typed)
            if "57" in typed:
                assert pane.canvas.top != before[2], "the article shows the hit"
            await keys(pilot, "escape")
            assert (pane.character, pane.span, pane.canvas.top) == before
            assert pane.has_focus
        await keys(pilot, "v w", "/", "~paragraph 50", "escape")
        assert pane.selection, "the selection is as it was"


async def test_esc_drops_an_answer_that_is_still_to_come(tmp_path: Path) -> None:
    async with program(article(tmp_path, LONG)) as pilot:
        top = screen_of(pilot).view.article.canvas.top
        await keys(pilot, "/ 5 7 escape")
        assert screen_of(pilot).view.article.canvas.top == top
        await keys(pilot, ";")
        assert "no search yet" in told(pilot)


@pytest.mark.long
async def test_the_last_query_is_found_again_or_typed_over(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        await keys(pilot, "/", "~keeper", "escape", "/", "enter")
        assert here(pilot) == "The lighthouse keeper said nothing."
        await keys(pilot, "/", "~gulls", "enter")
        assert here(pilot) == FERRIES[1]
        assert screen_of(pilot).view.search.input.value == "gulls"


@pytest.mark.parametrize("typed", sampled(["~", "~zzzzqqq"], ["~zzzzqqq"]))
async def test_enter_without_hits_goes_back(tmp_path: Path, typed: str) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "j /", typed, "enter")
        assert here(pilot) == PASSAGES[1]
        assert screen_of(pilot).view.article.has_focus


async def test_marked_hits_are_tagged_in_one_step(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        await keys(pilot, "/", "~ferry")
        assert " Enter Go " in lines(pilot).splitlines()[-1]
        await keys(pilot, "tab tab")
        assert "2 marked" in lines(pilot)
        assert " Enter Tag marked " in lines(pilot).splitlines()[-1]
        assert lines(pilot).count("✓") == 2
        await keys(pilot, "up up tab", "enter")
        assert "1 MARKED" in lines(pilot).splitlines()[0]
        await keys(pilot, "escape")
        assert "MARKED" not in lines(pilot).splitlines()[0]
        await keys(pilot, "/ ctrl+a enter")
        assert "3 MARKED" in lines(pilot).splitlines()[0]
        await keys(pilot, "4")
        assert tagged(pilot) == dict.fromkeys(FERRIES, ("claim/event",))
        await keys(pilot, "u")
        assert tagged(pilot) == {}
        await keys(pilot, "ctrl+r")
        assert list(tagged(pilot)) == FERRIES


@pytest.mark.long
async def test_marked_hits_take_every_tag_key_a_source_and_x(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        await keys(pilot, "/", "~ferry", "ctrl+a", "enter")
        await keys(pilot, "space c d", "t", "~figure", "enter", "s", "~Ada", "enter")
        assert tagged(pilot) == dict.fromkeys(FERRIES, ("claim/denial", "claim/figure"))
        assert {a.source for a in session_of(pilot).state.ordered()} == {"ada"}
        await keys(pilot, "x")
        assert tagged(pilot) == {}
        await keys(pilot, "u")
        assert list(tagged(pilot)) == FERRIES


async def test_marked_hits_with_one_annotated_part_tag_that_part(tmp_path: Path) -> None:
    path = article(tmp_path, FOG)
    part = "left late"
    annotate(path, part, tags=("claim",))
    async with program(path) as pilot:
        await keys(pilot, "/", "~ferry", "ctrl+a", "enter", "4")
        assert tagged(pilot)[part] == ("claim", "claim/event")
        assert FERRIES[0] not in tagged(pilot)


@pytest.mark.long
async def test_a_tag_that_some_marked_hits_have_goes_on_the_others_too(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        await keys(pilot, "j 4", "/", "~ferry", "ctrl+a", "enter", "4")
        assert list(tagged(pilot)) == FERRIES
        await keys(pilot, "4")
        assert tagged(pilot) == {}


async def test_hits_are_stepped_through_in_the_order_of_the_text(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        await keys(pilot, ";")
        assert "no search yet" in told(pilot)
        await keys(pilot, "/", "~ferry", "enter", "g")
        first, second, third = FERRIES
        for key, there, said in (
            (";", first, ""), (";", second, ""), (";", third, ""), (";", third, "last hit"),
            (",", second, ""), (",", first, ""), (",", first, "first hit"),
        ):  # fmt: skip
            await keys(pilot, key)
            assert here(pilot) == there
            assert said in told(pilot)


@pytest.mark.long
async def test_keys_typed_in_the_search_line_are_letters(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        await keys(pilot, "/", "~q 1 j x?", "left delete")
        assert screen_of(pilot).view.search.input.value == "q 1 j x"
        assert tagged(pilot) == {}
        assert here(pilot) == PASSAGES[0]


BOOK = "# The estuary\n\nFog lay on it.\n\n" + "\n\n".join(
    f"{'#' * (1 + n % 2)} Part [{n}]\n\nGulls sat on pier {n}. Nobody came." for n in range(30)
)


async def test_the_contents_lead_to_a_heading(tmp_path: Path) -> None:
    async with program(article(tmp_path, BOOK, "book.md")) as pilot:
        await keys(pilot, "T")
        assert "Contents" in lines(pilot)
        assert "  Part [1]" in lines(pilot)
        await keys(pilot, "~Part 21")
        assert "Gulls sat on pier 21." in lines(pilot), "the article follows the cursor"
        await keys(pilot, "enter")
        assert here(pilot) == "Part [21]"
        await keys(pilot, "j", "T", "down", "escape")
        assert here(pilot) == "Gulls sat on pier 21."


@pytest.mark.long
async def test_an_article_without_headings_says_so(tmp_path: Path) -> None:
    async with program(article(tmp_path, "Fog lay on the estuary.\n")) as pilot:
        await keys(pilot, "T")
        assert "no headings" in lines(pilot)


@pytest.mark.long
async def test_the_index_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    async with program(article(tmp_path, FOG)) as pilot:
        assert screen_of(pilot).ctx.search._index is None
        await keys(pilot, "/", "~keeper", "enter")
        assert here(pilot) == "The lighthouse keeper said nothing."


async def test_the_index_of_a_long_text_is_made_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.ui.reading.passage_search._PREBUILT_FROM", 100)
    async with program(article(tmp_path, FOG)) as pilot:
        assert screen_of(pilot).ctx.search._index is not None


async def test_an_index_that_takes_long_says_how_far_it_is_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.ui.reading.passage_search._PREBUILT_TO", 100)
    monkeypatch.setattr("tui.ui.reading.passage_search._PROGRESS_INTERVAL", 0.01)
    slow, ended = threading.Event(), threading.Event()
    tell = PassageSearch._report

    def slowly(self: PassageSearch, share: float) -> None:
        while share > 0.5 and not slow.wait(0.01):
            try:
                tell(self, 0.5)
            except WorkCancelledError:
                ended.set()
                raise
        tell(self, share)

    monkeypatch.setattr(PassageSearch, "_report", slowly)
    async with program(article(tmp_path, LONG)) as pilot:
        send(pilot.app, ["/", "5", "7"])
        await until(pilot, "50%  Esc")
        await keys(pilot, "escape")
        assert ended.is_set()
        assert screen_of(pilot).ctx.search._index is None
        assert screen_of(pilot).view.article.has_focus
        slow.set()
        await keys(pilot, "/ enter")
        assert "Paragraph 57" in here(pilot)


@pytest.mark.long
async def test_more_hits_than_are_looked_for_are_not_called_all(tmp_path: Path) -> None:
    text = "\n\n".join(f"The quay crane {number} stood idle again." for number in range(150))
    async with program(article(tmp_path, text)) as pilot:
        await keys(pilot, "/", *"quay crane")
        await until(pilot, "the best 100 found")
        await keys(pilot, "ctrl+a")
        await until(pilot, "the best 100 found, 100 marked")
