"""What may be written into an article's folder, and how far a reference in it leads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tui.model.annotation import Annotation, Notes
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import Dossier
from tui.model.errors import ReaderError
from tui.store import (
    atomic_files,
    backups,
    cleanup,
    codebook_file,
    confinement,
    dossier_file,
    drafts,
    locations,
    notes_files,
    progress,
    report_files,
    snapshots,
    toml_files,
)
from tui.store.notes_format import dumps

NOTES = Notes(annotations=(Annotation("A1", 4, 9, "ferry"),))
NEWER = Notes(annotations=(Annotation("A1", 4, 9, "ferry", note="n"),))
BOOK = Codebook((Tag("claim"),))
TEXT = "It rained."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()

Write = Callable[[Path], object]

WRITES: dict[str, Write] = {
    "notes": lambda folder: notes_files.save(folder / "a.txt.notes.toml", NEWER, NOTES, None),
    "repaired notes": lambda folder: notes_files.repair(folder / "a.txt.notes.toml"),
    "notes in a private folder": lambda folder: notes_files.save(
        locations.path_in_data_folder(folder / "a.txt", "", folder / ".reader"), NEWER, NOTES, None
    ),
    "codebook": lambda folder: codebook_file.save(folder / "codebook.toml", BOOK),
    "dossier": lambda folder: toml_files.save(
        dossier_file.DOSSIER, folder / "dossier.toml", Dossier(), None, None
    ),
    "repaired dossier": lambda folder: dossier_file.repair(folder / "dossier.toml"),
    "repaired codebook": lambda folder: codebook_file.repair(folder / "codebook.toml"),
    "report": lambda folder: report_files.write(
        folder / "a.txt.report.md",
        b"a report",
        [report_files.Origin("k", folder / ".reader")],
        is_typed=False,
    ),
    "path of the last export": lambda folder: report_files.remember_path(
        folder / ".reader", "k", str(folder / "mine.md")
    ),
    "draft": lambda folder: drafts.keep(folder / ".reader", "k", "note", "half a thought"),
    "dropped draft": lambda folder: drafts.drop(folder / ".reader", "k", "note"),
    "progress": lambda folder: progress.save(folder / ".reader", "k", progress.Progress(1, 2)),
    "snapshot": lambda folder: snapshots.keep(folder / ".reader", "k", DIGEST, TEXT),
    "dropped snapshot": lambda folder: snapshots.drop(folder / ".reader", DIGEST),
    "backup": lambda folder: backups.back_up(folder / "a.txt.notes.toml", b"old", ".bak"),
    "sweep": lambda folder: cleanup.sweep(folder / "a.txt.notes.toml"),
    "sweep of a private folder": lambda folder: cleanup.sweep_state(folder / ".reader"),
}
"""Everything that the store writes or removes in an article's folder on its own account."""


