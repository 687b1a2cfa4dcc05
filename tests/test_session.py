"""Sessions: edits, and their undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing import annotate, content, opened, target
from tests.sampling import examples
from tui.config import Folders, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Link, Notes
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.errors import ReaderError
from tui.session import Session
from tui.store import toml_files

TEXT = """Harbour stays shut

The port authority closed the harbour on Monday. Two officials said why.

“We had no choice,” said Ada Berg, who runs the port.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_tag_makes_an_annotation_and_the_same_tag_takes_it_away(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    assert session.apply(edits.toggle_tag(session.state, [port], "topic/actor"))
    made = session.state.at(port)
    assert made is not None
    assert made.quote == "The port authority"
    assert made.tags == ("topic/actor",)
    assert session.state.counts()["topic"] == 1
    session.apply(edits.toggle_tag(session.state, [port], "topic/actor"))
    assert session.state.at(port) is None
    assert session.state.ordered() == []


def test_what_is_not_empty_stays_when_its_tag_goes(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.apply(edits.toggle_tag(session.state, [port], "topic/actor"))
    session.apply(edits.set_note(session.state, port, "who exactly?"))
    session.apply(edits.toggle_tag(session.state, [port], "topic/actor"))
    left = session.state.at(port)
    assert left is not None
    assert left.note == "who exactly?"


def test_many_targets_are_one_step_of_undo(article: Path) -> None:
    session = opened(article)
    both = [target(session, "the harbour"), target(session, "Ada Berg")]
    session.apply(edits.toggle_tag(session.state, both, "use/key"))
    assert len(session.state.ordered()) == 2
    session.undo()
    assert session.state.ordered() == []


def test_rename_changes_annotations_and_codebook_in_one_step(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.apply(edits.toggle_tag(session.state, [port], "claim/denial"))
    session.apply(edits.rename_tag(session.state, "claim", "statement"))
    changed = session.state.at(port)
    assert changed is not None
    assert changed.tags == ("statement/denial",)
    assert session.state.codebook.by_name["statement/denial"].was == ("claim/denial",)
    session.undo()
    back = session.state.at(port)
    assert back is not None
    assert back.tags == ("claim/denial",)
    assert "claim/denial" in session.state.codebook.by_name


def test_merge_leaves_each_tag_once(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.apply(edits.toggle_tag(session.state, [port], "topic/actor"))
    session.apply(edits.toggle_tag(session.state, [port], "topic/place"))
    session.apply(edits.rename_tag(session.state, "topic/actor", "topic/place"))
    merged = session.state.at(port)
    assert merged is not None
    assert merged.tags == ("topic/place",)
    assert "topic/actor" not in session.state.tag_names()


def test_delete_takes_children_along_and_empty_annotations(article: Path) -> None:
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    session.apply(edits.delete_tag(session.state, "topic"))
    assert session.state.ordered() == []
    assert not [name for name in session.state.tag_names() if name.startswith("topic")]


def test_rename_below_itself_is_refused(article: Path) -> None:
    session = opened(article)
    with pytest.raises(ReaderError, match="lies below"):
        session.apply(edits.rename_tag(session.state, "claim", "claim/denial/old"))


def test_rev_and_modified_only_grow(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.apply(edits.set_note(session.state, port, "one"))
    session.apply(edits.set_note(session.state, port, "two"))
    second = session.state.at(port)
    session.undo()
    third = session.state.at(port)
    assert second is not None
    assert third is not None
    assert (second.rev, third.rev, third.note) == (2, 3, "one")
    assert second.modified is not None
    assert third.modified is not None
    assert third.modified >= second.modified
    session.undo()
    session.redo()
    fourth = session.state.at(port)
    assert fourth is not None
    assert fourth.rev > third.rev


def test_grades_belong_to_source_and_statement(article: Path) -> None:
    session = opened(article)
    said = target(session, "“We had no choice,” said Ada Berg, who runs the port.")
    session.apply(edits.set_source(session.state, [said], "Ada Berg"))
    session.apply(edits.grade(session.state, said, "B", 2))
    annotation = session.state.at(said)
    assert annotation is not None
    source = session.state.source(annotation.source)
    assert source is not None
    assert source.reliability == "B"
    assert annotation.credibility == 2
    session.undo()
    source = session.state.source(annotation.source)
    assert source is not None
    assert source.reliability == ""


def test_a_source_takes_the_name_of_another_and_with_it_what_was_said(article: Path) -> None:
    session = opened(article)
    one, two = target(session, "Ada Berg"), target(session, "the harbour")
    session.apply(edits.set_source(session.state, [one], "the milita"))
    session.apply(edits.set_source(session.state, [two], "the militia"))
    before = content(session)
    wrong = session.state.sources["the-milita"]
    session.apply(dossier_edits.change_source(session.state, replace(wrong, name="The Militia")))
    assert list(session.state.known_sources()) == ["the-militia"]
    assert {a.source for a in session.effective_notes().annotations} == {"the-militia"}
    session.undo()
    assert content(session) == before


def test_a_source_can_be_renamed_and_taken_away(article: Path) -> None:
    session = opened(article)
    session.apply(edits.set_source(session.state, [target(session, "Ada Berg")], "Ada"))
    session.apply(
        dossier_edits.change_source(
            session.state,
            replace(session.state.sources["ada"], name="Ada Berg", role="port manager"),
        )
    )
    assert session.state.sources["ada"].name == "Ada Berg"
    session.apply(dossier_edits.remove_source(session.state, "ada"))
    assert not session.state.sources
    assert not session.state.ordered()
    session.undo()
    assert session.state.ordered()[0].source == "ada"


def test_a_misspelt_source_goes_when_nobody_is_it_any_more(article: Path) -> None:
    session = opened(article)
    ada = target(session, "Ada Berg")
    session.apply(edits.set_source(session.state, [ada], "Ada Bergg"))
    session.apply(edits.set_source(session.state, [ada], "Ada Berg"))
    assert [source.name for source in session.state.sources.values()] == ["Ada Berg"]


NAMES = st.sampled_from(["claim/denial", "topic/actor", "new", "new/child", "claim"])
SPANS = st.tuples(st.integers(0, 100), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))
STEPS = st.one_of(
    st.tuples(st.just("toggle_tag"), st.lists(SPANS.map(Target), min_size=1, max_size=3), NAMES),
    st.tuples(st.just("set_note"), SPANS.map(Target), st.text(max_size=8)),
    st.tuples(st.just("set_source"), st.lists(SPANS.map(Target), min_size=1), NAMES),
    st.tuples(st.just("grade"), SPANS.map(Target), st.just("B"), st.integers(1, 6)),
    st.tuples(st.just("remove"), st.lists(SPANS.map(Target), min_size=1)),
    st.tuples(st.just("rename_tag"), NAMES, NAMES),
    st.tuples(st.just("delete_tag"), NAMES),
    st.tuples(st.just("add_tag"), NAMES),
)


@given(st.lists(STEPS, max_size=12))
@examples(2)
def test_as_many_undos_as_edits_are_the_start(steps: list[tuple[object, ...]]) -> None:
    session = fresh()
    start, states = content(session), []
    for name, *values in steps:
        try:
            done = session.apply(getattr(edits, str(name))(session.state, *values))
        except ReaderError:
            continue
        if done:
            states.append(content(session))
    for state in reversed(states):
        assert content(session) == state
        assert session.undo()
    assert content(session) == start
    assert session.undo() is None
    for state in states:
        assert session.redo()
        assert content(session) == state


def fresh() -> Session:
    from tui.readers import read_bytes
    from tui.session.document_files import SharedFile
    from tui.store import codebook_file
    from tui.store.locations import NotesPlace

    document = read_bytes(TEXT.encode(), stem="harbour")
    place = NotesPlace(Path("harbour.txt.notes.toml"), True)
    book = codebook_file.builtin()
    file = SharedFile(codebook_file.CODEBOOK, None, book)
    return Session(document, toml_files.Loaded(Notes(), None), place, book, file)


def test_folders_are_the_tests_own(home: Path) -> None:
    assert folders() == Folders(home / "config", home / "data", home / "state", home / "cache")


def test_who_came_through_a_source_comes_through_the_one_that_takes_it_in() -> None:
    session = fresh()
    for name, at in (("Ada", 0), ("Agency", 4), ("Wire", 8)):
        session.apply(edits.annotate(session.state, Span(at, at + 2), source_name=name))
    agency = session.state.source_named("Agency")
    ada = replace(session.state.source_named("Ada"), via=agency.id)
    assert session.apply(dossier_edits.change_source(session.state, ada, agency))
    assert session.apply(dossier_edits.change_source(session.state, replace(agency, name="Wire")))
    assert session.state.sources["ada"].via == "wire"
    assert session.apply(dossier_edits.remove_source(session.state, "wire"))
    assert session.state.sources["ada"].via == ""
    session.undo()
    session.undo()
    assert session.state.sources["ada"].via == "agency"
    desk = session.state.source_named("Desk")
    assert session.apply(
        dossier_edits.change_source(
            session.state, replace(session.state.sources["ada"], via=desk.id), desk
        )
    )
    assert session.state.sources[desk.id].name == "Desk"


def test_links_and_judgements_are_undone_in_place() -> None:
    session = fresh()
    one, other = (annotate(session, Span(at, at + 2), ["claim"]) for at in (0, 4))
    link = Link(other.id, "disputes", "why")
    assert session.apply(edits.link(session.state, Target(Span(0, 2)), link))
    assert not session.apply(edits.link(session.state, Target(Span(0, 2)), replace(link, why="")))
    again = replace(link, why="again")
    assert session.apply(edits.link(session.state, Target(Span(0, 2)), again))
    assert session.state.annotations[one.id].links == (again,)
    session.undo()
    assert session.state.annotations[one.id].links == (link,)
    assert session.apply(edits.unlink(session.state, one.id, link))
    session.undo()
    assert session.state.annotations[one.id].links == (link,)
    for name in "ab":
        assert session.apply(dossier_edits.judge(session.state, Judgement(name, name)))
    assert session.apply(dossier_edits.judge(session.state, Judgement("a", "changed")))
    assert session.state.judgements["a"].rev == 2
    assert session.apply(dossier_edits.remove_judgement(session.state, "a"))
    session.undo()
    assert [(j.id, j.text) for j in session.state.judgements.values()] == [
        ("a", "changed"),
        ("b", "b"),
    ]
    assert session.state.judgements["a"].rev == 3
