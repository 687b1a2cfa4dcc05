"""Frequencies of tags and groups."""

from __future__ import annotations

import numpy as np

from tui.statistics.coding_table import columns_of, joined
from tui.statistics.frequencies import Frequency, frequencies

from .made_codings import annotation, article, codings


def figures(row: Frequency) -> tuple[str, bool, int, int, int]:
    return row.tag, row.group, row.annotations, row.articles, row.words


def test_an_annotation_counts_once_for_a_group_however_many_of_its_tags_it_has() -> None:
    table = codings(
        article("a", annotation(0, 0, 5, "claim/event claim/figure"), annotation(1, 6, 9, "claim")),
        article("b", annotation(0, 0, 7, "claim/event")),
    )
    assert list(map(figures, frequencies(table))) == [
        ("claim", True, 2, 2, 12),
        ("claim", False, 1, 1, 3),
        ("claim/event", False, 2, 2, 12),
        ("claim/figure", False, 1, 1, 5),
    ]


def test_each_analyst_has_a_count() -> None:
    table = codings(
        article(
            "a",
            annotation(0, 0, 5, "x", "bob"),
            annotation(1, 0, 5, "x", "anna"),
            annotation(2, 6, 9, "x", "bob"),
            annotation(3, 6, 9, "x"),
        )
    )
    (row,) = frequencies(table)
    assert dict(row.coders) == {"": 1, "anna": 1, "bob": 2}


def test_nested_groups_are_rolled_up_at_each_depth() -> None:
    table = codings(article("a", annotation(0, 0, 1, "x/y/z"), annotation(1, 2, 3, "x/w")))
    rows = {(row.tag, row.group): row.annotations for row in frequencies(table)}
    assert rows == {("x", True): 2, ("x/w", False): 1, ("x/y", True): 1, ("x/y/z", False): 1}


def test_two_tags_that_became_one_count_once() -> None:
    table = codings(article("a", annotation(0, 0, 5, "old new")))
    renamed = table.with_labels(table.tag.mapped(lambda tag: "new"), table.source)
    assert [figures(row) for row in frequencies(renamed)] == [("new", False, 1, 1, 5)]


def test_nothing_has_no_rows() -> None:
    assert list(frequencies(columns_of(()))) == []
    assert list(frequencies(codings(article("a")))) == []


def test_parts_are_joined_as_if_they_were_counted_together() -> None:
    first = article("a", annotation(0, 0, 5, "x", "anna"), attributes={"desk": "north"})
    second = article("b", annotation(0, 0, 5, "y x", "bob"), attributes={"date": "2015"})
    whole = codings(first, second)
    parts = joined([codings(first), columns_of(()), codings(second)])
    assert list(frequencies(parts)) == list(frequencies(whole))
    assert {k: [v.values[n] for n in v.numbers] for k, v in parts.attributes.items()} == {
        "desk": ["north", ""],
        "date": ["", "2015"],
    }


def test_the_codings_of_some_articles_have_only_these() -> None:
    table = codings(article("a", annotation(0, 0, 5, "x")), article("b", annotation(0, 0, 5, "y")))
    part = table.of_articles(np.array([False, True]))
    assert part.names == ("b",)
    assert [figures(row) for row in frequencies(part)] == [("y", False, 1, 1, 5)]
