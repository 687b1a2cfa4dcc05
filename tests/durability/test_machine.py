"""Two programs and an editor on one notes file, crashing, against a plain model of merging.

In the model a file is a dictionary of id -> (note, tags); what lost a conflict is a set of texts.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tui.model.annotation import Annotation, Notes
from tui.store import notes_files
from tui.store.merge_records import COPY_KEY
from tui.store.notes_format import dumps

Plain = dict[str, tuple[str, frozenset[str]]]

ids = st.sampled_from("123")
texts = st.sampled_from(["", "v", "w", "x", "y"])
tags = st.sampled_from("pqr")
programs = st.sampled_from(["one", "two"])


def plainly_merged(base: Plain, ours: Plain, theirs: Plain) -> tuple[Plain, set[str]]:
    """What the file holds after ours was saved over theirs, and the texts that lost."""
    found: Plain = {}
    lost: set[str] = set()
    for key in {*ours, *theirs}:
        before, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine is None or other is None:
            one = mine if mine is not None else other
            if one is not None and one != before:
                found[key] = one
            continue
        old_note, old_tags = before or (None, frozenset())
        note = mine[0]
        if mine[0] != other[0] and other[0] != old_note:
            if mine[0] in (old_note, ""):
                note = other[0]
            elif other[0]:
                lost.add(other[0])
        kept = (mine[1] & other[1]) | ((mine[1] | other[1]) - old_tags)
        found[key] = note, kept
    return found, lost


def plain(notes: Notes) -> Plain:
    return {a.id: (a.note, frozenset(a.tags)) for a in notes.annotations if COPY_KEY not in a.extra}


class Program:
    """One program: what it shows, and what it knows to be on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.start()

    def start(self) -> None:
        loaded = notes_files.load(self.path)
        assert not loaded.problem
        self.notes = self.base = loaded.value
        self.stamp = loaded.stamp


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "harbour.txt.notes.toml"
        self.programs = {name: Program(self.path) for name in ("one", "two")}
        self.disk: Plain = {}
        self.base: dict[str, Plain] = {"one": {}, "two": {}}
        self.ours: dict[str, Plain] = {"one": {}, "two": {}}
        self.lost: set[str] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(name=programs, key=ids, note=texts, tag=tags)
    def edit(self, name: str, key: str, note: str, tag: str) -> None:
        program = self.programs[name]
        program.notes = edited(program.notes, key, note, tag)
        self.ours[name] = plain(program.notes)

    @rule(name=programs, key=ids)
    def delete(self, name: str, key: str) -> None:
        program = self.programs[name]
        left = tuple(a for a in program.notes.annotations if a.id != key)
        program.notes = replace(program.notes, annotations=left)
        self.ours[name] = plain(program.notes)

    @rule(name=programs)
    def save(self, name: str) -> None:
        program = self.programs[name]
        saved = notes_files.save(program.path, program.notes, program.base, program.stamp)
        program.notes = program.base = saved.value
        program.stamp = saved.stamp
        self.disk, lost = plainly_merged(self.base[name], self.ours[name], self.disk)
        self.lost |= lost
        self.base[name] = self.ours[name] = dict(self.disk)

    @rule(name=programs)
    def look_again(self, name: str) -> None:
        program = self.programs[name]
        found = notes_files.refresh(program.path, program.notes, program.base, program.stamp)
        if found:
            if plain(found.value) != plain(program.notes):
                assert found.changes
            if found.value == program.notes:
                assert not found.changes
            program.notes, program.base, program.stamp = found.value, found.base, found.stamp
            merged, _ = plainly_merged(self.base[name], self.ours[name], self.disk)
            self.base[name], self.ours[name] = dict(self.disk), merged

    @rule(name=programs)
    def crash(self, name: str) -> None:
        self.programs[name].start()
        self.base[name], self.ours[name] = dict(self.disk), dict(self.disk)

    @rule(key=ids, note=texts, tag=tags)
    def edit_by_hand(self, key: str, note: str, tag: str) -> None:
        notes = edited(notes_files.load(self.path).value, key, note, tag)
        self.path.write_bytes(dumps(notes))
        self.disk = plain(notes)

    @invariant()
    def all_that_the_model_has_is_on_disk(self) -> None:
        loaded = notes_files.load(self.path)
        assert loaded.problem == ""
        assert plain(loaded.value) == self.disk

    @invariant()
    def programs_show_what_the_model_shows(self) -> None:
        for name, program in self.programs.items():
            assert plain(program.notes) == self.ours[name]

    @invariant()
    def what_lost_is_kept(self) -> None:
        assert self.lost <= {a.note for a in notes_files.load(self.path).value.annotations}


def edited(notes: Notes, key: str, note: str, tag: str) -> Notes:
    """The notes with an annotation whose note is replaced and which has a tag put on or off."""
    found = {a.id: a for a in notes.annotations}
    one = found.get(key) or Annotation(key, 0, 1, "x")
    found[key] = replace(one, note=note, tags=tuple(sorted({*one.tags} ^ {tag})), rev=one.rev + 1)
    return replace(notes, annotations=tuple(sorted(found.values(), key=lambda a: a.sort_key)))


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
)


@pytest.mark.long
def test_the_desk_many_times() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=500,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
        ),
    )
