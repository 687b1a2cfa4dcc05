"""One notes file never stops the work on the others, whatever is raised in reading it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run as run  # the fixture
from tui.config import Config, folders
from tui.library.folder_notes import FolderNotes
from tui.store import faults, repair

Run = Callable[..., Any]

NOTES = """format = 1
[[annotation]]
id = "{id}"
start = 0
end = 5
quote = "Gulls"
{more}
"""


@pytest.fixture(params=[RecursionError, MemoryError, KeyError], ids=lambda kind: kind.__name__)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles; the notes on one are damaged, and repairing them meets a fault."""

    def fail(data: bytes) -> object:
        raise request.param("deep")

    monkeypatch.setattr(repair, "recover", fail)
    home = tmp_path / "shore"
    home.mkdir()
    for name, id in {"a.txt": "A1", "bad.txt": "B1", "c.txt": "C1"}.items():
        (home / name).write_text(f"Gulls sat on {name}.\n")
        (home / f"{name}.notes.toml").write_text(NOTES.format(id=id, more=""))
    (home / "bad.txt.notes.toml").write_text("[[[")
    return home


def test_the_other_articles_of_a_dossier_are_found(folder: Path) -> None:
    dossier = FolderNotes(folder, folders(), Config())
    found = {
        noted.name: len(noted.notes.annotations)
        for noted in dossier.annotated_articles(folder / "a.txt")
    }
    assert found == {"bad.txt": 0, "c.txt": 1}
    assert "bad.txt.notes.toml" in (folders().state / faults.NAME).read_text()


def test_a_check_of_one_article_goes_on(folder: Path, run: Run) -> None:
    link = 'links = [{ to = "bad.txt#B1", rel = "supports" }]'
    (folder / "a.txt.notes.toml").write_text(NOTES.format(id="A1", more=link))
    done = run("check", folder / "a.txt")
    assert done.code == 1
    assert "an annotation that is not there: bad.txt#B1" in done.out


def test_a_move_names_what_it_could_not_look_into(folder: Path, run: Run) -> None:
    done = run("move", folder / "a.txt", folder / "d.txt")
    assert (folder / "d.txt.notes.toml").exists()
    assert done.err.count("bad.txt.notes.toml") == 1


def test_forget_goes_on(folder: Path, run: Run) -> None:
    done = run("forget", folder)
    assert done.code == 0
    assert not (folders().state / faults.NAME).exists()


def test_an_import_looks_into_the_other_articles(folder: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "h.csv"
    table.write_text("id,document,tag,content\n1,c.txt,t/x,sat on c\n")
    assert run("import", table, "--into", folder).code == 0
    assert "sat on c" in (folder / "c.txt.notes.toml").read_text()
