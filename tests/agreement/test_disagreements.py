"""The disagreements of two coders in one article."""

from __future__ import annotations

from itertools import count

import pytest

from tui.agreement import disagreements
from tui.model.annotation import Annotation
from tui.model.spans import SpanIndex

Coded = tuple[int, int, str]
"""Start, end and the tags, separated by spaces."""

_numbers = count(1)


def index(*coded: Coded) -> SpanIndex:
    return SpanIndex(
        Annotation(str(next(_numbers)), start, end, "", tags=tuple(tags.split()))
        for start, end, tags in coded
    )


def found(left: list[Coded], right: list[Coded]) -> list[tuple[str, tuple[int, int], str]]:
    """Kind, span and disputed tags of each disagreement."""
    return [
        (one.kind, (one.span.start, one.span.end), " ".join(sorted(one.tags)))
        for one in disagreements(index(*left), index(*right))
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([], []),
        ([(0, 5, "a")], [(0, 5, "a")]),
        ([(0, 5, "a b")], [(0, 5, "b a")]),
        ([(0, 5, "a b")], [(0, 5, "a"), (0, 5, "b")]),
        ([(0, 5, "")], []),
    ],
)
def test_equal_codings_have_no_disagreement(left: list[Coded], right: list[Coded]) -> None:
    assert found(left, right) == found(right, left) == []


def test_different_tags_on_the_same_span() -> None:
    assert found([(0, 5, "a b")], [(0, 5, "b c")]) == [("tags", (0, 5), "a c")]


def test_a_span_that_one_side_tagged() -> None:
    assert found([(0, 5, "a")], []) == [("one side", (0, 5), "a")]
    assert found([], [(0, 5, "a")]) == [("one side", (0, 5), "a")]


def test_the_same_tag_with_other_ends() -> None:
    assert found([(0, 5, "a")], [(2, 9, "a")]) == [("boundaries", (0, 9), "a")]


def test_overlapping_spans_without_a_common_tag_are_two_disagreements() -> None:
    assert found([(0, 5, "a")], [(2, 9, "b")]) == [
        ("one side", (0, 5), "a"),
        ("one side", (2, 9), "b"),
    ]


def test_spans_that_only_touch_are_two_disagreements() -> None:
    assert [kind for kind, _, _ in found([(0, 5, "a")], [(5, 9, "a")])] == ["one side"] * 2


def test_a_span_is_paired_once_with_the_one_that_overlaps_most() -> None:
    assert found([(0, 9, "a")], [(0, 3, "a"), (2, 10, "a")]) == [
        ("one side", (0, 3), "a"),
        ("boundaries", (0, 10), "a"),
    ]


def test_a_span_on_which_both_agree_is_no_partner() -> None:
    both = (0, 5, "a")
    assert found([both, (2, 9, "a")], [both]) == [("one side", (2, 9), "a")]


def test_disagreements_are_in_the_order_of_the_text() -> None:
    left: list[Coded] = [(20, 25, "a"), (0, 5, "a")]
    right: list[Coded] = [(10, 15, "a"), (0, 5, "b")]
    assert [span for _, span, _ in found(left, right)] == [(0, 5), (10, 15), (20, 25)]
