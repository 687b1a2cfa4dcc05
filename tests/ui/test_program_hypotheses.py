"""Competing hypotheses and what judgements rest on, in the whole program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.sampling import sampled
from tui.ui.dialogs.claim_dialogs import JudgementsDialog
from tui.ui.dialogs.matrix_dialog import MatrixDialog
from tui.ui.widgets.claim_lists import JudgementPane, JudgementRow
from tui.ui.widgets.matrix_pane import MatrixPane

from .pilot import keys, lines, told
from .program import here, program, screen_of, session_of
from .samples import SIZES

_SAID = {
    "a.txt": ("The bridge fell at noon.", "Nobody saw it fall.", "It was sold for scrap."),
    "b.txt": ("By noon no bridge stood.", "Witnesses there were none.", "A dealer bought scrap."),
}
"""The statements of two articles that have no text in common."""


def judged(folder: Path) -> Path:
    """Two articles of three graded statements each, and a dossier; the path of the first."""
    for name, statements in _SAID.items():
        text = f"{name} on the bridge\n\n" + "\n\n".join(statements) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
        marks = "".join(
            f'\n[[annotation]]\nid = "{name[0].upper()}{n}"\nstart = {text.index(said)}\n'
            f'end = {text.index(said) + len(said)}\nquote = "{said}"\ntags = ["claim/event"]\n'
            f'source = "ada"\ncredibility = {n}\n'
            for n, said in enumerate(statements, 1)
        )
        (folder / f"{name}.notes.toml").write_text(
            f'format = 1\n\n[[source]]\nid = "ada"\nname = "Ada Berg"\nreliability = "C"\n{marks}',
            encoding="utf-8",
        )
    (folder / "dossier.toml").write_text(
        """format = 1

[[judgement]]
id = "J1"
text = "The bridge is gone."
cites = ["a.txt#A1", "b.txt#B3"]
grounds = { "b.txt#B3" = "B2" }

[[hypothesis]]
id = "H1"
text = "It collapsed."
evidence = { "a.txt#A1" = "+", "b.txt#B2" = "-" }

