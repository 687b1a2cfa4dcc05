"""Comments of office documents, taken over as annotations by their authors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

RTF = (
    rb"{\rtf1\ansi{\*\atrfstart 1}It rained{\*\atrfend 1}{\*\atnauthor Ann}\chatn"
    rb"{\*\annotation{\*\atnref 1}Did it?} all day. It stopped.{\*\atnauthor Bob}\chatn"
    rb"{\*\annotation When?}\par}"
)


def test_comments_become_annotations_by_their_authors(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.rtf").write_bytes(RTF)
    assert "2 comments are not in the text" in run("passages", "memo.rtf").err
    done = run("import", "memo.rtf")
    assert done.code == 0
    assert "placed: 2" in done.out
    noted = [json.loads(line) for line in run("notes", "memo.rtf", "--json").out.splitlines()]
    assert [(n["author"], n["quote"], n["note"], n["state"]) for n in noted] == [
        ("Ann", "It rained", "Did it?", "anchored"),
        ("Bob", "It stopped.", "When?", "anchored"),
    ]


def test_a_second_import_changes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.rtf").write_bytes(RTF)
    run("import", "memo.rtf")
    before = (tmp_path / "memo.rtf.notes.toml").read_bytes()
    run("import", "memo.rtf")
    assert (tmp_path / "memo.rtf.notes.toml").read_bytes() == before


def test_a_file_without_comments_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.rtf").write_bytes(rb"{\rtf1 It rained.}")
    done = run("import", "memo.rtf")
    assert (done.code, "no comments" in done.out) == (0, True)
    assert not (tmp_path / "memo.rtf.notes.toml").exists()
