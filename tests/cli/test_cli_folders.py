"""What a folder means for the commands: every article that has notes, and no notes left out."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import command_of
from tui.cli import COMMANDS as ALL_COMMANDS
from tui.model.digest import sha256
from tui.store.locations import path_in_data_folder

Run = Callable[..., Any]

NAMES = ("d.txt", "interview.log", "memo", "statement.log")
"""Articles of known, of other and of no suffix."""


@pytest.fixture
def mixed(tmp_path: Path, run: Run) -> Path:
    """A folder with a tagged article of each name, and files without notes."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text("The minister said no. It rained.\n", encoding="utf-8")
        assert run("tag", folder / name, "--quote", "said", "--tag", "t/x").code == 0
    for name in ("plain.txt", "other.log", "nameless"):
        (folder / name).write_text("The mayor said yes.\n", encoding="utf-8")
    return folder


def names(records: list[dict[str, Any]]) -> list[str]:
    return sorted(Path(record["path"]).name for record in records)


def test_notes_of_a_folder_are_those_of_every_suffix(run: Run, mixed: Path) -> None:
    done = run("notes", mixed, "--json")
    assert (done.code, done.err) == (0, "")
    assert names(done.records) == [*NAMES]


def test_an_export_of_a_folder_holds_every_suffix(run: Run, mixed: Path) -> None:
    done = run("export", mixed, "--to", "csv")
    assert (done.code, done.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == len(NAMES)


def test_a_check_of_a_folder_judges_every_suffix(run: Run, mixed: Path) -> None:
    assert run("check", mixed).code == 0
    (mixed / "memo").write_text("Something else altogether is written here.\n", encoding="utf-8")
    done = run("check", mixed)
    assert done.code == 1
    assert "memo: orphaned" in done.out


def test_a_search_finds_passages_of_every_suffix(run: Run, mixed: Path) -> None:
    done = run("search", "minister said no", mixed, "--json")
    assert names(done.records) == [*NAMES]


def test_files_of_other_suffixes_without_notes_are_no_articles(run: Run, mixed: Path) -> None:
    found = run("search", "mayor said yes", mixed, "--json").records
    assert "plain.txt" in names(found)
    assert not {"other.log", "nameless"} & {*names(found)}


def test_the_printed_list_of_a_folder_holds_every_suffix(run: Run, mixed: Path) -> None:
    listed = [Path(line).name for line in run(mixed).out.splitlines()]
    assert {*listed} == {*NAMES, "plain.txt"}


def test_a_folder_below_counts_too(run: Run, mixed: Path) -> None:
    assert names(run("notes", mixed.parent, "--json").records) == [*NAMES]


@pytest.fixture
def noted_elsewhere(run: Run, mixed: Path, home: Path) -> Path:
    """An article without a suffix whose notes lie in the data folder, as in a closed folder."""
    article = mixed / "closed"
    article.write_text("The minister said no. It rained.\n", encoding="utf-8")
    run("tag", article, "--quote", "rained", "--tag", "t/y")
    away = path_in_data_folder(article, "", home / "data")
    away.parent.mkdir(parents=True)
    beside = mixed / "closed.notes.toml"
    text = beside.read_text().replace('path = "closed"', f'path = "{os.path.realpath(article)}"')
    away.write_text(text)
    beside.unlink()
    return article


def test_notes_in_the_data_folder_count_as_notes(run: Run, noted_elsewhere: Path) -> None:
    folder = noted_elsewhere.parent
    assert "closed" in names(run("notes", folder, "--json").records)
    assert "closed" in names(run("search", "minister said no", folder, "--json").records)
    assert run("check", folder).code == 0


COMMANDS = {
    "notes": ["notes"],
    "notes --json": ["notes", "--json"],
    "export": ["export", "--to", "csv"],
    "search": ["search", "minister"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_notes_whose_article_is_gone_are_named(run: Run, mixed: Path, command: str) -> None:
    (mixed / "memo").unlink()
    (mixed / "statement.log").unlink()
    done = run(*COMMANDS[command], mixed)
    assert done.code == 0
    lines = done.err.splitlines()
    assert [("memo.notes.toml" in a, "statement.log.notes.toml" in a) for a in lines] == [
        (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_notes_in_the_data_folder_whose_article_is_gone_are_named(
    run: Run, noted_elsewhere: Path, home: Path, command: str
) -> None:
    noted_elsewhere.unlink()
    done = run(*COMMANDS[command], noted_elsewhere.parent)
    assert done.code == 0
    assert str(home / "data" / "notes") in done.err
    assert str(noted_elsewhere) in done.err
    assert run("check", noted_elsewhere.parent).code == 1


def test_notes_in_the_data_folder_on_other_folders_are_not_named(
    run: Run, noted_elsewhere: Path, tmp_path: Path
) -> None:
    noted_elsewhere.unlink()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("One.\n")
    assert run("check", other).out == ""


def test_notes_in_the_data_folder_that_their_article_does_not_use_are_named(
    run: Run, noted_elsewhere: Path, home: Path
) -> None:
    away = path_in_data_folder(noted_elsewhere, "", home / "data")
    away.rename(away.with_name(f"renamed-{sha256(b'x')[:16]}.notes.toml"))
    done = run("check", noted_elsewhere.parent)
    assert done.code == 1
    assert "renamed-" in done.out


def test_a_link_out_of_the_folder_is_no_article_by_its_notes(
    run: Run, mixed: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("The minister said no, in private.\n")
    (mixed / "planted").symlink_to(secret)
    (mixed / "planted.notes.toml").write_bytes((mixed / "memo.notes.toml").read_bytes())
    for words in (["notes", "--json"], ["export", "--to", "html"], ["search", "private"]):
        done = run(*words, mixed)
        assert "in private" not in done.out
        assert "planted.notes.toml" in done.err


@pytest.mark.parametrize("name", ["a.txt.notes.toml", ".notes.toml"])
def test_notes_on_notes_are_no_article(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("format = 1\n")
    (tmp_path / f"{name}.notes.toml").write_text("format = 1\n")
    done = run("notes", tmp_path, "--json")
    assert (done.code, done.records) == (0, [])
    assert name in done.err or name == ".notes.toml"


def test_a_thousand_brackets_in_the_memo_do_not_hide_the_document(run: Run, tmp_path: Path) -> None:
    memo = "\n".join(["[[wiki]] link"] * 1000)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The mayor said yes.\n")
    run("tag", tmp_path / "a.txt", "--quote", "yes", "--tag", "t/x")
    notes = tmp_path / "a.txt.notes.toml"
    head, _, rest = notes.read_text().partition("\n\n[[annotation]]")
    notes.write_text(f"{head}\nnote = '''\n{memo}\n'''\n\n[[annotation]]{rest}")
    (tmp_path / "a.txt").unlink()
    assert "b.txt has the same text" in run("check", tmp_path).out
    assert json.loads(run("export", tmp_path / "b.txt", "--to", "json").out)


OPTIONS = {"export": ["--to", "csv"], "search": ["minister"]}
"""What some commands need besides a PATH."""
SEVERAL = [
    name
    for name in ALL_COMMANDS
    if any("PATH..." in (each.metavar or "") for each in command_of(name).params)
]
"""The commands that take a PATH..."""


@pytest.mark.parametrize("command", SEVERAL)
def test_a_folder_stands_for_its_articles_wherever_several_paths_do(
    run: Run, mixed: Path, command: str
) -> None:
    rules = mixed / "rules.toml"
    rules.write_text('[[rule]]\nname = "plans"\ntag = "topic/plan"\nwords = ["plan*"]\n')
    options = [str(rules)] if command == "code" else OPTIONS.get(command, [])
    done = run(command, *options, mixed)
    assert done.code in (0, 1)
    assert "folder" not in done.err
