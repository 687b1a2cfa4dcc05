"""Session: edits, undo, saving, reopening, reading what others wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing import annotate
from tests.sampling import examples
from tui.config import Config, Folders, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Link, Notes
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.errors import ReaderError
from tui.session import ReadOnlyError, Session
from tui.session.open_session import open_session
from tui.store import notes_files, toml_files

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
    return open_session(path, folders=folders(), config=Config(**config))  # type: ignore[arg-type]


def target(session: Session, words: str) -> Target:
    start = session.document.text.index(words)
    return Target(Span(start, start + len(words)))


def content(session: Session) -> object:
    """Everything that undo restores: all but rev and modified."""
    plain = [replace(a, rev=0, modified=None) for a in session.state.ordered()]
    data = replace(session.state.data, text_sha256="")
    return plain, dict(session.state.sources), session.state.codebook, data


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


def test_changes_of_another_program_are_taken_in(article: Path) -> None:
    one, two = opened(article), opened(article)
    assert two.refresh() == ()
    one.apply(edits.toggle_tag(one.state, [target(one, "Ada Berg")], "topic/actor"))
    one.save()
    two.apply(edits.set_note(two.state, target(two, "the harbour"), "mine"))
    assert two.refresh()
    assert {a.quote for a in two.state.ordered()} == {"Ada Berg", "the harbour"}
    assert two.dirty
    two.save()
    assert two.refresh() == ()
    assert len(opened(article).state.ordered()) == 2


def test_reopening_shows_the_same(article: Path) -> None:
    session = opened(article, author="A. Nalyst")
    said = target(session, "Two officials said why.")
    session.apply(edits.toggle_tag(session.state, [said], "source/anonymous-official"))
    session.apply(edits.toggle_tag(session.state, [said], "my own/tag"))
    session.apply(edits.set_note(session.state, said, "which two?\n\nask again"))
    session.apply(edits.set_source(session.state, [said], "two officials"))
    session.apply(edits.set_data(session.state, note="about the port", publisher="Harbour Post"))
    session.save()
    assert not session.dirty
    again = opened(article)
    assert content(again) == content(session)
    assert again.state.ordered()[0].author == "A. Nalyst"
    assert again.codebook_file.path == article.parent / "codebook.toml"


def test_the_article_is_never_written(article: Path) -> None:
    before = article.read_bytes(), article.stat().st_mtime_ns
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    session.save()
    assert (article.read_bytes(), article.stat().st_mtime_ns) == before


def test_damaged_notes_open_read_only_and_stay_as_they_are(article: Path) -> None:
    notes = article.with_name("harbour.txt.notes.toml")
    notes.write_text('format = 1\n[[annotation]]\nid = "x\n', encoding="utf-8")
    before = notes.read_bytes()
    session = opened(article)
    assert "line 3" in session.read_only
    with pytest.raises(ReadOnlyError):
        session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
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
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "a new tag"))
    session.save()
    assert book.read_text(encoding="utf-8") == "[[tag]\n"
    assert opened(article).state.ordered()[0].tags == ("a new tag",)


def test_former_tag_names_are_applied(article: Path) -> None:
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    session.save()
    other = article.with_name("other.txt")
    other.write_text(TEXT, encoding="utf-8")
    second = opened(other)
    second.apply(edits.rename_tag(second.state, "topic/actor", "topic/person"))
    second.save()
    assert opened(article).state.ordered()[0].tags == ("topic/person",)


def test_two_programs_keep_both_their_changes(article: Path) -> None:
    one, two = opened(article), opened(article)
    one.apply(edits.toggle_tag(one.state, [target(one, "Ada Berg")], "topic/actor"))
    two.apply(edits.toggle_tag(two.state, [target(two, "the harbour")], "topic/place"))
    one.save()
    two.save()
    assert {a.quote for a in two.state.ordered()} == {"Ada Berg", "the harbour"}
    assert content(opened(article))[0] == content(two)[0]  # type: ignore[index]


def test_what_is_edited_while_saving_is_not_lost(article: Path) -> None:
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    job = session.job()
    session.apply(edits.toggle_tag(session.state, [target(session, "the harbour")], "topic/place"))
    session.saved(job, job.run())
    assert session.dirty
    session.save()
    assert len(opened(article).state.ordered()) == 2


def test_notes_follow_a_text_that_moved(article: Path) -> None:
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    session.save()
    article.write_text("A line before.\n\n" + TEXT, encoding="utf-8")
    again = opened(article)
    found = again.state.ordered()[0]
    assert again.document.text[found.start : found.end] == "Ada Berg"
    assert again.state.anchors[found.id].moved


def test_the_former_text_helps_where_the_quote_alone_would_not(article: Path) -> None:
    first = (
        "He said no. Nothing more was said.\n\nThe harbour is shut.\n\nHe said no. Then he left.\n"
    )
    article.write_text(first, encoding="utf-8")
    session = opened(article)
    start = first.rindex("He said no.")
    session.apply(
        edits.toggle_tag(session.state, [Target(Span(start, start + 11))], "claim/denial")
    )
    session.save()
    article.write_text("A new beginning.\n\n" + first.replace("shut", "closed"), encoding="utf-8")
    again = opened(article)
    found = again.state.ordered()[0]
    assert again.state.anchors[found.id].state == "anchored"
    assert found.start == again.document.text.rindex("He said no.")


def test_damaged_notes_are_repaired_when_asked(article: Path) -> None:
    session = opened(article)
    session.apply(edits.toggle_tag(session.state, [target(session, "Ada Berg")], "topic/actor"))
    session.save()
    damaged = session.notes_path.read_bytes() + b'[[annotation]]\nid = "torn'
    session.notes_path.write_bytes(damaged)
    again = opened(article)
    assert again.damaged
    assert [a.quote for a in again.state.ordered()] == ["Ada Berg"]
    assert session.notes_path.read_bytes() == damaged
    said = again.repair()
    assert not again.read_only
    kept = [p for p in article.parent.iterdir() if p.read_bytes() == damaged]
    assert kept
    assert kept[0].name in " ".join(said)
    again.apply(edits.toggle_tag(again.state, [target(again, "the harbour")], "topic/place"))
    again.save()
    assert len(opened(article).state.ordered()) == 2


def test_an_orphan_is_kept_as_it_was(article: Path) -> None:
    session = opened(article)
    session.apply(
        edits.toggle_tag(
            session.state, [target(session, "“We had no choice,” said Ada Berg")], "topic/actor"
        )
    )
    session.save()
    before = notes_files.load(session.notes_path).value.annotations
    article.write_text("Nothing of this is left here, only other words.\n", encoding="utf-8")
    again = opened(article)
    assert again.state.anchors[again.state.ordered()[0].id].state == "orphaned"
    again.apply(edits.set_data(again.state, note="changed"))
    again.save()
    (kept,) = notes_files.load(again.notes_path).value.annotations
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
    assert not session.apply(
        edits.link(session.state, Target(Span(0, 2)), replace(link, why="again"))
    )
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
