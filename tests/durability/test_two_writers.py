"""Two programs edit, save, undo and redo on one article in any order; neither loses work.

Each program writes values that name it and are never used twice. The model remembers which of
them their writer has not replaced or taken back; all of those must be there in the end.
"""

from __future__ import annotations

import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tui.config import Config, Folders
from tui.model.annotation import Judgement, Notes
from tui.model.document import Span
from tui.model.edits import Target
from tui.session import Session
from tui.store import files

TEXT = "The ferry sank. Two sailors drowned.\n"
SPANS = (Span(0, 15), Span(16, 36))

writers = st.sampled_from(["one", "two"])
spans = st.sampled_from(SPANS)
kinds = st.sampled_from(["tag", "tag", "note", "source", "judgement"])


def other(writer: str) -> str:
    """The other program."""
    return "two" if writer == "one" else "one"


def values(notes: Notes) -> set[str]:
    """Every value that somebody wrote: tags, notes, reasons, roles and texts of judgements."""
    found = {tag for a in notes.annotations for tag in a.tags}
    for annotation in notes.annotations:
        found |= {*annotation.note.split("\n\n"), annotation.reason}
    found |= {source.role for source in notes.sources}
    return found | {judgement.text for judgement in notes.judgements}


class TwoWriters(RuleBasedStateMachine):
    """Sessions of two programs on one article."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.article = self.home / "ferry.txt"
        self.article.write_text(TEXT, encoding="utf-8")
        self.numbers = count()
        self.sessions = {name: self.opened() for name in ("one", "two")}

    def opened(self) -> Session:
        own = Folders(*(self.home / name for name in ("config", "data", "state", "cache")))
        return Session.open(self.article, folders=own, config=Config())

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def fresh(self, writer: str) -> str:
        """A value that nobody wrote before."""
        return f"{writer}/{next(self.numbers)}"

    @rule(writer=writers, span=spans, what=kinds, seen=st.booleans())
    def edit(self, writer: str, span: Span, what: str, seen: bool) -> None:
        """Write a value; where it is `seen`, both programs are at one before and after."""
        if seen:
            self.hand_over(other(writer))
        session, value, target = self.sessions[writer], self.fresh(writer), Target(span)
        now = session.at(target)
        if what == "tag":
            session.toggle_tag([target], value)
        elif what == "note" and not (now and now.note):
            session.set_note(target, value)
        elif what == "source" and not (now and now.source):
            session.set_source([target], f"Source {value}", role=value)
        elif what == "judgement":
            session.judge(Judgement(f"J{value}", value))
        if seen:
            self.hand_over(writer)

    @rule(writer=writers)
    def undo(self, writer: str) -> None:
        self.keeps_the_work_of_others(writer, lambda session: session.undo())

    @rule(writer=writers)
    def redo(self, writer: str) -> None:
        self.keeps_the_work_of_others(writer, lambda session: session.redo())

    @rule(writer=writers)
    def save(self, writer: str) -> None:
        self.keeps_the_work_of_others(writer, lambda session: session.save())

    @rule(writer=writers)
    def look(self, writer: str) -> None:
        self.keeps_the_work_of_others(writer, lambda session: session.refresh())

    @rule(writer=writers)
    def hand_over(self, writer: str) -> None:
        """One program saves, and the other takes that in."""
        self.save(writer)
        self.look(other(writer))

    def keeps_the_work_of_others(self, writer: str, step: object) -> None:
        """Take a step, and compare what the other program wrote before and after it."""
        session = self.sessions[writer]
        before = self.foreign(values(session.notes()), writer)
        on_disk = self.foreign(self.saved(), writer)
        step(session)  # type: ignore[operator]
        assert before - self.taken_back(writer) <= values(session.notes())
        assert on_disk - self.taken_back(writer) <= self.saved()

    def foreign(self, found: set[str], writer: str) -> set[str]:
        return {value for value in found if value.startswith(other(writer))}

    def taken_back(self, writer: str) -> set[str]:
        """The values of the other program that it does not hold any more itself."""
        held = values(self.sessions[other(writer)].notes())
        return {f"{other(writer)}/{number}" for number in range(next(self.numbers))} - held

    def saved(self) -> set[str]:
        path = self.sessions["one"].notes_path
        return values(files.load(path).notes)

    @invariant()
    def the_notes_on_disk_are_sound(self) -> None:
        assert files.load(self.sessions["one"].notes_path).problem == ""

    @invariant()
    def each_speaker_is_known(self) -> None:
        for session in self.sessions.values():
            named = {a.source for a in session.ordered()} - {""}
            assert named <= set(session.sources)


TestTwoWriters = TwoWriters.TestCase
TestTwoWriters.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
)


@pytest.mark.long
def test_two_writers_many_times() -> None:
    run_state_machine_as_test(
        TwoWriters,
        settings=settings(
            max_examples=1000,
            stateful_step_count=50,
            deadline=None,
            report_multiple_bugs=False,
        ),
    )
