"""Autosave, drafts, suggestions and links of a folder, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.errors import ReaderError
from tui.session import Session
from tui.session.open_session import open_session
from tui.store import unsaved
from tui.store.saving import SaveJob
from tui.workspace.autosave import Autosave
from tui.workspace.drafts import DraftJournal, DraftSubject, subject_of
from tui.workspace.folder_links import FolderLinks
from tui.workspace.suggestions import Suggestions

TEXT = "The ferry sank.\n\n“We had no choice,” said Ada Berg, who runs the port.\n"
TARGET = Target(Span(0, 14))


def opened(folder: Path, name: str = "ferry.txt") -> Session:
    """A session on an article."""
    path = folder / name
    path.write_text(TEXT, encoding="utf-8")
    return open_session(path, folders=folders(), config=Config(author="Anna"))


def fail(self: SaveJob, seconds: float) -> None:
    """Fails in place of SaveJob.run."""
    raise ReaderError("no room")


async def test_a_write_saves_the_edits(tmp_path: Path) -> None:
    session = opened(tmp_path)
    autosave = Autosave(session, folders(), DraftJournal(session, folders()))
    session.apply(edits.toggle_tag(session.state, [TARGET], "claim/event"))
    assert autosave.is_due
    outcome = await autosave.write()
    assert outcome.error is None
    assert not autosave.is_due
    assert not autosave.is_writing
    assert len(opened(tmp_path).state.annotations) == 1


async def test_edits_that_cannot_be_saved_are_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(tmp_path)
    journal = DraftJournal(session, folders())
    autosave = Autosave(session, folders(), journal)
    session.apply(edits.toggle_tag(session.state, [TARGET], "claim/event"))
    monkeypatch.setattr(SaveJob, "run", fail)
    outcome = await autosave.write()
    assert "no room" in str(outcome.error)
    assert outcome.journal_problem == ""
    (draft,) = journal.remaining()
    assert unsaved.parse_draft(draft) is not None
    monkeypatch.undo()
    await autosave.write()
    journal.drop_saved()
    assert journal.remaining() == []


async def test_a_draft_is_written_and_dropped_once_it_is_saved(tmp_path: Path) -> None:
    session = opened(tmp_path)
    journal, subject = DraftJournal(session, folders()), DraftSubject("note", target=TARGET)
    journal.open(subject, lambda: None)
    assert journal.put(subject, "Check th")
    assert not journal.put(subject, "Check the date")
    await journal.write()
    journal.drop_saved()
    assert [draft.text for draft in journal.remaining()] == ["Check the date"]
    journal.close(subject)
    journal.drop_saved()
    assert journal.remaining() == []


async def test_a_draft_that_is_left_stays_though_it_waited_to_be_written(tmp_path: Path) -> None:
    journal = DraftJournal(opened(tmp_path), folders())
    subject = DraftSubject("form", "title")
    journal.put(subject, "Gates")
    journal.leave(subject, "Gates")
    await journal.write()
    journal.drop_all()
    assert [draft.text for draft in journal.remaining()] == ["Gates"]


@pytest.mark.parametrize(
    "subject",
    [
        DraftSubject("rule", "claim/event"),
        DraftSubject("judgement", "j1"),
        DraftSubject("form", "source S 1"),
        DraftSubject("note"),
        DraftSubject("note", target=TARGET),
    ],
)
def test_the_name_of_a_draft_gives_its_subject(subject: DraftSubject) -> None:
    assert subject_of(subject.name, {}) == subject


def test_a_short_article_is_analysed_at_once(tmp_path: Path) -> None:
    suggestions = Suggestions(opened(tmp_path).document)
    assert suggestions.begin() is False
    assert [speaker.name for speaker in suggestions.named_speakers()] == ["Ada Berg"]


def test_a_long_article_is_analysed_in_a_thread_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The ferry sank.\n\n" * 2000, encoding="utf-8")
    session = open_session(path, folders=folders(), config=Config())
    suggestions = Suggestions(session.document)
    assert suggestions.begin() is True
    assert suggestions.begin() is False


def test_links_need_the_other_articles_once_something_is_linked(tmp_path: Path) -> None:
    session = opened(tmp_path)
    links, needed = FolderLinks(session, folders(), Config()), list[bool]()
    links.on_needed = lambda: needed.append(True)
    assert links.rows() == {}
    assert not needed
    session.apply(edits.toggle_tag(session.state, [TARGET], "status/corroborated"))
    assert links.rows() == {}
    assert needed
    links.others = links.read()
    assert links.rows() == {}
    assert links.others == ()
