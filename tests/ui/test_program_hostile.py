"""Read-only notes, text with control characters, and articles without text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pilot import keys, lines, quiet, told
from tests.ui.program import article, on_disk, program, screen_of, session_of, tagged
from tests.ui.test_program_moving import PASSAGES
from tui.model import edits


async def test_a_read_only_session_refuses_edits_with_a_message(tmp_path: Path) -> None:
    path = article(tmp_path)
    place = path.with_name(path.name + ".notes.toml")
    place.write_text(
        'format = 9\n[document]\ntitle = "Harbour stays shut"\n[[annotation]]\nid = "A"\nrev = 1\n'
        f'start = 0\nend = 18\nquote = "{PASSAGES[0]}"\ntags = ["claim"]\nnote = "kept"\n'
    )
    before = place.read_bytes()
    async with program(path) as pilot:
        session = session_of(pilot)
        assert "read-only" in lines(pilot).splitlines()[0]
        assert "newer reader" in " ".join(lines(pilot).split())
        runs = (
            ["1"], ["space c d"], ["t", "~denial", "enter"], ["n", "escape"], ["N", "escape"],
            ["s", "~Ada", "enter"], ["c 3"], ["x"], ["i", "~zzz", "enter"],
            ["tab +", "~q", "enter"],
        )  # fmt: skip
        for run in runs:
            pilot.app.clear_notifications()
            await keys(pilot, *run)
            assert told(pilot).startswith("not changed:"), run
        assert tagged(pilot) == {PASSAGES[0]: ("claim",)}
        assert not session.dirty
        await keys(pilot, "escape j u q")
    assert place.read_bytes() == before


HOSTILE = "[red]x[/] \x1b]52;c;aGk=\x07\x9b2J\u202ey [@click=app.quit]z[/]"
SEEN = "[red]x[/] ␛]52;c;aGk=␇"


@pytest.mark.long
async def test_hostile_text_is_shown_as_it_is(tmp_path: Path) -> None:
    path = article(tmp_path, f"{HOSTILE}\n\nBy Ada Finch\n\nA sentence {HOSTILE} ends.\n", "h.txt")
    (tmp_path / "codebook.toml").write_text(
        'format = 1\n[[tag]]\nname = "[b]t[/] \\u001b]0;t"\nkey = "k"\nquick = 1\n'
        'description = "[red]d[/] \\u009b"\n'
    )
    async with program(path, size=(140, 40)) as pilot:
        session, screen = session_of(pilot), screen_of(pilot)
        session.apply(edits.set_data(session.state, title=HOSTILE, publisher=HOSTILE))
        await keys(pilot, "1 n escape")
        session.apply(edits.set_note(session.state, screen.view.target, HOSTILE))
        session.apply(edits.set_source(session.state, [screen.view.target], HOSTILE))
        screen.view.refresh_notes()
        screen.view.toast(HOSTILE)
        screen.view.show_banner(HOSTILE)
        await quiet(pilot)
        shots = [lines(pilot)]
        screen.view.search.input.value = HOSTILE
        opened = ["t", "s", "space", "c", "i", "f", "e", "?", "/ left", "n", "tab r", "m", "tab m"]
        opened += ["R", "R enter", "R ctrl+e", "R ctrl+g", "R ctrl+a", "R ctrl+w", "R ctrl+d"]
        for run in opened:
            await keys(pilot, run)
            shots.append(lines(pilot))
            await keys(pilot, "escape", "escape")
            screen.view.article.focus()
        assert shots[0].count("[red]x[/]") >= 6, "title, text, toast, banner, source, note"
        assert "[b]t[/]" in shots[0]
        assert "[b]t[/]" in shots[1]
        assert "[red]d[/]" in shots[1]
        for run, shot in zip(["", *opened], shots, strict=True):
            acting = {c for c in shot if not c.isprintable() and c != "\n"}
            assert not acting, (run, acting)
        assert pilot.app.is_running


@pytest.mark.long
async def test_a_document_without_text(tmp_path: Path) -> None:
    path = article(tmp_path, "", "empty.txt")
    runs = (
        "j k J K g G h l w b v o escape escape 1 space t . x n s c ; , ] [ y / u ctrl+r "
        "shift+down shift+right ctrl+shift+left home end pagedown pageup"
    )
    async with program(path) as pilot:
        assert "empty" in lines(pilot).splitlines()[0]
        for key in runs.split():
            await keys(pilot, f"{key} escape")
        assert pilot.app.screen is screen_of(pilot)
        assert session_of(pilot).state.ordered() == []
        await keys(pilot, "1")
        assert "this article has no text" in told(pilot)
        await keys(pilot, "N", "~nothing in it", "escape q")
    assert on_disk(path)["document"]["note"] == "nothing in it"
