"""Exporting the annotated articles of a folder, and the paths that are proposed for exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.export import EXPORTERS
from tui.library import walking
from tui.model import edits
from tui.model.document import Span
from tui.model.errors import ReaderError
from tui.readers import readable
from tui.session import Session
from tui.session.open_session import open_session
from tui.workspace.export_proposals import is_proposed, path_remark, proposed_path
from tui.workspace.folder_exporting import open_annotated, path_in


def annotated(path: Path) -> Session:
    """An article with one annotation that is saved."""
    path.write_text("Fog\n\nThe fog came early.\n", encoding="utf-8")
    session = open_session(path, folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 3), note="why"))
    session.save()
    return session


def listed(folder: Path) -> list[walking.ArticleFile]:
    """The articles of a folder and those below it."""
    return walking.articles(folder, folders(), Config())


def test_only_annotated_articles_are_opened_with_those_of_subfolders(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    annotated(tmp_path / "a.txt")
    annotated(tmp_path / "north" / "b.txt")
    (tmp_path / "c.txt").write_text("Nothing here.\n")
    shares: list[float] = []
    found = open_annotated(listed(tmp_path), Config(), shares.append)
    assert [source.document.path for source in found.sources] == ["a.txt", "north/b.txt"]
    assert found.problems == ()
    assert shares == sorted(shares)


def test_the_open_article_is_taken_as_it_is_now(tmp_path: Path) -> None:
    annotated(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Not saved yet.\n")
    session = open_session(tmp_path / "b.txt", folders=folders(), config=Config())
    session.apply(edits.annotate(session.state, Span(0, 3), note="new"))
    found = open_annotated(listed(tmp_path), Config(), opened=session)
    assert [source.session is session for source in found.sources] == [False, True]


def test_an_article_that_cannot_be_read_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    annotated(tmp_path / "a.txt")
    annotated(tmp_path / "b.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    found = open_annotated(listed(tmp_path), Config())
    assert [source.document.path for source in found.sources] == ["a.txt"]
    (problem,) = found.problems
    assert "b.txt" in problem


def test_a_folder_without_notes_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("Nothing here.\n")
    with pytest.raises(ReaderError, match="no article here has notes"):
        open_annotated(listed(tmp_path), Config())


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_proposed_document_is_listed_as_an_article(tmp_path: Path, name: str) -> None:
    path = proposed_path(tmp_path / "a.txt", name)
    path.write_text("x")
    assert is_proposed(tmp_path / "a.txt", path)
    assert "there already" in path_remark(tmp_path / "a.txt", path)
    if EXPORTERS[name].has_title:
        assert not readable(path)


def test_no_two_formats_propose_one_path(tmp_path: Path) -> None:
    assert len({proposed_path(tmp_path / "a.txt", name) for name in EXPORTERS}) == len(EXPORTERS)


def test_an_export_of_a_folder_has_its_name(tmp_path: Path) -> None:
    assert path_in(tmp_path / "dams") == tmp_path / "dams" / "dams"
    assert path_in(Path("/")) == Path("/articles")
