"""Exporting a folder of notes from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.model.file_names import EXPORT_MARKER

Run = Callable[..., Any]


@pytest.fixture
def tagged(run: Run, folder: Path, article: Path) -> Path:
    """A folder in which one article has a tagged quote."""
    words = ("--quote", "We will not wait", "--tag", "claim/intent", "--source", "A driver")
    assert run("tag", article, *words).code == 0
    return folder


def test_a_vault_is_written_below_the_articles_and_is_none_of_them(run: Run, tagged: Path) -> None:
    vault = tagged / "vault"
    done = run("export", tagged, "--to", "obsidian", "-o", vault)
    assert (done.code, done.out, done.err) == (0, "", "")
    notes = {path.relative_to(vault).as_posix() for path in vault.rglob("*") if path.is_file()}
    assert notes == {
        EXPORT_MARKER,
        "Articles/The bridge at Karmah.md",
        "Index.md",
        "Sources/A driver.md",
        "Strengths and gaps.md",
        "Tags/claim/intent.md",
    }
    listed = run(tagged).out.splitlines()
    assert [Path(line).name for line in listed] == ["bridge.txt", "ferry.md"]
    assert {r["path"] for r in run("search", "wait", tagged, "--json").records} == {
        str(tagged / "bridge.txt")
    }


def test_writing_again_keeps_what_somebody_changed(run: Run, tagged: Path) -> None:
    vault = tagged / "vault"
    run("export", tagged, "--to", "obsidian", "-o", vault)
    changed = vault / "Sources" / "A driver.md"
    changed.write_text("my own words")
    done = run("export", tagged, "--to", "obsidian", "-o", vault)
    assert done.code == 0
    assert done.err == f"reader: {vault}: what was there before is kept as {changed}.bak\n"
    assert Path(f"{changed}.bak").read_text() == "my own words"
    assert run("export", tagged, "--to", "obsidian", "-o", vault).err == ""


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ([], 2, "obsidian makes a folder; name it with -o"),
        (["-o", "-"], 2, "obsidian makes a folder; name it with -o"),
        (["-o", "."], 1, "holds files that no export wrote"),
        (["-o", "bridge.txt"], 1, "is a file; name a folder"),
    ],
)
def test_other_places_are_refused_in_one_line(
    run: Run,
    tagged: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tagged)
    before = sorted(tagged.rglob("*"))
    done = run("export", "bridge.txt", "--to", "obsidian", *more)
    assert done.code == code
    assert said in done.err
    assert done.err.count("\n") == 1
    assert sorted(tagged.rglob("*")) == before
