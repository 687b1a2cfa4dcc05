"""The command assign: the articles of a folder shared out, listed, moved and merged."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.noted import Run


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    """A folder with ten articles, three of them in a folder below."""
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for number in range(10):
        home = folder / "sub" if number > 6 else folder
        (home / f"{number}.txt").write_text("It sank.\n")
    return folder


def listed(run: Run, folder: Path) -> dict[str, list[str]]:
    done = run("assign", folder, "--list", "--json")
    assert done.code == 0, done.err
    return {os.path.relpath(each["path"], folder): each["analysts"] for each in done.records}


def kept(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "dossier.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["assignment"]  # type: ignore[no-any-return]


def test_articles_are_shared_out_and_kept_in_the_dossier(run: Run, ten: Path) -> None:
    done = run("assign", ten, "--to", "Anna, Bob", "--overlap", "20%", "--json")
    assert (done.code, done.err) == (0, "")
    assert len(done.records) == 10
    assert sum(len(each["analysts"]) == 2 for each in done.records) == 2
    for name in ("Anna", "Bob"):
        assert sum(name in each["analysts"] for each in done.records) == 6
    assert {each["path"]: each["analysts"] for each in kept(ten)} == listed(run, ten)
    assert "sub/7.txt" in [each["path"] for each in kept(ten)]


def test_again_assigns_only_what_has_come_in(run: Run, ten: Path) -> None:
    words = ("assign", ten, "--to", "Anna", "--to", "Bob,Carl", "--overlap", "30")
    assert run(*words).code == 0
    first, content = listed(run, ten), (ten / "dossier.toml").read_bytes()
    assert run(*words).code == 0
    assert (ten / "dossier.toml").read_bytes() == content
    (ten / "new.txt").write_text("It sank.\n")
    assert run(*words).code == 0
    assert {name: who for name, who in listed(run, ten).items() if name != "new.txt"} == first
    assert len(listed(run, ten)["new.txt"]) == 1


def test_anew_shares_out_all(run: Run, ten: Path) -> None:
    run("assign", ten, "--to", "Anna")
    assert run("assign", ten, "--to", "Bob", "--anew").code == 0
    assert {*map(tuple, listed(run, ten).values())} == {("Bob",)}


def test_remove_takes_the_assignments_of_the_folder_away(run: Run, ten: Path) -> None:
    run("assign", ten, "--to", "Anna")
    (ten / "sub" / "7.txt").unlink()
    assert run("assign", ten / "sub", "--remove").code == 0
    assert len(kept(ten)) == 7
    run("assign", ten, "--remove")
    assert {*map(tuple, listed(run, ten).values())} == {()}


def test_the_list_says_who_is_done_and_what_is_not_assigned(
    run: Run, ten: Path, home: Path
) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('author = "Anna"\n')
    (ten / "dossier.toml").write_text("format = 1\n")
    run("assign", ten / "sub", "--to", "Anna")
    run("done", ten / "sub" / "7.txt")
    lines = run("assign", ten, "--list").out.splitlines()
    assert f"{ten / 'sub' / '7.txt'}  Anna (done)" in lines
    assert f"{ten / 'sub' / '8.txt'}  Anna" in lines
    assert f"{ten / '0.txt'}  not assigned" in lines
    assert run("assign", ten).out.splitlines() == lines


def test_an_assigned_article_that_is_gone_is_named(run: Run, ten: Path) -> None:
    run("assign", ten, "--to", "Anna")
    (ten / "0.txt").unlink()
    done = run("assign", ten, "--list")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "0.txt is assigned and is no article" in done.err


def test_an_assignment_goes_with_an_article_that_is_moved(run: Run, ten: Path) -> None:
    run("assign", ten, "--to", "Anna")
    assert run("move", ten / "0.txt", ten / "sub" / "moved.txt").code == 0
    paths = [each["path"] for each in kept(ten)]
    assert "sub/moved.txt" in paths
    assert "0.txt" not in paths


def test_articles_with_a_nearer_dossier_are_left_out(run: Run, ten: Path) -> None:
    (ten / "sub" / "dossier.toml").write_text("format = 1\n")
    done = run("assign", ten, "--to", "Anna")
    assert (len(kept(ten)), done.err.count("\n")) == (7, 1)
    assert "left out, 3 articles with a nearer dossier" in done.err
    run("assign", ten / "sub", "--to", "Bob")
    assert sorted(each["path"] for each in kept(ten / "sub")) == ["7.txt", "8.txt", "9.txt"]


def test_the_nearest_dossier_above_holds_the_assignments(run: Run, ten: Path) -> None:
    (ten / "dossier.toml").write_text("format = 1\n")
    run("assign", ten / "sub", "--to", "Anna")
    assert [each["path"] for each in kept(ten)] == ["sub/7.txt", "sub/8.txt", "sub/9.txt"]


def test_a_path_through_a_folder_and_back_is_the_folder(
    run: Run, ten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ten / "sub")
    assert run("assign", "..", "--to", "Anna").code == 0
    assert "sub/7.txt" in [each["path"] for each in kept(ten)]


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "Anna,,Bob"],
        ["--to", "Anna", "--overlap", "20%"],
        ["--overlap", "20%"],
        ["--to", "Anna,Bob", "--overlap", "101%"],
        ["--to", "Anna,Bob", "--overlap", "0.2"],
        ["--to", "Anna,Bob", "--list"],
        ["--to", "Anna,Bob", "--remove"],
    ],
)
def test_what_cannot_be_is_wrong_usage(run: Run, ten: Path, words: list[str]) -> None:
    done = run("assign", ten, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert not (ten / "dossier.toml").exists()


def test_a_damaged_dossier_is_named_and_not_changed(run: Run, ten: Path) -> None:
    (ten / "dossier.toml").write_text("format = 1\n[[source]\n")
    done = run("assign", ten, "--to", "Anna")
    assert (done.code, done.out) == (1, "")
    assert "dossier.toml" in done.err
    assert (ten / "dossier.toml").read_text() == "format = 1\n[[source]\n"


def test_a_missing_folder_is_one_line(run: Run, ten: Path) -> None:
    done = run("assign", ten / "nothing", "--to", "Anna")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_unicode_is_left_out_and_named(run: Run, ten: Path) -> None:
    Path(os.fsdecode(os.fsencode(ten) + b"/b\xff.txt")).write_text("It sank.\n")
    done = run("assign", ten, "--to", "Anna")
    assert (done.code, len(kept(ten))) == (0, 10)
    assert "no valid Unicode" in done.err
