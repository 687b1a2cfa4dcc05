"""Pairs of texts that share shingles: all of them in ordinary sets, a bounded number in others."""

from __future__ import annotations

import numpy as np
import pytest

from tui.copies import candidates
from tui.copies.candidates import MOST_PARTNERS, Words, candidate_pairs, shingles


def numbers(first: int, count: int) -> Words:
    """Words that are all different."""
    return np.arange(first, first + count, dtype=np.uint32)


def joined(*parts: Words) -> Words:
    return np.concatenate(parts)


def test_shingles_have_five_words() -> None:
    assert len(shingles(numbers(0, 4))) == 0
    assert len(shingles(numbers(0, 7))) == 3
    assert set(shingles(numbers(0, 20)).tolist()) & set(shingles(numbers(19, 9)).tolist()) == set()


def test_texts_that_share_enough_are_a_pair() -> None:
    shared = numbers(0, 40)
    texts = [
        joined(shared, numbers(1000, 60)),
        numbers(2000, 80),
        joined(numbers(3000, 200), shared),
    ]
    assert candidate_pairs(texts, 0.3).pairs == [(0, 2)]


def test_the_shorter_text_counts() -> None:
    brief = numbers(0, 30)
    assert candidate_pairs([joined(brief, numbers(100, 5000)), brief], 0.9).pairs == [(1, 0)]


def test_texts_too_short_for_a_shingle_are_no_pair() -> None:
    assert candidate_pairs([numbers(0, 4), numbers(0, 4), numbers(0, 0)], 0.1).pairs == []
    assert candidate_pairs([], 0.1).pairs == []


def test_a_few_equal_texts_are_all_paired() -> None:
    found = candidate_pairs([numbers(0, 30)] * 3, 0.1)
    assert sorted(found.pairs) == [(0, 1), (0, 2), (1, 2)]
    assert found.limited == 0


def test_ten_thousand_equal_texts_are_paired_with_one_only() -> None:
    found = candidate_pairs([numbers(0, 30)] * 10_000, 0.1)
    assert sorted(found.pairs) == [(0, other) for other in range(1, 10_000)]
    assert found.limited == 1


def test_two_large_classes_of_equal_texts_are_connected() -> None:
    one, other = numbers(0, 60), joined(numbers(0, 55), numbers(500, 9))
    found = candidate_pairs([one] * 100 + [other] * 100, 0.1)
    reached = {0}
    for a, b in sorted(found.pairs) * 2:
        if a in reached or b in reached:
            reached |= {a, b}
    assert len(reached) == 200
    assert len(found.pairs) <= MOST_PARTNERS * 200


def test_partners_are_limited_to_those_that_share_most() -> None:
    first = numbers(0, 100)
    many = [joined(first[: 40 + at], numbers(1000 * at, 80)) for at in range(1, 60)]
    found = candidate_pairs([joined(first, numbers(900_000, 1)), *many], 0.1)
    assert found.limited > 0
    assert max(sum(0 in pair for pair in found.pairs), 1) <= MOST_PARTNERS + 1
    assert (0, 59) in found.pairs


def test_boilerplate_makes_no_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_TEXTS", 20)
    footer = numbers(0, 9)
    texts = [joined(numbers(1000 * at, 30), footer) for at in range(1, 31)]
    found = candidate_pairs(texts, 0.1)
    assert found.pairs == []
    assert sorted(found.boilerplate.tolist()) == sorted(shingles(footer).tolist())
    assert candidate_pairs(texts[:20], 0.1).pairs


def test_a_text_in_very_many_articles_is_no_boilerplate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_TEXTS", 20)
    report = numbers(0, 90)
    copies = [joined(numbers(1000 * at, 5), report) for at in range(1, 31)]
    with_part = joined(numbers(900_000, 60), report[:20])
    found = candidate_pairs([*copies, with_part], 0.1)
    assert found.with_boilerplate == [30]
    assert found.limited == 30
    assert {(0, other) for other in range(1, 30)} <= {*found.pairs}
    assert len(found.pairs) < 100


def test_many_classes_beside_a_large_one_make_few_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    report = numbers(0, 90)
    others = [joined(report, numbers(1000 * at, 5)) for at in range(1, 301)]
    texts = [report] * 500 + others
    assert len(candidate_pairs(texts, 0.1).pairs) <= MOST_PARTNERS * len(texts)
    monkeypatch.setattr(candidates, "MOST_TEXTS", 20)
    found = candidate_pairs(texts, 0.1)
    assert len(found.pairs) < 4 * len(texts)
    assert {number for pair in found.pairs for number in pair} == {*range(len(texts))}
