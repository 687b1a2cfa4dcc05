"""What the benchmark of PDFs counts as a running head that is left in the text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.pdf import Read, heads
from tests.benchmarks.pdf_references import Reference

TEXT = [f"It rained on the {word}" for word in ("pier", "quay", "dock", "ferry", "port", "lock")]
HEAD = "Notes of the Society"


def read(pages: list[list[str]]) -> Read:
    blocks = [("paragraph", text, page) for page, texts in enumerate(pages, 1) for text in texts]
    return Read(tuple(blocks))


def reference(edges: list[set[str]]) -> Reference:
    return Reference(Counter(), Counter(), "", tuple(edges))


@pytest.mark.parametrize("line", ["notes of the society", "notes of the society volume #"])
def test_a_head_that_other_programs_have_at_the_edge_counts(line: str) -> None:
    found = read([[HEAD, *TEXT[:2]], [HEAD, *TEXT[2:4]], [HEAD, *TEXT[4:]]])
    assert heads(found, reference([{line}] * 3)) == 2


def test_a_label_amid_a_page_of_few_blocks_does_not_count() -> None:
    found = read([[TEXT[0], "Results", TEXT[1]], [TEXT[2], "Results"], [TEXT[3], "Results"]])
    assert heads(found, reference([{"it rained on the pier", "it rained"}] * 3)) == 0


def test_without_other_programs_each_block_at_the_edge_of_a_page_counts() -> None:
    found = read([[HEAD, TEXT[0]], [HEAD, TEXT[1]], [HEAD, TEXT[2]]])
    assert heads(found, reference([])) == 2


def test_what_stands_amid_pages_as_often_as_at_their_edges_does_not_count() -> None:
    name = "Ana Ruiz 05:12"
    page = [*TEXT[:2], name, *TEXT[2:4]]
    found = read([[name, *page], page, [name, *page], [*page, name]])
    assert heads(found, reference([{"ana ruiz #:#"}] * 4)) == 0


def test_the_edges_of_pages_are_those_of_both_programs(tmp_path: Path) -> None:
    said = " ".join(TEXT * 3)
    for suffix, first in ((".pdftotext", "One head"), (".pdfminer", "Other head")):
        pages = [f"{first}\n{said}\nfoot {number}\n" for number in (1, 2)]
        (tmp_path / f"quay{suffix}").write_text("\f".join(pages))
    made = Reference.of(tmp_path / "quay.pdf")
    assert made is not None
    assert [made.is_at_edge(key, 2) for key in ("one head", "other head", "foot #", "dock")] == [
        True,
        True,
        True,
        False,
    ]
