"""Sections of the report on the analyst's judgements: builders from an Assessment to nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.annotation import Judgement
from ..model.judgement_flags import RANGES, conclusion_and_reasons, remarks
from ..model.references import Key
from .arrangement import capitalized
from .assessment import Assessment, Problem
from .assessment_sections import named
from .judgement_evidence import AGAINST, BESIDE, QUALIFYING, SAME, sides
from .report_nodes import Heading, List, Node, Paragraph, Piece, Reference, Strong, Text
from .text_values import single_line

_SIDES = {
    SAME: "Supported by",
    AGAINST: "Against:",
    QUALIFYING: "Qualified by",
    BESIDE: "Also cited:",
}
"""What the citations of a judgement are to the first of them."""


def key_judgements(assessment: Assessment) -> Iterator[Node]:
    """The judgements with their reasons and evidence.

    What follows an empty line in a judgement are its reasons. Likelihood and confidence are in
    separate sentences.
    """
    if assessment.judgements:
        yield Heading(2, "Key judgements")
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        likelihood, confidence = _stated(judgement)
        words, reasons = conclusion_and_reasons(judgement.text)
        yield Paragraph((Strong(f"J{number}. {likelihood}".strip()), f" {words}{confidence}"))
        yield from (Paragraph((reason,)) for reason in reasons)
        evidence = tuple(_evidence(assessment, assessment.cited_statements(document, judgement)))
        if evidence:
            yield Paragraph(evidence, quiet=True)
        flagged = [_problem(each) for each in assessment.problems(document, judgement)]
        flagged += [(single_line(each),) for each in remarks(judgement)]
        if flagged:
            yield List(tuple((Strong("Flagged:"), " ", *each) for each in flagged))


def _stated(judgement: Judgement) -> tuple[str, str]:
    """The likelihood before a judgement and the confidence after it: "Likely (55–80%):"."""
    likelihood, confidence = single_line(judgement.likelihood), single_line(judgement.confidence)
    meaning = f" ({RANGES[likelihood]})" if likelihood in RANGES else ""
    return (
        f"{capitalized(likelihood)}{meaning}:" if likelihood else "",
        f" Confidence: {confidence}." if confidence else "",
    )


def _evidence(assessment: Assessment, cited: Sequence[Key]) -> Iterator[Piece]:
    """The citations of a judgement, grouped by what their links say of the first one."""
    found = sides(assessment.graph, cited)
    statements = assessment.graph.statements
    for side, words in _SIDES.items():
        said = [statements[key] for key in cited if found[key] == side]
        if said:
            yield " " * (side != SAME) + f"{words} "
            yield from named(assessment, said, "never")
            yield "."


def _problem(problem: Problem) -> Text:
    if problem.citation:
        cited = Reference(problem.citation.number, naming="never")
        return ("rests on ", cited, f", {problem.words}")
    return (
        "cites a passage that is not among these documents" if problem.reference else problem.words,
    )
