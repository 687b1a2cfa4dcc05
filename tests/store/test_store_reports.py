"""Exports never cost anybody a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store import reports


def test_an_export_is_written_and_replaced_by_the_next(tmp_path: Path) -> None:
    path, state = tmp_path / "r.md", tmp_path / "state"
    assert reports.write(path, b"one", state) is None
    assert reports.write(path, b"two", state) is None
    assert path.read_bytes() == b"two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.md", "state"]


@pytest.mark.parametrize("before", [b"my own text", b""])
def test_what_was_no_export_is_kept(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "r.md"
    path.write_bytes(before)
    backup = reports.write(path, b"report", tmp_path / "state")
    assert backup
    assert backup.read_bytes() == before


def test_an_export_edited_by_hand_is_kept(tmp_path: Path) -> None:
    path, state = tmp_path / "r.md", tmp_path / "state"
    reports.write(path, b"one", state)
    path.write_bytes(b"one, and my words")
    backup = reports.write(path, b"two", state)
    assert backup
    assert backup.read_bytes() == b"one, and my words"
    assert reports.write(path, b"three", state) is None
    assert backup.read_bytes() == b"one, and my words"


@pytest.mark.parametrize(
    "name", ["a.txt", "link.txt", "codebook.toml", "b.txt.notes.toml", "b.txt"]
)
def test_sources_are_refused(tmp_path: Path, name: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text("article")
    (tmp_path / "link.txt").symlink_to(article)
    (tmp_path / "b.txt").write_text("another")
    (tmp_path / "b.txt.notes.toml").write_text("format = 1\n")
    with pytest.raises(ReaderError, match="choose another name"):
        reports.write(tmp_path / name, b"report", tmp_path / "state", [article])
    assert article.read_text() == "article"
    assert (tmp_path / "b.txt").read_text() == "another"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_new_report_can_be_read_by_others(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        reports.write(tmp_path / "r.md", b"x", tmp_path / "state")
    finally:
        os.umask(before)
    assert (tmp_path / "r.md").stat().st_mode & 0o777 == 0o644
