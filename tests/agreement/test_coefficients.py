"""Coefficients of agreement: published examples, and codings of which a coefficient is obvious."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.agreement.examples import codings, random_codings
from tui.agreement import DISTANCES
from tui.agreement.codings import CodedRun, Codings
from tui.agreement.coefficients import (
    alpha,
    alpha_interval,
    cohen_kappa,
    fleiss_kappa,
    pairable_units,
    percent_agreement,
)
from tui.agreement.distances import jaccard, masi

NOMINAL = DISTANCES["nominal"]


def test_alpha_of_krippendorffs_four_observers_is_743() -> None:
    """Example C of Computing Krippendorff's Alpha-Reliability (2011): missing values."""
    observers = codings("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert alpha(observers, NOMINAL) == pytest.approx(0.743, abs=5e-4)
    assert pairable_units(observers) == 11


def test_kappa_of_two_readers_of_grant_proposals_is_4() -> None:
    """20 proposals both accept, 15 both refuse, 5 and 10 one of them accepts."""
    readers = codings("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15)
    assert percent_agreement(readers) == pytest.approx(0.7)
    assert cohen_kappa(readers) == pytest.approx(0.4)


def test_kappa_of_fourteen_raters_is_21() -> None:
    """The table of Fleiss' kappa that textbooks use: ten subjects in five categories."""
    subjects = """
        eeeeeeeeeeeeee bbccccccddddee cccdddddeeeeee bbbcccccccccdd aabbccccccccde
        aaaaaaabbbbbbb aaabbccccccddd aabbbbbcccddee aaaaaabbbbbccd bbccdddeeeeeee
    """
    raters = codings(*map("".join, zip(*subjects.split(), strict=True)))
    assert fleiss_kappa(raters) == pytest.approx(0.210, abs=5e-4)


def test_agreement_on_everything_and_on_nothing() -> None:
    same, other = codings("abab", "abab"), codings("aabb", "bbaa")
    for coefficient in (percent_agreement, cohen_kappa, fleiss_kappa):
        assert coefficient(same) == 1
    assert alpha(same, NOMINAL) == 1
    assert percent_agreement(other) == 0
    assert cohen_kappa(other) == -1


@pytest.mark.parametrize("coders", [("aaaa", "aaaa"), ("....", "abab"), ("ab..", "..ab"), ()])
def test_a_coefficient_that_is_not_defined_is_none(coders: tuple[str, ...]) -> None:
    found = codings(*coders)
    assert cohen_kappa(found) is None
    assert fleiss_kappa(found) is None
    assert alpha(found, NOMINAL) is None
    assert alpha_interval(found, NOMINAL) == (None, None)


def test_cohens_kappa_is_of_two_coders_and_fleiss_of_units_that_all_coded() -> None:
    three = codings("abab", "abab", "ab..")
    assert cohen_kappa(three) is None
    assert fleiss_kappa(three) == 1
    assert percent_agreement(three) == 1


def test_the_interval_contains_alpha_and_narrows_with_more_units() -> None:
    few = random_codings(7, 2)
    many = Codings(few.coders, Counter({run: 10 * n for run, n in few.runs.items()}))
    for distance in DISTANCES.values():
        low, high = alpha_interval(few, distance)
        narrow_low, narrow_high = alpha_interval(many, distance)
        found = alpha(few, distance)
        assert None not in (low, high, narrow_low, narrow_high, found)
        assert low < narrow_low < found < narrow_high < high
        assert alpha_interval(few, distance) == (low, high), "another interval each time"


def test_the_interval_covers_95_of_100_samples() -> None:
    """The alpha of a large population lies in the intervals of most samples from it."""
    population = alpha(_units(0, 20_000), NOMINAL)
    inside = 0
    for seed in range(1, 101):
        low, high = alpha_interval(_units(seed, 200), NOMINAL)
        inside += low <= population <= high
    assert 88 <= inside <= 100


def test_runs_count_as_often_as_they_are_long() -> None:
    values = (frozenset("a"), frozenset("b")), (frozenset("a"), frozenset("a"))
    runs = Codings(("x", "y"), {CodedRun(values[0], 30): 1, CodedRun(values[1], 70): 1})
    units = Codings(("x", "y"), {CodedRun(values[0], 1): 30, CodedRun(values[1], 1): 70})
    assert percent_agreement(runs) == pytest.approx(0.7)
    assert alpha(runs, NOMINAL) == pytest.approx(alpha(units, NOMINAL))
    low, high = alpha_interval(runs, NOMINAL)
    tight_low, tight_high = alpha_interval(units, NOMINAL)
    assert high - low > tight_high - tight_low, "characters of a run are drawn apart"


def test_distances_of_sets() -> None:
    none, a, ab, bc, c = map(frozenset, ("", "a", "ab", "bc", "c"))
    assert [masi(none, none), masi(a, a), masi(a, c), masi(none, a)] == [0, 0, 1, 1]
    assert masi(a, ab) == pytest.approx(2 / 3)
    assert masi(ab, bc) == pytest.approx(8 / 9)
    assert [jaccard(none, none), jaccard(a, c), jaccard(a, ab)] == [0, 1, 0.5]
    assert jaccard(ab, bc) == pytest.approx(2 / 3)


def _units(seed: int, count: int) -> Codings:
    """Units of two coders who agree on about two in three."""
    chance = random.Random(seed)
    first = [chance.choice("ab") for _ in range(count)]
    second = [one if chance.random() < 0.4 else chance.choice("ab") for one in first]
    return codings("".join(first), "".join(second))
