"""The figures of a project are those of qualitative-coding (qc 1.7.8) and of QualCoder.

The project was exported with `reader export --to qdpx` and read with `qc init --import`. The
numbers are those of `qc codes stats`, with `--by-coder`, and of `qc codes crosstab --unit
paragraph`. qc codes lines, which are the paragraphs of these texts. The place of each selection was
given to qc as the number of its line, because version 1.7.8 takes every selection without one to be
on the first line.

The pairs that overlap, and those on one span, are the relations O, I and E that the functions of
QualCoder's report of co-occurrence find (src/qualcoder/report_cooccurrence.py at c3204641), called
without its windows on a database with the codings of the same file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

PARAGRAPHS = {
    "ferry.txt": (
        "The ferry left the harbour at dawn.",
        "The mayor said the pier was safe, but two engineers doubted it.",
        "Nine passengers were hurt when the ramp fell.",
        "The company denied any fault.",
    ),
    "ramp.txt": (
        "An engineer warned about the ramp in March.",
        "The company said it had no such warning, and that the ramp was new.",
        "The police counted eleven hurt passengers.",
    ),
    "inquiry.txt": (
        "The inquiry begins on Monday.",
        "The mayor will be heard first; the company has denied every charge.",
    ),
}
TAGGED = (
    ("ferry.txt", "anna", "The ferry left the harbour at dawn.", "event"),
    ("ferry.txt", "anna", "The mayor said the pier was safe", "safety official"),
    ("ferry.txt", "anna", "two engineers doubted it", "dispute"),
    ("ferry.txt", "anna", "Nine passengers were hurt", "figure event"),
    ("ferry.txt", "anna", "The company denied any fault.", "denial"),
    ("ferry.txt", "bob", "the pier was safe", "safety"),
    ("ferry.txt", "bob", "Nine passengers were hurt when the ramp fell.", "event"),
    ("ramp.txt", "anna", "An engineer warned about the ramp", "safety dispute"),
    ("ramp.txt", "anna", "it had no such warning", "denial"),
    ("ramp.txt", "anna", "the ramp was new", "safety"),
    ("ramp.txt", "bob", "The police counted eleven hurt passengers.", "figure official"),
    ("inquiry.txt", "bob", "The inquiry begins on Monday.", "event"),
    ("inquiry.txt", "bob", "The mayor will be heard first", "official"),
    ("inquiry.txt", "bob", "the company has denied every charge", "denial"),
)

COUNTS = {"denial": 3, "dispute": 2, "event": 4, "figure": 2, "official": 3, "safety": 4}
COUNTS_BY_CODER = {
    "denial": {"anna": 2, "bob": 1},
    "dispute": {"anna": 2},
    "event": {"anna": 2, "bob": 2},
    "figure": {"anna": 1, "bob": 1},
    "official": {"anna": 1, "bob": 2},
    "safety": {"anna": 3, "bob": 1},
}
IN_ONE_PARAGRAPH = {
    ("denial", "official"): 1,
    ("denial", "safety"): 1,
    ("dispute", "official"): 1,
    ("dispute", "safety"): 2,
    ("event", "figure"): 1,
    ("figure", "official"): 1,
    ("official", "safety"): 1,
}

OVERLAPPING = {
    ("dispute", "safety"): 1,
    ("event", "figure"): 2,
    ("figure", "official"): 1,
    ("official", "safety"): 2,
}
ON_ONE_SPAN = {
    ("dispute", "safety"): 1,
    ("event", "figure"): 1,
    ("figure", "official"): 1,
    ("official", "safety"): 1,
}


@pytest.fixture
def project(tmp_path: Path, home: Path) -> Path:
    """The project as its analysts made it."""
    folder = tmp_path / "made"
    folder.mkdir()
    (home / "config").mkdir(exist_ok=True)
    for name, paragraphs in PARAGRAPHS.items():
        (folder / name).write_text("\n\n".join(paragraphs) + "\n")
    for name, author, quote, tags in TAGGED:
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        words = [word for tag in tags.split() for word in ("--tag", tag)]
        assert main(["tag", str(folder / name), "--quote", quote, *words]) == 0
    return folder


@pytest.fixture
def carried_over(project: Path, tmp_path: Path) -> Path:
    """The project as it comes back from the file that qc read."""
    file, folder = tmp_path / "project.qdpx", tmp_path / "carried"
    assert main(["export", str(project), "--to", "qdpx", "-o", str(file)]) == 0
    assert main(["import", str(file), "--into", str(folder)]) == 0
    return folder


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["stats", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("folder", ["project", "carried_over"])
def test_counts_are_those_of_qc(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    found = rows(capsys, str(request.getfixturevalue(folder)))
    assert {row["tag"]: row["annotations"] for row in found} == COUNTS
    assert {row["tag"]: row["coders"] for row in found} == COUNTS_BY_CODER


@pytest.mark.parametrize("folder", ["project", "carried_over"])
@pytest.mark.parametrize(
    ("within", "expected"),
    [("paragraph", IN_ONE_PARAGRAPH), ("overlap", OVERLAPPING), ("span", ON_ONE_SPAN)],
)
def test_pairs_of_tags_are_those_of_qc_and_qualcoder(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    within: str,
    expected: dict[tuple[str, str], int],
    folder: str,
) -> None:
    found = rows(capsys, str(request.getfixturevalue(folder)), "--within", within)
    pairs = {(row["tag"], row["other"]): row["count"] for row in found if row["tag"] < row["other"]}
    assert pairs == expected
