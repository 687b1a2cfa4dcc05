"""The command copies: pairs as JSON, groups for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

REPORT = (
    "The council of the harbour town agreed late on Tuesday to close both of its ferries for the "
    "winter. Engineers had found cracks in the older hull in March, and no yard on the coast had "
    "offered to mend it before spring. Residents of the outer islands will have to be flown out."
)
OTHER = "Snow is expected on the passes from Thursday on, and drivers should carry chains and fuel."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{OTHER}\n\nHARBOUR (Reuters) - {REPORT}", "utf-8")
    (tmp_path / "b.txt").write_text(REPORT, "utf-8")
    (tmp_path / "c.txt").write_text(OTHER, "utf-8")
    return tmp_path


def test_pairs_as_json(run: Run, folder: Path) -> None:
    done = run("copies", folder, "--json", "--min-share", "0.5")
    assert (done.code, done.err) == (0, "")
    a, b, c = (str(folder / f"{name}.txt") for name in "abc")
    assert [(r["a"], r["b"], r["share"]) for r in done.records] == [(a, b, 1.0), (a, c, 1.0)]
    assert [list(r) for r in done.records] == [["a", "b", "share", "spans"]] * 2
    ((start, end, first, last),) = done.records[0]["spans"]
    text = (folder / "a.txt").read_text("utf-8")
    assert text[start:end] == REPORT[first:last] == REPORT[:-1]


def test_groups_for_people(run: Run, folder: Path) -> None:
    (folder / "c.txt").unlink()
    done = run("copies", folder)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "2 articles with common text"
    assert "a.txt" in lines[1]
    assert lines[2] == "    agency: “(Reuters)” (Reuters)"
    assert "b.txt" in lines[3]
    assert lines[4] == f"    100 % common text with {folder / 'a.txt'}"


def test_the_least_share(run: Run, folder: Path) -> None:
    rest = " ".join(f"word{number}" for number in range(40))
    (folder / "b.txt").write_text(f"{REPORT.partition('. ')[0]} {rest}", "utf-8")
    shares = [r["share"] for r in run("copies", folder, "--json", "--min-share", "0").records]
    assert [share < 0.5 for share in shares] == [True, False]
    some = run("copies", folder, "--json", "--min-share", "0.5").records
    assert [r["share"] for r in some] == shares[1:]


@pytest.mark.parametrize("share", ["-1", "1.1", "nan", "much", ""])
def test_a_share_is_from_0_to_1(run: Run, folder: Path, share: str) -> None:
    done = run("copies", folder, "--min-share", share)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "no share from 0 to 1" in done.err


def test_nothing_in_common_is_no_error(run: Run, folder: Path) -> None:
    done = run("copies", folder / "b.txt", folder / "c.txt")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_an_article_that_cannot_be_read_is_named(run: Run, folder: Path) -> None:
    done = run("copies", folder, folder / "gone.txt", "--json")
    assert done.code == 1
    assert "gone.txt" in done.err
    assert done.records


def test_folders_and_articles_together(run: Run, folder: Path, tmp_path: Path) -> None:
    other = tmp_path.parent / f"{tmp_path.name}-other"
    other.mkdir()
    (other / "d.txt").write_text(REPORT, "utf-8")
    done = run("copies", folder, other, "--json")
    pairs = [{r["a"], r["b"]} for r in done.records]
    assert {str(folder / "b.txt"), str(other / "d.txt")} in pairs
    again = run("copies", folder, other, folder / "b.txt", "--json")
    assert again.records == done.records


def test_hostile_titles_are_made_visible(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Title\x1b[2J\u202e\n\n{REPORT}", "utf-8")
    done = run("copies", tmp_path)
    assert done.code == 0
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert all("\x1b" not in json.dumps(r) for r in run("copies", tmp_path, "--json").records)
