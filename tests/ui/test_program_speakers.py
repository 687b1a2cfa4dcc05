"""Sources: the likely speaker in the picker, and the list of all speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines
from tests.ui.program import article, here, program, screen_of, session_of
from tests.ui.samples import LETTERS
from tui.ui.dialogs.picker import Picker
from tui.ui.dialogs.speakers_dialog import SpeakersDialog
from tui.ui.widgets.choice_list import PickList

TEXT = """Mill to close

“We are out of grain,” said Omar Reyes, a miller. The town council denied the rumour.

Residents say that the mill was sold. “I know nothing,” Reyes said.

Nothing moved on Sunday.
"""


def said(pilot: object) -> list[tuple[str, str]]:
    """The quotes with the names of their sources."""
    session = session_of(pilot)  # type: ignore[arg-type]
    return [(a.quote, session.state.source(a.source).name) for a in session.state.ordered()]


async def test_the_likely_speaker_comes_first_and_enter_accepts(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s")
        assert "suggested" in lines(pilot)
        await keys(pilot, "enter")
        assert [name for _, name in said(pilot)] == ["Omar Reyes"]
        (source,) = session_of(pilot).state.known_sources().values()
        assert (source.name, source.role, source.kind) == ("Omar Reyes", "miller", "named")
        await keys(pilot, "j j s enter")
        assert [name for _, name in said(pilot)] == ["Omar Reyes", "residents"]
        await keys(pilot, "j s enter")
        assert len(session_of(pilot).state.known_sources()) == 2, "Reyes is known already"
        await keys(pilot, "u u u")
        assert (said(pilot), session_of(pilot).state.known_sources()) == ([], {})


async def test_narration_and_enter_give_nobody_the_words(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Zoe Quill", "enter")
        await keys(pilot, "G s")
        assert "no source" in lines(pilot)
        assert "Zoe Quill" in lines(pilot)
        await keys(pilot, "enter")
        assert [name for _, name in said(pilot)] == ["Zoe Quill"]
        await keys(pilot, "s down enter")
        assert [name for _, name in said(pilot)] == ["Zoe Quill", "Zoe Quill"]


@pytest.mark.long
async def test_enter_keeps_the_source_that_is_set(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Zoe Quill", "enter", "G s", "~Ada Berg", "enter")
        await keys(pilot, "s enter")
        assert [name for _, name in said(pilot)] == ["Zoe Quill", "Ada Berg"]


@pytest.mark.long
async def test_a_typed_name_is_still_made(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Zoe Quill", "enter")
        assert [name for _, name in said(pilot)] == ["Zoe Quill"]


async def test_nothing_suggested_is_kept_by_itself(tmp_path: Path) -> None:
    path = article(tmp_path, TEXT)
    async with program(path) as pilot:
        await keys(pilot, "j s escape", "S enter enter down enter escape", "q")
    assert list(tmp_path.glob("*.toml")) == []


async def test_the_view_of_all_who_speak(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s enter", "g S")
        shown = lines(pilot)
        assert "Who speaks" in shown
        for words in ("Omar Reyes", "named", "miller", "1+1", "residents", "collective", "█", "▒"):
            assert words in shown


async def test_enter_walks_through_the_statements(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S enter")
        assert here(pilot).startswith("“We are out of grain,”")
        await keys(pilot, "enter")
        assert here(pilot) == "“I know nothing,” Reyes said."
        assert "2 of 2, suggested" in lines(pilot)
        await keys(pilot, "enter escape")
        assert here(pilot).startswith("“We are out of grain,”")
        assert screen_of(pilot) is pilot.app.screen


async def test_statements_are_accepted_one_after_the_other(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S")
        assert "1 of 2, suggested: a accepts it" in lines(pilot)
        await keys(pilot, "a")
        assert said(pilot) == [("“We are out of grain,”", "Omar Reyes")]
        await keys(pilot, "a a a")
        assert [name for _, name in said(pilot)] == [
            "Omar Reyes", "town council", "residents", "Omar Reyes",
        ]  # fmt: skip
        await keys(pilot, "a")
        assert "no suggested statement is left" in lines(pilot)
        assert "a accept it" not in lines(pilot)
        await keys(pilot, "escape u u u u")
        assert said(pilot) == []


async def test_sources_that_are_only_looked_at_leave_the_caret(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "G")
        place = here(pilot)
        await keys(pilot, "S escape")
        assert here(pilot) == place


@pytest.mark.long
async def test_two_sources_are_merged_by_one_key_and_one_step(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Omar R.", "enter", "j s", "~Omar Reyes", "enter")
        before = session_of(pilot).history.done
        await keys(pilot, "S ctrl+g enter escape")
        assert len(session_of(pilot).state.known_sources()) == 1
        assert len({name for _, name in said(pilot)}) == 1
        await keys(pilot, "u")
        assert session_of(pilot).history.done is before
        assert [name for _, name in said(pilot)] == ["Omar R.", "Omar Reyes"]


async def test_an_article_in_which_nobody_speaks(tmp_path: Path) -> None:
    async with program(article(tmp_path, "Nothing moved on Sunday.\n")) as pilot:
        await keys(pilot, "S enter a ctrl+g ctrl+e")
        assert "Nobody speaks here yet" in lines(pilot)
        await keys(pilot, "escape s", "~Ann", "enter")
        assert [name for _, name in said(pilot)] == ["Ann"]


async def test_a_small_screen_shows_article_and_sources(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT), size=(80, 24)) as pilot:
        await keys(pilot, "S enter")
        assert "We are out of grain" in lines(pilot)
        assert "Omar Reyes" in lines(pilot)
        assert "next statement" in lines(pilot)


@pytest.mark.long
async def test_a_source_is_known_by_its_name_without_titles(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Dr. Omar Reyes", "enter")
        assert [name for _, name in said(pilot)] == ["Dr. Omar Reyes"]
        await keys(pilot, "j j j s enter")
        assert {name for _, name in said(pilot)} == {"Dr. Omar Reyes"}


KEPT = [
    ("Omar Reyes called it “a sham”.", "Omar Reyes called it “a sham”"),
    ("Omar Reyes called for an inquiry.", "Omar Reyes called for an inquiry"),
    ("The mill was sold, Omar Reyes said.", "The mill was sold"),
]


@pytest.mark.parametrize(("sentence", "kept"), sampled(KEPT, KEPT[:1]))
async def test_a_statement_is_kept_with_the_verb_that_it_needs(
    tmp_path: Path, sentence: str, kept: str
) -> None:
    async with program(article(tmp_path, f"Mill\n\nThe rumour spread. {sentence}\n")) as pilot:
        await keys(pilot, "S enter a")
        assert said(pilot) == [(kept, "Omar Reyes")]


async def test_a_denial_is_kept_with_the_word_that_denies(tmp_path: Path) -> None:
    text = "Mill\n\nThe rumour spread. Omar Reyes denied that the mill was sold.\n"
    async with program(article(tmp_path, text)) as pilot:
        await keys(pilot, "S enter a")
        assert said(pilot) == [("Omar Reyes denied that the mill was sold", "Omar Reyes")]


async def test_accepting_gives_the_speaker_to_the_annotation_that_covers_the_statement(
    tmp_path: Path,
) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j 3 n", "~why", "escape", "S a")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.quote == "“We are out of grain,” said Omar Reyes, a miller."
        assert (annotation.tags, annotation.note) == (("claim/denial",), "why")
        assert [name for _, name in said(pilot)] == ["Omar Reyes"]
        await keys(pilot, "escape u")
        (annotation,) = session_of(pilot).state.ordered()
        assert (annotation.tags, annotation.source) == (("claim/denial",), "")


async def test_accepting_gives_the_speaker_to_an_annotation_of_the_words_alone(
    tmp_path: Path,
) -> None:
    path = article(tmp_path, "Mill\n\nOmar Reyes said that the mill was sold.\n")
    path.with_name("harbour.txt.notes.toml").write_text(
        'format = 1\n[[annotation]]\nid = "01KAMN6E7Q0000000000000000"\nrev = 1\n'
        'start = 22\nend = 44\nquote = "that the mill was sold"\ntags = ["claim/event"]\n',
        encoding="utf-8",
    )
    async with program(path) as pilot:
        await keys(pilot, "S enter a")
        assert said(pilot) == [("that the mill was sold", "Omar Reyes")]


@pytest.mark.long
async def test_accepting_asks_among_several_annotations(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j v j 1 escape k v 3 escape", "S a")
        assert "Which annotation" in lines(pilot)
        await keys(pilot, "down enter")
        assert "Who speaks" in lines(pilot)
        sources = [(a.tags, a.source) for a in session_of(pilot).state.ordered()]
        assert sources == [(("claim/denial",), ""), (("claim/intent",), "omar-reyes")]


FOLDER = """Mill reopens

