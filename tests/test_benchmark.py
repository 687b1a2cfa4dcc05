"""The benchmark's own judgement: what counts as worse than its baseline."""

from __future__ import annotations

import tomllib

import pytest

from tests.benchmarks.terminal import BASELINE, Figure, worse
from tests.benchmarks.terminal_rows import ROWS, Row


def row(unit: str = "", floor: float = 0.0) -> Row:
    return Row("caret", "caret down", 3.0, lambda bench: (0.0, 0.0), unit=unit, floor=floor)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (30, 10, []),
        (39.9, 10, []),
        (40.1, 10, ["caret: 4.01, was 3: more than a third worse"]),
        # A machine half as quick is so for both.
        (60, 20, []),
        (10, 10, []),
    ],
)
def test_a_third_more_is_worse(ours: float, theirs: float, said: list[str]) -> None:
    assert worse([Figure(row(), ours, theirs)], {"caret": 3.0}) == said


def test_below_its_floor_nothing_is_worse() -> None:
    quick, slow = Figure(row("ms", floor=16), 15.9, 1), Figure(row("ms", floor=16), 16.1, 1)
    assert worse([quick], {"caret": 2.0}) == []
    assert worse([slow], {"caret": 2.0}) == ["caret: 16.1, was 2: more than a third worse"]


def test_a_goal_with_a_unit_is_about_ours_and_its_baseline_a_ratio() -> None:
    figure = Figure(row("s"), 1.2, 0.02)
    assert (figure.value, round(figure.ratio)) == (1.2, 60)
    assert worse([figure], {"caret": 1.2})
    assert not worse([figure], {"caret": 60})


def test_every_row_is_in_the_baseline() -> None:
    known = tomllib.loads(BASELINE.read_text("utf-8"))
    assert set(known) == {row.name for row in ROWS}
    assert worse([Figure(row(), 1)], {}) == ["caret: 1, not in the baseline"]
