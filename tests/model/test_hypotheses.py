"""The weight of evidence against hypotheses, and sources that are graded differently."""

from __future__ import annotations

import pytest

from tui.model.annotation import Grading, Notes, Source
from tui.model.cited_evidence import is_worse
from tui.model.dossier import Dossier
from tui.model.grade_conflicts import GradedNotes, grade_conflicts
from tui.model.hypotheses import RatedEvidence, inconsistency, weight


@pytest.mark.parametrize(
    ("grade", "expected"),
    [("", 1.0), ("A1", 1.4), ("E5", 0.6), ("C3", 1.0), ("A", 1.2), ("5", 0.8), ("F6", 1.0)],
)
def test_grades_have_weights(grade: str, expected: float) -> None:
    assert weight(grade) == pytest.approx(expected)


def test_copies_count_once_and_only_contradiction_counts() -> None:
    evidence = [
        RatedEvidence("--", "A1", 1),
        RatedEvidence("-", "", 2),
        RatedEvidence("--", "", 2),
        RatedEvidence("++", "A1", 3),
        RatedEvidence("n/a", "", 4),
        RatedEvidence("odd", "", 5),
    ]
    assert inconsistency(evidence) == 4.8
    assert inconsistency([]) == 0


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ("C2", "B2", True), ("B3", "B2", True), ("A1", "B2", False), ("B2", "B2", False),
        ("", "B2", False), ("C", "B2", True), ("3", "B2", True), ("B2", "", False),
    ],
)  # fmt: skip
def test_a_grade_is_worse_by_its_letter_or_digit(now: str, then: str, expected: bool) -> None:
    assert is_worse(now, then) is expected


def noted(name: str, *sources: Source) -> GradedNotes:
    return GradedNotes(name, Notes(sources=sources))


def test_grades_that_differ_are_found_by_id_name_and_alias() -> None:
    every = [
        noted("a.txt", Source("ada", "Ada Berg", reliability="B")),
        noted("b.txt", Source("x", "ada  berg", reliability="E", reason="lied")),
        noted("c.txt", Source("ada", "A. Berg", reliability="B"), Source("o", "Omar")),
        noted("d.txt", Source("y", "The Port", reliability="D"), Source("o", "Omar")),
    ]
    (found,) = grade_conflicts(every, Dossier())
    assert found.line == "Ada Berg is graded B in a.txt, c.txt, E in b.txt"
    dossier = Dossier((Source("ada", "Ada Berg", aliases=("the port",)),))
    (found,) = grade_conflicts(every, dossier)
    assert {grade.reliability for grade in found.grades} == {"B", "E", "D"}


def test_former_grades_are_no_conflict() -> None:
    every = [noted("a.txt", Source("ada", "Ada Berg", reliability="B"))]
    graded = Source("ada", "Ada Berg", reliability="E", history=(Grading("E"),))
    (found,) = grade_conflicts(every, Dossier((graded,)))
    assert found.line == "Ada Berg is graded E in dossier.toml, B in a.txt"
    known = Source("ada", "Ada Berg", reliability="E", history=(Grading("B"), Grading("E")))
    assert grade_conflicts(every, Dossier((known,))) == []
    assert grade_conflicts(every, Dossier()) == []


def test_many_places_are_not_all_named() -> None:
    every = [noted(f"{n}.txt", Source("a", "A", reliability="B")) for n in range(5)]
    every.append(noted("x.txt", Source("a", "A", reliability="C")))
    (found,) = grade_conflicts(every, Dossier())
    assert found.line == "A is graded B in 0.txt, 1.txt, 2.txt and 2 more, C in x.txt"
