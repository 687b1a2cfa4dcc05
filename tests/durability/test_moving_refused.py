"""Moves that are refused change nothing, and no file is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from articles import TEXT, annotated, go, notes_of, write

from tui.model.errors import ReaderError
from tui.store import file_operations


def assert_refused(old: Path, new: Path, word: str) -> None:
    """A move that is refused changes nothing."""
    root = old.parent
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(ReaderError, match=word):
        go(old, new)
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    new_files = {path for path in after if path not in before and not path.name.endswith(".lock")}
    assert new_files == set()
    assert {path: after.get(path) for path in before} == before


def test_two_articles_are_never_one(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", "Another.\n")
    annotated(old)
    assert_refused(old, new, "both exist")
    assert_refused(old, old, "both exist")


def test_what_is_nowhere_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path / "a.txt", tmp_path / "b.txt", "no such file, and")
    assert_refused(tmp_path / "a.txt", write(tmp_path / "b.txt"), "no notes")
    assert_refused(tmp_path / "b.txt", tmp_path / "gone" / "b.txt", "no such folder")


def test_links_are_refused(tmp_path: Path) -> None:
    target = write(tmp_path / "target.txt")
    link = tmp_path / "a.txt"
    link.symlink_to(target)
    assert_refused(link, tmp_path / "b.txt", "not a regular file")
    link.unlink()
    annotated(target)
    notes_of(link).symlink_to(notes_of(target))
    assert_refused(link, write(tmp_path / "b.txt"), "move that one")


@pytest.mark.parametrize("content", [b"[[ann", b"format = 99\n"])
@pytest.mark.parametrize("side", ["old", "new"])
def test_notes_that_cannot_be_understood_are_refused(
    tmp_path: Path, content: bytes, side: str
) -> None:
    old, new = tmp_path / "a.txt", write(tmp_path / "b.txt")
    for path in (old, new):
        notes_of(path).write_bytes(
            content if path.stem == {"old": "a", "new": "b"}[side] else b"format = 1\n"
        )
    assert_refused(old, new, "notes.toml")


def test_a_file_that_is_there_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    link = file_operations.link

    def appears(*paths: Path) -> None:
        write(new, "Mine.\n")
        link(*paths)

    monkeypatch.setattr(file_operations, "link", appears)
    with pytest.raises(ReaderError, match="exists already"):
        go(old, new)
    assert (old.read_text(), new.read_text()) == (TEXT, "Mine.\n")
