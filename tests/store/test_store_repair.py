"""Repairing, refreshing, sweeping, and links that strangers planted."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tui.model.annotation import Annotation, Notes
from tui.model.codebook import Codebook, Tag
from tui.model.errors import ReaderError
from tui.store import (
    atomic_files,
    backups,
    cleanup,
    codebook_file,
    drafts,
    file_operations,
    locks,
    notes_files,
    progress,
    report_files,
    snapshots,
    toml_files,
)
from tui.store.notes_format import dumps
from tui.store.saving import FileJob, SaveJob

A = Annotation("A1", 4, 9, "ferry", note="a")
B = Annotation("B1", 14, 19, "pilot", note="b")
ONE, TWO = Notes(annotations=(A,)), Notes(annotations=(A, B))
TORN = dumps(TWO)[:-9]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.txt.notes.toml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_a_damaged_file_is_shown_as_far_as_it_can_be_read(path: Path) -> None:
    path.write_bytes(TORN)
    loaded = notes_files.load(path)
    assert loaded.problem.startswith(f"{path}, line ")
    assert loaded.recovered is not None
    assert loaded.value == loaded.recovered.value
    assert (loaded.stamp, loaded.has_comments) == (None, False)
    assert A in loaded.value.annotations
    assert names(path.parent) == [path.name]


def test_repair_keeps_the_original_under_another_name(path: Path) -> None:
    path.write_bytes(TORN)
    done = notes_files.repair(path)
    assert done.kept == path.with_name(path.name + ".damaged")
    assert done.kept.read_bytes() == TORN
    assert done.kept.stat().st_mode & 0o777 == 0o600
    assert done.lost
    assert A in done.value.annotations
    assert notes_files.load(path) == toml_files.Loaded(done.value, done.stamp)
    assert notes_files.repair(path) == toml_files.Repaired(done.value, done.stamp)


def test_repair_never_writes_over_an_older_original(path: Path) -> None:
    kept = []
    for data in (TORN, b"", TORN + b"x"):
        path.write_bytes(data)
        kept.append(notes_files.repair(path).kept)
    assert [one and one.name.partition(".damaged")[2] for one in kept] == ["", "2", "3"]
    assert [one and one.read_bytes() for one in kept] == [TORN, b"", TORN + b"x"]
    path.write_bytes(b"")
    assert notes_files.repair(path).kept == kept[1]


def test_repair_does_not_follow_a_planted_link(path: Path) -> None:
    outside = path.with_name("outside")
    outside.write_bytes(TORN)
    path.write_bytes(TORN)
    path.with_name(path.name + ".damaged").symlink_to(outside)
    kept = notes_files.repair(path).kept
    assert kept == path.with_name(path.name + ".damaged2")
    assert not kept.is_symlink()


@pytest.mark.parametrize("data", [None, b"format = 2\n[[annotation]]\n"])
def test_what_cannot_be_repaired_is_refused(path: Path, data: bytes | None) -> None:
    if data:
        path.write_bytes(data)
    with pytest.raises(ReaderError, match="newer" if data else "nothing to repair"):
        notes_files.repair(path)
    assert names(path.parent) == ([path.name] if data else [])


def test_refresh_tells_what_others_changed_and_writes_nothing(path: Path) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    assert notes_files.refresh(path, ONE, ONE, saved.stamp) is None
    others = dumps(TWO) + b"# mine\n"
    path.write_bytes(others)
    mine = Notes(annotations=(replace(A, note="mine"),))
    found = notes_files.refresh(path, mine, ONE, saved.stamp)
    assert found is not None
    assert found.value.annotations == (replace(A, note="mine"), B)
    assert (found.base, found.stamp) == (TWO, atomic_files.stamp(path))
    assert (found.changes, found.conflicts) == (("1 annotation added",), ())
    assert path.read_bytes() == others
    again = notes_files.save(path, found.value, found.base, found.stamp)
    assert (again.merged, again.value) == (False, found.value)


def test_refresh_costs_one_stat(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    monkeypatch.setattr(file_operations, "open", lambda *args: pytest.fail("a file was opened"))
    assert notes_files.refresh(path, ONE, ONE, saved.stamp) is None


def test_refresh_after_a_conflict_keeps_both(path: Path) -> None:
    saved = notes_files.save(path, ONE, Notes(), None)
    path.write_bytes(dumps(Notes(annotations=(replace(A, note="theirs"),))))
    mine = Notes(annotations=(replace(A, note="mine"),))
    found = notes_files.refresh(path, mine, ONE, saved.stamp)
    assert found is not None
    assert sorted(a.note for a in found.value.annotations) == ["mine", "theirs"]
    assert [c.fields for c in found.conflicts] == [("note",)]


def test_refresh_of_a_file_that_vanished_appeared_broke_or_is_newer(path: Path) -> None:
    assert notes_files.refresh(path, ONE, Notes(), None) is None
    saved = notes_files.save(path, TWO, Notes(), None)
    found = notes_files.refresh(path, Notes(), Notes(), None)
    assert found is not None
    assert found.value == TWO
    path.write_bytes(TORN)
    with pytest.raises(ReaderError, match="line"):
        notes_files.refresh(path, TWO, TWO, saved.stamp)
    path.write_bytes(b"format = 2\n")
    with pytest.raises(ReaderError, match="newer"):
        notes_files.refresh(path, TWO, TWO, saved.stamp)
    path.unlink()
    assert notes_files.refresh(path, TWO, TWO, saved.stamp) is None


@pytest.mark.parametrize("target", [".bash_profile", "x.toml", "notes.toml.txt"])
def test_a_link_to_a_file_of_another_kind_is_not_followed(path: Path, target: str) -> None:
    path.symlink_to(target)
    assert "symbolic link" in notes_files.load(path).problem
    for action in (
        lambda: notes_files.save(path, ONE, Notes(), None),
        lambda: notes_files.refresh(path, ONE, Notes(), None),
        lambda: notes_files.repair(path),
    ):
        with pytest.raises(ReaderError, match=r"\.notes\.toml: is a symbolic link"):
            action()
    assert names(path.parent) == [path.name]


def test_a_codebook_that_links_to_another_kind_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").symlink_to(".profile")
    with pytest.raises(ReaderError, match="symbolic link"):
        codebook_file.save(tmp_path / "codebook.toml", Codebook((Tag("a"),)))
    assert not (tmp_path / ".profile").exists()


@pytest.mark.parametrize("planted", ["drafts", "progress"])
def test_state_is_not_kept_through_a_planted_folder(tmp_path: Path, planted: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / planted).symlink_to("elsewhere")
    if planted == "drafts":
        with pytest.raises(ReaderError, match="symbolic link"):
            drafts.keep(tmp_path, "k", "note", "text")
    progress.save(tmp_path, "k", progress.Progress(1, 2))
    assert names(tmp_path / "elsewhere") == []


def test_planted_drafts_and_progress_are_not_read(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "k", "note", "text")
    progress.save(tmp_path, "k", progress.Progress(1, 2))
    for path in [p for p in tmp_path.rglob("*.json") if p.is_file()]:
        path.rename(tmp_path / f"{path.parent.name}.json")
        path.symlink_to(tmp_path / f"{path.parent.name}.json")
    assert drafts.remaining(tmp_path, "k") == []
    assert progress.load(tmp_path, "k") == progress.Progress()


def test_a_lost_folder_is_said_and_not_made_again(tmp_path: Path) -> None:
    home = tmp_path / "dossier"
    path, book = home / "harbour.txt.notes.toml", Codebook((Tag("a"),))
    job = SaveJob(
        1,
        path,
        ONE,
        Notes(),
        None,
        FileJob(codebook_file.CODEBOOK, home / "codebook.toml", book, Codebook()),
    )
    for action in (job.run, replace(job, codebook=None).run, lambda: notes_files.repair(path)):
        with pytest.raises(ReaderError, match=f"^{home}: the folder is gone; bring it back$"):
            action()
    assert not home.exists()
    home.mkdir()
    assert job.run().saved.value == ONE


def test_the_config_folder_is_made_for_a_codebook(tmp_path: Path) -> None:
    book, path = Codebook((Tag("a"),)), tmp_path / "config" / "reader" / "codebook.toml"
    job = FileJob(codebook_file.CODEBOOK, path, book, Codebook())
    SaveJob(1, tmp_path / "n.notes.toml", ONE, Notes(), None, job).run()
    assert codebook_file.find(None, path.parent) == codebook_file.EffectiveCodebook(
        book, path, is_users=True
    )
    assert [p.stat().st_mode & 0o777 for p in (path.parent, path.parent.parent)] == [0o700] * 2


def test_a_folder_that_cannot_be_made_durable_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(handle: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(file_operations, "fsync", fsync)
        with pytest.raises(ReaderError, match="Input/output error"):
            atomic_files.make_folder(tmp_path / "a" / "b")
    assert names(tmp_path) == []
    atomic_files.make_folder(tmp_path / "a" / "b")
    (tmp_path / "c").write_bytes(b"")
    with pytest.raises(ReaderError, match="cannot be made"):
        atomic_files.make_folder(tmp_path / "c")


def stray(path: Path, token: str = "0123abcd", ending: str = ".tmp") -> Path:
    found = path.with_name(f".{path.name}.{token}{ending}")
    found.write_bytes(b"torn")
    return found


def test_only_our_strays_of_that_file_are_swept(path: Path) -> None:
    mine = [stray(path), stray(path, "deadbeef")]
    kept = [
        stray(path, "0123ABCD"),
        stray(path, "0123abc"),
        stray(path, ending=".tmp2"),
        stray(path.with_name("other.notes.toml")),
        path.with_name(f"{path.name}.0123abcd.tmp"),
    ]
    kept[-1].write_bytes(b"")
    link = path.with_name(f".{path.name}.00000000.tmp")
    link.symlink_to(kept[0])
    assert cleanup.sweep(path) == 2
    assert not any(one.exists() for one in mine)
    assert all(one.exists() for one in [*kept, link])
    assert cleanup.sweep(path) == 0


def test_nothing_is_swept_while_somebody_writes_and_no_lock_is_made_in_vain(path: Path) -> None:
    assert cleanup.sweep(path) == 0
    assert list(path.parent.iterdir()) == []
    one = stray(path)
    with locks.locked(path):
        assert cleanup.sweep(path) == 0
    assert one.exists()
    assert cleanup.sweep(path.with_name("gone") / "x") == 0


def test_nothing_is_swept_beside_the_target_of_a_link(path: Path) -> None:
    (path.parent / "far").mkdir()
    target = path.parent / "far" / "target.notes.toml"
    path.symlink_to(target)
    stray(target)
    assert cleanup.sweep(path) == 0
    assert len(names(target.parent)) == 1


def test_old_strays_of_drafts_and_progress_are_swept(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "k", "note", "text")
    progress.save(tmp_path, "k", progress.Progress(1, 2))
    found = [stray(path) for path in tmp_path.rglob("*.json")]
    assert len(found) == 2
    old = time.time() - cleanup.STALE_SECONDS
    for seconds, there in ((60, True), (-60, False)):
        for path in [path for path in found if path.exists()]:
            os.utime(path, (old + seconds, old + seconds))
        assert len(drafts.remaining(tmp_path, "k")) == 1
        progress.save(tmp_path, "k", progress.Progress(1, 2))
        assert [path.exists() for path in found] == [there, there]


def test_old_strays_of_snapshots_and_of_the_memory_of_exports_are_swept(tmp_path: Path) -> None:
    text = "It rained."
    digest = hashlib.sha256(text.encode()).hexdigest()
    snapshots.keep(tmp_path, "harbour.txt", digest, text)
    report_files.write(tmp_path / "out.md", b"x", [report_files.Origin("harbour.txt", tmp_path)])
    mine = [path for name in ("snapshots", "exports") for path in (tmp_path / name).iterdir()]
    found = [stray(path) for path in mine]
    others = [stray(path.with_name("by-hand.z")) for path in mine]
    assert cleanup.sweep_state(tmp_path) == 0, "their writers may be alive"
    old = time.time() - cleanup.STALE_SECONDS - 60
    for path in [*found, *others, *mine]:
        os.utime(path, (old, old))
    assert cleanup.sweep_state(tmp_path) == len(found) == 2
    assert not any(path.exists() for path in found)
    assert all(path.exists() for path in [*others, *mine])


def test_a_second_backup_of_the_same_bytes_is_the_first_one(path: Path) -> None:
    first = backups.back_up(path, b"x", ".bak")
    assert backups.back_up(path, b"x", ".bak") == first
    assert backups.back_up(path, b"y", ".bak").name == f"{path.name}.bak2"
    path.with_name(f"{path.name}.bak3").mkdir()
    assert backups.back_up(path, b"z", ".bak").name == f"{path.name}.bak4"
