"""Sessions and their files: saving, reopening, damage, and what others wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.editing import content, opened, target
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import ReadOnlyError
from tui.store import notes_files

TEXT = """Harbour stays shut

The port authority closed the harbour on Monday. Two officials said why.

“We had no choice,” said Ada Berg, who runs the port.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


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
