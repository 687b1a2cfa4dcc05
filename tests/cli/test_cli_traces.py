"""Every file that is written about an article: what is left by forget, and by private articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.config import Config, folders, folders_for
from tui.store import drafts, locations, progress, report_files

Run = Callable[..., Any]

NAME = "the-informant"
"""Stands in the article's name, its text, its tags and its notes."""


SHARED = [f"state/{name}" for name in ("drafts", "exports", "progress", "snapshots")]
"""Folders that every article shares, whose names say nothing of any."""


@pytest.fixture
def informant(tmp_path: Path) -> Path:
    path = tmp_path / "dossier" / f"{NAME}.txt"
    path.parent.mkdir()
    path.write_text(f"Title\n\nHe met {NAME} at noon. {NAME} said no.\n", encoding="utf-8")
    return path


def everything(folder: Path) -> set[str]:
    """Every file and folder below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def use(run: Run, article: Path) -> None:
    """Do with an article whatever leaves something on disk, over two versions of its text."""
    for number, text in enumerate(("said no", "met")):
        words = ("--quote", text, "--tag", f"{NAME}/{number}", "--note", NAME)
        assert run("tag", article, *words).code == 0
        article.write_text(article.read_text() + f"More about {NAME}.\n")
    for to in ("csv", "report-html", "qdpx"):
        for _ in range(2):
            done = run("export", article, "--to", to, "-o", article.parent / f"mine.{to}")
            assert done.code == 0
    assert run("sources", article, "--svg", article.parent / "mine.svg").code == 0
    run("search", NAME, article.parent)
    run("search", NAME, article)
    run("notes", article.parent)
    run("check", article.parent)
    where = folders_for(article, folders(), Config())
    key = locations.article_key(article, "")
    progress.save(where.state, key, progress.Progress(3, 7))
    for what in ("n1", "n2"):
        drafts.keep(where.state, key, what, NAME)
    drafts.drop(where.state, key, "n1")
    report_files.remember_path(where.state, key, str(article.parent / "mine.md"))


def test_nothing_of_a_forgotten_article_is_left(run: Run, informant: Path, home: Path) -> None:
    use(run, informant)
    kinds = {path.parts[1] for path in map(Path, everything(home)) if len(path.parts) > 2}
    assert {"drafts", "exports", "progress", "snapshots", "library"} <= kinds
    assert run("forget", informant).code == 0
    assert [name for name in everything(home) if (home / name).is_file()] == []
    assert everything(home) <= {*("cache", "cache/library", "state", "config", "data"), *SHARED}


def test_nothing_of_a_private_article_is_ever_written_in_the_users_folders(
    run: Run, informant: Path, home: Path
) -> None:
    (informant.parent / ".reader.toml").write_text("private = true\n")
    use(run, informant)
    assert everything(home) == set()
    beside = everything(informant.parent / ".reader")
    assert {"drafts", "exports", "progress", "snapshots", "library"} <= beside


def test_a_draft_that_is_dropped_leaves_no_folder(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "k", "note", "text")
    drafts.drop(tmp_path, "k", "note")
    assert everything(tmp_path) == {"drafts"}
