"""reader repair: what can be read of damaged files takes their place, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.model.codebook import Codebook, Tag
from tui.store import codebook_file, notes_files

Run = Callable[..., Any]

BOOK = Codebook((Tag("river"), Tag("river/bank")))
TORN = codebook_file.dumps(BOOK)[:-5]


@pytest.fixture
def torn(article: Path) -> Path:
    """A damaged codebook beside the article."""
    path = article.with_name(codebook_file.NAME)
    path.write_bytes(TORN)
    return path


@pytest.mark.parametrize("word", ["article", "folder", "codebook"])
def test_the_codebook_in_effect_is_repaired(run: Run, article: Path, torn: Path, word: str) -> None:
    (article.parent / f"{article.name}.notes.toml").write_bytes(b"format = 1\n")
    path = {"article": article, "folder": article.parent, "codebook": torn}[word]
    done = run("repair", path)
    assert done.code == 1, "a tag is lost"
    kept = torn.with_name(f"{torn.name}.damaged")
    assert f"{torn}: 1 tag recovered; the original is kept in {kept}" in done.out
    assert "    line " in done.out
    assert kept.read_bytes() == TORN
    assert codebook_file.find(article.parent, article).codebook.tags == BOOK.tags[:1]
    again = run("repair", path)
    assert (again.code, "recovered" in again.out) == (0, False)


def test_the_user_s_codebook_is_repaired_where_it_is_in_effect(
    run: Run, article: Path, home: Path
) -> None:
    (home / "config").mkdir()
    mine = home / "config" / codebook_file.NAME
    mine.write_bytes(TORN)
    assert f"{mine}: 1 tag recovered" in run("repair", article.parent).out


def test_notes_and_codebook_are_repaired_at_once(run: Run, article: Path, torn: Path) -> None:
    torn.unlink()
    assert run("tag", article, "--quote", "an engineer", "--tag", "t").code == 0
    torn.write_bytes(TORN)
    notes = article.with_name(f"{article.name}.notes.toml")
    notes.write_bytes(notes.read_bytes() + b"[[annotation")
    done = run("repair", article)
    assert f"{notes}: 1 annotation recovered" in done.out
    assert f"{torn}: 1 tag recovered" in done.out
    assert [a.tags for a in notes_files.load(notes).value.annotations] == [("t",)]


def test_a_newer_codebook_is_not_touched(run: Run, torn: Path) -> None:
    torn.write_bytes(b"format = 2\n[[tag]\n")
    done = run("repair", torn)
    assert done.code == 1
    assert "newer" in done.err
    assert torn.read_bytes() == b"format = 2\n[[tag]\n"
