"""What two texts have in common: runs of words, joined over small edits, without quotations."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tui.copies.alignment import MOST_EDITED, align
from tui.copies.candidates import Words, shingles
from tui.copies.common_words import LEAST_WORDS, ComparableText, common_words


def numbers(first: int, count: int) -> Words:
    """Words that are all different."""
    return np.arange(first, first + count, dtype=np.uint32)


def joined(*parts: Words) -> Words:
    return np.concatenate(parts)


def text(words: Words, *left_out: int) -> ComparableText:
    return ComparableText(words, left_out)


def test_equal_texts_are_one_stretch() -> None:
    words = numbers(0, 30)
    found = common_words(text(words), text(words))
    assert found.share == 1
    assert found.ranges == (((0, 30), (0, 30)),)


def test_a_small_edit_does_not_divide_a_stretch() -> None:
    a = joined(numbers(0, 20), numbers(100, 2), numbers(22, 20))
    b = numbers(0, 42)
    found = common_words(text(a), text(b))
    assert found.ranges == (((0, 42), (0, 42)),)
    assert found.share == 40 / 42


def test_a_long_insertion_divides_a_stretch() -> None:
    inserted = numbers(500, MOST_EDITED + 1)
    a = joined(numbers(0, 20), inserted, numbers(20, 20))
    found = common_words(text(a), text(numbers(0, 40)))
    assert found.ranges == (((0, 20), (0, 20)), ((29, 49), (20, 40)))
    assert found.share == 1


def test_paragraphs_in_another_order_are_common() -> None:
    first, second = numbers(0, 30), numbers(100, 30)
    found = common_words(text(joined(first, second)), text(joined(second, first)))
    assert found.share == 1
    assert found.ranges == (((0, 30), (30, 60)), ((30, 60), (0, 30)))


def test_a_word_is_common_once_though_the_other_text_repeats_it() -> None:
    passage = numbers(0, 20)
    found = common_words(
        text(joined(passage, numbers(100, 20))), text(joined(passage, numbers(200, 9), passage))
    )
    assert found.ranges == (((0, 20), (0, 20)),)
    assert found.share == 20 / 40


def test_a_set_phrase_is_not_common_text() -> None:
    phrase = numbers(0, LEAST_WORDS - 1)
    a, b = joined(numbers(100, 9), phrase), joined(phrase, numbers(200, 9))
    assert common_words(text(a), text(b)).share == 0


def test_what_is_left_out_does_not_count() -> None:
    own, speech = numbers(0, 20), numbers(100, 50)
    a = text(joined(own, speech), 20, 70)
    b = text(joined(numbers(200, 20), speech), 20, 70)
    assert common_words(a, b).share == 0
    assert common_words(a, text(own)).share == 1


def test_a_stretch_contains_what_both_texts_quote_alike() -> None:
    own, speech = numbers(0, 20), numbers(100, 5)
    words = joined(own[:10], speech, own[10:])
    same = common_words(text(words, 10, 15), text(words, 10, 15))
    assert same.ranges == (((0, 25), (0, 25)),)
    other = joined(own[:10], numbers(200, 4), own[10:])
    different = common_words(text(words, 10, 15), text(other, 10, 14))
    assert different.ranges == (((0, 10), (0, 10)), ((15, 25), (14, 24)))
    assert different.share == 1


def test_a_text_without_some_shingles() -> None:
    words = text(numbers(0, 30), 0, 2)
    footer = shingles(numbers(20, 10))
    assert list(words.without(footer).left_out) == [0, 2, 20, 30]
    assert words.without(shingles(numbers(100, 9))) is words


def test_texts_that_repeat_one_word_are_compared_fast() -> None:
    words = np.zeros(300_000, np.uint32)
    assert len(align(words, words)) == 1
    assert common_words(text(words), text(words[1:])).share == 1
    mixed = np.array([0] * 9 + [1], np.uint32).repeat(30_000)
    assert sum(run.size for stretch in align(words, mixed) for run in stretch) <= len(words)


@given(st.lists(st.integers(0, 3), max_size=60), st.lists(st.integers(0, 3), max_size=60))
def test_common_runs_are_equal_and_disjoint(first: list[int], second: list[int]) -> None:
    a, b = np.array(first, np.uint32), np.array(second, np.uint32)
    used_a: set[int] = set()
    used_b: set[int] = set()
    for stretch in align(a, b):
        for run in stretch:
            at_a, at_b = range(run.a, run.a + run.size), range(run.b, run.b + run.size)
            assert a[at_a].tolist() == b[at_b].tolist()
            assert not used_a & {*at_a}
            assert not used_b & {*at_b}
            used_a |= {*at_a}
            used_b |= {*at_b}
    assert common_words(text(a), text(b)).share <= 1


def test_the_order_of_two_texts_makes_no_difference_to_the_share() -> None:
    chance = random.Random(7)
    source = [chance.randrange(50) for _ in range(400)]
    for _ in range(20):
        first, second = chance.randrange(200), chance.randrange(200)
        a = np.array(source[first : first + 200], np.uint32)
        b = np.array(source[second : second + 150], np.uint32)
        shares = common_words(text(a), text(b)).share, common_words(text(b), text(a)).share
        assert abs(shares[0] - shares[1]) < 0.05
