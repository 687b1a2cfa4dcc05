"""Two programs edit, save, undo and redo on one article in any order; neither loses work.

Each program writes values that name it and are never used twice. The model remembers which of
them their writer has not replaced or taken back; all of those must be there in the end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.durability.two_writers import (
    ADDITIONS,
    BESIDE,
    CHANGES,
    IN_CODEBOOK,
    TAGS,
    Edits,
    Step,
    written,
    written_into,
)
from tui.config import Config, Folders
from tui.model.annotation import Notes
from tui.model.document import Span
from tui.model.dossier import Dossier
from tui.session import OthersAnnotationError, Session
from tui.session.open_session import open_session
from tui.store import codebook_file as codebooks
from tui.store import dossier_file, notes_files

TEXT = "The ferry sank. Two sailors drowned.\n"
SPANS = (Span(0, 15), Span(16, 36))
CODEBOOK = 'format = 1\n\n[[tag]]\nname = "event"\nkey = "e"\n'

writers = st.sampled_from(["one", "two"])
spans = st.sampled_from(SPANS)


def a_step(edits: Edits) -> st.SearchStrategy[dict[str, object]]:
    """Who makes which edit where: the arguments of `TwoWriters.edit`."""
    return st.fixed_dictionaries(
        {
            "writer": writers,
            "make": st.sampled_from(list(edits)).map(edits.__getitem__),
            "span": spans,
            "pick": st.integers(0, 9),
            "seen": st.booleans(),
            "agree": st.booleans(),
        }
    )


def written_in_dossier(dossier: Dossier) -> set[str]:
    """The values that somebody wrote into a dossier, those that lost in a merge included."""
    both = written(Notes(sources=dossier.sources, judgements=dossier.judgements))
    return both | {hypothesis.text for hypothesis in dossier.hypotheses}


def other(writer: str) -> str:
    """The other program."""
    return "two" if writer == "one" else "one"


class TwoWriters(RuleBasedStateMachine):
    """Sessions of two programs on one article, with no author configured."""

    authors: ClassVar = {"one": "", "two": ""}

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.article = self.home / "ferry.txt"
        self.article.write_text(TEXT, encoding="utf-8")
        self.codebook = self.home / codebooks.NAME
        self.codebook.write_text(CODEBOOK, encoding="utf-8")
        self.numbers = count()
        self.all: dict[str, set[str]] = {"one": set(), "two": set()}
        self.off: dict[str, set[str]] = {"one": set(), "two": set()}
        self.sessions = {name: self.opened(name) for name in ("one", "two")}

    def opened(self, writer: str) -> Session:
        own = Folders(*(self.home / name for name in ("config", "data", "state", "cache")))
        config = Config(author=self.authors[writer])
        return open_session(self.article, folders=own, config=config)

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def fresh(self, writer: str) -> str:
        """A value that nobody wrote before."""
        value = f"{writer}/{next(self.numbers)}"
        self.all[writer] |= {value, f"{IN_CODEBOOK}{value}"}
        return value

    @rule(step=a_step(ADDITIONS))
    def add(self, step: dict[str, Any]) -> None:
        self.edit(**step)

    @rule(step=a_step(CHANGES))
    def change(self, step: dict[str, Any]) -> None:
        self.edit(**step)

    @rule(step=a_step(BESIDE))
    def write_beside_the_text(self, step: dict[str, Any]) -> None:
        self.edit(**step)

    @rule(step=a_step(TAGS))
    def change_the_tags(self, step: dict[str, Any]) -> None:
        self.edit(**step)

    def edit(
        self,
        writer: str,
        make: Callable[[Step], None],
        span: Span,
        pick: int,
        seen: bool,
        agree: bool,
    ) -> None:
        """Write a value; where it is `seen`, both programs are at one before and after.

        `agree` is the answer to whether the annotation of another analyst is to be changed.
        """
        if seen:
            self.hand_over(other(writer))
        session = self.sessions[writer]
        step = Step(session, writer, self.fresh(writer), span, pick)
        before = session.notes(), session.state.codebook
        try:
            make(step)
        except OthersAnnotationError as error:
            assert (session.notes(), session.state.codebook) == before
            if agree:
                make(replace(step, permitted=error.ids))
        self.note_what_was_taken_back()
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

    @rule(writer=writers)
    def open_again(self, writer: str) -> None:
        """Save, leave the article and return to it; its history goes on."""
        self.save(writer)
        left = self.sessions[writer]
        held = written(left.notes())
        again = self.sessions[writer] = self.opened(writer)
        again.history = left.history
        assert {v for v in held if "/" in v} <= written(again.notes())
        self.note_what_was_taken_back()

    def keeps_the_work_of_others(self, writer: str, step: Callable[[Session], object]) -> None:
        """Take a step, and compare what the other program wrote before and after it."""
        session = self.sessions[writer]
        before = self.foreign(self.held(writer), writer)
        on_disk = self.foreign(self.saved(), writer)
        step(session)
        self.note_what_was_taken_back()
        assert before - self.off[other(writer)] <= self.held(writer)
        assert on_disk - self.off[other(writer)] <= self.saved()

    def foreign(self, found: set[str], writer: str) -> set[str]:
        return found & self.all[other(writer)]

    def note_what_was_taken_back(self) -> None:
        """Keep which values their own writer gave up; one is back once all three places have it."""
        on_disk = self.saved()
        for writer in ("one", "two"):
            held = self.held(writer)
            self.off[writer] |= self.all[writer] - held
            self.off[writer] -= held & self.held(other(writer)) & on_disk

    def held(self, writer: str) -> set[str]:
        """The values that a program has in memory, in notes, dossier and codebook."""
        session = self.sessions[writer]
        dossier = session.state.dossier
        assert dossier is not None
        both = written(session.notes()) | written_in_dossier(dossier)
        return both | written_into(session.state.codebook)

    def saved(self) -> set[str]:
        notes = notes_files.load(self.sessions["one"].notes_path).value
        book = codebooks.loads(self.codebook.read_bytes(), str(self.codebook))
        dossier = dossier_file.load(self.home / "dossier.toml").value
        return written(notes) | written_in_dossier(dossier) | written_into(book)

    @invariant()
    def the_notes_on_disk_are_sound(self) -> None:
        assert notes_files.load(self.sessions["one"].notes_path).problem == ""

    @invariant()
    def each_speaker_is_known(self) -> None:
        for session in self.sessions.values():
            named = {a.source for a in session.state.ordered()} - {""}
            assert named <= {id for id in named if session.state.source(id)}

    @invariant()
    def each_quote_is_what_stands_in_its_place(self) -> None:
        for session in self.sessions.values():
            assert all(TEXT[a.start : a.end] == a.quote for a in session.state.ordered())

    @invariant()
    def each_key_and_digit_has_one_tag(self) -> None:
        for session in self.sessions.values():
            tags = session.state.codebook.tags
            digits = [tag.quick for tag in tags if tag.quick]
            letters = [(tag.parent, tag.key) for tag in tags if tag.key]
            names = [tag.name for tag in tags]
            assert all(len(set(each)) == len(each) for each in (digits, letters, names))


class TwoAnalysts(TwoWriters):
    """The same with two configured authors: whoever changes the other's annotation is asked."""

    authors: ClassVar = {"one": "Anna", "two": "Bob"}


OFTEN = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
)
TestTwoWriters = TwoWriters.TestCase
TestTwoWriters.settings = OFTEN
TestTwoAnalysts = TwoAnalysts.TestCase
TestTwoAnalysts.settings = OFTEN


@pytest.mark.long
@pytest.mark.parametrize("machine", [TwoWriters, TwoAnalysts])
def test_two_writers_many_times(machine: type[TwoWriters]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=1000,
            stateful_step_count=50,
            deadline=None,
            report_multiple_bugs=False,
        ),
    )