“It runs again,” said Reyes's critics.
"""


def beside(folder: Path) -> Path:
    """An article whose folder has the source "Reyes's critics" in another article."""
    other = article(folder, FOLDER, "other.txt")
    other.with_name("other.txt.notes.toml").write_text(
        'format = 1\n\n[[source]]\nid = "critics"\nname = "Reyes\'s critics"\n', encoding="utf-8"
    )
    return article(folder, TEXT)


def offered(pilot: object) -> list[str]:
    """The names in the open picker, in order."""
    picker = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(picker, Picker)
    return [item.label for item in picker.query_one(PickList).items]


@pytest.mark.long
async def test_sources_of_the_article_then_of_its_text_come_before_those_of_the_folder(
    tmp_path: Path,
) -> None:
    async with program(beside(tmp_path)) as pilot:
        await keys(pilot, "G s", "~reyes")
        assert offered(pilot)[:2] == ["Omar Reyes", "Reyes's critics"]
        await keys(pilot, "escape g j s", "~Zoe Reyes", "enter", "G s", "~reyes")
        assert offered(pilot)[:2] == ["Zoe Reyes", "Omar Reyes"]
        await keys(pilot, "ctrl+u", "~reyes's critics")
        assert offered(pilot) == ["Reyes's critics"], "a name that is typed in full is first"
        await keys(pilot, "ctrl+u")
        assert offered(pilot)[0] == "no source"


@pytest.mark.long
async def test_a_suggested_name_that_is_an_alias_is_that_source(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(
            pilot, "j s enter", "j j s", "~The Miller", "enter", "R", "~omar", "ctrl+g enter"
        )
        await keys(pilot, "escape escape escape", "G s")
        assert "Omar Reyes" not in offered(pilot)
        assert "The Miller" in offered(pilot)
        await keys(pilot, "~omar reyes")
        assert offered(pilot) == ["The Miller"], "no source is made for another name of one"
        await keys(pilot, "escape S")
        assert "Omar Reyes" not in lines(pilot).split("Who speaks")[1]
        await keys(pilot, "a a a a")
        assert "Omar Reyes" not in {name for _, name in said(pilot)}
        assert [name for _, name in said(pilot)].count("The Miller") == 3


@pytest.mark.long
async def test_editing_and_merging_stay_in_the_list_at_the_same_source(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Omar R.", "enter", "j s", "~Ann Lee", "enter", "S down")
        await keys(pilot, "ctrl+e ctrl+u", "~Ann Leigh", "enter")
        assert isinstance(pilot.app.screen, SpeakersDialog)
        current = pilot.app.screen._list.current
        assert current
        assert current.name == "Ann Leigh"
        assert "Ann Leigh" in lines(pilot)
        await keys(pilot, "ctrl+g enter")
        assert isinstance(pilot.app.screen, SpeakersDialog)
        assert len(session_of(pilot).state.known_sources()) == 1


async def test_typing_narrows_the_sources(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT), size=(80, 24)) as pilot:
        await keys(pilot, "S", "~resid")
        assert "residents" in lines(pilot)
        assert "Omar Reyes" not in lines(pilot).split("Who speaks")[1]
        await keys(pilot, "enter")
        assert here(pilot).startswith("Residents say")
        await keys(pilot, "escape")
        assert "Omar Reyes" in lines(pilot)
        await keys(pilot, "escape")
        assert screen_of(pilot) is pilot.app.screen


@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_but_a_narrows_the_sources_and_a_does_so_after_another(
    tmp_path: Path, letters: str
) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S")
        for letter in letters.replace("a", ""):
            await keys(pilot, f"{letter} a")
            assert "Who speaks" in lines(pilot)
            assert f"{letter}a" in lines(pilot)
            await keys(pilot, "escape")
        assert said(pilot) == []
        assert screen_of(pilot) is not pilot.app.screen
        await keys(pilot, "escape")
        assert screen_of(pilot) is pilot.app.screen


@pytest.mark.long
async def test_a_source_found_by_typing_is_edited(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "j s", "~Omar R.", "enter", "j s", "~Zoe Quill", "enter")
        await keys(pilot, "S", "~quill", "ctrl+e", "down", "~pilot", "enter")
        roles = {one.name: one.role for one in session_of(pilot).state.known_sources().values()}
        assert roles == {"Omar R.": "", "Zoe Quill": "pilot"}


async def test_accepting_is_about_the_source_under_the_cursor(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S")
        assert "a accept it" in lines(pilot)
        await keys(pilot, "down")
        assert "a accept it" not in lines(pilot)
        assert "a show a suggested one" in lines(pilot)
        assert "a shows the next suggested statement of this source, a again accepts it" in lines(
            pilot
        )
        await keys(pilot, "a")
        assert said(pilot) == []
        assert "a accept it" in lines(pilot)
        assert "1 of 1, suggested: a accepts it" in lines(pilot)
        await keys(pilot, "a")
        assert [name for _, name in said(pilot)] == ["town council"]


@pytest.mark.long
async def test_narrowing_says_how_the_statement_of_the_row_is_accepted(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S", "~resid")
        assert "a accepts it" not in lines(pilot), "the statement shown is another source's"
        await keys(pilot, "enter")
        assert "1 of 1, suggested: Esc, then a, accepts it" in lines(pilot)
        await keys(pilot, "escape")
        assert "1 of 1, suggested: a accepts it" in lines(pilot)
        await keys(pilot, "a")
        assert "residents" in {name for _, name in said(pilot)}


async def test_rows_keep_their_order_when_a_statement_is_accepted(tmp_path: Path) -> None:
    async with program(article(tmp_path, TEXT)) as pilot:
        await keys(pilot, "S down down a a")
        assert [name for _, name in said(pilot)] == ["residents"]
        shown = lines(pilot).split("Who speaks")[1]
        assert shown.index("Omar Reyes") < shown.index("town council") < shown.index("residents")
