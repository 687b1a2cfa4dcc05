"""`reader agree --between`: two folders, or two git revisions, as two coders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.git_repository import needs_git, ordinary_git

Run = Callable[..., Any]

PASSAGES = ("The ferry sank.", "Nine died.", "Nobody said why.", "It rained.")
TEXT = " ".join(PASSAGES) + "\n"


def tag(run: Run, article: Path, *tagged: tuple[int, str]) -> None:
    for number, name in tagged:
        done = run("tag", article, "--quote", PASSAGES[number], "--tag", name)
        assert done.code == 0, done


@pytest.fixture
def folders(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same articles; the first coder coded one more of them."""
    for coder in ("anna", "bob"):
        for name in ("a.txt", "below/b.txt"):
            (tmp_path / coder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / coder / name).write_text(TEXT)
    anna, bob = tmp_path / "anna", tmp_path / "bob"
    tag(run, anna / "a.txt", (0, "claim/event"), (1, "claim/figure"))
    tag(run, bob / "a.txt", (0, "claim/event"), (1, "claim/event"))
    tag(run, anna / "below" / "b.txt", (0, "claim/event"))
    return anna, bob


def test_two_folders_are_two_coders(run: Run, folders: tuple[Path, Path]) -> None:
    done = run("agree", "--between", *folders, "--json")
    assert done.code == 0, done
    first = done.records[0]
    assert first["coders"] == [str(folder) for folder in folders]
    assert (first["units"], first["percent"]) == (4, 0.75)


def test_articles_are_matched_by_their_paths_below_the_folders(
    run: Run, folders: tuple[Path, Path]
) -> None:
    tag(run, folders[1] / "below" / "b.txt", (2, "use/key"))
    assert run("agree", "--between", *folders, "--json").records[0]["units"] == 8


def test_a_side_that_only_marked_the_article_as_done_coded_it(
    run: Run, home: Path, folders: tuple[Path, Path]
) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text('author = "Bob"\n')
    assert run("done", folders[1] / "below" / "b.txt").code == 0
    assert run("agree", "--between", *folders, "--json").records[0]["units"] == 8


def test_notes_of_both_sides_are_placed_in_the_article_that_is_named(
    run: Run, tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    common = tmp_path / "common"
    common.mkdir()
    (common / "a.txt").write_text(f"It began in May. {TEXT}")
    done = run("agree", common, "--between", *folders, "--json")
    assert (done.records[0]["units"], done.records[0]["percent"]) == (5, 0.8)
    assert "below/b.txt" in done.err  # no article of the common folder


def test_the_present_folder_is_a_side_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, folders: tuple[Path, Path]
) -> None:
    monkeypatch.chdir(folders[0])
    assert run("agree", "--between", ".", "../bob", "--json").records[0]["percent"] == 0.75


def test_a_folder_may_hold_only_notes(run: Run, folders: tuple[Path, Path]) -> None:
    (folders[1] / "a.txt").unlink()
    assert run("agree", "--between", *folders, "--json").records[0]["units"] == 4


def test_notes_without_an_article_on_either_side_are_named(
    run: Run, folders: tuple[Path, Path]
) -> None:
    (folders[0] / "below" / "b.txt").unlink()
    (folders[1] / "below" / "b.txt").unlink()
    done = run("agree", "--between", *folders)
    assert "left out, notes without an article to compare: below/b.txt" in done.err


def test_damaged_notes_are_reported(run: Run, folders: tuple[Path, Path]) -> None:
    (folders[1] / "a.txt.notes.toml").write_text("[[annotation")
    done = run("agree", "--between", *folders)
    assert done.code == 1
    assert "a.txt.notes.toml" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("--between", "anna", "anna"),
        ("--between", "anna"),
        ("--between", "HEAD", "anna"),
        ("-", "--between", "anna", "bob"),
        (),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage(
    run: Run, monkeypatch: pytest.MonkeyPatch, folders: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folders[0].parent)
    done = run("agree", *words)
    assert (done.code, len(done.err.splitlines())) == (2, 1), done


@needs_git
def test_two_revisions_are_two_coders(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "articles" / "a.txt"
    article.parent.mkdir()
    article.write_text(TEXT)
    ordinary_git(tmp_path, "init", "-q")
    _commit_tagged(run, article, 1, "claim/figure")
    _commit_tagged(run, article, 2, "claim/event")
    for path in (article, article.parent):
        done = run("agree", path, "--between", "HEAD~1", "HEAD", "--json")
        assert done.code == 0, done
        assert done.records[0]["coders"] == ["HEAD~1", "HEAD"]
        assert (done.records[0]["units"], done.records[0]["percent"]) == (4, 0.75)


def _commit_tagged(run: Run, article: Path, number: int, name: str) -> None:
    tag(run, article, (number, name))
    ordinary_git(article.parent, "add", "-A")
    ordinary_git(article.parent, "commit", "-q", "-m", name)


@needs_git
@pytest.mark.parametrize("revision", ["gone", "--output=x", "HEAD:a.txt", "a\nb"])
def test_a_name_that_is_no_revision_is_an_error_of_one_line(
    run: Run, tmp_path: Path, revision: str
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    ordinary_git(tmp_path, "init", "-q")
    _commit_tagged(run, article, 1, "claim/figure")
    done = run("agree", article, "--between", "HEAD", revision)
    assert done.code in (1, 2)
    assert len(done.err.splitlines()) == 1, done.err
    assert not (tmp_path / "x").exists()


def test_revisions_need_a_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("agree", tmp_path, "--between", "one", "two")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_the_disagreements_of_two_coders_are_listed(run: Run, folders: tuple[Path, Path]) -> None:
    done = run("agree", "--between", *folders, "--disagreements", "--json")
    (one,) = done.records
    assert (one["kind"], one["tags"]) == ("tags", [["claim/figure"], ["claim/event"]])
    assert one["path"] == str(folders[0] / "a.txt")
    assert TEXT[one["start"] : one["end"]] == PASSAGES[1]
    out = run("agree", "--between", *folders, "--disagreements").out
    assert "different tags" in out
    assert f"{folders[1]}: claim/event “Nine died.”" in out
