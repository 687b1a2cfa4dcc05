"""Crosstabs of tags by attributes of the article and the source."""

from __future__ import annotations

import numpy as np
import pytest

from tui.model.errors import ReaderError
from tui.statistics.coding_table import CodedSource, CodingTable
from tui.statistics.crosstabs import crosstabs
from tui.statistics.text_units import TextUnits

from .made_codings import annotation, article, codings


@pytest.fixture
def table() -> CodingTable:
    able = CodedSource("able", "Anna Able", "named", "B")
    return codings(
        article(
            "a.txt",
            annotation(0, 0, 5, "claim/event claim/figure", "anna", able),
            annotation(1, 95, 99, "claim/event", "bob"),
            attributes={"publisher": "Ledger", "date": "9 July 2015", "coder": "odd"},
        ),
        article("b.txt", annotation(0, 0, 5, "claim/event", "anna"), attributes={"date": "2015"}),
    )


def rows(
    table: CodingTable, attribute: str, units: TextUnits | None = None
) -> list[tuple[str, ...]]:
    return [
        (row.tag + "/" * row.group, row.value, str(row.count))
        for row in crosstabs(table, attribute, units)
    ]


def test_annotations_are_counted_by_a_key_of_the_notes(table: CodingTable) -> None:
    assert rows(table, "publisher") == [
        ("claim/", "", "1"),
        ("claim/", "Ledger", "2"),
        ("claim/event", "", "1"),
        ("claim/event", "Ledger", "2"),
        ("claim/figure", "Ledger", "1"),
    ]


@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        ("month", {"2015-07": "2", "": "1"}),
        ("coder", {"anna": "2", "bob": "1"}),
        ("document.coder", {"odd": "2", "": "1"}),
        ("article", {"a.txt": "2", "b.txt": "1"}),
        ("source", {"Anna Able": "1", "": "2"}),
        ("source.kind", {"named": "1", "": "2"}),
        ("source.reliability", {"B": "1", "": "2"}),
    ],
)
def test_an_attribute_has_these_values(
    table: CodingTable, attribute: str, values: dict[str, str]
) -> None:
    found = {value: n for tag, value, n in rows(table, attribute) if tag == "claim/event"}
    assert found == values


def test_tenths_are_those_of_the_length_of_the_article(table: CodingTable) -> None:
    none = np.zeros(0, dtype=np.int64)
    units = TextUnits([0, 0], [0, 0], none, none, none, np.array([100, 10]))
    found = [row[1:] for row in rows(table, "tenth", units) if row[0] == "claim/event"]
    assert found == [("1", "2"), ("10", "1")]


def test_an_unknown_attribute_is_an_error_that_names_those_there_are(table: CodingTable) -> None:
    with pytest.raises(ReaderError, match=r"--by desk: no article has it; one of: article, coder"):
        list(crosstabs(table, "desk"))


def test_without_codings_no_attribute_is_unknown() -> None:
    assert rows(codings(), "desk") == []
