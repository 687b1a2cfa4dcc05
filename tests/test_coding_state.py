"""How far the articles of a folder are coded, and the queues that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.editing import opened
from tests.shore import annotate, shore_in
from tui.config import Config, folders
from tui.library import Library, ListEntry
from tui.library.coding_state import QUEUES, is_disputed
from tui.library.passage_fields import AnnotationSummary
from tui.model import edits
from tui.model.document import Passage
from tui.workspace.article_assignments import ArticleAssignments

PASSAGES = [Passage(0, 10), Passage(11, 20)]
FERRY, FOG = "ferry.txt", "north/fog.txt"
LATE, GULLS = "The ferry left late", "Gulls sat on the ferry."


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    return shore_in(tmp_path)


def entries(folder: Path, author: str = "Bob") -> Mapping[str, ListEntry]:
    library = Library(folder, folders(), Config(author=author)).ready()
    return {entry.name: entry for entry in library.entries()}


def queues(folder: Path, author: str = "Bob") -> dict[str, list[str]]:
    """The names of the articles in each queue of an analyst."""
    found = entries(folder, author)
    return {
        queue: [name for name, entry in found.items() if holds(entry.coding, author)]
        for queue, holds in QUEUES.items()
    }


def mark_done(path: Path, author: str) -> None:
    session = opened(path, author=author)
    session.apply(edits.mark_done(session.state, True))
    session.save()


def coded(*rows: tuple[int, int, str, str]) -> list[AnnotationSummary]:
    return [AnnotationSummary(start, end, (tag,), author=who) for start, end, tag, who in rows]


@pytest.mark.parametrize(
    ("rows", "done", "expected"),
    [
        ([(0, 5, "a", "Anna")], [], False),
        ([(0, 5, "a", "Anna")], ["Bob"], True),
        ([(0, 5, "a", "Anna"), (2, 9, "a", "Bob")], [], False),
        ([(0, 5, "a", "Anna"), (0, 5, "b", "Bob")], [], True),
        ([(0, 5, "a", "Anna"), (0, 20, "a", "Bob")], [], True),
        ([(0, 5, "a", "Anna"), (6, 9, "b", "Anna"), (0, 9, "a", "B"), (0, 9, "b", "B")], [], False),
        ([], ["Anna", "Bob"], False),
    ],
)  # fmt: skip
def test_analysts_disagree_where_the_tags_of_a_passage_differ(
    rows: list[tuple[int, int, str, str]], done: list[str], expected: bool
) -> None:
    assert is_disputed(PASSAGES, coded(*rows), done) is expected


def test_an_article_is_in_the_queues_of_whoever_coded_it(shore: Path) -> None:
    annotate(shore / FERRY, LATE, "Bob", tags=["claim/event"])
    annotate(shore / FERRY, LATE, "Anna", tags=["claim/denial"])
    mark_done(shore / FOG, "Anna")
    assert queues(shore) == {
        "": [FERRY, FOG],
        "unread": [FERRY, FOG],
        "mine": [FERRY],
        "done": [],
        "in disagreement": [FERRY],
        "assigned": [],
    }
    assert queues(shore, "Anna")["done"] == [FOG]
    assert queues(shore, "Cy")["mine"] == []


def test_an_annotation_without_an_author_is_the_users_own(shore: Path) -> None:
    annotate(shore / FOG, GULLS, tags=["claim/event"])
    assert queues(shore)["mine"] == queues(shore, "")["mine"] == [FOG]


def test_the_dossier_says_to_whom_articles_are_assigned(shore: Path) -> None:
    ArticleAssignments(shore, folders(), Config()).assign(["Anna", "Bob"], 0, "", False)
    mine, hers = queues(shore)["assigned"], queues(shore, "Anna")["assigned"]
    assert sorted(mine + hers) == [FERRY, FOG]
    assert queues(shore, "")["assigned"] == [FERRY, FOG]
    below = Library(shore / "north", folders(), Config()).ready()
    assert [bool(entry.coding.assigned) for entry in below.entries()] == [True]


def test_a_renamed_tag_is_no_disagreement(shore: Path) -> None:
    annotate(shore / FERRY, LATE, "Anna", tags=["claim/event"])
    session = annotate(shore / FERRY, LATE, "Bob", tags=["claim/event"])
    session.apply(edits.rename_tag(session.state, "claim/event", "claim/happening"))
    session.save()
    assert queues(shore)["in disagreement"] == []


def test_what_a_blind_folder_hides_is_neither_counted_nor_found(shore: Path) -> None:
    annotate(shore / FERRY, LATE, "Anna", tags=["claim/denial"], note="hidden words")
    annotate(shore / FERRY, LATE, "Bob", tags=["claim/event"])
    (shore / ".reader.toml").write_text("blind = true\n", "utf-8")
    entry = entries(shore)[FERRY]
    assert (entry.annotations, entry.tags) == (1, ("claim/event",))
    assert entry.coding.coders == {"Bob"}
    assert queues(shore)["in disagreement"] == []
    library = Library(shore, folders(), Config(author="Bob")).ready()
    for line in ("note:hidden", "tag:claim/denial", "author:Anna"):
        assert not [hit for hit in library.collection.finder.find(line) if not hit.weak]
    mark_done(shore / FERRY, "Bob")
    assert entries(shore)[FERRY].annotations == 2
    assert queues(shore)["in disagreement"] == [FERRY]
    assert entries(shore, "")[FERRY].annotations == 2
