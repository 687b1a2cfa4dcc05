"""What is kept about an article, found by its name's beginning, and removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store import private_data

DIGEST = "0123456789abcdef" * 4


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"of harbour.txt")
    return path


def test_what_is_named_after_a_digest_is_found_in_order(tmp_path: Path) -> None:
    first, other = tmp_path / "state", tmp_path / "cache"
    name = DIGEST[:32]
    mine = [
        made(first / "drafts" / name / "a.json"),
        made(first / "drafts" / name / "b.json"),
        made(first / "progress" / f".{name}.json.0123abcd.tmp"),
        made(first / "progress" / f"{name}.json"),
        made(other / "indexes" / f"{DIGEST}.index"),
    ]
    made(first / "progress" / f"{name[:31]}z.json")
    made(first / "drafts" / f"x{name}" / "c.json")
    assert private_data.named_after([first, other], [DIGEST]) == mine
    assert private_data.named_after([first, other], ["f" * 64]) == []
    assert private_data.named_after([tmp_path / "gone"], [DIGEST]) == []


def test_a_folder_given_is_not_a_trace_itself(tmp_path: Path) -> None:
    base = tmp_path / DIGEST
    made(base / "choices.toml")
    assert private_data.named_after([base], [DIGEST]) == []


def test_what_lies_beside_notes_under_their_name(tmp_path: Path) -> None:
    notes = made(tmp_path / "a.txt.notes.toml")
    names = [".a.txt.notes.toml.lock", "a.txt.notes.toml.bak", ".a.txt.notes.toml.01234567.tmp"]
    beside = [made(tmp_path / name) for name in names]
    made(tmp_path / "b.txt.notes.toml")
    made(tmp_path / "a.txt")
    assert private_data.notes_and_companions(notes) == sorted([notes, *beside])
    assert private_data.notes_and_companions(tmp_path / "gone" / "a.txt.notes.toml") == []


def test_a_file_that_holds_a_name(tmp_path: Path) -> None:
    path = made(tmp_path / "facts.json")
    assert private_data.containing_any(path, [b"harbour"]) == [path]
    assert private_data.containing_any(path, [b"quay"]) == []
    assert private_data.containing_any(tmp_path / "gone", [b"harbour"]) == []


def test_the_last_trace_takes_its_folder_along(tmp_path: Path) -> None:
    one, two = made(tmp_path / "drafts" / "x" / "1"), made(tmp_path / "drafts" / "x" / "2")
    private_data.remove(one)
    assert not one.exists()
    assert two.parent.exists()
    private_data.remove(two)
    assert not two.parent.exists()
    assert two.parent.parent.exists()
    private_data.remove(two)


@pytest.mark.skipif(os.name == "nt", reason="other rules for folders")
def test_what_cannot_be_removed_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    with pytest.raises(ReaderError, match="cannot be removed"):
        private_data.remove(tmp_path / "folder")
