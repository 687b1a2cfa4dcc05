"""Sessions and the dossier: what goes where, undo over both files, and other programs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editing import annotate
from tui.config import Config, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Notes, Source
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import Dossier, Hypothesis, SavedSearch
from tui.model.dossier_changes import put_search, remove_search
from tui.model.errors import ReaderError
from tui.session import ReadOnlyError, Session
from tui.session.open_session import open_session
from tui.store import dossier_file, dossier_format, notes_files, unsaved

TEXT = "The ferry sank.\n\n“We had no choice,” said Ada Berg, who runs the port.\n"
FERRY = Target(Span(0, 15))
SAID = Target(Span(17, 35))


def opened(path: Path, author: str = "Anna") -> Session:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return open_session(path, folders=folders(), config=Config(author=author))


def noted(session: Session) -> Notes:
    return notes_files.load(session.notes_path).value


def dossier(folder: Path) -> Dossier:
    return dossier_file.load(folder / "dossier.toml").value


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return opened(tmp_path / "a.txt")


# What goes where


def test_a_new_source_alone_makes_no_dossier(session: Session, tmp_path: Path) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg", "runs the port", "named"))
    session.save()
    assert noted(session).sources == (
        Source("ada-berg", "Ada Berg", "runs the port", kind="named"),
    )
    assert not (tmp_path / "dossier.toml").exists()


def test_a_grade_makes_the_dossier_and_takes_the_source_there(
    session: Session, tmp_path: Path
) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg", "runs the port", "named"))
    session.apply(edits.grade(session.state, SAID, "C", 2))
    session.apply(edits.give_reasons(session.state, SAID, "contradicted herself", ""))
    session.save()
    assert noted(session).sources == (Source("ada-berg", "Ada Berg"),)
    (source,) = dossier(tmp_path).sources
    assert (source.role, source.kind, source.reliability) == ("runs the port", "named", "C")
    (grade,) = source.history
    assert (grade.reliability, grade.reason, grade.author) == ("C", "contradicted herself", "Anna")
    assert opened(tmp_path / "a.txt").state.source("ada-berg") == source


def test_where_a_dossier_exists_the_notes_get_id_and_name(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_bytes(
        dossier_format.dumps(Dossier((Source("wire", "The Wire"),)))
    )
    session = opened(tmp_path / "sub" / "a.txt")
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg", "runs the port", "named"))
    session.apply(edits.set_source(session.state, [FERRY], "the WIRE"))
    session.save()
    assert noted(session).sources == (Source("ada-berg", "Ada Berg"), Source("wire", "The Wire"))
    assert [s.role for s in dossier(tmp_path).sources] == ["", "runs the port"]


def test_sources_in_notes_are_read_and_move_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    old = Source("ada", "Ada Berg", "manager", "D", "lied", extra={"x": 1})
    notes = Notes(sources=(old, Source("b", "B", "r")))
    session = opened(path)
    notes_files.save(session.notes_path, notes, Notes(), None)
    session = opened(path)
    assert session.state.source("ada") == old
    annotate(session, FERRY.span, ["claim"])
    session.apply(edits.set_source(session.state, [SAID], "ada berg"))
    session.save()
    assert noted(session).sources == notes.sources
    changed = replace(old, role="director")
    session.apply(dossier_edits.change_source(session.state, changed))
    session.save()
    assert noted(session).sources == (Source("ada", "Ada Berg"), Source("b", "B", "r"))
    assert dossier(tmp_path).sources == (changed,)
    assert session.state.source("ada") == changed


def test_the_name_of_a_source_stays_as_an_alias(session: Session, tmp_path: Path) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada"))
    known = session.state.source_named("Ada")
    session.apply(dossier_edits.change_source(session.state, replace(known, name="Ada Berg")))
    session.save()
    assert noted(session).sources == (Source("ada", "Ada Berg"),)
    assert dossier(tmp_path).sources == (Source("ada", "Ada Berg", aliases=("Ada",)),)
    assert session.state.source_named("ADA").id == "ada"


def test_a_source_that_others_came_through_goes_to_the_dossier_too(session: Session) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada"))
    ada, wire = (session.state.source_named(name) for name in ("Ada", "Wire"))
    session.apply(dossier_edits.change_source(session.state, replace(ada, via=wire.id), wire))
    assert session.state.dossier is not None
    assert {source.id for source in session.state.dossier.sources} == {"ada", "wire"}


def test_a_judgement_makes_the_dossier_beside_the_codebook(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text("format = 1\n")
    session = opened(tmp_path / "sub" / "a.txt")
    made = annotate(session, FERRY.span, ["claim"])
    cite = f"sub/a.txt#{made.id}"
    session.apply(dossier_edits.judge(session.state, Judgement("J", "It sank.", cites=(cite,))))
    session.save()
    assert noted(session).judgements == ()
    assert dossier(tmp_path).judgements == (Judgement("J", "It sank.", cites=(cite,)),)
    (other,) = opened(tmp_path / "b.txt").state.all_judgements().values()
    assert other.cites == (cite,)


def test_judgements_in_notes_are_read_and_move_when_they_change(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text("format = 1\n")
    path = tmp_path / "sub" / "a.txt"
    session = opened(path)
    notes = Notes(
        judgements=(Judgement("J", "old", cites=("01", "../b.txt#02"), against=("01",), rev=3),)
    )
    notes_files.save(session.notes_path, notes, Notes(), None)
    session = opened(path)
    found = session.state.all_judgements()["J"]
    assert found.cites == ("sub/a.txt#01", "b.txt#02")
    assert found.against == ("sub/a.txt#01",)
    assert not session.apply(dossier_edits.judge(session.state, found))
    assert session.apply(dossier_edits.judge(session.state, replace(found, text="new")))
    session.save()
    assert noted(session).judgements == ()
    assert dossier(tmp_path).judgements == (replace(found, text="new", rev=4),)
    session.undo()
    session.save()
    assert [j.text for j in noted(session).judgements] == ["old"]
    assert dossier(tmp_path).judgements == ()


def test_hypotheses_and_searches_are_kept(session: Session, tmp_path: Path) -> None:
    session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("H", "An accident.")))
    session.apply(dossier_edits.rate(session.state, "H", "a.txt#01", "--"))
    search = SavedSearch("s", "ferry")
    session.apply(
        dossier_edits.change_dossier(session.state, "search", lambda d: put_search(d, search))
    )
    session.save()
    found = dossier(tmp_path)
    assert found.hypotheses == (Hypothesis("H", "An accident.", {"a.txt#01": "--"}),)
    assert found.searches == (SavedSearch("s", "ferry"),)
    session.apply(dossier_edits.remove_hypothesis(session.state, "H"))
    session.apply(
        dossier_edits.change_dossier(session.state, "search", lambda d: remove_search(d, "s"))
    )
    session.save()
    assert dossier(tmp_path) == Dossier()


def test_notes_elsewhere_keep_everything(tmp_path: Path, home: Path) -> None:
    from tui.readers import read_bytes

    document = read_bytes(TEXT.encode(), stem="stdin")
    own = open_session(None, folders=folders(), config=Config(), document=document)
    assert own.state.dossier is None
    own.apply(edits.set_source(own.state, [SAID], "Ada Berg"))
    own.apply(edits.grade(own.state, SAID, "C", None))
    own.apply(dossier_edits.judge(own.state, Judgement("J", "It sank.")))
    own.save()
    assert noted(own).judgements == (Judgement("J", "It sank.", rev=2),) or noted(own).judgements
    assert noted(own).sources[0].reliability == "C"
    assert noted(own).sources[0].history[0].reliability == "C"
    with pytest.raises(ReaderError, match="no dossier"):
        dossier_edits.put_hypothesis(own.state, Hypothesis("H"))
    assert not [*home.rglob("dossier.toml")]


# Merging sources


def test_a_merge_is_one_step_and_leaves_other_notes_valid(tmp_path: Path) -> None:
    other = opened(tmp_path / "b.txt")
    other.apply(edits.set_source(other.state, [SAID], "al-Kazimi"))
    other.save()
    session = opened(tmp_path / "a.txt")
    session.apply(edits.set_source(session.state, [SAID], "al-Kazimi"))
    session.apply(edits.set_source(session.state, [FERRY], "al-Kadhimi"))
    before = session.notes(), session.state.dossier
    session.apply(dossier_edits.merge_sources(session.state, "al-kazimi", "al-kadhimi"))
    session.save()
    for each in (session, opened(tmp_path / "b.txt"), opened(tmp_path / "a.txt")):
        assert list(each.state.known_sources()) == ["al-kadhimi"]
        assert {a.source for a in each.effective_notes().annotations} == {"al-kadhimi"}
    assert session.state.source_named("al-kazimi").id == "al-kadhimi"
    session.undo()
    assert replace(session.notes(), annotations=()) == replace(before[0], annotations=())
    assert session.state.dossier == before[1]
    session.redo()
    assert list(session.state.known_sources()) == ["al-kadhimi"]


def test_an_attribution_uses_the_id_that_the_notes_have(tmp_path: Path) -> None:
    known = Source("kadhimi", "al-Kadhimi", aliases=("al-Kazimi",))
    (tmp_path / "dossier.toml").write_bytes(dossier_format.dumps(Dossier((known,))))
    session = opened(tmp_path / "a.txt")
    notes = Notes(sources=(Source("kazimi", "al-Kazimi"),))
    notes_files.save(session.notes_path, notes, Notes(), None)
    session = opened(tmp_path / "a.txt")
    session.apply(edits.set_source(session.state, [SAID], "al-kadhimi"))
    assert list(session.state.sources) == ["kazimi"]
    assert session.state.ordered()[0].source == "kazimi"
    assert session.state.speaker_of(SAID) == known


def test_a_removed_source_is_in_neither_file(session: Session, tmp_path: Path) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg"))
    session.apply(edits.grade(session.state, SAID, "C", None))
    session.apply(dossier_edits.remove_source(session.state, "ada-berg"))
    session.save()
    assert noted(session).sources == ()
    assert dossier(tmp_path).sources == ()
    session.undo()
    session.save()
    assert dossier(tmp_path).sources[0].reliability == "C"
    with pytest.raises(ReaderError, match="no source x any more"):
        dossier_edits.remove_source(session.state, "x")


# Undo, saving, other programs


def test_undo_covers_notes_and_dossier_in_one_step(session: Session, tmp_path: Path) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg", "runs the port"))
    session.save()
    before = noted(session).sources
    session.apply(edits.grade(session.state, SAID, "C", 2))
    session.save()
    session.undo()
    session.save()
    assert noted(session).sources == before
    assert dossier(tmp_path) == Dossier()
    session.redo()
    session.save()
    assert dossier(tmp_path).sources[0].reliability == "C"
    assert not session.dirty


def test_a_session_sees_what_another_wrote(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "a.txt"), opened(tmp_path / "b.txt", "Bob")
    one.apply(edits.set_source(one.state, [SAID], "Ada Berg"))
    one.apply(edits.grade(one.state, SAID, "C", None))
    one.save()
    assert two.refresh() == ("1 source added",)
    assert not two.dirty
    assert two.state.known_sources()["ada-berg"].reliability == "C"
    two.apply(edits.set_source(two.state, [SAID], "Ada Berg"))
    two.apply(edits.grade(two.state, SAID, "D", None))
    two.apply(dossier_edits.judge(two.state, Judgement("J", "It sank.")))
    one.apply(dossier_edits.judge(one.state, Judgement("K", "It did not.")))
    two.save()
    one.save()
    assert [j.id for j in dossier(tmp_path).judgements] == ["J", "K"]
    assert set(one.state.all_judgements()) == {"J", "K"}
    history = one.state.known_sources()["ada-berg"].history
    assert [(g.reliability, g.author) for g in history] == [("C", "Anna"), ("D", "Bob")]


def test_comments_by_hand_are_kept_in_a_copy(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text("# mine\nformat = 1\n")
    session = opened(tmp_path / "a.txt")
    session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("H")))
    session.save()
    assert (tmp_path / "dossier.toml.bak").read_text() == "# mine\nformat = 1\n"
    assert "the comments of dossier.toml were kept in dossier.toml.bak" in session.messages


@pytest.mark.parametrize(
    ("content", "why"),
    [("format = 2\n", "newer reader"), ("format = 1\n[[source]]\nid = 'a'\nname =", "line 4")],
)
def test_a_dossier_that_cannot_be_written_is_read_only(
    tmp_path: Path, content: str, why: str
) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(content)
    session = opened(tmp_path / "a.txt")
    assert any(why in message for message in session.messages)
    with pytest.raises(ReadOnlyError, match=why):
        session.apply(dossier_edits.judge(session.state, Judgement("J", "It sank.")))
    assert session.apply(edits.set_source(session.state, [SAID], "Ada Berg"))
    session.save()
    assert path.read_text() == content
    assert noted(session).sources == (Source("ada-berg", "Ada Berg"),)


def test_a_damaged_dossier_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text("format = 1\n[[hypothesis]]\nid = 'H'\n[[source]]\nid = 'a'\nname =")
    session = opened(tmp_path / "a.txt")
    assert session.is_repairable
    assert session.repair_dossier()[0] == "the damaged file is kept as dossier.toml.damaged"
    assert not session.is_repairable
    session.apply(dossier_edits.rate(session.state, "H", "a.txt#1", "+"))
    session.save()
    assert dossier(tmp_path).hypotheses == (Hypothesis("H", "", {"a.txt#1": "+"}),)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_dossier_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text("format = 1\n")
    session = opened(tmp_path / "sub" / "a.txt")
    tmp_path.chmod(0o500)
    try:
        session = opened(tmp_path / "sub" / "a.txt")
        assert any("cannot be written" in message for message in session.messages)
    finally:
        tmp_path.chmod(0o700)


def test_a_linked_dossier_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "mine.toml").write_text("format = 1\n")
    (tmp_path / "dossier.toml").symlink_to(tmp_path / "far" / "mine.toml")
    session = opened(tmp_path / "a.txt")
    with pytest.raises(ReadOnlyError, match="symbolic link"):
        session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("H")))


def test_changes_that_cannot_be_saved_are_restored(session: Session, tmp_path: Path) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg"))
    session.apply(edits.grade(session.state, SAID, "C", None))
    session.apply(dossier_edits.judge(session.state, Judgement("J", "It sank.")))
    state = folders().state
    unsaved.keep(state, session.key, unsaved.PREFIX + "1", session.job())
    (draft,) = unsaved.drafts.remaining(state, session.key)
    again = opened(tmp_path / "a.txt")
    changes = unsaved.parse_draft(draft)
    assert changes is not None
    assert "1 judgement added" in again.would_restore(changes)
    again.restore(changes)
    again.save()
    assert dossier(tmp_path).judgements[0].text == "It sank."
    assert dossier(tmp_path).sources[0].reliability == "C"
    assert again.would_restore(changes) == []


def test_a_dossier_that_vanished_is_written_again(session: Session, tmp_path: Path) -> None:
    session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("H")))
    session.save()
    (tmp_path / "dossier.toml").unlink()
    session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("I")))
    session.save()
    assert [h.id for h in dossier(tmp_path).hypotheses] == ["H", "I"]
