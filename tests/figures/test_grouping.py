"""Which figures are about the same thing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tui.figures import concept_of, group_figures
from tui.model.document import Span
from tui.model.mentions import Figure


@dataclass(frozen=True)
class Row:
    figure: Figure


def row(low: float | None, high: float | None, unit: str, what: str) -> Row:
    return Row(Figure(Span(0, 1), low, high, unit, what))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("civilians killed", "people dead"),
        ("deaths", "death toll"),
        ("bodies", "people killed"),
        ("people displaced", "villagers fled"),
        ("people injured", "soldiers wounded"),
        ("houses destroyed", "house destroyed"),
        ("homes", "houses"),
        ("soldiers", "troops"),
        ("federal taxes", "tax"),
        ("seats", "Senate seats"),
        ("seats gained", "Senate seats gained"),
    ],
)
def test_near_words_are_the_same_thing(one: str, other: str) -> None:
    assert concept_of(one) == concept_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("people killed", "people injured"),
        ("houses", "horses"),
        ("seats", "votes"),
        ("seats", "seats gained"),
        ("seats gained", "seats lost"),
        ("seats gained", "votes gained"),
        ("price", "prices up"),
    ],
)
def test_other_words_are_another_thing(one: str, other: str) -> None:
    assert concept_of(one) != concept_of(other)


def test_groups_are_by_unit_and_thing_with_the_smallest_figure_first() -> None:
    rows = [
        row(30, 30, "people", "people killed"),
        row(5, 5, "%", "people killed"),
        row(24, None, "people", "civilians killed"),
        row(None, 40, "people", "people killed"),
        row(24, 24, "people", "dead"),
        row(3, 3, "", ""),
        row(4, 4, "", ""),
    ]
    groups = group_figures(rows)
    assert [(group.what, group.unit, len(group.rows)) for group in groups] == [
        ("people killed", "people", 4),
        ("people killed", "%", 1),
        ("", "", 1),
        ("", "", 1),
    ]
    bounds = [(each.figure.low, each.figure.high) for each in groups[0].rows]
    assert bounds == [(24, 24), (24, None), (30, 30), (None, 40)]
