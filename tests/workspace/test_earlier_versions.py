"""The earlier versions of an article, and where annotations were made in them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.git_repository import commit, needs_git, ordinary_git
from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import Session
from tui.session.open_session import open_session
from tui.store.git import Revision
from tui.store.snapshots import Snapshot
from tui.workspace.earlier_versions import earlier_places, earlier_versions, version_document

FERRIES = "# Ferries\n\nThe ferries stop on {}, the town says.\n\nNobody was asked.\n"


def opened(path: Path) -> Session:
    return open_session(path, folders=folders(), config=Config())


def write(path: Path, day: str) -> None:
    path.write_text(FERRIES.format(day), "utf-8")


def annotate(path: Path, words: str) -> None:
    session = opened(path)
    start = session.document.text.index(words)
    target = Target(Span(start, start + len(words)))
    session.apply(edits.toggle_tag(session.state, [target], "use/key"))
    session.save()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article with annotations on two of its earlier texts, and a third text since."""
    path = tmp_path / "ferries.md"
    write(path, "Monday")
    annotate(path, "ferries stop on Monday")
    write(path, "Friday")
    annotate(path, "Friday, the town")
    write(path, "Sunday")
    return path


def nothing(share: float) -> None:
    """Receive no report."""


def found_in(path: Path) -> list[tuple[str, str]]:
    """For each annotation that has one, the day of its earlier text, and its words there."""
    session = opened(path)
    places = earlier_places(session, folders(), session.state.ordered(), nothing)
    texts = [(place.texts.documents[1].text, place.span) for place in places.values()]
    return sorted(
        (next(d for d in ("Monday", "Friday", "Sunday") if d in t), t[slice(*span)])
        for t, span in texts
    )


def test_each_annotation_is_found_in_the_text_on_which_it_was_made(path: Path) -> None:
    assert found_in(path) == [
        ("Friday", "Friday, the town"),
        ("Monday", "ferries stop on Monday"),
    ]


@needs_git
def test_texts_that_are_kept_no_longer_are_found_in_git(path: Path) -> None:
    ordinary_git(path.parent, "init", "-q")
    for day in ("Monday", "Friday", "Sunday"):
        commit(path, FERRIES.format(day), day)
    session = opened(path)
    shutil.rmtree(folders().state / "snapshots")
    places = earlier_places(session, folders(), session.state.ordered(), nothing)
    versions = sorted(
        place.version.subject for place in places.values() if isinstance(place.version, Revision)
    )
    assert versions == ["Friday", "Monday"]


def test_without_any_earlier_text_nothing_is_found(path: Path) -> None:
    session = opened(path)
    shutil.rmtree(folders().state / "snapshots")
    assert earlier_places(session, folders(), session.state.ordered(), nothing) == {}


def test_a_search_can_be_ended_by_the_user(path: Path) -> None:
    session = opened(path)

    def refuse(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        earlier_places(session, folders(), session.state.ordered(), refuse)


@needs_git
def test_a_version_that_cannot_be_read_hides_no_other(path: Path) -> None:
    ordinary_git(path.parent, "init", "-q")
    commit(path, FERRIES.format("Monday"), "Monday")
    commit(path, "\0" * 3000, "no text")
    write(path, "Sunday")
    session = opened(path)
    shutil.rmtree(folders().state / "snapshots")
    places = earlier_places(session, folders(), session.state.ordered(), nothing)
    assert [place.texts.documents[1].text for place in places.values()] == [
        FERRIES.format("Monday")
    ]


@needs_git
def test_a_version_in_git_is_read_as_the_article_is(path: Path) -> None:
    ordinary_git(path.parent, "init", "-q")
    commit(path, FERRIES.format("Monday"), "Monday")
    write(path, "Sunday")
    session = opened(path)
    versions, remark = earlier_versions(session, folders())
    assert remark == ""
    (committed,) = (version for version in versions if isinstance(version, Revision))
    document = version_document(session, folders(), committed)
    assert [block.kind for block in document.blocks] == [b.kind for b in session.document.blocks]
    assert document.title == "Ferries"


def test_a_text_that_was_kept_is_read_as_the_article_is(path: Path) -> None:
    session = opened(path)
    for version in earlier_versions(session, folders()).versions:
        document = version_document(session, folders(), version)
        kinds = [block.kind for block in document.blocks]
        assert kinds == [block.kind for block in session.document.blocks]


def test_the_text_of_a_converted_file_that_was_kept_is_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "ferries.html"
    page = "<html><body><h1>Ferries</h1><p>The ferries stop on {}.</p></body></html>"
    path.write_text(page.format("Monday"), "utf-8")
    annotate(path, "stop on Monday")
    path.write_text(page.format("Friday"), "utf-8")
    session = opened(path)
    (version,) = earlier_versions(session, folders()).versions
    document = version_document(session, folders(), version)
    assert document.text == "Ferries\n\nThe ferries stop on Monday."
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


@needs_git
def test_versions_are_listed_by_time_wherever_they_come_from(path: Path) -> None:
    ordinary_git(path.parent, "init", "-q")
    commit(path, "Long ago.\n", "old", 1_000_000_000)
    commit(path, "Far from now.\n", "new", 4_000_000_000)
    write(path, "Sunday")
    versions, _ = earlier_versions(opened(path), folders())
    kinds = [type(version) for version in versions]
    assert kinds == [Revision, Snapshot, Snapshot, Revision]


def test_standard_input_has_no_versions_in_git(path: Path) -> None:
    document = replace(opened(path).document, path=None)
    session = open_session(None, folders=folders(), config=Config(), document=document)
    versions, remark = earlier_versions(session, folders())
    assert versions == ()
    assert remark == "no versions from git: the text came from standard input"
