"""Which tags occur together, by each way of being close."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from tui.statistics.coding_table import CodingTable
from tui.statistics.cooccurrences import Within, cooccurrences
from tui.statistics.text_units import TextUnits

from .made_codings import annotation, article, codings

Counts = dict[tuple[str, str], int]

# Three paragraphs of two passages each, of ten code points.
UNITS = TextUnits(
    [0],
    [6],
    np.arange(0, 60, 10),
    np.arange(9, 69, 10),
    np.array([0, 0, 1, 1, 2, 2]),
    np.array([60]),
)


def counts(table: CodingTable, within: Within, units: TextUnits | None = None) -> Counts:
    """The counts of each pair; both orders must have the same."""
    rows = {(r.tag, r.other): r.count for r in cooccurrences(table, within, units)}
    assert all(rows[other, tag] == count for (tag, other), count in rows.items())
    return {pair: count for pair, count in rows.items() if pair[0] < pair[1]}


def test_on_one_span_the_tags_of_one_annotation_and_of_two_count() -> None:
    table = codings(
        article(
            "a", annotation(0, 0, 5, "x y"), annotation(1, 0, 5, "x"), annotation(2, 0, 6, "z")
        ),
        article("b", annotation(0, 0, 5, "y")),
    )
    assert counts(table, "span") == {("x", "y"): 2}


def test_spans_that_only_touch_do_not_overlap() -> None:
    table = codings(
        article(
            "a",
            annotation(0, 0, 5, "x"),
            annotation(1, 5, 9, "y"),
            annotation(2, 4, 6, "z"),
        )
    )
    assert counts(table, "overlap") == {("x", "z"): 1, ("y", "z"): 1}


def test_a_paragraph_counts_once_for_a_pair() -> None:
    table = codings(
        article(
            "a",
            annotation(0, 0, 5, "x"),
            annotation(1, 10, 15, "y"),
            annotation(2, 12, 18, "y"),
            annotation(3, 25, 45, "x"),
            annotation(4, 45, 48, "y"),
        )
    )
    assert counts(table, "paragraph", UNITS) == {("x", "y"): 2}


@pytest.mark.parametrize(("within", "count"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_passages_are_counted_from_one_coding_to_the_other(within: int, count: int) -> None:
    table = codings(article("a", annotation(0, 0, 5, "x"), annotation(1, 20, 25, "y")))
    assert counts(table, within, UNITS) == ({("x", "y"): count} if count else {})


def test_an_uncertain_place_counts_nowhere() -> None:
    table = codings(article("a", annotation(0, 0, 5, "x"), annotation(1, 0, 5, "y", placed=False)))
    for within in ("span", "overlap", "paragraph"):
        assert counts(table, within, UNITS) == {}


def test_a_span_outside_the_passages_is_in_no_paragraph() -> None:
    table = codings(article("a", annotation(0, 90, 95, "x"), annotation(1, 91, 96, "y")))
    assert counts(table, "paragraph", UNITS) == {}
    assert counts(table, 3, UNITS) == {}


@pytest.mark.parametrize("seed", range(20))
def test_overlaps_are_those_of_every_pair_compared(seed: int) -> None:
    random = Random(seed)
    spans = []
    for number in range(30):
        start = random.randrange(80)
        spans.append((number, start, start + random.randint(1, 25), random.choice("uvwxyz")))
    table = codings(article("a", *(annotation(*span) for span in spans)))
    expected: Counts = {}
    for (_, a, b, one), (_, c, d, other) in combinations(spans, 2):
        if one != other and a < d and c < b:
            pair = (min(one, other), max(one, other))
            expected[pair] = expected.get(pair, 0) + 1
    assert counts(table, "overlap") == expected
