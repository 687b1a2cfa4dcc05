"""Links, claims, judgements and reasons, in the whole program."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tui.model.annotation import Link
from tui.ui.dialogs.claim_dialogs import ClaimsDialog, JudgementsDialog
from tui.ui.dialogs.export_dialog import ExportChoice
from tui.ui.reading.features.export import write
from tui.ui.widgets.claim_lists import ClaimPane, ClaimRow, JudgementPane, JudgementRow
from tui.ui.widgets.note_list import NotePane, NoteRow
from tui.workspace.link_rows import LinkRow

from .pilot import keys, lines, quiet
from .program import article, here, program, screen_of, session_of
from .samples import LETTERS


def noted(folder: Path) -> Path:
    """Two articles: the first has two statements, the second one that denies."""
    path = article(folder)
    second = article(folder, "Ferries\n\nThe ferry company denied everything.\n", "ferry.txt")
    text = second.read_text(encoding="utf-8")
    start = text.index("The ferry")
    second.with_name("ferry.txt.notes.toml").write_text(
        f'format = 1\n\n[[source]]\nid = "company"\nname = "The ferry company"\n\n[[annotation]]\n'
        f'id = "F1"\nstart = {start}\nend = {len(text) - 1}\nquote = "{text[start:-1]}"\n'
        f'tags = ["claim/denial"]\nsource = "company"\n',
        encoding="utf-8",
    )
    return path


async def test_a_link_to_another_article_is_made_shown_followed_and_removed(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", "L", "~denied everything", "enter", "d", "~he was there")
        await keys(pilot, "enter")
        session, screen = session_of(pilot), screen_of(pilot)
        (annotation,) = session.state.ordered()
        assert annotation.links == (Link("ferry.txt#F1", "disputes", "he was there"),)
        (link,) = [row for row in screen.view.sidebar.notes.items if isinstance(row, LinkRow)]
        assert link.text == "→ disputes ferry.txt “The ferry company denied everything.”"
        assert link.why == "he was there"
        await keys(pilot, "u")
        assert not session.state.ordered()[0].links
        await keys(pilot, "ctrl+r", "tab", "tab", "down", "x")
        assert not session.state.ordered()[0].links
        await keys(pilot, "u", "down", "enter")
        assert session_of(pilot).document.path == tmp_path / "ferry.txt"
    kept = tomllib.loads((tmp_path / "harbour.txt.notes.toml").read_text(encoding="utf-8"))
    assert kept["annotation"][0]["links"] == [
        {"to": "ferry.txt#F1", "rel": "disputes", "why": "he was there"}
    ]


async def test_a_link_that_exists_shows_its_reason_and_gets_another_one(tmp_path: Path) -> None:
    chosen = ["L", "~denied everything", "enter", "d"]
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", *chosen, "~he was there", "enter", *chosen)
        assert "This link exists" in lines(pilot)
        assert "he was there" in lines(pilot)
        await keys(pilot, "~ that day", "enter")
        (annotation,) = session_of(pilot).state.ordered()
        assert annotation.links == (Link("ferry.txt#F1", "disputes", "he was there that day"),)


@pytest.mark.long
async def test_a_link_names_the_other_article_by_its_title(tmp_path: Path) -> None:
    path, title = noted(tmp_path), "The ferries stay in port until the fog has gone"
    notes = tmp_path / "ferry.txt.notes.toml"
    said = notes.read_text("utf-8")
    notes.write_text(said.replace("[[source]]", f'[document]\ntitle = "{title}"\n\n[[source]]', 1))
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", "L", "~ferry.txt")
        assert "The ferries stay in port unti…" in lines(pilot)
        await keys(pilot, "enter", "d", "enter")
        (link,) = [
            row for row in screen_of(pilot).view.sidebar.notes.items if isinstance(row, LinkRow)
        ]
        assert link.text.startswith("→ disputes The ferries stay in port unti…")
        await keys(pilot, "C")
        assert "The ferries stay in port unti…" in lines(pilot)


async def test_articles_of_the_same_title_are_named_by_their_files(tmp_path: Path) -> None:
    path = noted(tmp_path)
    said = (tmp_path / "ferry.txt.notes.toml").read_text("utf-8")
    said = said.replace("[[source]]", '[document]\ntitle = "Ferries"\n\n[[source]]', 1)
    for name in ("ferry.txt", "copy.txt"):
        (tmp_path / name).write_bytes((tmp_path / "ferry.txt").read_bytes())
        (tmp_path / f"{name}.notes.toml").write_text(said)
    async with program(path, size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", "L")
        assert "ferry.txt · The ferry company" in lines(pilot)
        assert "copy.txt · The ferry company" in lines(pilot)


async def test_claims_tell_who_is_for_and_against(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "t", "~claim/event", "enter", "s", "~Zoe Lund", "enter")
        await keys(pilot, "L", "~denied everything", "enter", "d", "enter", "C")
        dialog = pilot.app.screen
        assert isinstance(dialog, ClaimsDialog)
        (row,) = dialog.query_one(ClaimPane).items
        assert (row.supporting, row.opposing) == ("The ferry company", "Zoe Lund")
        assert row.counted == ("counted: single-source, disputed · 1 source, 1 against")
        await keys(pilot, "enter")
        assert session_of(pilot).document.path == tmp_path / "ferry.txt"


@pytest.mark.long
async def test_what_is_counted_stands_beside_the_tags(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "t", "~claim/event", "enter", "s", "~Zoe Lund", "enter")
        await keys(pilot, "t", "~status/corroborated", "enter")
        (row,) = screen_of(pilot).view.sidebar.notes.items
        assert isinstance(row, NoteRow)
        assert row.claim_lines == (
            "counted: single-source · 1 source",
            "tagged corroborated, but 1 source counted",
        )
        await keys(pilot, "t", "~status/corroborated", "enter")
        (row,) = screen_of(pilot).view.sidebar.notes.items
        assert isinstance(row, NoteRow)
        assert row.claim_lines == ()


async def test_a_judgement_is_written_rated_cited_changed_and_deleted(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", "M", "plus", "~It stays shut.", "escape")
        await keys(pilot, "~very likely", "enter", "~moderate", "enter")
        await keys(pilot, "~denied", "tab", "escape")
        dialog = pilot.app.screen
        assert isinstance(dialog, JudgementsDialog)
        (row,) = dialog.query_one(JudgementPane).items
        assert (row.conclusion, row.cites, row.warnings) == ("It stays shut.", 1, ())
        (judgement,) = session_of(pilot).state.all_judgements().values()
        assert (judgement.likelihood, judgement.confidence) == ("very likely", "moderate")
        assert judgement.cites == ("ferry.txt#F1",)
        await keys(pilot, "ctrl+t", "tab", "enter")
        (row,) = dialog.query_one(JudgementPane).items
        assert row.warnings == ("no citation yet",)
        await keys(pilot, "ctrl+x")
        assert not session_of(pilot).state.all_judgements()
        assert "deleted: It stays shut. · Esc, then u brings it back" in lines(pilot)
        await keys(pilot, "escape", "u", "u")
        (judgement,) = session_of(pilot).state.all_judgements().values()
        assert judgement.cites == ("ferry.txt#F1",)
    kept = tomllib.loads((tmp_path / "dossier.toml").read_text(encoding="utf-8"))
    assert kept["judgement"][0]["text"] == "It stays shut."


@pytest.mark.long
async def test_likelihood_and_confidence_in_one_sentence_are_told(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "M", "plus", "~With low confidence, rain is likely.", "escape")
        await keys(pilot, "escape")
        (row,) = pilot.app.screen.query_one(JudgementPane).items
        assert row.warnings[1].startswith("likelihood and confidence in one sentence")
        assert session_of(pilot).state.all_judgements()


def judged(path: Path, *texts: str) -> None:
    """Give the notes of an article some judgements."""
    blocks = (f'[[judgement]]\nid = "J{n}"\ntext = "{text}"\n' for n, text in enumerate(texts))
    notes = path.with_name(path.name + ".notes.toml")
    notes.write_text("format = 1\n\n" + "\n".join(blocks), encoding="utf-8")


@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_narrows_the_judgements_and_esc_shows_all(
    tmp_path: Path, letters: str
) -> None:
    path = noted(tmp_path)
    judged(path, "It stays shut.", "The ferry lied.", "Quiet returns.")
    async with program(path, size=(80, 24)) as pilot:
        await keys(pilot, "M")
        pane = pilot.app.screen.query_one(JudgementPane)
        for letter in letters:
            await keys(pilot, letter)
            assert isinstance(pilot.app.screen, JudgementsDialog), letter
            await keys(pilot, "backspace")
            assert len(pane.items) == 3
        await keys(pilot, "~ferry")
        assert [row.conclusion for row in pane.items] == ["The ferry lied."]
        await keys(pilot, "escape")
        assert len(pane.items) == 3
        await keys(pilot, "~zzzz")
        assert "Nothing matches" in lines(pilot)
        await keys(pilot, "escape escape")
        assert pilot.app.screen is screen_of(pilot)
        assert len(session_of(pilot).state.all_judgements()) == 3


@pytest.mark.long
async def test_a_judgement_that_was_found_by_typing_is_rated_and_deleted(tmp_path: Path) -> None:
    path = noted(tmp_path)
    judged(path, "It stays shut.", "The ferry lied.")
    async with program(path, size=(80, 24)) as pilot:
        await keys(pilot, "M", "~lied", "ctrl+l", "~very unlikely", "enter")
        assert session_of(pilot).state.all_judgements()["J1"].likelihood == "very unlikely"
        await keys(pilot, "ctrl+f", "~high", "enter")
        assert session_of(pilot).state.all_judgements()["J1"].confidence == "high"
        pane = pilot.app.screen.query_one(JudgementPane)
        assert [row.id for row in pane.items] == ["J1"]
        await keys(pilot, "ctrl+x")
        assert list(session_of(pilot).state.all_judgements()) == ["J0"]


async def test_the_move_keys_go_through_a_narrowed_list(tmp_path: Path) -> None:
    path = noted(tmp_path)
    judged(path, "One ferry.", "No boat.", "Two ferries.", "A ferry again.")
    async with program(path, size=(80, 24)) as pilot:
        await keys(pilot, "M", "~ferr")
        pane = pilot.app.screen.query_one(JudgementPane)
        cursors = []
        for key in ("end", "home", "down", "up", "pagedown", "pageup", "ctrl+n", "ctrl+p"):
            await keys(pilot, key)
            cursors.append(pane.cursor)
        assert cursors == [2, 0, 1, 0, 2, 0, 1, 0]


@pytest.mark.long
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_headings_stand_over_the_columns(tmp_path: Path, size: tuple[int, int]) -> None:
    path = noted(tmp_path)
    judged(path, "It stays shut.")
    async with program(path, size=size) as pilot:
        await keys(pilot, "j", "j", "t", "~claim/event", "enter", "s", "~Zoe Lund", "enter", "C")
        rows = lines(pilot).splitlines()
        heading = next(row for row in rows if "Against" in row)
        claim = next(row for row in rows if "“The port" in row)
        assert heading.index("Claim") == claim.index("“The port")
        assert heading.index("For") == claim.index("Zoe Lund")
        await keys(pilot, "escape M")
        rows = lines(pilot).splitlines()
        heading = next(row for row in rows if "Likelihood" in row)
        judgement = next(row for row in rows if "It stays" in row)
        assert heading.index("Judgement") == judgement.index("It stays")
        assert heading.index("Likelihood") == judgement.index("not said")
        assert heading.index("Confidence") == judgement.rindex("not said")
        assert heading.index("Cites") + 4 == judgement.rindex("0")


@pytest.mark.long
async def test_typing_narrows_the_claims_and_enter_goes_to_the_one_found(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "j", "j", "t", "~claim/event", "enter", "j", "t", "~claim/figure")
        await keys(pilot, "enter", "s", "~Zoe Lund", "enter", "g C")
        pane = pilot.app.screen.query_one(ClaimPane)
        assert len(pane.items) >= 2
        await keys(pilot, "z o e space l enter")
        assert here(pilot) == "Two officials said why."


@pytest.mark.long
async def test_grades_have_reasons(tmp_path: Path) -> None:
    async with program(noted(tmp_path)) as pilot:
        await keys(pilot, "j", "j", "s", "~Ada", "enter", "c", "C", "3", "c", "r")
        await keys(pilot, "~right before", "tab", "~saw it", "enter")
        session = session_of(pilot)
        (annotation,) = session.state.ordered()
        source = session.state.known_sources()[annotation.source]
        assert (source.reliability, source.reason) == ("C", "right before")
        assert (annotation.credibility, annotation.reason) == (3, "saw it")
        await keys(pilot, "u")
        assert session.state.ordered()[0].reason == ""


async def test_a_judgement_being_typed_is_kept_when_the_program_ends(
    tmp_path: Path,
) -> None:
    async with program(noted(tmp_path)) as pilot:
        await keys(pilot, "M", "plus", "~It stays shut.")
    kept = tomllib.loads((tmp_path / "dossier.toml").read_text(encoding="utf-8"))
    assert kept["judgement"][0]["text"] == "It stays shut."


@pytest.mark.long
async def test_a_report_takes_what_it_refers_to_from_other_articles(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(120, 40)) as pilot:
        await keys(pilot, "j", "j", "1", "L", "~denied everything", "enter", "d", "enter")
        choice = ExportChoice("report", (), str(tmp_path / "r.md"))
        await write(screen_of(pilot).ctx, choice)
        await quiet(pilot)
    report = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "The ferry company denied everything." in report
    assert "## Disputed claims" in report


@pytest.mark.parametrize("width", [8, 40, 100])
def test_no_text_of_a_claim_or_a_judgement_acts_on_the_terminal(width: int) -> None:
    bad = "\x1b[2J\x9b1m\u202e[@click=app.quit]x[/]"
    claim = ClaimRow(bad, bad, bad, bad, bad, (bad,))
    judgement = JudgementRow(bad, bad, bad, bad, bad, 1, (bad,))
    note = NoteRow("n", 0, 1, bad, (), bad, "", bad, reason=bad, claim_lines=(bad, bad))
    link = LinkRow("l", bad, bad)
    pane = NotePane()
    pane.items = [note, link]
    lines = [
        *ClaimPane().draw(claim, 0, width),
        *JudgementPane().draw(judgement, 1, width),
        *pane.draw(note, 0, width),
        *pane.draw(link, 1, width),
    ]
    assert not any(char in line.plain for line in lines for char in "\x1b\x9b\u202e")
    assert not any("@click" in str(span.style) for line in lines for span in line.spans)


@pytest.mark.long
async def test_the_dialogs_of_a_link_and_of_a_judgement_name_their_step(tmp_path: Path) -> None:
    async with program(noted(tmp_path), size=(80, 24)) as pilot:
        await keys(pilot, "j", "j", "1", "L")
        assert "Link · step 1 of 3: statement" in lines(pilot)
        await keys(pilot, "~denied everything", "enter")
        assert "Link · step 2 of 3: relation" in lines(pilot)
        await keys(pilot, "d")
        assert "Link · step 3 of 3: why" in lines(pilot)
        await keys(pilot, "enter", "M", "plus")
        assert "Judgement · step 1 of 4: text" in lines(pilot)
        await keys(pilot, "~It stays shut.", "escape")
        assert "Judgement · step 2 of 4: How likely" in lines(pilot)
        await keys(pilot, "enter")
        assert "Judgement · step 3 of 4: How sure" in lines(pilot)
        await keys(pilot, "enter")
        assert "Judgement · step 4 of 4: It rests on" in lines(pilot)
        await keys(pilot, "escape escape", "s", "~Zoe", "enter", "c")
        assert "step 1 of 2: source" in lines(pilot)
        await keys(pilot, "b")
        assert "step 2 of 2: statement" in lines(pilot)