[[hypothesis]]
id = "H2"
text = "It was taken down."
evidence = { "a.txt#A1" = "--" }
""",
        encoding="utf-8",
    )
    return folder / "a.txt"


def ratings(pilot: Pilot[Any]) -> dict[str, dict[str, str]]:
    """The ratings of each hypothesis, by its text."""
    dossier = session_of(pilot).state.dossier
    assert dossier
    return {one.text: dict(one.evidence) for one in dossier.hypotheses}


def cites(pilot: Pilot[Any]) -> list[str]:
    """The first citation of each row of the open matrix."""
    assert isinstance(pilot.app.screen, MatrixDialog)
    return [line.row.cites[0] for line in pilot.app.screen.query_one(MatrixPane).items]


def row_of(pilot: Pilot[Any], id: str) -> JudgementRow:
    """A row of the open list of judgements."""
    return next(row for row in pilot.app.screen.query_one(JudgementPane).items if row.id == id)


@pytest.mark.parametrize("size", SIZES)
async def test_the_matrix_shows_ratings_weights_and_what_each_row_tells(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with program(judged(tmp_path), size=size) as pilot:
        await keys(pilot, "H")
        shown = lines(pilot)
        assert "C1 · Ada Berg" in shown
        assert "[+]" in shown
        assert "H1 It collapsed." in shown
        # C1 weighs 1.2 and C2 weighs 1.1: "--" against H2 is 2.4, "-" against H1 is 1.1.
        heading = next(row for row in shown.splitlines() if "against it, by weight" in row)
        assert heading.split()[-3:-1] == ["1.1", "2.4"]
        assert "consistent · weight against it: 1.1" in shown
        await keys(pilot, "right")
        assert "[--]" in lines(pilot)
        assert "very inconsistent · weight against it: 2.4" in lines(pilot)


RATINGS = {"1": "++", "2": "+", "3": "0", "4": "-", "5": "--", "6": "n/a"}


@pytest.mark.parametrize("pressed", sampled(["26", "123456"], ["26"]))
async def test_a_cell_is_rated_by_one_key(tmp_path: Path, pressed: str) -> None:
    async with program(judged(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "H", "down right")
        for key in pressed:
            rating = RATINGS[key]
            await keys(pilot, key)
            assert ratings(pilot)["It was taken down."]["b.txt#B2"] == rating, key
            assert f"[{rating}]" in lines(pilot)
            await keys(pilot, "u")
            assert "b.txt#B2" not in ratings(pilot)["It was taken down."], key
        await keys(pilot, "ctrl+r", "backspace")
        assert "b.txt#B2" not in ratings(pilot)["It was taken down."]
        await keys(pilot, "u")
    kept = tomllib.loads((tmp_path / "dossier.toml").read_text(encoding="utf-8"))
    assert kept["hypothesis"][1]["evidence"]["b.txt#B2"] == "n/a"


async def test_hypotheses_are_written_reworded_and_deleted(tmp_path: Path) -> None:
    async with program(judged(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "M ctrl+o", "plus", "~It never stood.", "enter", "2")
        assert ratings(pilot)["It never stood."] == {"a.txt#A1": "+"}
        await keys(pilot, "r", "~ Ever.", "enter")
        assert ratings(pilot)["It never stood. Ever."] == {"a.txt#A1": "+"}
        await keys(pilot, "X")
        assert list(ratings(pilot)) == ["It collapsed.", "It was taken down."]
        assert "deleted: It never stood. Ever. · u brings it back" in lines(pilot)
        await keys(pilot, "u")
        assert "It never stood. Ever." in ratings(pilot)


async def test_evidence_is_chosen_rated_and_deleted(tmp_path: Path) -> None:
    async with program(judged(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "H", "e", "~scrap b.txt", "enter")
        assert cites(pilot) == ["a.txt#A1", "b.txt#B2", "b.txt#B3"]
        assert "rate it with 1 to 6: evidence without a rating is not kept" in lines(pilot)
        await keys(pilot, "5")
        assert ratings(pilot)["It collapsed."]["b.txt#B3"] == "--"
        await keys(pilot, "x")
        assert cites(pilot) == ["a.txt#A1", "b.txt#B2"]
        await keys(pilot, "u")
        assert ratings(pilot)["It collapsed."]["b.txt#B3"] == "--"


async def test_the_matrix_is_sorted_and_says_what_changes_without_a_row(tmp_path: Path) -> None:
    async with program(judged(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "H", "w")
        told = " ".join(lines(pilot).replace("│", " ").split())
        assert "Without it, the weight against: H2 2.4 → 0. The order becomes H2, H1." in told
        await keys(pilot, "down", "right", "5", "left", "2", "s")
        assert cites(pilot) == ["a.txt#A1", "b.txt#B2"]
        await keys(pilot, "1", "s", "s")
        assert cites(pilot) == ["b.txt#B2", "a.txt#A1"]
        await keys(pilot, "S")
        assert "hypotheses sorted: least against it first" in lines(pilot)
        await keys(pilot, "up", "w")
        assert "Without it" in lines(pilot)


@pytest.mark.long
async def test_enter_goes_to_the_evidence(tmp_path: Path) -> None:
    async with program(judged(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "H", "down", "enter")
        assert session_of(pilot).document.path == tmp_path / "b.txt"
        assert here(pilot) == _SAID["b.txt"][1]


@pytest.mark.long
async def test_many_hypotheses_scroll_at_60_columns(tmp_path: Path) -> None:
    path = judged(tmp_path)
    more = "".join(f'\n[[hypothesis]]\nid = "X{n}"\ntext = "Number {n}."\n' for n in range(3, 12))
    with (tmp_path / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write(more)
    async with program(path, size=(60, 20)) as pilot:
        await keys(pilot, "H")
        assert "›" in lines(pilot)
        assert "H11" not in lines(pilot)
        await keys(pilot, *["right"] * 20)
        assert "H11 Number 11." in lines(pilot)
        assert "‹" in lines(pilot)
        await keys(pilot, "4")
        assert "[-]" in lines(pilot)
        assert ratings(pilot)["Number 11."] == {"a.txt#A1": "-"}


async def test_an_empty_matrix_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bridge\n\nIt fell.\n", encoding="utf-8")
    async with program(tmp_path / "a.txt", size=(80, 24)) as pilot:
        await keys(pilot, "H")
        assert "No hypothesis yet: + writes one." in lines(pilot)
        await keys(pilot, "1 x X r w s enter")
        await keys(pilot, "plus", "~It fell.", "enter")
        assert "No evidence yet: e chooses passages" in lines(pilot)
        assert list(ratings(pilot)) == ["It fell."]


async def test_a_judgement_shows_what_it_rests_on_and_is_confirmed_again(tmp_path: Path) -> None:
    async with program(judged(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "M")
        row = row_of(pilot, "J1")
        assert row.passages[0] == "C1 · Ada Berg · ¶2: “The bridge fell at noon.”"
        assert row.passages[1].startswith("C3 · was B2 when you confirmed it · Ada Berg · b.txt")
        assert len(row.warnings) == 1
        assert "graded worse" in row.warnings[0]
        await keys(pilot, "ctrl+r")
        assert row_of(pilot, "J1").warnings == ()
        assert "confirmed with the grades" in lines(pilot)
        judgement = session_of(pilot).state.all_judgements()["J1"]
        assert judgement.grounds == {"a.txt#A1": "C1", "b.txt#B3": "C3"}
        await keys(pilot, "escape u M")
        assert len(row_of(pilot, "J1").warnings) == 1


async def test_edited_and_missing_passages_of_another_article_are_warned_of(tmp_path: Path) -> None:
    path = judged(tmp_path)
    other, notes = tmp_path / "b.txt", tmp_path / "b.txt.notes.toml"
    other.write_text(other.read_text("utf-8").replace("bought scrap", "bought iron"), "utf-8")
    dossier = tmp_path / "dossier.toml"
    dossier.write_text(dossier.read_text("utf-8").replace("a.txt#A1", "a.txt#GONE"), "utf-8")
    assert notes.exists()
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "M")
        warned = " ".join((*row_of(pilot, "J1").warnings, *row_of(pilot, "J1").passages))
        assert "cites a.txt#GONE, which is not in this folder" in warned
        assert "words were edited" in warned or "place is not certain" in warned


@pytest.mark.long
async def test_judgements_in_the_notes_of_other_articles_are_listed_and_move(
    tmp_path: Path,
) -> None:
    path = judged(tmp_path)
    with (tmp_path / "b.txt.notes.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[judgement]]\nid = "J2"\ntext = "Scrap it was."\ncites = ["B3"]\n')
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "M")
        row = row_of(pilot, "J2")
        assert row.noted_on.startswith("b.txt")
        assert row.passages[0].startswith("C3 · Ada Berg")
        assert "in the notes on b.txt" in lines(pilot)
        await keys(pilot, "~Scrap it", "ctrl+x")
        assert "it stands in the notes on b.txt" in lines(pilot)
        await keys(pilot, "ctrl+l", "~very likely", "enter")
        assert row_of(pilot, "J2").noted_on == ""
        judgement = session_of(pilot).state.all_judgements()["J2"]
        assert (judgement.likelihood, judgement.cites) == ("very likely", ("b.txt#B3",))


@pytest.mark.long
async def test_a_judgement_rests_on_a_claim_with_all_its_statements(tmp_path: Path) -> None:
    path = judged(tmp_path)
    notes = tmp_path / "b.txt.notes.toml"
    linked = 'credibility = 1\nlinks = [{ to = "a.txt#A1", rel = "supports" }]'
    notes.write_text(notes.read_text("utf-8").replace("credibility = 1", linked), "utf-8")
    async with program(path, size=(100, 30)) as pilot:
        await keys(pilot, "M", "plus", "~It fell.", "escape", "enter", "enter")
        await keys(pilot, "~all its", "tab")
        assert isinstance(screen_of(pilot), object)
        (new,) = [j for j in session_of(pilot).state.all_judgements().values() if j.id != "J1"]
        assert new.cites == ("a.txt#A1", "b.txt#B1")
        assert new.grounds == {"a.txt#A1": "C1", "b.txt#B1": "C1"}
        assert lines(pilot).count("✓") == 1
        await keys(pilot, "~noon", "tab")
        new = session_of(pilot).state.all_judgements()[new.id]
        assert len(new.cites) == 1
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, JudgementsDialog)
        assert row_of(pilot, new.id).cites == 1


def citations(pilot: Pilot[Any], id: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """What a judgement cites, and what of it is against it."""
    judgement = session_of(pilot).state.all_judgements()[id]
    return judgement.cites, judgement.against


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_turns_the_side_of_what_a_judgement_cites(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with program(judged(tmp_path), size=size) as pilot:
        await keys(pilot, "M", "ctrl+t")
        assert "for or against" in lines(pilot)
        assert not [row for row in lines(pilot).splitlines() if "✓" in row and "for · " in row]
        await keys(pilot, "ctrl+o")
        cites = ("a.txt#A1", "b.txt#B3")
        assert citations(pilot, "J1") == (cites, ("a.txt#A1",))
        shown = [row for row in lines(pilot).splitlines() if "✓" in row]
        assert ["against · " in row for row in shown] == [True, False]
        assert ["for · " in row for row in shown] == [False, True]
        await keys(pilot, "ctrl+o")
        assert citations(pilot, "J1") == (cites, ())
        await keys(pilot, "end", "ctrl+o", "enter")
        assert citations(pilot, "J1") == ((*cites, "b.txt#B2"), ("b.txt#B2",))
        sides = [line.partition(" · ")[0] for line in row_of(pilot, "J1").passages]
        assert sides == ["for", "for", "against"]
        assert row_of(pilot, "J1").sides == "2 for, 1 against"
        await keys(pilot, "escape u u u u")
        assert citations(pilot, "J1") == (cites, None)
        await keys(pilot, "ctrl+r")
        assert citations(pilot, "J1") == (cites, ("a.txt#A1",))
    kept = tomllib.loads((tmp_path / "dossier.toml").read_text(encoding="utf-8"))
    assert kept["judgement"][0]["against"] == ["a.txt#A1"]


@pytest.mark.long
async def test_links_and_ratings_suggest_a_side_but_choose_none(tmp_path: Path) -> None:
    path = judged(tmp_path)
    notes = tmp_path / "b.txt.notes.toml"
    linked = 'credibility = 3\nlinks = [{ to = "a.txt#A1", rel = "disputes" }]'
    notes.write_text(notes.read_text("utf-8").replace("credibility = 3", linked), "utf-8")
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "M", "ctrl+t")
        first, _, second = (row for row in lines(pilot).splitlines() if "✓" in row)
        assert "disputed by b.txt · H1 + · H2 -- · ¶2" in first
        assert "disputes ¶2 · b.txt" in second
        assert citations(pilot, "J1")[1] is None
        await keys(pilot, "down", "down", "ctrl+o")
        first, _, second = (row for row in lines(pilot).splitlines() if "✓" in row)
        assert "for · disputed by b.txt (against)" in first
        assert "against · disputes ¶2 (for) · b.t" in second


@pytest.mark.long
async def test_a_claim_is_cited_with_what_is_against_it_and_turned_as_a_whole(
    tmp_path: Path,
) -> None:
    path = judged(tmp_path)
    notes = tmp_path / "b.txt.notes.toml"
    linked = 'credibility = 1\nlinks = [{ to = "a.txt#A1", rel = "disputes" }]'
    notes.write_text(notes.read_text("utf-8").replace("credibility = 1", linked), "utf-8")
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "M", "plus", "~It fell.", "escape", "enter", "enter")
        await keys(pilot, "~1 of them against", "tab")
        (new,) = [id for id in session_of(pilot).state.all_judgements() if id != "J1"]
        assert citations(pilot, new) == (("a.txt#A1", "b.txt#B1"), ("b.txt#B1",))
        await keys(pilot, "ctrl+o")
        assert citations(pilot, new) == (("a.txt#A1", "b.txt#B1"), ("a.txt#A1",))
        await keys(pilot, "tab")
        assert citations(pilot, new) == ((), None)
        await keys(pilot, "ctrl+o", "enter")
        assert citations(pilot, new) == (("a.txt#A1", "b.txt#B1"), ("a.txt#A1",))
        assert isinstance(pilot.app.screen, JudgementsDialog)


async def test_hostile_texts_of_a_matrix_do_not_act_on_the_terminal(tmp_path: Path) -> None:
    path = judged(tmp_path)
    with (tmp_path / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[hypothesis]]\nid = "bad"\ntext = "\\u001b[2J[@click=app.quit]x[/]\\u202e"\n'
            'evidence = { "a.txt#A1" = "\\u001b[2J[b]", "zzz" = "odd" }\n'
        )
    async with program(path, size=(80, 24)) as pilot:
        await keys(pilot, "H", "right right")
        assert "\x1b" not in lines(pilot)
        assert "[@click=app.quit]x[/]" in lines(pilot)
        assert "not in this folder: zzz" in lines(pilot)


@pytest.mark.long
@pytest.mark.parametrize(
    ("key", "dialog"), [("ctrl+g", JudgementsDialog), ("ctrl+o", MatrixDialog)]
)
async def test_the_list_of_a_folder_leads_to_judgements_and_hypotheses(
    tmp_path: Path, key: str, dialog: type[Screen[Any]]
) -> None:
    judged(tmp_path)
    async with program(tmp_path) as pilot:
        await keys(pilot, "down", key)
        assert isinstance(pilot.app.screen, dialog)
        assert session_of(pilot).document.path == tmp_path / "b.txt"


@pytest.mark.parametrize("key", sampled(["ctrl+g", "ctrl+o", "ctrl+r"], ["ctrl+g"]))
async def test_a_list_without_articles_opens_none(tmp_path: Path, key: str) -> None:
    judged(tmp_path)
    async with program(tmp_path) as pilot:
        await keys(pilot, "~zzzz", key)
        assert "no article is listed" in told(pilot)
