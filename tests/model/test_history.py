"""Undo and redo: any sequence of edits and as many undos is the start again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.model.annotation import Annotation, DocumentData, Source
from tui.model.codebook import Codebook, Tag
from tui.model.history import Change, Edit, History, Value

State = dict[tuple[type, str], Value]


def place_of(value: Value) -> tuple[type, str]:
    """Where a value stands: records by id, the codebook and the document's data once each."""
    return type(value), value.id if isinstance(value, Annotation | Source) else ""


def applied(state: State, edit: Edit) -> State:
    """The state after an edit, every change of which must find what it says was there."""
    state = dict(state)
    for change in edit.changes:
        value = change.after if change.after is not None else change.before
        assert value is not None
        assert state.get(place_of(value)) == change.before
        if change.after is None:
            del state[place_of(value)]
        else:
            state[place_of(value)] = change.after
    return state


texts = st.sampled_from(["", "a", "b"])
values = st.one_of(
    st.builds(Annotation, st.sampled_from("123"), st.just(0), st.integers(1, 3), texts, note=texts),
    st.builds(Source, st.sampled_from("12"), texts, role=texts),
    st.builds(DocumentData, title=texts, note=texts),
    st.builds(Codebook, st.lists(st.builds(Tag, texts), max_size=2).map(tuple)),
)
steps = st.lists(st.tuples(values, st.booleans()), min_size=1, max_size=4)


def made(state: State, step: list[tuple[Value, bool]]) -> Edit:
    """An edit that puts or takes away values, several of them perhaps in one place."""
    changes: list[Change] = []
    now = dict(state)
    for value, take_away in step:
        before = now.get(place_of(value))
        change = Change(before, None if take_away and before is not None else value)
        now = applied(now, Edit("", (change,)))
        changes.append(change)
    return Edit("step", tuple(changes), at=len(changes))


@given(st.lists(steps, max_size=12))
@examples(4)
def test_as_many_undos_restore_the_start_and_redos_the_end(
    plan: list[list[tuple[Value, bool]]],
) -> None:
    states: list[State] = [{}]
    history = History()
    for step in plan:
        edit = made(states[-1], step)
        states.append(applied(states[-1], edit))
        history = history.record(edit)
    state = states[-1]
    for expected in reversed(states[:-1]):
        undone = history.undo()
        assert undone is not None
        state, history = applied(state, undone[0]), undone[1]
        assert state == expected
    assert history.undo() is None
    for expected in states[1:]:
        redone = history.redo()
        assert redone is not None
        state, history = applied(state, redone[0]), redone[1]
        assert state == expected
    assert history.redo() is None


@given(st.lists(st.one_of(steps, st.sampled_from(["undo", "redo"])), max_size=25))
@examples(4)
def test_against_a_plain_model_of_two_lists(plan: list[list[tuple[Value, bool]] | str]) -> None:
    state: State = {}
    history = History()
    past: list[State] = []
    future: list[State] = []
    for step in plan:
        if isinstance(step, list):
            edit = made(state, step)
            past.append(state)
            future.clear()
            state, history = applied(state, edit), history.record(edit)
            continue
        found = history.undo() if step == "undo" else history.redo()
        here, there = (past, future) if step == "undo" else (future, past)
        assert (found is None) == (not here)
        if found is not None:
            there.append(state)
            state, history = applied(state, found[0]), found[1]
            assert state == here.pop()


def test_an_edit_reversed_twice_is_itself() -> None:
    a = Annotation("1", 0, 3, "abc")
    edit = Edit("tag", (Change(None, a), Change(a, replace(a, note="x"))), at=7)
    assert edit.reversed().changes == (Change(replace(a, note="x"), a), Change(a, None))
    assert edit.reversed().reversed() == edit
    assert (edit.reversed().label, edit.reversed().at) == ("tag", 7)


def test_recording_forgets_what_could_be_redone() -> None:
    history = History().record(Edit("one", ())).record(Edit("two", ()))
    undone = history.undo()
    assert undone is not None
    history = undone[1].record(Edit("three", ()))
    assert history.redo() is None
    labels = []
    while (step := history.undo()) is not None:
        labels.append(step[0].label)
        history = step[1]
    assert labels == ["three", "one"]


def test_a_long_history_shares_its_past() -> None:
    history = History()
    for number in range(20_000):
        history = history.record(Edit(str(number), ()))
    count = 0
    while (step := history.undo()) is not None:
        history, count = step[1], count + 1
    assert count == 20_000
