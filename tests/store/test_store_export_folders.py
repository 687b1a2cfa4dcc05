"""Exports that are folders: nothing of the user's is lost, nothing is written elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.model.digest import sha256
from tui.model.errors import ReaderError
from tui.model.file_names import EXPORT_MARKER
from tui.store.export_folders import write_folder

FILES = {"Articles/a.md": b"a", "b.md": b"b"}


def content(folder: Path) -> dict[str, str]:
    """The files below a folder, without the record of the export."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != EXPORT_MARKER
    }


@pytest.mark.parametrize("exists", [False, True])
def test_a_new_or_an_empty_folder_is_filled(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "deep" / "vault"
    if exists:
        folder.mkdir(parents=True)
    assert write_folder(folder, FILES) == ()
    assert content(folder) == {"Articles/a.md": "a", "b.md": "b"}


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.md").write_text("mine")
    with pytest.raises(ReaderError, match="holds files that no export wrote"):
        write_folder(tmp_path, FILES)
    assert content(tmp_path) == {"diary.md": "mine"}
    with pytest.raises(ReaderError, match="is a file; name a folder"):
        write_folder(tmp_path / "diary.md", FILES)


@pytest.mark.parametrize(
    "record", [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1}', b"[" * 9999]
)
def test_a_damaged_record_counts_as_none(tmp_path: Path, record: bytes) -> None:
    (tmp_path / EXPORT_MARKER).write_bytes(record)
    with pytest.raises(ReaderError, match="no export wrote"):
        write_folder(tmp_path, FILES)


def test_what_the_user_changed_or_added_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    write_folder(folder, FILES)
    (folder / "b.md").write_text("changed")
    (folder / "new.md").write_text("mine")
    (folder / "other.md").write_text("mine too")
    backups = write_folder(folder, {"b.md": b"b2", "new.md": b"new"})
    assert [path.name for path in backups] == ["b.md.bak", "new.md.bak"]
    assert content(folder) == {
        "b.md": "b2",
        "b.md.bak": "changed",
        "new.md": "new",
        "new.md.bak": "mine",
        "other.md": "mine too",
    }


def test_files_of_the_last_export_only_are_removed_unless_they_were_changed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "vault"
    write_folder(folder, {"x/1.md": b"1", "x/2.md": b"2", "3.md": b"3"})
    (folder / "x" / "2.md").write_text("changed")
    assert write_folder(folder, {"3.md": b"3"}) == ()
    assert content(folder) == {"3.md": "3", "x/2.md": "changed"}


@pytest.mark.parametrize("path", ["../victim.md", "link/victim.md"])
def test_a_forged_record_removes_nothing_outside(tmp_path: Path, path: str) -> None:
    folder, outside = tmp_path / "vault", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    for place in (tmp_path, outside):
        (place / "victim.md").write_text("v")
    (folder / "link").symlink_to(outside)
    (folder / EXPORT_MARKER).write_text(json.dumps({"format": 1, "files": {path: sha256(b"v")}}))
    write_folder(folder, {"b.md": b"b"})
    assert (tmp_path / "victim.md").exists()
    assert (outside / "victim.md").exists()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "vault", tmp_path / "outside"
    write_folder(folder, {"b.md": b"b"})
    outside.mkdir()
    (folder / "Articles").symlink_to(outside)
    with pytest.raises(ReaderError, match="symbolic link"):
        write_folder(folder, FILES)
    assert content(outside) == {}
    (tmp_path / "alias").symlink_to(folder)
    with pytest.raises(ReaderError, match="symbolic link"):
        write_folder(tmp_path / "alias", {"b.md": b"c"}, is_typed=False)
    assert (folder / "b.md").read_text() == "b"


def test_an_interrupted_export_can_be_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    (folder / "b.md").mkdir(parents=True)
    (folder / EXPORT_MARKER).write_text('{"format": 1, "files": {}}')
    with pytest.raises(ReaderError):
        write_folder(folder, FILES)
    (folder / "b.md").rmdir()
    assert write_folder(folder, FILES) == ()
    assert content(folder) == {"Articles/a.md": "a", "b.md": "b"}
