"""Decisions on disagreements: what they record, and that they are no coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.agreement import Disagreement
from tui.config import Config, folders
from tui.model import edits
from tui.model.document import Span
from tui.model.resolutions import DecisionName, resolve, resolved_ids
from tui.session import Session
from tui.session.open_session import open_session
from tui.workspace.coded_articles import coded_by_authors, coders_of, disagreements_of
from tui.workspace.folder_codings import record_resolutions, resolution

TEXT = "The ferry left late in the evening.\n"


def opened(path: Path, author: str) -> Session:
    return open_session(path, folders=folders(), config=Config(author=author))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article in which Anna and Bob gave a tag to overlapping words."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    for author, words, tag in (
        ("Anna", "ferry left late", "claim/event"),
        ("Bob", "left late in the evening", "claim/event"),
    ):
        session = opened(path, author)
        start = TEXT.index(words)
        session.apply(edits.annotate(session.state, Span(start, start + len(words)), [tag]))
        session.save()
    return path


def disagreement(path: Path) -> Disagreement:
    (found,) = disagreements_of(coded_by_authors("", opened(path, "").state), "Anna", "Bob")
    return found


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("left", "ferry left late"),
        ("right", "left late in the evening"),
        ("both", "ferry left late in the evening"),
    ],
)
def test_the_words_are_those_of_the_side_that_is_right(
    path: Path, decision: DecisionName, words: str
) -> None:
    made = resolution(disagreement(path), decision)
    assert TEXT[slice(*made.span)] == words
    assert made.tags == ("claim/event",)


def test_a_side_that_tagged_nothing_may_be_right(path: Path) -> None:
    one = disagreement(path)
    made = resolution(Disagreement("one side", one.left, ()), "right")
    assert (TEXT[slice(*made.span)], made.tags) == ("ferry left late", ())


def test_a_recorded_decision_is_no_coding_and_resolves_both(path: Path) -> None:
    one = disagreement(path)
    made = resolution(one, "right", "clearer")
    assert record_resolutions({path: [made]}, folders(), Config(author="Clara")) == []
    state = opened(path, "").state
    (kept,) = [each for each in state.ordered() if each.is_resolution]
    assert (kept.author, kept.note, kept.extra["decision"]) == ("Clara", "clearer", "right")
    assert resolved_ids(state.ordered()) == set(one.ids)
    coded = coded_by_authors("", state)
    assert coders_of([coded]) == ("Anna", "Bob")
    assert disagreements_of(coded, "Anna", "Bob") == []


def test_a_decision_without_tags_survives_and_is_undone(path: Path) -> None:
    made = resolution(Disagreement("one side", disagreement(path).left, ()), "right")
    session = opened(path, "Clara")
    session.apply(resolve(session.state, [made]))
    session.save()
    assert sum(one.is_resolution for one in opened(path, "").state.ordered()) == 1
    session.undo()
    session.save()
    assert not any(one.is_resolution for one in opened(path, "").state.ordered())


def test_what_another_program_wrote_under_the_key_is_tolerated(path: Path) -> None:
    notes = path.with_name(f"{path.name}.notes.toml")
    text = notes.read_text("utf-8")
    notes.write_text(text.replace("[[annotation]]\n", "[[annotation]]\nresolves = 5\n"), "utf-8")
    assert resolved_ids(opened(path, "").state.ordered()) == frozenset()


def test_an_article_that_cannot_be_changed_is_named(path: Path) -> None:
    made = resolution(disagreement(path), "left")
    path.with_name(f"{path.name}.notes.toml").write_text("format = 2\n", "utf-8")
    (problem,) = record_resolutions({path: [made]}, folders(), Config(author="Clara"))
    assert path.name in problem
