"""Loading and saving notes files, alone and with others."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tui.model.annotation import Annotation, Notes
from tui.model.errors import ReaderError
from tui.store import atomic_files, file_operations, notes_files, toml_files, toml_writer
from tui.store.notes_format import dumps, loads

A = Annotation("A1", 4, 9, "ferry", note="a")
B = Annotation("B1", 14, 19, "pilot", note="b")
ONE, TWO = Notes(annotations=(A,)), Notes(annotations=(A, B))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.txt.notes.toml"


def test_no_file_is_empty_notes(path: Path) -> None:
    assert notes_files.load(path) == toml_files.Loaded(Notes(), None)
    assert names(path.parent) == []


def test_save_and_load(path: Path) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    loaded = notes_files.load(path)
    assert loaded == toml_files.Loaded(ONE, saved.stamp)
    assert (saved.value, saved.merged, saved.backup) == (ONE, False, None)
    assert path.read_bytes() == dumps(ONE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == [f".{path.name}.lock", path.name]


def test_saving_twice(path: Path) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    saved = notes_files.save(path, TWO, saved.value, saved.stamp)
    assert not saved.merged
    assert notes_files.load(path).value == TWO
    assert notes_files.load(path).stamp == saved.stamp


def test_the_same_is_written_anew_for_an_old_fsync_may_have_failed(path: Path) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    again = notes_files.save(path, ONE, ONE, saved.stamp)
    assert again.stamp.inode != saved.stamp.inode
    assert again.stamp == atomic_files.stamp(path)
    assert (again.value, again.merged, again.changes) == (ONE, False, ())


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 50, b"format = 1\nx", b'format = 1\n"', b"\xff", b"[[annotation]]\n"]
)
def test_a_damaged_file_is_named_and_never_overwritten(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    loaded = notes_files.load(path)
    assert loaded.value == Notes()
    assert loaded.problem.startswith(f"{path}, line ")
    for stamp in (None, atomic_files.Stamp(0, 0, 0, "")):
        with pytest.raises(ReaderError, match="line"):
            notes_files.save(path, ONE, Notes(), stamp)
    assert path.read_bytes() == data


def test_a_newer_format_is_not_overwritten(path: Path) -> None:
    data = dumps(replace(ONE, format=2))
    path.write_bytes(data)
    loaded = notes_files.load(path)
    assert (loaded.value.format, loaded.problem) == (2, "")
    for base, stamp in ((loaded.value, loaded.stamp), (Notes(), None)):
        with pytest.raises(ReaderError, match="newer"):
            notes_files.save(path, TWO, base, stamp)
    assert path.read_bytes() == data


def test_changes_of_another_program_are_merged(path: Path) -> None:
    mine = notes_files.save(path, ONE, Notes(), None)
    notes_files.save(path, TWO, mine.value, mine.stamp)
    changed = Notes(annotations=(replace(A, note="changed"),))
    saved = notes_files.save(path, changed, mine.value, mine.stamp)
    assert saved.merged
    assert {a.note for a in saved.value.annotations} == {"changed", "b"}
    assert loads(path.read_bytes(), "x") == saved.value
    assert saved.conflicts == ()


def test_a_conflict_is_reported_and_both_are_on_disk(path: Path) -> None:
    mine = notes_files.save(path, ONE, Notes(), None)
    notes_files.save(path, Notes(annotations=(replace(A, note="1"),)), mine.value, mine.stamp)
    saved = notes_files.save(
        path, Notes(annotations=(replace(A, note="2"),)), mine.value, mine.stamp
    )
    assert sorted(a.note for a in notes_files.load(path).value.annotations) == ["1", "2"]
    assert [c.fields for c in saved.conflicts] == [("note",)]


def test_two_that_begin_without_a_file_both_stay(path: Path) -> None:
    notes_files.save(path, ONE, Notes(), None)
    saved = notes_files.save(path, Notes(annotations=(B,)), Notes(), None)
    assert saved.merged
    assert notes_files.load(path).value == TWO


def test_what_only_others_changed_is_taken_with_its_comments(path: Path) -> None:
    mine = notes_files.save(path, ONE, Notes(), None)
    path.write_bytes(dumps(TWO) + b"# mine\n")
    saved = notes_files.save(path, ONE, mine.value, mine.stamp)
    assert (saved.value, saved.merged, saved.backup) == (TWO, True, None)
    assert saved.changes == ("1 annotation added",)
    assert path.read_bytes() == dumps(TWO) + b"# mine\n"


def test_a_file_that_vanished_is_written_anew(path: Path) -> None:
    mine = notes_files.save(path, ONE, Notes(), None)
    path.unlink()
    assert not notes_files.save(path, TWO, mine.value, mine.stamp).merged
    assert notes_files.load(path).value == TWO


def test_comments_are_kept_in_a_backup_of_their_own(path: Path) -> None:
    for name in (".bak", ".bak2"):
        by_hand = f"# by hand, {name}\n".encode() + dumps(ONE)
        path.write_bytes(by_hand)
        loaded = notes_files.load(path)
        assert loaded.has_comments
        saved = notes_files.save(path, TWO, loaded.value, loaded.stamp)
        assert saved.backup == path.with_name(path.name + name)
        assert saved.backup.read_bytes() == by_hand
        assert not notes_files.load(path).has_comments
    assert notes_files.save(path, ONE, saved.value, saved.stamp).backup is None


def test_one_backup_is_enough_for_one_text(path: Path) -> None:
    for _ in range(2):
        path.write_bytes(b"# by hand\n" + dumps(ONE))
        loaded = notes_files.load(path)
        saved = notes_files.save(path, TWO, loaded.value, loaded.stamp)
        assert saved.backup == path.with_name(path.name + ".bak")


def test_half_a_character_is_refused_before_any_file_is_opened(path: Path) -> None:
    with pytest.raises(ReaderError, match="half a character"):
        notes_files.save(path, Notes(annotations=(replace(A, note="\ud800"),)), Notes(), None)
    assert names(path.parent) == []


@pytest.mark.parametrize(
    ("place", "shown"), [("here/b.notes.toml", ONE), ("far/b.notes.toml", Notes())]
)
def test_a_notes_file_that_is_a_link_is_only_read_and_only_within_its_folder(
    tmp_path: Path, place: str, shown: Notes
) -> None:
    for name in ("here", "far"):
        (tmp_path / name).mkdir()
    target, link = tmp_path / place, tmp_path / "here" / "a.notes.toml"
    target.write_bytes(dumps(ONE))
    link.symlink_to(target)
    loaded = notes_files.load(link)
    assert loaded.value == shown
    assert loaded.problem == (
        f"{link}: is a symbolic link, through which nothing is written; "
        "put the file or folder itself in its place"
    )
    with pytest.raises(ReaderError, match="symbolic link"):
        notes_files.save(link, TWO, ONE, None)
    assert (link.is_symlink(), target.read_bytes()) == (True, dumps(ONE))
    assert {*names(link.parent), *names(target.parent)} == {link.name, target.name}


def test_notes_that_would_be_too_large_to_read_again_are_not_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    monkeypatch.setattr(toml_writer, "LARGEST", 400)
    large = Notes(annotations=(replace(A, note="x" * 400),))
    with pytest.raises(ReaderError, match="not saved: larger than"):
        notes_files.save(path, large, ONE, saved.stamp)
    assert notes_files.load(path).value == ONE


@pytest.mark.parametrize("kind", ["folder", "fifo", "loop"])
def test_what_is_no_file_is_a_problem_and_stays(path: Path, kind: str) -> None:
    make = {"folder": Path.mkdir, "fifo": os.mkfifo, "loop": lambda p: p.symlink_to(p)}
    make[kind](path)
    assert notes_files.load(path).problem.startswith(str(path))
    with pytest.raises(ReaderError):
        notes_files.save(path, ONE, Notes(), None)
    assert os.path.lexists(path)


def attempt(path: Path, loaded: toml_files.Loaded) -> str:
    """Save; what went wrong, or nothing."""
    try:
        notes_files.save(path, TWO, loaded.value, loaded.stamp)
    except ReaderError as error:
        return str(error)
    return ""


OPERATIONS = ["open", "read", "write", "fsync", "close", "fstat", "replace", "lock"]


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failure_of_any_operation_is_one_error_and_a_whole_file(
    path: Path, name: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand = b"# by hand\n" + dumps(ONE)
    real = getattr(file_operations, name)
    for fail_at in range(1, 30):
        calls = 0
        path.write_bytes(by_hand)
        loaded = notes_files.load(path)

        def failing(*args: object, at: int = fail_at) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                if name == "close":
                    real(*args)
                raise OSError(code, os.strerror(code))
            return real(*args)

        with monkeypatch.context() as patch:
            patch.setattr(file_operations, name, failing)
            error = attempt(path, loaded)
        assert os.strerror(code) in (error or os.strerror(code))
        assert notes_files.load(path).value in (ONE, TWO)
        assert not list(path.parent.glob(".*.tmp"))
        assert [p.read_bytes() for p in path.parent.glob("*.bak*")] in ([], [by_hand])
        if calls < fail_at:
            break
    else:
        pytest.fail("more operations than were tried")
    assert notes_files.load(path).value == TWO
