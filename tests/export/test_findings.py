"""Citations and findings: numbers, order, grades and the count of statements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export import select
from tui.export.assessment import Assessment
from tui.export.citations import cite, passages
from tui.export.findings import CREDIBILITY, RELIABILITY, findings_by_tag, in_order
from tui.model.anchoring.anchors import Anchor
from tui.model.annotation import CREDIBILITY as DIGITS
from tui.model.annotation import RELIABILITY as LETTERS
from tui.model.annotation import Source
from tui.model.codebook import Codebook, Tag

from .samples import HARBOUR, exported, harbour, ledger, mark


def test_numbers_follow_the_text_and_run_on_across_documents() -> None:
    cited = cite([harbour(), ledger()])
    numbers = {id: citation.number for (_, id), citation in cited.items()}
    expected = {"A8": 1, "A5": 2, "A1": 3, "A3": 4, "A2": 5, "A6": 5, "A4": 6, "A7": 7, "B1": 8}
    assert numbers == expected


def test_the_same_id_in_two_documents_is_two_citations() -> None:
    cited = cite([harbour(), harbour()])
    assert cited[0, "A1"].number != cited[1, "A1"].number


def test_an_annotation_has_one_number_under_all_its_tags() -> None:
    sections = {
        section.tag.name: section
        for group in findings_by_tag([harbour()]).groups
        for section in group.tags
    }
    under = {
        name: [f.citation.number for f in section.findings] for name, section in sections.items()
    }
    assert under == {
        "claim": [7],
        "claim/event": [1, 3],
        "claim/figure": [5],
        "claim/denial": [4],
        "use/key": [3, 5],
        "odd/#1": [6],
    }
    assert list(under) == [
        "claim",
        "claim/event",
        "claim/figure",
        "claim/denial",
        "use/key",
        "odd/#1",
    ]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=12))
def test_passages_are_numbered_from_one_in_order_each_once(spans: list[tuple[int, int]]) -> None:
    text = HARBOUR
    marks = [
        replace(mark(f"A{n}", text, "Monday", "x"), start=a, end=a + b, quote=text[a : a + b])
        for n, (a, b) in enumerate(spans)
    ]
    found = passages(cite([exported(text, marks)]).values())
    assert [passage.number for passage in found] == list(range(1, len(set(spans)) + 1))
    places = [(passage.selector.start, passage.selector.end) for passage in found]
    assert places == sorted({(a, a + b) for a, b in spans})
    for passage in found:
        assert passage.selector.quote == text[passage.selector.start : passage.selector.end]


def test_a_moved_anchor_gives_the_quote_and_context_of_its_new_place() -> None:
    annotation = mark("A", HARBOUR, "Harbour", "x")
    at = HARBOUR.index("Veld")
    made = exported(HARBOUR, [annotation], anchors={"A": Anchor(at, at + 4, "anchored", True)})
    citation = cite([made])[0, "A"]
    assert citation.selector.quote == "Veld"
    assert citation.selector.prefix.endswith("The port of ")
    assert (citation.where, citation.offsets) == ("¶2", f"[{at}, {at + 4})")


@pytest.mark.parametrize("state", ["uncertain", "orphaned"])
def test_an_unsure_anchor_keeps_the_quote_that_was_noted(state: str) -> None:
    annotation = mark("A", HARBOUR, "Monday", "x")
    made = exported(HARBOUR, [annotation], anchors={"A": Anchor(3, 9, state)})  # type: ignore[arg-type]
    citation = cite([made])[0, "A"]
    assert citation.selector.quote == "Monday"
    places = {"uncertain": ("¶1", "[3, 9)"), "orphaned": ("", "was [3, 9)")}
    assert (citation.where, citation.offsets) == places[state]


def test_a_passage_over_several_blocks_names_the_first_and_the_last() -> None:
    start, end = HARBOUR.index("dockers."), HARBOUR.index("*three")
    annotation = mark("A", HARBOUR, HARBOUR[start:end])
    citation = cite([exported(HARBOUR, [annotation])])[0, "A"]
    assert (citation.where, citation.offsets) == ("¶2–4", f"[{start}, {end})")


def test_a_passage_that_ends_where_the_next_block_begins_is_not_in_it() -> None:
    start, end = HARBOUR.index("Harbour"), HARBOUR.index("The port")
    annotation = mark("A", HARBOUR, HARBOUR[start:end])
    assert cite([exported(HARBOUR, [annotation])])[0, "A"].where == "¶1"


def test_a_text_without_blocks_has_offsets_only() -> None:
    blank = exported("   ", [replace(mark("A", "   ", " "), start=1, end=2)])
    citation = cite([blank])[0, "A"]
    assert (citation.where, citation.offsets) == ("", "[1, 2)")


@pytest.mark.parametrize(
    ("letter", "digit", "grade", "words"),
    [
        ("C", 3, "C3", "C3"),
        ("C", 0, "C–", "C, statement not graded"),
        ("", 3, "–3", "statement graded 3"),
        ("", 0, "", ""),
    ],
)
def test_grade(letter: str, digit: int, grade: str, words: str) -> None:
    annotation = mark("A", HARBOUR, "Monday", source="s", credibility=digit)
    made = exported(HARBOUR, [annotation], sources=[Source("s", "S", reliability=letter)])
    findings = findings_by_tag([made])
    assert (findings.untagged[0].grade, findings.untagged[0].grade_in_words) == (grade, words)
    assert findings.graded == bool(grade)


def test_every_grade_has_its_wording() -> None:
    assert "".join(RELIABILITY) == LETTERS
    assert list(CREDIBILITY) == list(DIGITS)


def test_a_grade_without_a_source_is_that_of_the_statement() -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", credibility=3)])
    (finding,) = findings_by_tag([made]).untagged
    assert finding.speaker == "no speaker recorded"
    assert finding.grade_in_words == "statement graded 3"


def test_statements_are_counted_by_annotation_and_across_documents() -> None:
    found = Assessment([harbour(), ledger()]).sources.sources
    assert [(source.name, source.statements, source.passages) for source in found] == [
        ("Ana Brandt", 2, (3, 8)),
        ("Veld Port | Holding", 1, (4,)),
        ("clerk", 1, (5,)),
    ]


def test_a_source_that_is_graded_differently_elsewhere_has_both_grades() -> None:
    one, two = (
        exported(
            HARBOUR,
            [mark("A", HARBOUR, "Monday", source="s")],
            sources=[Source("s", "S", reliability=letter)],
        )
        for letter in "BD"
    )
    (source,) = Assessment([one, two]).sources.sources
    assert (source.grade, source.statements) == ("B/D", 2)


def test_findings_narrowed_to_a_tag_stand_under_that_tag_only() -> None:
    groups = findings_by_tag(select([harbour()], ["use"])).groups
    assert [group.tag.name for group in groups] == ["use"]


def test_order_of_tags() -> None:
    codebook = Codebook((Tag("b/z"), Tag("a"), Tag("b/c"), Tag("a/k/deep"), Tag("a/b")))
    names = ["zz", "a/b", "b", "a/k/deep", "b/c", "a", "a/new", "b/z", "aa/x"]
    expected = ["b", "b/z", "b/c", "a", "a/k/deep", "a/b", "a/new", "aa/x", "zz"]
    assert in_order(names, codebook) == expected
