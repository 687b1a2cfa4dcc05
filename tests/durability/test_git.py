"""Notes in a real repository of git: branches that go apart merge by annotation and field."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sampling import sampled
from tui.__main__ import main
from tui.model.annotation import Annotation, Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import Dossier
from tui.store import codebook_file, dossier_format
from tui.store.merge_driver import merge_files
from tui.store.merge_records import COPY_KEY
from tui.store.notes_format import dumps, loads

ROOT = Path(__file__).resolve().parents[2]
NAME = "harbour.txt.notes.toml"
A = Annotation("A1", 4, 9, "ferry", note="a", tags=("topic/place",))
B = Annotation("B1", 14, 19, "pilot", note="b")
C = Annotation("C1", 24, 29, "crane", note="c")
D = Annotation("D1", 24, 30, "cranes", note="d")
BASE = Notes(annotations=(A, B))

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Reader = Callable[..., Done]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    """Give a command to `reader` in this process, in a folder `cwd`; git runs one of its own."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)

    def run(*words: object, cwd: Path) -> Done:
        with chdir(cwd):
            code = main([str(word) for word in words])
        return Done(code, *capsys.readouterr())

    return run


def environment() -> dict[str, str]:
    """Variables by which git and `reader` find what they need, and nothing of the user's."""
    names = {
        f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return {"PYTHONPATH": str(ROOT), **names, **alone}


def git(folder: Path, *words: str, fails: bool = False) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path, reader: Reader) -> Path:
    folder = tmp_path / "it's a dossier"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    done = reader("git-setup", folder, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    commit(folder, {NAME: dumps(BASE), "codebook.toml": codebook_file.dumps(Codebook((Tag("a"),)))})
    return folder


def commit(folder: Path, contents: dict[str, bytes], branch: str = "") -> None:
    if branch:
        git(folder, "checkout", "-q", "-b", branch, "main")
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def branches(folder: Path, name: str, one: bytes, two: bytes, fails: bool = False) -> bytes:
    """Merge two branches that changed a file, and give what it holds then."""
    commit(folder, {name: one}, "one")
    commit(folder, {name: two}, "two")
    said = git(folder, "merge", "--no-edit", "one", fails=fails)
    assert ("CONFLICT" in said) == fails
    return (folder / name).read_bytes()


@needs_git
def test_different_annotations_merge_without_a_conflict(repository: Path) -> None:
    one = replace(BASE, annotations=(replace(A, note="edited by one", rev=2), B, C))
    two = replace(BASE, annotations=(A, replace(B, tags=("use/key",), rev=2), D))
    found = loads(branches(repository, NAME, dumps(one), dumps(two)), "x")
    assert {a.id: (a.note, a.tags) for a in found.annotations} == {
        "A1": ("edited by one", ("topic/place",)),
        "B1": ("b", ("use/key",)),
        "C1": ("c", ()),
        "D1": ("d", ()),
    }
    assert git(repository, "status", "--porcelain") == ""


@needs_git
def test_one_field_changed_on_both_sides_keeps_both_in_a_sound_file(repository: Path) -> None:
    one = replace(BASE, annotations=(replace(A, note="one"), B))
    two = replace(BASE, annotations=(replace(A, note="two"), B))
    found = loads(branches(repository, NAME, dumps(one), dumps(two), fails=True), "x")
    assert {a.note: a.extra.get(COPY_KEY) for a in found.annotations} == {
        "two": None,
        "one": "A1",
        "b": None,
    }


@needs_git
def test_codebooks_merge_too(repository: Path) -> None:
    one = codebook_file.dumps(Codebook((Tag("a", color="red"), Tag("one"))))
    two = codebook_file.dumps(Codebook((Tag("a", note="rule"), Tag("two"))))
    found = codebook_file.loads(branches(repository, "codebook.toml", one, two), "x")
    assert found.tags == (Tag("a", color="red", note="rule"), Tag("one"), Tag("two"))


@needs_git
def test_dossiers_merge_too(repository: Path) -> None:
    one = dossier_format.dumps(Dossier((Source("a", "A", aliases=("AA",)),)))
    two = dossier_format.dumps(Dossier((Source("a", "A", role="spokesman"), Source("b", "B"))))
    found = dossier_format.loads(branches(repository, "dossier.toml", one, two), "x")
    assert found.sources == (Source("a", "A", "spokesman", aliases=("AA",)), Source("b", "B"))


@needs_git
def test_a_file_that_both_added_merges(repository: Path) -> None:
    name = "new.txt.notes.toml"
    one, two = (dumps(Notes(annotations=(a,))) for a in (A, B))
    assert loads(branches(repository, name, one, two), "x") == BASE


@needs_git
@pytest.mark.parametrize("count", sampled([4, 12], [4]))
def test_a_rebase_of_many_commits_each_way(repository: Path, count: int) -> None:
    for branch, first in (("one", 0), ("two", 1)):
        git(repository, "checkout", "-q", "-b", branch, "main")
        notes = BASE
        for number in range(first, 2 * count, 2):
            more = replace(C, id=f"N{number:02}", start=100 + number, end=200, quote="x")
            notes = replace(notes, annotations=(*notes.annotations, more))
            (repository / NAME).write_bytes(dumps(notes))
            git(repository, "commit", "-q", "-a", "-m", branch)
    git(repository, "rebase", "-q", "one")
    found = loads((repository / NAME).read_bytes(), "x").annotations
    assert [a.id for a in found if a.id[0] == "N"] == [
        f"N{number:02}" for number in range(2 * count)
    ]


@needs_git
def test_setting_up_again_changes_nothing(repository: Path, reader: Reader) -> None:
    attributes = repository / ".gitattributes"
    attributes.write_bytes(b"*.png binary\n*.notes.toml merge=reader")
    for _ in range(2):
        assert reader("git-setup", cwd=repository).returncode == 0
        assert attributes.read_text().splitlines() == [
            "*.png binary",
            "*.notes.toml merge=reader",
            "codebook.toml merge=reader",
            "dossier.toml merge=reader",
        ]
    assert len(git(repository, "config", "--get-all", "merge.reader.driver").splitlines()) == 1


@needs_git
def test_a_repository_is_found_from_a_folder_in_it(repository: Path, reader: Reader) -> None:
    (repository / ".gitattributes").unlink()
    (repository / "inner").mkdir()
    assert reader("git-setup", repository / "inner", cwd=repository.parent).returncode == 0
    assert (repository / ".gitattributes").is_file()


@needs_git
def test_no_code_of_the_repository_runs_when_it_is_merged(repository: Path) -> None:
    (repository / "tui").mkdir()
    commit(repository, {"tui/__init__.py": b"", "tui/__main__.py": b"raise SystemExit(3)"})
    one = replace(BASE, annotations=(replace(A, note="1"), B))
    two = replace(BASE, annotations=(A, replace(B, note="2")))
    found = loads(branches(repository, NAME, dumps(one), dumps(two)), "x")
    assert [a.note for a in found.annotations] == ["1", "2"]


@needs_git
def test_what_is_no_repository_is_said_in_one_line(tmp_path: Path, reader: Reader) -> None:
    for folder, what in ((tmp_path, "git init"), (tmp_path / "gone", "no such folder")):
        done = reader("git-setup", folder, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert what in done.stderr
        assert done.stderr.count("\n") == 1
    (tmp_path / "r").mkdir()
    git(tmp_path / "r", "init", "-q")
    (tmp_path / "r" / ".gitattributes").symlink_to(tmp_path / "planted")
    assert "symbolic link" in reader("git-setup", "r", cwd=tmp_path).stderr
    assert not (tmp_path / "planted").exists()


def put(folder: Path, **contents: bytes) -> list[Path]:
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in contents]


def test_merge_writes_into_ours(tmp_path: Path, reader: Reader) -> None:
    paths = put(
        tmp_path,
        base=dumps(BASE),
        ours=dumps(replace(BASE, annotations=(replace(A, tags=()), B))),
        theirs=dumps(replace(BASE, annotations=(A, B, C))),
    )
    done = reader("merge", *paths, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert loads(paths[1].read_bytes(), "x").annotations == (replace(A, tags=()), B, C)
    assert paths[2].read_bytes() == dumps(replace(BASE, annotations=(A, B, C)))


def test_merge_tells_what_both_sides_changed(tmp_path: Path, reader: Reader) -> None:
    sides = (replace(BASE, annotations=(replace(A, note=n, credibility=2), B)) for n in "xy")
    paths = put(tmp_path, base=b"", ours=dumps(next(sides)), theirs=dumps(next(sides)))
    done = reader("merge", *paths, "dossier/x.notes.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("reader: dossier/x.notes.toml: changed on both sides: A1: note;")
    assert done.stderr.count("\n") == 1
    again = reader("merge", tmp_path / "base", paths[1], paths[2], cwd=tmp_path)
    assert again.returncode == 1
    assert len(loads(paths[1].read_bytes(), "x").annotations) == 3


def test_a_side_that_says_it_all_keeps_its_comments(tmp_path: Path) -> None:
    by_hand = b"# by hand\n" + dumps(BASE)
    base, ours, theirs = put(tmp_path, base=dumps(Notes()), ours=dumps(Notes()), theirs=by_hand)
    assert merge_files(base, ours, theirs, "x") == ()
    assert ours.read_bytes() == by_hand


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
@pytest.mark.parametrize("data", [b"<<<<<<< x\n", b"format = 2\n", None])
def test_what_cannot_be_merged_stays_as_it_is(
    tmp_path: Path, broken: str, data: bytes | None, reader: Reader
) -> None:
    contents = dict.fromkeys(("base", "ours", "theirs"), dumps(BASE))
    paths = put(tmp_path, **{**contents, broken: data or b""})
    if data is None:
        (tmp_path / broken).unlink()
    done = reader("merge", *paths, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert broken in done.stderr
    for name, before in {**contents, broken: data}.items():
        path = tmp_path / name
        assert (path.read_bytes() if path.exists() else None) == before


def test_repair_says_what_it_did(tmp_path: Path, reader: Reader) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The ferry came in late that day.\n", encoding="utf-8")
    torn = dumps(BASE)[:-3]
    damaged, sound = tmp_path / "a.txt.notes.toml", tmp_path / "b.txt.notes.toml"
    damaged.write_bytes(torn)
    sound.write_bytes(dumps(BASE))
    done = reader("repair", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, ""), "something was lost"
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "a.txt.notes.toml: 2 annotations recovered; the original is kept in "
        "a.txt.notes.toml.damaged"
    )
    assert lines[1].startswith("    line ")
    assert lines[2:] == ["b.txt.notes.toml: nothing is damaged"]
    assert (tmp_path / "a.txt.notes.toml.damaged").read_bytes() == torn
    assert sound.read_bytes() == dumps(BASE)
    again = reader("repair", "a.txt", "b.txt.notes.toml", cwd=tmp_path)
    assert (again.returncode, again.stdout.count("nothing is damaged")) == (0, 2)


def test_repair_of_what_is_not_there_is_one_line(tmp_path: Path, reader: Reader) -> None:
    for word in ("gone.txt", "-"):
        done = reader("repair", word, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
