"""Moved and renamed articles: their notes, the references to them, and what a failure leaves."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import product
from pathlib import Path

import pytest
from articles import TEXT, annotated, go, links, notes_of, quotes, write
from faults import Crash, Faults

from tests.editing import opened
from tests.sampling import sampled
from tui.config import folders
from tui.model import edits
from tui.model.annotation import Judgement, Source
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import Dossier, Hypothesis
from tui.model.errors import ReaderError
from tui.store import dossier_format, drafts, file_operations, notes_files, progress
from tui.store.locations import path_in_data_folder


def test_an_article_moves_with_its_notes(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    annotated(old)
    notes_of(old).chmod(0o640)
    old.chmod(0o644)
    moved = go(old, new)
    assert (moved.article, moved.notes, moved.count, moved.kept) == (True, notes_of(new), 1, None)
    assert not old.exists()
    assert not notes_of(old).exists()
    assert new.read_text() == TEXT
    assert quotes(new) == ["said yes"]
    data = notes_files.load(notes_of(new)).value.document
    assert (data.path, data.title) == ("b.txt", "b")
    assert [oct(path.stat().st_mode & 0o777) for path in (new, notes_of(new))] == ["0o644", "0o640"]


def test_an_article_that_was_renamed_takes_its_notes_over(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    annotated(old)
    old.rename(new)
    assert go(old, new).count == 1
    assert quotes(new) == ["said yes"]
    assert not notes_of(old).exists()


def test_an_article_with_another_text_takes_notes_over_too(tmp_path: Path) -> None:
    old = write(tmp_path / "a.txt")
    annotated(old)
    old.unlink()
    new = write(tmp_path / "sub" / "b.txt", "A new beginning.\n\n" + TEXT)
    go(old, new)
    session = opened(new)
    (annotation,) = session.state.ordered()
    assert session.state.anchors[annotation.id].state == "anchored"
    assert session.document.text[annotation.start : annotation.end] == "said yes"


def test_a_folder_for_the_new_path_keeps_the_name(tmp_path: Path) -> None:
    old = write(tmp_path / "a.txt")
    annotated(old)
    (tmp_path / "sub").mkdir()
    assert go(old, tmp_path / "sub").new == tmp_path / "sub" / "a.txt"
    assert quotes(tmp_path / "sub" / "a.txt") == ["said yes"]


def test_notes_on_both_are_merged_and_the_former_file_is_kept(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    annotated(old)
    annotated(new, "It rained.")
    former = notes_of(old).read_bytes()
    old.unlink()
    moved = go(old, new)
    assert quotes(new) == ["said yes", "It rained."]
    assert moved.kept is not None
    assert moved.kept.read_bytes() == former


def test_comments_written_by_hand_are_kept(tmp_path: Path) -> None:
    old = write(tmp_path / "a.txt")
    annotated(old)
    commented = b"# by hand\n" + notes_of(old).read_bytes()
    notes_of(old).write_bytes(commented)
    moved = go(old, tmp_path / "b.txt")
    assert moved.kept is not None
    assert moved.kept.read_bytes() == commented


def test_an_article_without_notes_moves(tmp_path: Path) -> None:
    old = write(tmp_path / "a.txt")
    moved = go(old, tmp_path / "b.txt")
    assert (moved.article, moved.notes) == (True, None)
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


def test_notes_in_the_data_folder_follow(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    annotated(old)
    away = path_in_data_folder(old, "", folders().data)
    away.parent.mkdir(parents=True)
    notes_of(old).rename(away)
    assert go(old, new).notes == notes_of(new)
    assert quotes(new) == ["said yes"]
    assert not away.exists()


def test_progress_and_drafts_follow(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    annotated(old)
    state = folders().state
    progress.save(state, str(old), progress.Progress(5, 9))
    drafts.keep(state, str(old), "what", "unfinished")
    go(old, new)
    assert progress.load(state, str(new)) == progress.Progress(5, 9)
    assert [draft.text for draft in drafts.remaining(state, str(new))] == ["unfinished"]
    assert drafts.remaining(state, str(old)) == []


# References


def test_references_of_other_notes_follow(tmp_path: Path) -> None:
    old = write(tmp_path / "x" / "a.txt")
    (tmp_path / "codebook.toml").write_text("format = 1\n")
    id = annotated(old)
    near, far = write(tmp_path / "x" / "near.txt"), write(tmp_path / "y" / "far.txt")
    annotated(near, link=f"a.txt#{id}", cite=f"./a.txt#{id}")
    annotated(far, link=f"../x/a.txt#{id}", cite=f"../x/other.txt#{id}")
    moved = go(old, tmp_path / "y")
    assert {path.name for path in moved.updated} == {"near.txt.notes.toml", "far.txt.notes.toml"}
    assert links(near) == [f"../y/a.txt#{id}"] * 2
    assert links(far) == [f"a.txt#{id}", f"../x/other.txt#{id}"]
    (annotation,) = notes_files.load(notes_of(near)).value.annotations
    assert annotation.rev == 3


def test_references_of_the_dossier_follow(tmp_path: Path) -> None:
    old = write(tmp_path / "x" / "a.txt")
    other = f"x/other.txt#{'0' * 26}"
    cite = f"x/a.txt#{annotated(old)}"
    book = Dossier(
        (Source("ada", "Ada", "manager"),),
        (Judgement("J", cites=(cite, other), grounds={cite: "B"}, against=(cite,)),),
        (Hypothesis("H", "", {cite: "++"}),),
    )
    path = tmp_path / "dossier.toml"
    path.write_bytes(dossier_format.dumps(book))
    (tmp_path / "y").mkdir()
    assert path in go(old, tmp_path / "y" / "b.txt").updated
    moved = dossier_format.loads(path.read_bytes(), "x")
    new = cite.replace("x/a.txt", "y/b.txt")
    assert moved.judgements == (
        Judgement("J", cites=(new, other), rev=2, grounds={new: "B"}, against=(new,)),
    )
    assert moved.hypotheses == (Hypothesis("H", "", {new: "++"}),)
    assert moved.sources == book.sources


def test_what_a_dossier_says_goes_with_an_article_that_leaves_it(tmp_path: Path) -> None:
    old = write(tmp_path / "x" / "a.txt")
    session = opened(old)
    session.apply(edits.set_source(session.state, [Target(Span(4, 9))], "Ada"))
    session.apply(edits.grade(session.state, Target(Span(4, 9)), "C", None))
    session.save()
    (tmp_path / "y").mkdir()
    go(old, tmp_path / "y")
    found = opened(tmp_path / "y" / "a.txt").state.source("ada")
    assert found is not None
    assert (found.reliability, len(found.history)) == ("C", 1)


def test_references_of_the_moved_notes_lead_where_they_led(tmp_path: Path) -> None:
    other = write(tmp_path / "x" / "other.txt")
    id = annotated(other)
    old = write(tmp_path / "x" / "a.txt")
    own = annotated(old)
    annotated(old, "It rained.", link=f"other.txt#{id}", cite=f"a.txt#{own}")
    new = tmp_path / "y" / "b.txt"
    new.parent.mkdir()
    go(old, new)
    assert links(new) == [f"../x/other.txt#{id}", own]


def test_notes_that_do_not_refer_are_not_written(tmp_path: Path) -> None:
    old, other = write(tmp_path / "a.txt"), write(tmp_path / "c.txt")
    annotated(old)
    annotated(other, link="gone.txt#X")
    before = notes_of(other).read_bytes(), notes_of(other).stat().st_mtime_ns
    assert go(old, tmp_path / "b.txt").updated == ()
    assert (notes_of(other).read_bytes(), notes_of(other).stat().st_mtime_ns) == before


def test_damaged_notes_of_another_article_are_named(tmp_path: Path) -> None:
    old, other = write(tmp_path / "a.txt"), write(tmp_path / "c.txt")
    annotated(old)
    notes_of(other).write_bytes(b"[[ann")
    moved = go(old, tmp_path / "b.txt")
    assert quotes(tmp_path / "b.txt") == ["said yes"]
    assert "c.txt.notes.toml" in moved.problems[0]
    assert notes_of(other).read_bytes() == b"[[ann"


def test_another_file_system_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*paths: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(file_operations, "link", fails)
    old, new = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    os.utime(old, (5, 5))
    annotated(old)
    go(old, new)
    assert (new.read_text(), new.stat().st_mtime, old.exists()) == (TEXT, 5, False)
    assert quotes(new) == ["said yes"]


# Failures at any moment


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """A folder with an article that has notes, and one that refers to it."""
    old, other = write(tmp_path / "scene" / "a.txt"), write(tmp_path / "scene" / "c.txt")
    annotated(other, link=f"a.txt#{annotated(old)}")
    return old.parent


def copied(scene: Path, name: str) -> tuple[Path, Path, Path]:
    """An article in a copy of the scene, its new path, and the article that refers to it."""
    root = Path(shutil.copytree(scene, scene.with_name(name)))
    return root / "a.txt", root / "b.txt", root / "c.txt"


def operations(scene: Path) -> int:
    """How many file operations a move takes."""
    old, new, _ = copied(scene, "all")
    counter = Faults()
    with pytest.MonkeyPatch.context() as patch:
        counter.install(patch)
        go(old, new)
    return counter.count


@pytest.mark.parametrize(
    ("code", "first"),
    sampled(
        product([None, errno.EIO, errno.ENOSPC, errno.EACCES], (1, 2)),
        [(None, 1), (errno.EACCES, 2)],
    ),
)
def test_a_move_that_stops_at_any_moment_loses_nothing_and_can_go_on(
    scene: Path, code: int | None, first: int
) -> None:
    for at in range(first, operations(scene) + 1, 2):
        old, new, other = copied(scene, str(at))
        faults = Faults(at, code)
        with pytest.MonkeyPatch.context() as patch:
            faults.install(patch)
            with pytest.raises((ReaderError, Crash, OSError)) if code is None else _either():
                go(old, new)
        faults.end()
        there = [path for path in (old, new) if path.exists()]
        assert [path.read_text() for path in there] == [TEXT] * len(there) != []
        noted = [notes_files.load(notes_of(path)) for path in (old, new) if notes_of(path).exists()]
        assert all(not loaded.problem for loaded in noted), at
        assert noted[-1].value.annotations[0].quote == "said yes", at
        if old.exists() or notes_of(old).exists() or not links(other)[0].startswith("b.txt#"):
            go(old, new)
        assert quotes(new) == ["said yes"], at
        assert links(other)[0].startswith("b.txt#"), at
        assert not notes_of(old).exists()


class _either:
    """A failure may end the move, or only be told."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, ReaderError)
