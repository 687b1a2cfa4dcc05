"""The encoding of the file, chosen on the screen and remembered in the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pilot import keys, told
from tests.ui.program import article, program, session_of

WESTERN = "été à Paris. Il a neigé.\n"


def legacy(folder: Path) -> Path:
    path = article(folder)
    path.write_bytes(WESTERN.encode("cp1252"))
    return path


@pytest.mark.long
async def test_a_chosen_encoding_is_remembered(tmp_path: Path) -> None:
    path = legacy(tmp_path)
    async with program(path) as pilot:
        assert session_of(pilot).document.text == WESTERN
        await pilot.app.screen.run_action("command('encoding')")
        await keys(pilot, "~koi8-r", "enter")
        changed = WESTERN.encode("cp1252").decode("koi8-r")
        assert session_of(pilot).document.text == changed
    notes = path.with_name("harbour.txt.notes.toml").read_text(encoding="utf-8")
    assert 'encoding = "koi8-r"' in notes
    async with program(path) as pilot:
        assert session_of(pilot).document.text == changed
        await pilot.app.screen.run_action("command('encoding')")
        await keys(pilot, "~automatic", "enter")
        assert session_of(pilot).document.text == WESTERN
    notes = path.with_name("harbour.txt.notes.toml").read_text(encoding="utf-8")
    assert "encoding" not in notes


async def test_esc_leaves_the_encoding_as_it_is(tmp_path: Path) -> None:
    path = legacy(tmp_path)
    async with program(path) as pilot:
        await pilot.app.screen.run_action("command('encoding')")
        await keys(pilot, "escape")
        assert session_of(pilot).document.text == WESTERN
    assert not path.with_name("harbour.txt.notes.toml").exists()


async def test_what_is_damaged_in_the_file_is_told(tmp_path: Path) -> None:
    path = article(tmp_path)
    path.write_bytes("Il a neigé été à Paris.".encode() + b"\xff\n")
    async with program(path) as pilot:
        assert "1 character is damaged in the file (utf-8)" in told(pilot)
