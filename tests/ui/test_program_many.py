"""Articles with many annotations: only what is in view is computed and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import sampled
from tui.model.annotation import Annotation, DocumentData, Notes
from tui.store.notes_format import dumps
from tui.ui.reading.presenter import Presenter
from tui.ui.widgets.note_list import MemoRow, NoteListRow, NoteRow, NoteRows
from tui.workspace.link_rows import LinkRow

from .pilot import keys
from .program import program, screen_of, session_of

MANY = 2_000


def many(folder: Path, **said: object) -> Path:
    """An article of which every sentence but the first is annotated."""
    path = folder / "log.txt"
    sentences = [f"Boat {number} came in." for number in range(MANY + 1)]
    path.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    annotations, start = [], 0
    for number, quote in enumerate(sentences):
        values = {"tags": ("topic/place", "status/disputed"), **said}
        one = Annotation(f"N{number:04}", start, start + len(quote), quote, **values)  # type: ignore[arg-type]
        annotations.append(one)
        start += len(quote) + 2
    notes = Notes(DocumentData(path=path.name), annotations=tuple(annotations[1:]))
    path.with_name(path.name + ".notes.toml").write_bytes(dumps(notes))
    return path


TAGS = [(("topic/place",),), (("claim/event", "status/disputed"),)]


@pytest.mark.parametrize("tags", sampled(TAGS, TAGS[:1]))
async def test_only_rows_in_view_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tags: tuple[str, ...]
) -> None:
    made: list[str] = []
    note_row = Presenter.note_row

    def counted(paint: Presenter, annotation: Annotation, *more: object) -> NoteRow:
        made.append(annotation.id)
        return note_row(paint, annotation, *more)  # type: ignore[arg-type]

    async with program(many(tmp_path, tags=tags), size=(100, 30)) as pilot:
        await keys(pilot, "end")
        monkeypatch.setattr(Presenter, "note_row", counted)
        notes = screen_of(pilot).view.sidebar.notes
        assert len(notes.items) == MANY
        for key in ("1", "1", "k", "pageup", "left_square_bracket " * 2, "u"):
            made.clear()
            await keys(pilot, *key.split())
            # A frame may be drawn more than once before the program is idle.
            assert 0 < len(set(made)) <= 2 * notes.size.height, key
            assert len(made) <= 10 * notes.size.height, key


@pytest.mark.long
async def test_the_cursor_stays_on_its_annotation(tmp_path: Path) -> None:
    async with program(many(tmp_path)) as pilot:
        notes = screen_of(pilot).view.sidebar.notes
        await keys(pilot, "tab", "tab", *["down"] * 3)
        assert notes.current is not None
        assert notes.current.id == "N0004"
        await keys(pilot, "1")
        assert len(notes.items) == MANY + 1, "the first sentence is annotated now"
        assert notes.current.id == "N0004"


@pytest.mark.long
async def test_from_annotation_to_annotation(tmp_path: Path) -> None:
    async with program(many(tmp_path)) as pilot:
        screen, session = screen_of(pilot), session_of(pilot)
        await keys(pilot, "left_square_bracket")
        assert screen.state.target_id == "", "none is before the first sentence"
        await keys(pilot, "right_square_bracket", "right_square_bracket")
        assert screen.state.target_id == "N0002"
        await keys(pilot, "left_square_bracket")
        assert screen.state.target_id == "N0001"
        await keys(pilot, "escape", "end", "right_square_bracket")
        assert screen.state.target_id == f"N{MANY:04}", "the caret's own comes first"
        await keys(pilot, "right_square_bracket")
        assert screen.state.target_id == f"N{MANY:04}"
        assert len(session.state.ordered()) == MANY


def plain(note: Annotation) -> NoteRow:
    return NoteRow(note.id, note.start, 1, note.quote, (), "", "", "")


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=12),
    st.booleans(),
    st.integers(0, 60),
    st.sets(st.integers(0, 12)),
)
def test_rows_are_the_annotations_each_above_its_links(
    places: list[tuple[int, int]], has_memo: bool, offset: int, chosen: set[int]
) -> None:
    places.sort()
    notes = [Annotation(f"n{i:02}", start, start + 1, "x") for i, (start, _) in enumerate(places)]
    links = {
        f"n{i:02}": tuple(LinkRow(f"n{i:02}", f"told {j}", "") for j in range(count))
        for i, (_, count) in enumerate(places)
        if count
    }
    rows = NoteRows(
        notes, {note.id: note for note in notes}, plain, links, "memo" if has_memo else " \n"
    )
    every: list[NoteListRow] = [MemoRow("memo")] * has_memo
    for note in notes:
        every += [plain(note), *links.get(note.id, ())]
    assert [*rows] == rows[:] == every
    assert [rows.find(row) for row in rows] == [*range(len(rows))]
    assert rows.find(NoteRow("gone", 5, 1, "", (), "", "", "")) is None
    assert rows.find(LinkRow("gone", "", "")) is None
    assert rows.find(LinkRow("n00", "gone", "")) is None
    here = {f"n{i:02}" for i in chosen}
    heads = [(i, row) for i, row in enumerate(rows) if isinstance(row, NoteRow)]
    found = [i for i, row in heads if row.id in here]
    after = [i for i, row in heads if row.start >= offset]
    assert rows.near(offset, here) == [*found, *after, len(rows)][0]