def tree(folder: Path) -> dict[str, bytes | str]:
    """Every file below a folder with its content, every link with its target."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def attempt(write: Write, folder: Path) -> None:
    """Write into a folder, which may be refused."""
    with suppress(ReaderError):
        write(folder)


def made_by(write: Write, folder: Path) -> list[str]:
    """The names that a write makes below a folder that nobody tampered with."""
    folder.mkdir()
    attempt(write, folder)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("is_dangling", [True, False])
def test_nothing_is_written_through_any_link_that_lies_in_the_folder(
    tmp_path: Path, name: str, is_dangling: bool
) -> None:
    names = {
        *made_by(WRITES[name], tmp_path / "clean"),
        *("a.txt.notes.toml", "codebook.toml", "dossier.toml", "a.txt.report.md"),
        *(".a.txt.notes.toml.lock", ".dossier.toml.lock"),
        *(".codebook.toml.lock", "a.txt.notes.toml.bak", ".reader", ".reader/drafts"),
        *(".reader/progress", ".reader/exports", ".reader/snapshots", ".reader/notes"),
    }
    for number, planted in enumerate(sorted(names)):
        folder, victim = tmp_path / f"in{number}", tmp_path / f"out{number}"
        link = folder / planted
        link.parent.mkdir(parents=True)
        victim.mkdir()
        target = victim / "a.notes.toml"
        if not is_dangling:
            is_folder = (tmp_path / "clean" / planted).is_dir() or planted.startswith(".reader")
            if is_folder and not planted.endswith((".json", ".z", ".toml", ".lock")):
                target.mkdir()
            else:
                target.write_bytes(dumps(NOTES))
        link.symlink_to(target)
        before = tree(victim)
        attempt(WRITES[name], folder)
        assert tree(victim) == before, planted
        inside = [path for path in victim.rglob("*") if path != target]
        assert inside == [], planted


@pytest.mark.parametrize("name", ["notes", "codebook", "dossier", "report", "draft"])
def test_the_user_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    links = {
        "notes": "a.txt.notes.toml",
        "codebook": "codebook.toml",
        "dossier": "dossier.toml",
        "report": "a.txt.report.md",
        "draft": ".reader",
    }
    (tmp_path / links[name]).symlink_to(tmp_path / "far")
    with pytest.raises(ReaderError) as caught:
        WRITES[name](tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / links[name]}: is a symbolic link, through which nothing is written; "
        "put the file or folder itself in its place"
    )


def test_folders_above_are_the_users_choice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    notes_files.save(tmp_path / "link" / "a.txt.notes.toml", NOTES, Notes(), None)
    drafts.keep(tmp_path / "link" / ".reader", "k", "note", "text")
    assert (tmp_path / "real" / "a.txt.notes.toml").exists()
    assert confinement.link_through(tmp_path / "link" / "a") is None
    assert confinement.link_through(tmp_path / "link") == tmp_path / "link"


def test_the_users_own_codebook_may_be_a_link(tmp_path: Path) -> None:
    config, target = tmp_path / "config", tmp_path / "dotfiles" / "codebook.toml"
    for folder in (config, target.parent):
        folder.mkdir()
    target.write_bytes(codebook_file.dumps(BOOK))
    (config / "codebook.toml").symlink_to(target)
    found = codebook_file.find(None, config)
    assert found == codebook_file.EffectiveCodebook(BOOK, target, is_users=True)
    assert found.path
    codebook_file.save(found.path, Codebook((Tag("claim"), Tag("use"))), BOOK)
    assert (config / "codebook.toml").is_symlink()
    assert len(codebook_file.find(None, config).codebook.tags) == 2


@pytest.mark.parametrize(
    ("reference", "is_inside"),
    [
        ("b.txt", True),
        ("../b.txt", True),
        ("sub/../b.txt", True),
        ("link-inside", True),
        ("gone.txt", True),
        ("../../secret.txt", False),
        ("{outside}", False),
        ("/etc/passwd", False),
        ("link-outside", False),
        ("far/secret.txt", False),
        ("b.txt\0", False),
    ],
)
def test_a_reference_stays_below_the_dossier(
    tmp_path: Path, reference: str, is_inside: bool
) -> None:
    dossier = tmp_path / "dossier"
    home = dossier / "articles"
    (home / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (home / "b.txt").write_text("b")
    (home / "link-inside").symlink_to("../b.txt")
    (home / "link-outside").symlink_to("../../secret.txt")
    (home / "far").symlink_to(tmp_path)
    path = confinement.referred(
        home / "a.txt", reference.format(outside=tmp_path / "secret.txt"), dossier
    )
    assert (path is not None) == is_inside


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\ud800"])
def test_what_is_no_path_lies_nowhere_or_names_no_file(tmp_path: Path, name: str) -> None:
    assert confinement.is_within(tmp_path / name, tmp_path) == name.startswith("x")
    assert confinement.referred(tmp_path / "a.txt", f"../{name}", tmp_path) is None


@pytest.mark.parametrize("given", ["mine/../theirs", "theirs", "mine/../theirs/b.txt"])
def test_a_codebook_is_searched_above_the_folder_that_a_path_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
    (tmp_path / "mine" / "codebook.toml").write_bytes(codebook_file.dumps(BOOK))
    monkeypatch.chdir(tmp_path)
    assert codebook_file.nearest(Path(given), tmp_path / "none") is None
    (tmp_path / "codebook.toml").write_bytes(codebook_file.dumps(BOOK))
    assert codebook_file.nearest(Path(given), tmp_path / "none") == tmp_path / "codebook.toml"


def test_repairing_what_is_missing_leaves_nothing_behind(tmp_path: Path) -> None:
    for name in ("repaired notes", "repaired codebook"):
        with pytest.raises(ReaderError, match="no such file; nothing to repair"):
            WRITES[name](tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_kept_although_its_folder_is_removed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = atomic_files.write

    def write_after_removal(path: Path, data: bytes, mode: int | None = None) -> atomic_files.Stamp:
        monkeypatch.setattr(atomic_files, "write", write)
        path.parent.rmdir()
        return write(path, data, mode=mode)

    monkeypatch.setattr(atomic_files, "write", write_after_removal)
    drafts.keep(tmp_path, "k", "note", "text")
    assert [draft.text for draft in drafts.remaining(tmp_path, "k")] == ["text"]
    drafts.drop(tmp_path, "k", "note")
    assert [path.name for path in tmp_path.rglob("*")] == ["drafts"]
