"""A disk that is really full: a small tmpfs of its own, where the machine allows one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tui.model.annotation import Annotation, Notes
from tui.model.errors import ReaderError
from tui.store import drafts, notes_files

A = Annotation("A1", 4, 9, "ferry", note="the first")
ONE = Notes(annotations=(A,))
LARGE = Notes(annotations=(replace(A, note="a long thought " * 4000),))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 128 KiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no mount here to make a small disk with")
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this machine allows no small disk: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    path = folder / "filler"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    return path


def test_a_full_disk_keeps_the_old_notes_and_takes_the_new_ones_later(small: Path) -> None:
    path = small / "harbour.txt.notes.toml"
    saved = notes_files.save(path, ONE, Notes(), None)
    filler = fill(small)
    for _ in range(3):
        with pytest.raises(ReaderError, match="free some space"):
            notes_files.save(path, LARGE, ONE, saved.stamp)
        assert notes_files.load(path).value == ONE
        assert not list(small.glob(".*.tmp"))
    filler.unlink()
    assert notes_files.save(path, LARGE, ONE, saved.stamp).value == LARGE
    assert notes_files.load(path).value == LARGE


def test_a_full_disk_keeps_the_old_draft(small: Path) -> None:
    drafts.keep(small, "harbour", "note", "A thought")
    fill(small)
    with pytest.raises(ReaderError, match="free some space"):
        drafts.keep(small, "harbour", "note", "A thought" * 10_000)
    assert [draft.text for draft in drafts.remaining(small, "harbour")] == ["A thought"]


def test_repair_on_a_full_disk_leaves_the_damaged_file(small: Path) -> None:
    path = small / "harbour.txt.notes.toml"
    damaged = b"[[annotation]]\n" * 4000
    path.write_bytes(damaged)
    fill(small)
    with pytest.raises(ReaderError, match="free some space"):
        notes_files.repair(path)
    assert path.read_bytes() == damaged
