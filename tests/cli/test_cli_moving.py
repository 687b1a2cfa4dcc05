"""Articles that were renamed: how the commands offer them their notes, and the command move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.model.digest import sha256
from tui.store.locations import path_in_data_folder

Run = Callable[..., Any]

TEXT = "The mayor said yes.\n"


@pytest.fixture
def renamed(tmp_path: Path, run: Run) -> Path:
    """An article that had notes under another name."""
    old = tmp_path / "a.txt"
    old.write_text(TEXT, encoding="utf-8")
    assert run("tag", old, "--quote", "said yes", "--tag", "use/key").code == 0
    return old.rename(tmp_path / "b.txt")


COMMANDS = {
    "notes": ["notes"],
    "export": ["export", "--to", "csv"],
    "tag": ["tag", "--quote", "The mayor", "--tag", "use/key"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_article_without_notes_is_told_of_those_on_its_text(
    run: Run, renamed: Path, command: str
) -> None:
    name, *options = COMMANDS[command]
    done = run(name, renamed, *options)
    assert done.code == 0
    old = renamed.with_name("a.txt")
    (line,) = done.err.splitlines()
    assert f"{old}.notes.toml" in line
    assert f"reader move {old} {renamed}" in line


@pytest.mark.parametrize("whole", [True, False])
def test_check_names_the_article_that_notes_belong_to(run: Run, renamed: Path, whole: bool) -> None:
    done = run("check", renamed.parent if whole else renamed)
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert f"reader move {renamed.with_name('a.txt')} {renamed}" in done.out


def test_check_names_an_article_that_was_moved_to_another_folder(run: Run, renamed: Path) -> None:
    moved = renamed.with_name("sub") / "c.txt"
    moved.parent.mkdir()
    renamed.rename(moved)
    assert f"{moved} has the same text" in run("check", moved.parent.parent).out
    done = run("notes", moved)
    assert (done.code, done.err) == (0, ""), "only its own folder is looked through"


def test_all_articles_with_the_text_are_named(run: Run, renamed: Path) -> None:
    renamed.with_name("c.txt").write_text(TEXT)
    assert "b.txt and " in run("check", renamed.parent).out
    assert "c.txt have the same text" in run("check", renamed.parent).out


def test_move_does_what_was_offered(run: Run, renamed: Path) -> None:
    done = run("move", renamed.with_name("a.txt"), renamed)
    assert (done.code, done.err) == (0, "")
    assert "b.txt.notes.toml: 1 annotation of a.txt" in done.out
    assert run("check", renamed.parent).out == ""
    assert [record["quote"] for record in run("notes", renamed, "--json").records] == ["said yes"]
    assert not renamed.with_name("a.txt.notes.toml").exists()


def test_names_that_a_shell_would_split_are_quoted(run: Run, renamed: Path) -> None:
    odd = renamed.rename(renamed.with_name("it's b.txt"))
    assert "'it'\"'\"'s b.txt'" in run("check", odd.parent).out.replace(f"{odd.parent}/", "")


def test_another_text_is_offered_nothing_but_can_be_moved_to(run: Run, renamed: Path) -> None:
    renamed.write_text("A new beginning.\n\n" + TEXT)
    done = run("notes", renamed)
    assert (done.code, done.err, done.out) == (0, "", "")
    assert run("move", renamed.with_name("a.txt.notes.toml"), renamed).code == 0
    (record,) = run("notes", renamed, "--json").records
    assert (record["state"], record["moved"]) == ("anchored", True)


def test_an_article_with_notes_of_its_own_is_offered_nothing(run: Run, renamed: Path) -> None:
    run("tag", renamed, "--quote", "The mayor", "--tag", "t/x")
    assert run("notes", renamed).err == ""
    assert run("move", renamed.with_name("a.txt"), renamed).code == 0
    quotes = [record["quote"] for record in run("notes", renamed, "--json").records]
    assert quotes == ["The mayor", "said yes"]


def test_a_link_to_notes_is_offered_to_nobody(run: Run, renamed: Path, tmp_path: Path) -> None:
    notes = renamed.with_name("a.txt.notes.toml")
    target = notes.rename(tmp_path / "elsewhere.toml")
    notes.symlink_to(target)
    assert "reader move" not in run("notes", renamed).err
    assert run("move", renamed.with_name("a.txt"), renamed).code == 1
    assert target.exists()


def test_move_says_what_it_did(run: Run, renamed: Path) -> None:
    run("move", renamed.with_name("a.txt"), renamed)
    other = renamed.with_name("c.txt")
    other.write_text(TEXT)
    id = run("notes", renamed, "--json").records[0]["id"]
    other.with_name("c.txt.notes.toml").write_text(
        f'format = 1\n\n[[judgement]]\nid = "J"\ncites = ["b.txt#{id}"]\n'
    )
    (renamed.parent / "sub").mkdir()
    done = run("move", renamed, renamed.parent / "sub")
    said = done.out.replace(f"{renamed.parent}/", "").splitlines()
    assert said == [
        "b.txt: moved to sub/b.txt",
        "sub/b.txt.notes.toml: 1 annotation of b.txt",
        "c.txt.notes.toml: references to b.txt changed",
    ]
    assert run("check", renamed.parent).code == 0


@pytest.mark.parametrize("words", [[], ["a.txt"], ["a", "b", "c"], ["a.txt", "--force", "b.txt"]])
def test_move_takes_two_paths(run: Run, words: list[str]) -> None:
    done = run("move", *words)
    assert (done.code, done.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(("old", "new"), [("-", "b.txt"), ("a.txt", "-"), ("", "b"), ("no", "nor")])
def test_what_cannot_be_moved_is_one_line(run: Run, old: str, new: str) -> None:
    done = run("move", old, new)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("way", ["up", "link"])
def test_notes_of_a_private_folder_offer_no_notes_from_outside(
    run: Run, tmp_path: Path, way: str
) -> None:
    away, received = tmp_path / "mine", tmp_path / "received"
    for folder in (away, received):
        folder.mkdir()
    (received / ".reader.toml").write_text("private = true\n")
    (received / "planted.txt").write_text(TEXT, encoding="utf-8")
    (received / "through").symlink_to(away)
    gone = received / ("../mine/x.txt" if way == "up" else "through/x.txt")
    planted = path_in_data_folder(gone, "", received / ".reader")
    planted.parent.mkdir(parents=True)
    planted.write_text(
        f'format = 1\n[document]\npath = "{gone}"\ntext_sha256 = "{sha256(TEXT.encode())}"\n'
    )
    for words in (["check", received], ["notes", received / "planted.txt"]):
        done = run(*words)
        assert "reader move" not in done.out + done.err


def test_json_says_what_was_moved(run: Run, renamed: Path) -> None:
    old, new = renamed.with_name("a.txt"), renamed.with_name("c.txt")
    run("move", old, renamed)
    (record,) = run("move", renamed, new, "--json").records
    assert record == {
        "old": str(renamed),
        "new": str(new),
        "article": True,
        "notes": f"{new}.notes.toml",
        "annotations": 1,
        "kept": "",
        "updated": [],
        "problems": [],
    }
