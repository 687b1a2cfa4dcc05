"""The rows of the sidebar at every width: nothing that counts is cut at the edge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tui.ui.widgets.note_list import NotePane, NoteRow
from tui.workspace.link_rows import LinkRow

ROW = NoteRow(
    "A", 0, 3, "an assault may be months away",
    (("claim/forecast", "#ff0000"), ("topic/actor", "#00ff00"), ("basis/unconfirmed", "#0000ff")),
    "The spokesman of the provincial council of Anbar in Baghdad", "B2", "",
    claim_lines=("counted: single-source, disputed · 1 independent source, 1 against",),
)  # fmt: skip


def drawn(row: Any, width: int, here: bool = False) -> list[str]:
    """The lines of a row at a width in cells."""
    pane = NotePane()
    pane.set_items([row])
    pane.here = frozenset({"A"} if here else ())
    lines: list[Content] = pane.draw(row, 0, width)
    assert all(line.cell_length <= width for line in lines), (width, [*map(str, lines)])
    return [line.plain for line in lines]


@pytest.mark.parametrize("width", [26, 30, 40, 60])
@pytest.mark.parametrize("here", [True, False])
def test_grades_and_counts_are_never_cut(width: int, here: bool) -> None:
    lines = drawn(ROW, width, here)
    assert any(line.endswith("· B2") for line in lines)
    assert "1 independent source, 1 against" in " ".join(" ".join(lines).split())
    tags = [line for line in lines if "■" in line]
    assert sum(line.count("■") for line in tags) == 3 or f"+{3 - tags[-1].count('■')}" in tags[-1]


def test_at_the_caret_all_tags_are_named() -> None:
    text = " ".join(drawn(ROW, 26, here=True))
    assert all(name in text for name, _ in ROW.tags)


def test_a_link_takes_two_lines_before_it_is_cut() -> None:
    text = "← disputed by Militias tighten their ring around… “It is a lie”"
    lines = drawn(LinkRow("A", text, ""), 30)
    assert " ".join(" ".join(lines).split()).startswith("← disputed by Militias tighten")
    assert len([line for line in lines if line.strip()]) == 2


@given(
    st.lists(st.text("ab/é\u4e00\x1b ", min_size=1, max_size=30), max_size=6),
    st.text("ab\u4e00 ", max_size=60),
    st.sampled_from(["", "B2", "–4"]),
    st.integers(20, 60),
    st.booleans(),
)
def test_no_line_exceeds_the_width(
    names: list[str], speaker: str, grade: str, width: int, here: bool
) -> None:
    tags = tuple((name, "#ff0000") for name in names)
    row = ROW._replace(tags=tags, speaker=speaker, grade=grade, claim_lines=(speaker,))
    drawn(row, width, here)


@pytest.mark.parametrize("row", [ROW, LinkRow("A", "→ disputes ferry.txt “It is a lie”", "why")])
def test_the_row_under_the_cursor_is_lit_from_edge_to_edge(row: Any) -> None:
    pane = NotePane()
    pane.set_items([row])
    pane.has_focus = True  # type: ignore[misc]
    lit = [line for line in pane.draw(row, 0, 30) if line.plain]
    assert {line.cell_length for line in lit} == {30}
