"""The copies of a folder, looked for again with the same CopyFinder after changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.workspace.folder_copies import CopyFinder, FolderCopies

REPORT = (
    "VELD (Reuters) - The council of the harbour town agreed late on Tuesday to close both of its "
    "ferries for the winter. Engineers had found cracks in the older hull in March, and no yard on "
    "the coast had offered to mend it before spring."
)


def found_anew(folder: Path) -> FolderCopies:
    return CopyFinder(folder, folders(), Config()).find()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.txt.notes.toml", 'format = 1\n\n[document]\npublisher = "Courier"\n'),
        ("b.txt.notes.toml", 'format = 1\n\n[document]\ndate = "2020-01-01"\n'),
        ("b.txt", f"Ferries\n\nBy Ann Marsh\n\n{REPORT} Nobody was hurt.\n"),
        ("c.txt", f"Boats\n\n{REPORT}\n"),
        ("z.txt", "Something else altogether.\n"),
    ],
)
def test_another_search_finds_what_a_new_one_finds(tmp_path: Path, name: str, content: str) -> None:
    for letter in "abx":
        (tmp_path / f"{letter}.txt").write_text(f"Ferries {letter}\n\n{REPORT}\n", "utf-8")
    finder = CopyFinder(tmp_path, folders(), Config())
    first = finder.find()
    assert len(first.groups) == 1
    assert finder.find() == first
    (tmp_path / name).write_text(content, "utf-8")
    assert finder.find() == found_anew(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert finder.find() == found_anew(tmp_path)
