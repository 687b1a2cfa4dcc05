"""Session: edits, undo, saving, reopening, reading what others wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import Config, Folders, folders
from tui.model.annotation import Judgement, Link, Notes
from tui.model.document import Span
from tui.model.edits import Target
from tui.model.errors import ReaderError
from tui.session import ReadOnlyError, Session
from tui.store import files

TEXT = """Harbour stays shut

The port authority closed the harbour on Monday. Two officials said why.

“We had no choice,” said Ada Berg, who runs the port.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def opened(path: Path, **config: object) -> Session:
    return Session.open(path, folders=folders(), config=Config(**config))  # type: ignore[arg-type]


def target(session: Session, words: str) -> Target:
    start = session.document.text.index(words)
    return Target(Span(start, start + len(words)))


def content(session: Session) -> object:
    """Everything that undo restores: all but rev and modified."""
    plain = [replace(a, rev=0, modified=None) for a in session.ordered()]
    data = replace(session.data, text_sha256="")
    return plain, dict(session.sources), session.codebook, data


def test_a_tag_makes_an_annotation_and_the_same_tag_takes_it_away(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    assert session.toggle_tag([port], "topic/actor")
    made = session.at(port)
    assert made is not None
    assert made.quote == "The port authority"
    assert made.tags == ("topic/actor",)
    assert session.count("topic") == 1
    session.toggle_tag([port], "topic/actor")
    assert session.at(port) is None
    assert session.ordered() == []


def test_what_is_not_empty_stays_when_its_tag_goes(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.toggle_tag([port], "topic/actor")
    session.set_note(port, "who exactly?")
    session.toggle_tag([port], "topic/actor")
    left = session.at(port)
    assert left is not None
    assert left.note == "who exactly?"


def test_many_targets_are_one_step_of_undo(article: Path) -> None:
    session = opened(article)
    both = [target(session, "the harbour"), target(session, "Ada Berg")]
    session.toggle_tag(both, "use/key")
    assert len(session.ordered()) == 2
    session.undo()
    assert session.ordered() == []


def test_rename_changes_annotations_and_codebook_in_one_step(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.toggle_tag([port], "claim/denial")
    session.rename_tag("claim", "statement")
    changed = session.at(port)
    assert changed is not None
    assert changed.tags == ("statement/denial",)
    assert session.codebook.by_name["statement/denial"].was == ("claim/denial",)
    session.undo()
    back = session.at(port)
    assert back is not None
    assert back.tags == ("claim/denial",)
    assert "claim/denial" in session.codebook.by_name


def test_merge_leaves_each_tag_once(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.toggle_tag([port], "topic/actor")
    session.toggle_tag([port], "topic/place")
    session.rename_tag("topic/actor", "topic/place")
    merged = session.at(port)
    assert merged is not None
    assert merged.tags == ("topic/place",)
    assert "topic/actor" not in session.tag_names()


def test_delete_takes_children_along_and_empty_annotations(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    session.delete_tag("topic")
    assert session.ordered() == []
    assert not [name for name in session.tag_names() if name.startswith("topic")]


def test_rename_below_itself_is_refused(article: Path) -> None:
    session = opened(article)
    with pytest.raises(ReaderError, match="lies below"):
        session.rename_tag("claim", "claim/denial/old")


def test_rev_and_modified_only_grow(article: Path) -> None:
    session = opened(article)
    port = target(session, "The port authority")
    session.set_note(port, "one")
    session.set_note(port, "two")
    second = session.at(port)
    session.undo()
    third = session.at(port)
    assert second is not None
    assert third is not None
    assert (second.rev, third.rev, third.note) == (2, 3, "one")
    assert second.modified is not None
    assert third.modified is not None
    assert third.modified >= second.modified
    session.undo()
    session.redo()
    fourth = session.at(port)
    assert fourth is not None
    assert fourth.rev > third.rev


def test_grades_belong_to_source_and_statement(article: Path) -> None:
    session = opened(article)
    said = target(session, "“We had no choice,” said Ada Berg, who runs the port.")
    session.set_source([said], "Ada Berg")
    session.grade(said, "B", 2)
    annotation = session.at(said)
    assert annotation is not None
    assert session.sources[annotation.source].reliability == "B"
    assert annotation.credibility == 2
    session.undo()
    assert session.sources[annotation.source].reliability == ""


def test_a_source_takes_the_name_of_another_and_with_it_what_was_said(article: Path) -> None:
    session = opened(article)
    one, two = target(session, "Ada Berg"), target(session, "the harbour")
    session.set_source([one], "the milita")
    session.set_source([two], "the militia")
    before = content(session)
    wrong = session.sources["the-milita"]
    session.change_source(replace(wrong, name="The Militia"))
    assert list(session.sources) == ["the-militia"]
    assert {a.source for a in session.ordered()} == {"the-militia"}
    session.undo()
    assert content(session) == before


def test_a_source_can_be_renamed_and_taken_away(article: Path) -> None:
    session = opened(article)
    session.set_source([target(session, "Ada Berg")], "Ada")
    session.change_source(replace(session.sources["ada"], name="Ada Berg", role="port manager"))
    assert session.sources["ada"].name == "Ada Berg"
    session.remove_source("ada")
    assert not session.sources
    assert not session.ordered()
    session.undo()
    assert session.ordered()[0].source == "ada"


def test_a_misspelt_source_goes_when_nobody_is_it_any_more(article: Path) -> None:
    session = opened(article)
    ada = target(session, "Ada Berg")
    session.set_source([ada], "Ada Bergg")
    session.set_source([ada], "Ada Berg")
    assert [source.name for source in session.sources.values()] == ["Ada Berg"]


def test_changes_of_another_program_are_taken_in(article: Path) -> None:
    one, two = opened(article), opened(article)
    assert two.refresh() == ()
    one.toggle_tag([target(one, "Ada Berg")], "topic/actor")
    one.save()
    two.set_note(target(two, "the harbour"), "mine")
    assert two.refresh()
    assert {a.quote for a in two.ordered()} == {"Ada Berg", "the harbour"}
    assert two.dirty
    two.save()
    assert two.refresh() == ()
    assert len(opened(article).ordered()) == 2


def test_reopening_shows_the_same(article: Path) -> None:
    session = opened(article, author="A. Nalyst")
    said = target(session, "Two officials said why.")
    session.toggle_tag([said], "source/anonymous-official")
    session.toggle_tag([said], "my own/tag")
    session.set_note(said, "which two?\n\nask again")
    session.set_source([said], "two officials")
    session.set_data(note="about the port", publisher="Harbour Post")
    session.save()
    assert not session.dirty
    again = opened(article)
    assert content(again) == content(session)
    assert again.ordered()[0].author == "A. Nalyst"
    assert again.codebook_path == article.parent / "codebook.toml"


def test_the_article_is_never_written(article: Path) -> None:
    before = article.read_bytes(), article.stat().st_mtime_ns
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    session.save()
    assert (article.read_bytes(), article.stat().st_mtime_ns) == before


def test_damaged_notes_open_read_only_and_stay_as_they_are(article: Path) -> None:
    notes = article.with_name("harbour.txt.notes.toml")
    notes.write_text('format = 1\n[[annotation]]\nid = "x\n', encoding="utf-8")
    before = notes.read_bytes()
    session = opened(article)
    assert "line 3" in session.read_only
    with pytest.raises(ReadOnlyError):
        session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    assert notes.read_bytes() == before


def test_notes_of_a_newer_format_open_read_only(article: Path) -> None:
    notes = article.with_name("harbour.txt.notes.toml")
    notes.write_text("format = 99\n", encoding="utf-8")
    assert "newer" in opened(article).read_only


def test_a_damaged_codebook_is_named_and_left_alone(article: Path) -> None:
    book = article.with_name("codebook.toml")
    book.write_text("[[tag]\n", encoding="utf-8")
    session = opened(article)
    assert any("codebook.toml" in message for message in session.messages)
    session.toggle_tag([target(session, "Ada Berg")], "a new tag")
    session.save()
    assert book.read_text(encoding="utf-8") == "[[tag]\n"
    assert opened(article).ordered()[0].tags == ("a new tag",)


def test_former_tag_names_are_applied(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    session.save()
    other = article.with_name("other.txt")
    other.write_text(TEXT, encoding="utf-8")
    second = opened(other)
    second.rename_tag("topic/actor", "topic/person")
    second.save()
    assert opened(article).ordered()[0].tags == ("topic/person",)


def test_two_programs_keep_both_their_changes(article: Path) -> None:
    one, two = opened(article), opened(article)
    one.toggle_tag([target(one, "Ada Berg")], "topic/actor")
    two.toggle_tag([target(two, "the harbour")], "topic/place")
    one.save()
    two.save()
    assert {a.quote for a in two.ordered()} == {"Ada Berg", "the harbour"}
    assert content(opened(article))[0] == content(two)[0]  # type: ignore[index]


def test_what_is_edited_while_saving_is_not_lost(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    job = session.job()
    session.toggle_tag([target(session, "the harbour")], "topic/place")
    session.saved(job, job.run())
    assert session.dirty
    session.save()
    assert len(opened(article).ordered()) == 2


def test_notes_follow_a_text_that_moved(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    session.save()
    article.write_text("A line before.\n\n" + TEXT, encoding="utf-8")
    again = opened(article)
    found = again.ordered()[0]
    assert again.document.text[found.start : found.end] == "Ada Berg"
    assert again.anchors[found.id].moved


def test_the_former_text_helps_where_the_quote_alone_would_not(article: Path) -> None:
    first = (
        "He said no. Nothing more was said.\n\nThe harbour is shut.\n\nHe said no. Then he left.\n"
    )
    article.write_text(first, encoding="utf-8")
    session = opened(article)
    start = first.rindex("He said no.")
    session.toggle_tag([Target(Span(start, start + 11))], "claim/denial")
    session.save()
    article.write_text("A new beginning.\n\n" + first.replace("shut", "closed"), encoding="utf-8")
    again = opened(article)
    found = again.ordered()[0]
    assert again.anchors[found.id].state == "anchored"
    assert found.start == again.document.text.rindex("He said no.")


def test_damaged_notes_are_repaired_when_asked(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "Ada Berg")], "topic/actor")
    session.save()
    damaged = session.notes_path.read_bytes() + b'[[annotation]]\nid = "torn'
    session.notes_path.write_bytes(damaged)
    again = opened(article)
    assert again.damaged
    assert [a.quote for a in again.ordered()] == ["Ada Berg"]
    assert session.notes_path.read_bytes() == damaged
    said = again.repair()
    assert not again.read_only
    kept = [p for p in article.parent.iterdir() if p.read_bytes() == damaged]
    assert kept
    assert kept[0].name in " ".join(said)
    again.toggle_tag([target(again, "the harbour")], "topic/place")
    again.save()
    assert len(opened(article).ordered()) == 2


def test_an_orphan_is_kept_as_it_was(article: Path) -> None:
    session = opened(article)
    session.toggle_tag([target(session, "“We had no choice,” said Ada Berg")], "topic/actor")
    session.save()
    before = files.load(session.notes_path).notes.annotations
    article.write_text("Nothing of this is left here, only other words.\n", encoding="utf-8")
    again = opened(article)
    assert again.anchors[again.ordered()[0].id].state == "orphaned"
    again.set_data(note="changed")
    again.save()
    (kept,) = files.load(again.notes_path).notes.annotations
    assert kept.text_sha256 == session.document.text_sha256
    assert (replace(kept, text_sha256=""),) == before


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
@settings(max_examples=60, deadline=None)
def test_as_many_undos_as_edits_are_the_start(steps: list[tuple[object, ...]]) -> None:
    session = fresh()
    start, states = content(session), []
    for name, *values in steps:
        try:
            done = getattr(session, str(name))(*values)
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
    from tui.store import codebook
    from tui.store.places import NotesPlace

    document = read_bytes(TEXT.encode(), stem="harbour")
    place = NotesPlace(Path("harbour.txt.notes.toml"), True)
    return Session(document, files.Loaded(Notes(), None), place, codebook.builtin(), None)


def test_folders_are_the_tests_own(home: Path) -> None:
    assert folders() == Folders(home / "config", home / "data", home / "state", home / "cache")


def test_who_came_through_a_source_comes_through_the_one_that_takes_it_in() -> None:
    session = fresh()
    for name, at in (("Ada", 0), ("Agency", 4), ("Wire", 8)):
        session.annotate(Span(at, at + 2), source_name=name)
    agency = session.source_named("Agency")
    ada = replace(session.source_named("Ada"), via=agency.id)
    assert session.change_source(ada, agency)
    assert session.change_source(replace(agency, name="Wire"))
    assert session.sources["ada"].via == "wire"
    assert session.remove_source("wire")
    assert session.sources["ada"].via == ""
    session.undo()
    session.undo()
    assert session.sources["ada"].via == "agency"
    desk = session.source_named("Desk")
    assert session.change_source(replace(session.sources["ada"], via=desk.id), desk)
    assert session.sources[desk.id].name == "Desk"


def test_links_and_judgements_are_undone_in_place() -> None:
    session = fresh()
    one, other = (session.annotate(Span(at, at + 2), ["claim"]) for at in (0, 4))
    link = Link(other.id, "disputes", "why")
    assert session.link(Target(Span(0, 2)), link)
    assert not session.link(Target(Span(0, 2)), replace(link, why="again"))
    assert session.unlink(one.id, link)
    session.undo()
    assert session.annotations[one.id].links == (link,)
    for name in "ab":
        assert session.judge(Judgement(name, name))
    assert session.judge(Judgement("a", "changed"))
    assert session.judgements["a"].rev == 2
    assert session.remove_judgement("a")
    session.undo()
    assert [(j.id, j.text) for j in session.judgements.values()] == [("a", "changed"), ("b", "b")]
    assert session.judgements["a"].rev == 3
