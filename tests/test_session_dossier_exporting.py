"""Exports of sessions with a dossier: its judgements and sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import annotate
from tui.config import Config, folders
from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Notes
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import Dossier, Hypothesis
from tui.session import Session
from tui.session.open_session import open_session
from tui.store import dossier_file, notes_files, toml_files
from tui.workspace.dossier_exporting import with_dossiers
from tui.workspace.exporting import ExportRequest, export_source

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


def test_judgements_are_exported_once_with_the_first_document_they_cite(tmp_path: Path) -> None:
    sessions = [opened(tmp_path / name) for name in ("a.txt", "sub/b.txt")]
    (tmp_path / "dossier.toml").write_text("format = 1\n")
    sessions = [opened(tmp_path / name) for name in ("a.txt", "sub/b.txt")]
    one, two = (annotate(each, FERRY.span, ["claim"]).id for each in sessions)
    for id, cites in {
        "J": (f"sub/b.txt#{two}",),
        "K": (f"sub/b.txt#{two}", f"a.txt#{one}"),
        "L": (),
        "M": ("elsewhere.txt#1",),
        "N": (two,),
    }.items():
        sessions[0].apply(dossier_edits.judge(sessions[0].state, Judgement(id, id, cites=cites)))
    sources = [export_source(each, name) for each, name in zip(sessions, "ab", strict=True)]
    first, second = with_dossiers(sources)
    assert {j.id: j.cites for j in first.notes.judgements} == {
        "K": (f"sub/b.txt#{two}", one),
        "L": (),
    }
    assert {j.id: j.cites for j in second.notes.judgements} == {"J": (two,), "N": (two,)}


def test_a_request_takes_the_sources_of_the_dossier(session: Session) -> None:
    session.apply(edits.set_source(session.state, [SAID], "Ada Berg"))
    session.apply(edits.grade(session.state, SAID, "C", None))
    source = export_source(session, "a.txt")
    request = ExportRequest("json", [source], folders(), Config())
    assert request.sources[0].document.notes.sources[0].reliability == "C"


def test_the_dossier_is_no_article(tmp_path: Path) -> None:
    from tui.library import walking

    session = opened(tmp_path / "a.txt")
    session.apply(dossier_edits.put_hypothesis(session.state, Hypothesis("H")))
    session.save()
    found = walking.articles(tmp_path, folders(), Config())
    assert [article.name for article in found] == ["a.txt"]
    assert toml_files.nearest("dossier.toml", tmp_path) == tmp_path / "dossier.toml"
