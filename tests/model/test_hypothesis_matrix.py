"""The matrix of hypotheses, on an example that was worked by hand, and the flags of evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.model.anchoring.anchors import Anchor
from tui.model.annotation import Annotation, Judgement, Link, Notes, Source
from tui.model.cited_evidence import CitedEvidence
from tui.model.claims import StatementGraph
from tui.model.document import Span
from tui.model.dossier import Hypothesis
from tui.model.hypotheses import support_in_words
from tui.model.hypothesis_matrix import HypothesisMatrix
from tui.model.references import Key
from tui.model.shared_text import AlignedSpans, SharedText

SHARED = SharedText("a.txt", "b.txt", 0.94, (AlignedSpans(Span(100, 300), Span(50, 250)),))


def said(id: str, start: int, source: str = "", credibility: int = 0, *links: Link) -> Annotation:
    return Annotation(
        id, start, start + 20, "x", source=source, credibility=credibility, links=links
    )


def evidence(edited: str = "") -> CitedEvidence:
    """Seven statements: "c" repeats "b", and "e" is a copy of "d"; "b" is graded A1, "d" E5."""
    listed = (Source("good", "Good", reliability="A"), Source("bad", "Bad", reliability="E"))
    a = (
        said("a", 0),
        said("b", 30, "good", 1),
        said("c", 60, "good", 1, Link("b", "repeats")),
        said("d", 110, "bad", 5),
        said("f", 200),
    )
    b = (said("e", 60, "bad", 5), said("g", 200))
    notes = [Notes(sources=listed, annotations=each) for each in (a, b)]
    graph = StatementGraph(["a.txt", "b.txt"], notes, shared={(0, 1): SHARED})

    def anchor(key: Key) -> Anchor:
        return Anchor(0, 1, "orphaned" if edited == "lost" else "anchored", edited=key[1] == edited)

    return CitedEvidence(graph, lambda cite: graph.references.find(0, cite), anchor)


HYPOTHESES = (
    Hypothesis("h1", "It is a feint.", {"a": "++", "b": "--", "c": "-", "d": "+", "gone": "n/a"}),
    Hypothesis("h2", "It is in earnest.", {"a": "++", "b": "+", "d": "--", "b.txt#e": "--"}),
    Hypothesis("h3", "Nobody knows.", {"a": "++", "b": "0", "b.txt#d": "-", "gone": "odd"}),
)


def test_the_example_worked_by_hand() -> None:
    matrix = HypothesisMatrix.of(HYPOTHESES, evidence())
    assert [row.cites[0] for row in matrix.rows] == [
        "a",
        "b",
        "c",
        "d",
        "gone",
        "b.txt#e",
        "b.txt#d",
    ]
    # h1: "--" of A1 (2 x 1.4), and the repeat "-" counts with it. h2: "--" of E5 (2 x 0.6), and its
    # copy counts with it. h3: "-" for something that is not there (1 x 1).
    assert matrix.inconsistencies == (2.8, 1.2, 1.0)
    assert matrix.ranking == (2, 1, 0)
    # "a" fits all. "b" has from 1 to -2, times 1.4; "d" has from 1 to -2, times 0.6.
    assert [row.diagnosticity for row in matrix.rows] == [0, 4.2, 0, 1.8, 0, 0, 0]


def test_rows_and_columns_are_ordered() -> None:
    matrix = HypothesisMatrix.of(HYPOTHESES, evidence())
    ordered = matrix.by_diagnosticity()
    assert [row.cites[0] for row in ordered.rows][:3] == ["b", "d", "a"]
    ordered = ordered.by_inconsistency()
    assert [one.id for one in ordered.hypotheses] == ["h3", "h2", "h1"]
    assert ordered.rows[0].ratings == ("0", "+", "--")
    assert ordered.inconsistencies == (1.0, 1.2, 2.8)


def test_without_a_row_its_repeat_still_counts() -> None:
    matrix = HypothesisMatrix.of(HYPOTHESES, evidence())
    _, b, c, d, *_ = matrix.rows
    assert matrix.is_repeated(b)
    assert matrix.is_repeated(d)
    assert not matrix.is_repeated(matrix.rows[0])
    assert matrix.without(b).inconsistencies == (1.4, 1.2, 1.0)
    assert matrix.without(c).inconsistencies == matrix.inconsistencies


def test_names_of_one_statement_are_one_row() -> None:
    both = (Hypothesis("h1", evidence={"a": "-"}), Hypothesis("h2", evidence={"./a.txt#a": "+"}))
    (row,) = HypothesisMatrix.of(both, evidence()).rows
    assert (row.cites, row.ratings) == (("a", "./a.txt#a"), ("-", "+"))


def test_evidence_without_ratings_is_a_row_too() -> None:
    matrix = HypothesisMatrix.of(HYPOTHESES[:1], evidence(), ["f", "a"])
    assert [row.cites[0] for row in matrix.rows] == ["a", "b", "c", "d", "gone", "f"]
    assert matrix.rows[-1].ratings == ("",)
    assert HypothesisMatrix.of((), evidence()).inconsistencies == ()


@pytest.mark.parametrize(
    ("cites", "edited", "expected"),
    [
        ((), "", ("uncited",)),
        (("  ",), "", ("uncited",)),
        (("a", "nothing"), "", ("missing",)),
        (("a",), "a", ("edited",)),
        (("a",), "lost", ("uncertain",)),
        (("d",), "", ("downgraded",)),
        (("a", "f"), "", ()),
    ],
)
def test_flags_say_what_is_wrong(
    cites: tuple[str, ...], edited: str, expected: tuple[str, ...]
) -> None:
    found = evidence(edited)
    judgement = Judgement("j", "It is so.", cites=cites, grounds={"d": "B2"})
    assert found.flags(judgement) == expected
    confirmed = found.with_grounds(judgement)
    assert "downgraded" not in found.flags(confirmed)


def test_two_sources_that_are_one_copied_text_are_flagged() -> None:
    known = evidence()
    notes = list(known.graph.notes)
    ledger = replace(notes[1].annotations[0], source="ledger")
    notes[1] = replace(notes[1], annotations=(ledger,), sources=(Source("ledger", "The Ledger"),))
    graph = StatementGraph(["a.txt", "b.txt"], notes, shared={(0, 1): SHARED})
    found = replace(known, graph=graph)
    assert found.flags(Judgement("j", "So.", cites=("d", "b.txt#e"))) == ("copy",)


def test_citations_are_added_with_their_grades_and_removed_together() -> None:
    found = evidence()
    claim = {(0, "b"): "b", (0, "d"): "d", (0, "a"): "a"}
    some = found.toggled(Judgement("j", cites=("b", "f"), grounds={"b": "B1"}), claim)
    assert some.cites == ("b", "f", "d", "a")
    assert some.grounds == {"b": "B1", "d": "E5"}
    none = found.toggled(some, claim)
    assert (none.cites, none.grounds) == (("f",), {})


def test_what_opposes_a_claim_is_cited_against_the_judgement() -> None:
    found, keys = evidence(), {(0, "b"): "b", (0, "d"): "d"}
    some = found.toggled(Judgement("j"), keys, opposing=[(0, "d")])
    assert (some.cites, some.against) == (("b", "d"), ("d",))
    assert found.sides(some) == {(0, "b"): "for", (0, "d"): "against"}
    fewer = found.toggled(some, {(0, "d"): "d"})
    assert (fewer.cites, fewer.against) == (("b",), ())
    assert found.toggled(fewer, {(0, "b"): "b"}).against is None


def test_the_side_of_a_citation_is_changed_and_those_of_the_others_stay() -> None:
    found, judgement = evidence(), Judgement("j", cites=("b", "d"))
    assert found.sides(judgement) == {(0, "b"): "", (0, "d"): ""}
    once = found.with_side(judgement, [(0, "b")], "against")
    assert found.sides(once) == {(0, "b"): "against", (0, "d"): "for"}
    twice = found.with_side(once, [(0, "d")], "against")
    assert twice.against == ("b", "d")
    assert found.with_side(twice, [(0, "b"), (0, "d")], "for").against == ()


def test_evidence_for_a_hypothesis_is_counted_and_a_repeat_counts_once() -> None:
    ratings = {"b": "+", "c": "++", "d": "0", "f": "-"}
    hypotheses = (Hypothesis("h1", "It is.", ratings), Hypothesis("h2", "It is not.", {"f": "0"}))
    assert HypothesisMatrix.of(hypotheses, evidence()).supporting == (1, 0)
    assert [support_in_words(number) for number in (0, 1, 2)] == [
        "nothing speaks for it",
        "one piece of evidence speaks for it",
        "2 pieces of evidence speak for it",
    ]
