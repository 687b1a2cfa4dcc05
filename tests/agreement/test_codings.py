"""Which tags a passage or character has, and the rows of the agreement of coders."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.agreement import Agreement, Division, agreements, coded_runs, merged
from tui.agreement.codings import CodedRun, Codings, Tags, Unit
from tui.model.annotation import Annotation
from tui.model.document import Span
from tui.model.spans import SpanIndex

PASSAGES = (Span(0, 10), Span(11, 20), Span(22, 30))


def coder(*spans: tuple[int, int, str]) -> SpanIndex:
    return SpanIndex(
        Annotation(str(number), start, end, "", tags=tuple(tags.split()))
        for number, (start, end, tags) in enumerate(spans)
    )


def runs(*coders: SpanIndex | None, unit: Unit = "passage") -> list[CodedRun]:
    return list(coded_runs(PASSAGES, coders, unit))


def test_a_passage_has_the_tags_of_every_annotation_that_overlaps_it() -> None:
    anna = coder((0, 10, "a"), (5, 12, "b"), (20, 22, "between"))
    bob = coder((8, 9, ""))
    assert runs(anna, bob, None) == [
        CodedRun((frozenset("ab"), frozenset(), None), 1),
        CodedRun((frozenset("b"), frozenset(), None), 1),
        CodedRun((frozenset(), frozenset(), None), 1),
    ]


def test_characters_are_counted_in_runs_between_the_ends_of_annotations() -> None:
    found = runs(coder((0, 4, "a")), coder((2, 12, "a b")), unit="character")
    a, ab, none = frozenset("a"), frozenset("ab"), frozenset[str]()
    assert found == [
        CodedRun((a, none), 2),
        CodedRun((a, ab), 2),
        CodedRun((none, ab), 6),
        CodedRun((none, ab), 1),
        CodedRun((none, none), 8),
        CodedRun((none, none), 8),
    ]
    assert sum(run.length for run in found) == sum(end - start for start, end in PASSAGES)


def rows(
    by: Division, *documents: tuple[SpanIndex | None, ...]
) -> dict[tuple[str, str], Agreement]:
    names = ("anna", "bob")
    apart = {f"{number}.txt": merged(names, [runs(*one)]) for number, one in enumerate(documents)}
    together = merged(names, [runs(*one) for one in documents])
    found = agreements(apart, together, by, "passage", "masi")
    return {(row.tag, row.document): row for row in found}


ANNA, BOB = (
    coder((0, 10, "claim/event"), (11, 20, "claim/figure"), (22, 30, "odd")),
    coder((0, 10, "claim/event"), (11, 20, "claim/event"), (22, 30, "odd")),
)


def test_each_tag_is_compared_as_present_or_absent() -> None:
    found = rows("tag", (ANNA, BOB))
    assert [tag for tag, _ in found] == ["", "claim/event", "claim/figure", "odd"]
    assert [row.distance for row in found.values()] == ["masi", "nominal", "nominal", "nominal"]
    assert [row.percent for row in found.values()] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1])
    assert found["odd", ""].alpha == 1
    assert {row.coders for row in found.values()} == {("anna", "bob")}


def test_a_group_is_present_where_one_of_its_tags_is() -> None:
    found = rows("group", (ANNA, BOB))
    assert [tag for tag, _ in found] == ["", "claim", "odd"]
    assert found["claim", ""].percent == 1


def test_each_document_has_a_row_and_what_one_coder_left_out_counts_nowhere() -> None:
    found = rows("document", (ANNA, BOB), (ANNA, None))
    assert [name for _, name in found] == ["", "0.txt", "1.txt"]
    assert [row.units for row in found.values()] == [3, 3, 0]
    assert found["", "1.txt"].percent is None


def test_other_tags_leave_missing_units_missing() -> None:
    both = Codings(("x", "y"), Counter({CodedRun((frozenset("ab"), None), 1): 2}))
    only_a: Tags = frozenset("a")
    assert both.mapped(only_a.intersection).runs == {CodedRun((only_a, None), 1): 2}
    assert both.tags() == ["a", "b"]
