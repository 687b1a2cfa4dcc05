"""Undo and redo while another program writes the same notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Link
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import Session
from tui.session.open_session import open_session

TEXT = "The ferry sank.\n\nTwo sailors drowned.\n"
FERRY = Target(Span(0, 15))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def opened(path: Path) -> Session:
    return open_session(path, folders=folders(), config=Config())


def two_sessions(path: Path) -> tuple[Session, Session]:
    """A session that tagged the first sentence, and another one that knows of it."""
    ours = opened(path)
    ours.apply(edits.toggle_tag(ours.state, [FERRY], "use/key"))
    ours.save()
    return ours, opened(path)


def test_undo_leaves_what_another_program_added(article: Path) -> None:
    ours, theirs = two_sessions(article)
    theirs.apply(edits.toggle_tag(theirs.state, [FERRY], "claim/event"))
    theirs.apply(edits.set_note(theirs.state, FERRY, "theirs"))
    theirs.apply(edits.set_source(theirs.state, [FERRY], "Harbour master"))
    theirs.save()
    ours.refresh()
    ours.undo()
    ours.save()
    [left] = opened(article).state.ordered()
    assert (left.tags, left.note, left.source) == (("claim/event",), "theirs", "harbour-master")


def test_redo_after_that_brings_the_own_tag_back_beside_theirs(article: Path) -> None:
    ours, theirs = two_sessions(article)
    theirs.apply(edits.set_note(theirs.state, FERRY, "theirs"))
    theirs.save()
    ours.refresh()
    ours.undo()
    ours.redo()
    [left] = ours.state.ordered()
    assert (left.tags, left.note) == (("use/key",), "theirs")


def test_undo_keeps_the_value_that_another_program_gave_the_same_field(article: Path) -> None:
    ours, _ = two_sessions(article)
    ours.apply(edits.set_note(ours.state, FERRY, "ours"))
    ours.save()
    theirs = opened(article)
    theirs.apply(edits.set_note(theirs.state, FERRY, "theirs"))
    theirs.save()
    ours.refresh()
    ours.undo()
    [left] = ours.state.ordered()
    assert left.note == "theirs"


def test_undo_does_not_bring_back_what_another_program_deleted(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.set_note(ours.state, FERRY, "a note"))
    ours.save()
    theirs.refresh()
    theirs.apply(edits.remove(theirs.state, [FERRY]))
    theirs.save()
    ours.refresh()
    ours.undo()
    assert ours.state.ordered() == []


def test_undo_of_a_removal_joins_what_another_program_put_there(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.remove(ours.state, [FERRY]))
    theirs.apply(edits.set_note(theirs.state, FERRY, "theirs"))
    theirs.save()
    ours.save()
    assert [a.note for a in ours.state.ordered()] == ["theirs"]
    ours.undo()
    [left] = ours.state.ordered()
    assert (left.tags, left.note) == (("use/key",), "theirs")


def test_undo_keeps_a_source_that_another_program_refers_to(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.set_source(ours.state, [FERRY], "Harbour master"))
    ours.save()
    theirs.refresh()
    theirs.apply(edits.set_source(theirs.state, [Target(Span(17, 37))], "Harbour master"))
    theirs.save()
    ours.refresh()
    ours.undo()
    assert "harbour-master" in ours.state.sources
    assert [a.source for a in ours.state.ordered()] == ["", "harbour-master"]


def test_undo_restores_the_source_that_another_program_deleted_meanwhile(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.set_source(ours.state, [FERRY], "Harbour master", "on the quay"))
    ours.apply(edits.set_source(ours.state, [FERRY], "Coast guard"))
    ours.save()
    theirs.refresh()
    theirs.apply(dossier_edits.remove_source(theirs.state, "harbour-master"))
    theirs.save()
    ours.refresh()
    ours.undo()
    assert ours.state.known_sources()["harbour-master"].role == "on the quay"


def test_undo_of_links_and_citations_goes_element_by_element(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.link(ours.state, FERRY, Link("x", "supports")))
    ours.apply(dossier_edits.judge(ours.state, Judgement("J", "It sank.", cites=("x",))))
    ours.save()
    theirs.refresh()
    theirs.apply(edits.link(theirs.state, FERRY, Link("y", "disputes")))
    theirs.apply(
        dossier_edits.judge(
            theirs.state, replace(theirs.state.all_judgements()["J"], cites=("x", "y"))
        )
    )
    theirs.save()
    ours.refresh()
    ours.undo()
    ours.undo()
    [left] = ours.state.ordered()
    assert [link.to for link in left.links] == ["y"]
    assert ours.state.all_judgements()["J"].cites == ("y",)


def test_undo_of_sides_goes_citation_by_citation(article: Path) -> None:
    ours, theirs = two_sessions(article)
    judged = Judgement("J", "It sank.", cites=("x", "y"))
    ours.apply(dossier_edits.judge(ours.state, judged))
    ours.apply(dossier_edits.judge(ours.state, replace(judged, against=("x",))))
    ours.save()
    theirs.refresh()
    theirs.apply(dossier_edits.judge(theirs.state, replace(judged, against=("x", "y"))))
    theirs.save()
    ours.refresh()
    ours.undo()
    assert ours.state.all_judgements()["J"].against == ("y",)
    ours.redo()
    assert set(ours.state.all_judgements()["J"].against or ()) == {"x", "y"}


def test_undo_of_a_renamed_tag_keeps_the_description_written_meanwhile(article: Path) -> None:
    ours, theirs = two_sessions(article)
    ours.apply(edits.rename_tag(ours.state, "use/key", "use/core"))
    ours.save()
    theirs = opened(article)
    theirs.apply(
        edits.change_tag(
            theirs.state,
            replace(theirs.state.codebook.by_name["use/core"], description="What matters."),
        )
    )
    theirs.apply(
        edits.change_tag(
            theirs.state, replace(theirs.state.codebook.by_name["claim/event"], color="red")
        )
    )
    theirs.save()
    ours = with_codebook_of(ours, theirs)
    ours.undo()
    assert ours.state.codebook.by_name["use/core"].description == "What matters."
    assert "use/key" in ours.state.codebook.by_name
    assert ours.state.codebook.by_name["claim/event"].color == "red"


def with_codebook_of(ours: Session, theirs: Session) -> Session:
    """The session with the codebook that another one saved."""
    ours.state.codebook = theirs.state.codebook
    return ours


def test_a_letter_given_away_meanwhile_is_not_taken_back_by_undo(article: Path) -> None:
    ours, _ = two_sessions(article)
    former = ours.state.codebook.by_name["claim/denial"]
    ours.apply(edits.change_tag(ours.state, replace(former, key="")))
    event = ours.state.codebook.by_name["claim/event"]
    book = replace(
        ours.state.codebook,
        tags=tuple(
            replace(t, key=former.key) if t == event else t for t in ours.state.codebook.tags
        ),
    )
    ours.state.codebook = book
    ours.undo()
    assert ours.state.codebook.by_name["claim/event"].key == former.key
    assert ours.state.codebook.by_name["claim/denial"].key == ""


def test_history_of_one_article_goes_on_in_a_later_session(article: Path) -> None:
    ours, _ = two_sessions(article)
    later = opened(article)
    later.history = ours.history
    later.undo()
    later.save()
    assert opened(article).state.ordered() == []
    later.redo()
    [back] = later.state.ordered()
    assert (back.start, back.quote) == (0, "The ferry sank.")


def test_history_follows_the_passage_when_the_text_changed_between(article: Path) -> None:
    ours, _ = two_sessions(article)
    ours.apply(edits.remove(ours.state, [FERRY]))
    ours.save()
    article.write_text("Some news first.\n\n" + TEXT, encoding="utf-8")
    later = opened(article)
    later.history = ours.history
    later.undo()
    [back] = later.state.ordered()
    assert later.document.text[back.start : back.end] == "The ferry sank."


def places(session: Session) -> list[tuple[int, int, str, str]]:
    return [
        (a.start, a.end, a.quote, session.state.anchors[a.id].state)
        for a in session.state.ordered()
    ]


def test_undo_and_redo_place_an_annotation_in_the_text_as_it_is_now(article: Path) -> None:
    ours, _ = two_sessions(article)
    article.write_text("Some news first.\n\n" + TEXT, encoding="utf-8")
    later = opened(article)
    later.history = ours.history
    expected = [(18, 33, "The ferry sank.", "anchored")]
    assert places(later) == expected
    later.undo()
    edit = later.redo()
    assert places(later) == expected
    assert edit is not None
    assert edit.at == 18
    later.save()
    assert places(opened(article)) == expected


def test_a_moved_boundary_is_taken_back_although_the_text_changed_between(article: Path) -> None:
    ours, _ = two_sessions(article)
    [one] = ours.state.ordered()
    ours.apply(edits.move(ours.state, one.id, Span(4, 9)))
    ours.save()
    article.write_text("Some news first.\n\n" + TEXT, encoding="utf-8")
    later = opened(article)
    later.history = ours.history
    later.undo()
    assert places(later) == [(18, 33, "The ferry sank.", "anchored")]
    later.redo()
    assert places(later) == [(22, 27, "ferry", "anchored")]


def test_a_save_takes_in_the_data_that_another_program_wrote(article: Path) -> None:
    """The data of the article is merged in memory too, so that the next save keeps it."""
    ours, theirs = opened(article), opened(article)
    theirs.apply(edits.set_data(theirs.state, title="The ferry", note="Their memo."))
    theirs.save()
    for tag in ("use/key", "use/gap"):
        ours.apply(edits.toggle_tag(ours.state, [FERRY], tag))
        ours.save()
    assert (ours.state.data.title, ours.state.data.note) == ("The ferry", "Their memo.")
    assert opened(article).state.data == ours.state.data
    assert "conflict" not in ours.state.data.extra
