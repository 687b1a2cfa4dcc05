"""The command sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Run = Callable[..., Any]

TEXT = """\
Harbour closed

The harbour is shut, said Ilse Marsh, head of the pilots’ council. “Nobody sails,” she added.

The mayor said that the boats were safe. They reportedly left on Monday.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_sources_as_json(run: Run, harbour: Path) -> None:
    done = run("sources", harbour, "--json")
    assert (done.code, done.err) == (0, "")
    assert all(list(r)[:5] == ["source", "cue", "content", "speaker", "mode"] for r in done.records)
    assert [(TEXT[slice(*r["content"])], r["speaker"], r["mode"]) for r in done.records] == [
        ("The harbour is shut", "Ilse Marsh", "indirect"),
        ("“Nobody sails,”", "Ilse Marsh", "direct"),
        ("that the boats were safe", "mayor", "indirect"),
        ("They reportedly left on Monday", "", "indirect"),
    ]
    assert [r["source"] and TEXT[slice(*r["source"])] for r in done.records] == [
        "Ilse Marsh",
        "she",
        "The mayor",
        None,
    ]
    assert [TEXT[slice(*r["cue"])] for r in done.records] == [
        "said",
        "added",
        "said",
        "reportedly",
    ]


def test_sources_for_people(run: Run, harbour: Path) -> None:
    lines = run("sources", harbour).out.splitlines()
    assert lines[0] == "Ilse Marsh  named · head of the pilots’ council"
    assert lines[1].endswith("  2 statements")
    assert lines[2] == "  ¶2 indirect  The harbour is shut"
    assert lines[-3] == "(nobody named)"
    assert max(map(len, lines)) <= 80


def test_sources_of_standard_input(run: Run) -> None:
    done = run("sources", "-", "--json", stdin=b"It is late, the mayor said.")
    assert [r["speaker"] for r in done.records] == ["mayor"]


def test_sources_of_nothing(run: Run) -> None:
    assert run("sources", "-", stdin=b"").out == ""
    assert run("sources", "-", stdin=b"The harbour is shut.").code == 0


def test_sources_as_a_picture(run: Run, harbour: Path, tmp_path: Path) -> None:
    picture = tmp_path / "voices.svg"
    done = run("sources", harbour, "--svg", picture)
    assert (done.code, done.out, done.err) == (0, "", "")
    svg = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    text = " ".join("".join(svg.itertext()).split())
    assert "Ilse Marsh: 2 statements" in text
    assert harbour.read_text(encoding="utf-8") == TEXT


def test_a_picture_never_replaces_the_article(run: Run, harbour: Path, tmp_path: Path) -> None:
    done = run("sources", harbour, "--svg", harbour)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert harbour.read_text(encoding="utf-8") == TEXT
    assert run("sources", harbour, "--svg", tmp_path).code == 1
    assert run("sources", harbour, "--svg", tmp_path / "no" / "x.svg").code == 1


def test_no_notes_come_of_it(run: Run, harbour: Path, tmp_path: Path) -> None:
    run("sources", harbour)
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.txt"]


def test_sources_of_a_folder(run: Run, harbour: Path) -> None:
    (harbour.parent / "tide.txt").write_text("The tide is high, the mayor said.", "utf-8")
    (harbour.parent / "quiet.txt").write_text("Nothing moved.", "utf-8")
    done = run("sources", harbour.parent, "--json")
    assert [Path(r["path"]).name for r in done.records] == ["harbour.txt"] * 4 + ["tide.txt"]
    lines = run("sources", harbour.parent).out.splitlines()
    assert [line for line in lines if line.endswith(".txt")] == [
        str(harbour),
        str(harbour.parent / "tide.txt"),
    ]


def test_a_picture_shows_one_article(run: Run, harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text("The tide is high, the mayor said.", "utf-8")
    done = run("sources", tmp_path, "--svg", tmp_path / "voices.svg")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "one article, not 2" in done.err
