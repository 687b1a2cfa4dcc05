"""Exporting as the command line and the screen do it: bytes, files, and what a report refers to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.export.citation_names import day_of
from tui.model import edits
from tui.model.annotation import Judgement
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import Dossier
from tui.model.errors import ReaderError
from tui.session import Session
from tui.session.open_session import open_session
from tui.store import dossier_format
from tui.workspace.exporting import ExportRequest, export, export_source, last_title

TEXT = "The ferry sank.\n\nTwo sailors drowned.\n"


def opened(path: Path) -> Session:
    """A session on an article whose first sentence is tagged, saved."""
    path.write_text(TEXT, encoding="utf-8")
    session = open_session(path, folders=folders(), config=Config(author="Anna"))
    target = Target(Span(0, 15))
    session.apply(edits.toggle_tag(session.state, [target], "claim/event"))
    session.apply(edits.set_note(session.state, target, "Check the date."))
    session.save()
    return session


def request(session: Session, format: str) -> ExportRequest:
    """A request for the bytes of an export."""
    sources = [export_source(session, "ferry.txt")]
    return ExportRequest(format, sources, folders(), Config())


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return opened(tmp_path / "ferry.txt")


def test_without_a_target_no_file_is_written(session: Session, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    result = export(request(session, "markdown"))
    assert b"The ferry sank." in result.data
    assert result.backups == ()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_report_names_a_grade_that_the_dossier_contradicts(tmp_path: Path) -> None:
    session = opened(tmp_path / "ferry.txt")
    session.apply(edits.set_source(session.state, [Target(Span(0, 15))], "Ada Berg"))
    session.save()
    notes = session.notes_path.read_text("utf-8")
    graded = notes.replace('name = "Ada Berg"\n', 'name = "Ada Berg"\nreliability = "E"\n')
    session.notes_path.write_text(graded, "utf-8")
    (tmp_path / "dossier.toml").write_text(
        'format = 1\n[[source]]\nid = "ada-berg"\nname = "Ada Berg"\nreliability = "C"\n'
    )
    again = open_session(tmp_path / "ferry.txt", folders=folders(), config=Config())
    report = export(request(again, "report")).data.decode()
    assert "Graded differently: Ada Berg, C in the dossier and E in" in report


def test_the_file_gets_the_bytes_and_another_one_is_kept(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine")
    result = export(replace(request(session, "markdown"), target=target))
    assert target.read_bytes() == result.data
    (backup,) = result.backups
    assert backup.read_text() == "mine"
    assert export(replace(request(session, "markdown"), target=target)).backups == ()


def test_the_article_is_never_replaced(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "ferry.txt"
    with pytest.raises(ReaderError, match="made from"):
        export(replace(request(session, "csv"), target=target))
    assert target.read_text() == TEXT


def test_tags_narrow_and_parts_are_left_out(session: Session) -> None:
    made = request(session, "json")
    assert b"The ferry sank" not in export(replace(made, tags=["use"])).data
    assert b"Check the date" in export(made).data
    assert b"Check the date" not in export(replace(made, left_out=["notes"])).data


def test_an_unknown_format_is_an_error_that_names_the_known_ones(session: Session) -> None:
    with pytest.raises(ReaderError, match="choose one of markdown"):
        export(request(session, "docy"))


def test_what_the_progress_raises_ends_the_export_before_the_file_is_written(
    session: Session, tmp_path: Path
) -> None:
    class WorkCancelledError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.5:
            raise WorkCancelledError

    with pytest.raises(WorkCancelledError):
        export(replace(request(session, "markdown"), target=tmp_path / "out.md"), stop)
    assert not (tmp_path / "out.md").exists()


def test_the_report_has_what_is_cited_from_another_article(
    session: Session, tmp_path: Path
) -> None:
    other = opened(tmp_path / "other.txt")
    [cited] = other.state.ordered()
    judged = Judgement("J", "It sank.", cites=(f"other.txt#{cited.id}", "gone.txt#X"))
    source = export_source(session, "ferry.txt")
    notes = replace(source.document.notes, judgements=(judged,))
    source = replace(source, document=replace(source.document, notes=notes))
    made = ExportRequest("report", [source], folders(), Config())
    result = export(made)
    assert [line.partition("”: ")[2] for line in result.flagged] == [
        "cites gone.txt#X, which is not among these documents"
    ]
    assert b"other.txt" in result.data
    assert b"other.txt" not in export(replace(made, format="markdown")).data


def test_a_title_is_asked_for_once_and_kept_for_the_article(session: Session) -> None:
    made = request(session, "report")
    assert export(made).data.startswith(b"# ferry\n")
    titled = export(replace(made, title="  The ferry  "))
    assert (titled.title, titled.data[:11]) == ("The ferry", b"# The ferry")
    assert last_title(made) == "The ferry"
    assert export(made).data == titled.data
    assert export(replace(made, format="markdown")).data.startswith(b"# The ferry\n")
    assert export(replace(made, title="")).data.startswith(b"# ferry\n")
    assert export(made).title == ""


def test_the_title_of_a_report_on_a_folder_stays_when_an_article_is_added(tmp_path: Path) -> None:
    sources = [export_source(opened(tmp_path / name), name) for name in ("a.txt", "b.txt", "c.txt")]
    made = ExportRequest("report", sources[:2], folders(), Config(), title="Three ferries")
    export(made)
    later = replace(made, sources=sources, title=None)
    assert export(later).data.startswith(b"# Three ferries\n")
    assert export(replace(later, sources=sources[:1])).title == ""


def test_a_report_on_several_articles_has_the_note_of_their_dossier(tmp_path: Path) -> None:
    note = "All of one week."
    (tmp_path / "dossier.toml").write_bytes(dossier_format.dumps(Dossier(note=note)))
    sources = [export_source(opened(tmp_path / name), name) for name in ("a.txt", "b.txt")]
    made = ExportRequest("report", sources, folders(), Config())
    assert export(made).data.decode().count(note) == 1
    assert note not in export(replace(made, left_out=["notes"])).data.decode()
    assert note not in export(replace(made, sources=sources[:1])).data.decode()


def test_a_report_names_its_author_and_the_day_unless_they_are_left_out(session: Session) -> None:
    made = replace(request(session, "report"), config=Config(author="Anna Lind"))
    today = day_of(date.today())
    assert f"\nAnna Lind · {today}\n" in export(made).data.decode()
    bare = export(replace(made, left_out=["author"])).data.decode()
    assert "Anna" not in bare
    assert f"\n{today}\n" in bare
