"""Sections of the report on the analyst's judgements: builders from an Assessment to nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.annotation import Judgement
from ..model.judgement_flags import RANGES, conclusion_and_reasons, remarks
from ..model.references import Key
from .arrangement import capitalized
from .assessment import Assessment, Problem
from .assessment_sections import named
from .judgement_evidence import AGAINST, BESIDE, QUALIFYING, SAME, opposing, qualifications, sides
from .link_ends import PASSIVE
from .report_nodes import Heading, List, Node, Paragraph, Piece, Reference, Strong, Text
from .text_values import single_line

_LINKED_SIDES = {
    SAME: "Evidence on one side: ",
    AGAINST: " On the other side: ",
    BESIDE: " Also cited: ",
}
"""Where citations of a judgement contradict each other: what they are to the first of them."""
_DOUBTED = {
    "almost no chance": "what is judged to have almost no chance",
    "very unlikely": "what is judged very unlikely",
    "unlikely": "what is judged unlikely",
}
"""What the evidence is for or against where a judgement holds that it is probably not so."""


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
        cited = evidence(assessment, document, judgement)
        if cited:
            yield Paragraph(cited, quiet=True)
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


def evidence(assessment: Assessment, document: int, judgement: Judgement) -> Text:
    """The citations of a judgement in the document with that index, by side.

    Where the judgement states no sides, they are in two groups if some of them contradict others;
    these stand on no named side, for no link says which of them agrees with the judgement. What
    qualifies a passage on its own side, or on none, stands beside it.
    """
    cited = assessment.cited_statements(document, judgement)
    found = sides(assessment.graph, cited)
    remarks = _qualifications(assessment, found)
    if judgement.against is not None:
        groups = _stated_groups(assessment, document, judgement, found)
    elif AGAINST in found.values():
        groups = {
            words: [key for key in cited if found[key] == side]
            for side, words in _LINKED_SIDES.items()
        }
    else:
        groups = {"Evidence: ": [key for key in cited if found[key] != QUALIFYING]}
    pieces: list[Piece] = []
    for words, keys in groups.items():
        if keys:
            said = [assessment.graph.statements[key] for key in keys]
            pieces += [words, *named(assessment, said, "never", remarks), "."]
    return tuple(pieces)


def _stated_groups(
    assessment: Assessment, document: int, judgement: Judgement, found: Mapping[Key, str]
) -> dict[str, list[Key]]:
    """The statements for and against a judgement under words that no likelihood can turn around.

    What qualifies a statement on the same side is in no group, for it stands beside that one.
    """
    against = opposing(assessment.graph, document, judgement)
    beside = {
        one: key
        for key, qualifying in qualifications(assessment.graph, found).items()
        for _, one in qualifying
        if (one in against) == (key in against)
    }
    cited = assessment.cited_statements(document, judgement)
    speaking = [key for key in cited if key not in beside]
    supporting = [key for key in speaking if key not in against]
    doubted = _DOUBTED.get(judgement.likelihood, "")
    again = "it" if supporting and doubted else doubted
    before = " " * bool(supporting)
    return {
        f"For {doubted}".rstrip() + ": ": supporting,
        before + f"Against {again}".rstrip() + ": ": [key for key in speaking if key in against],
    }


def _qualifications(assessment: Assessment, found: Mapping[Key, str]) -> dict[Key, Text]:
    """By passage, what qualifies it: "qualified by Ana Brandt [3]"."""
    remarks: dict[Key, Text] = {}
    for key, qualifying in qualifications(assessment.graph, found).items():
        pieces: list[Piece] = []
        for relation, other in qualifying:
            said = [assessment.graph.statements[other]]
            pieces += ["; "] * bool(pieces) + [f"{PASSIVE[relation]} "]
            pieces += named(assessment, said, "never")
        remarks[key] = tuple(pieces)
    return remarks


def _problem(problem: Problem) -> Text:
    if problem.citation:
        cited = Reference(problem.citation.number, naming="never")
        return ("rests on ", cited, f", {problem.words}")
    return (
        "cites a passage that is not among these documents" if problem.reference else problem.words,
    )
