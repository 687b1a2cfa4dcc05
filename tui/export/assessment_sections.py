"""Sections of the report that weigh claims: builders from an Assessment to report nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.annotation import Judgement
from ..model.claims import Claim, Statement
from ..model.judgement_flags import RANGES, remarks
from ..model.references import Key
from .assessment import Assessment, Problem
from .findings import CREDIBILITY
from .report_nodes import Heading, List, Node, Paragraph, Reference, Strong, Table, Text, row
from .text_values import single_line

DISPUTED_CLAIMS = "Disputed claims"
"""The heading of the table of disputed claims, which quotes them."""


def key_judgements(assessment: Assessment) -> Iterator[Node]:
    """The judgements with their citations; likelihood and confidence are in separate sentences."""
    if assessment.judgements:
        yield Heading(2, "Key judgements")
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        cited = [Reference(each.number) for each in assessment.cited_by(document, judgement)]
        yield Paragraph((Strong(f"J{number}."), f" {judgement.text.strip()} ", *joined(cited)))
        stated = _stated(judgement)
        if stated:
            yield Paragraph((stated,), quiet=True)
        flagged = [_problem(each) for each in assessment.problems(document, judgement)]
        flagged += [(single_line(each),) for each in remarks(judgement)]
        if flagged:
            yield List(tuple((Strong("Flagged:"), " ", *each) for each in flagged))


def _stated(judgement: Judgement) -> str:
    """The likelihood and the confidence of a judgement as two sentences."""
    likelihood = single_line(judgement.likelihood)
    meaning = f" ({RANGES[likelihood]})" if likelihood in RANGES else ""
    sentences = [f"Likelihood: {likelihood}{meaning}."] if likelihood else []
    confidence = single_line(judgement.confidence)
    return " ".join([*sentences, *([f"Confidence: {confidence}."] if confidence else [])])


def _problem(problem: Problem) -> Text:
    if problem.citation:
        return ("rests on ", Reference(problem.citation.number), f", {problem.words}")
    return (
        "cites a passage that is not among these documents" if problem.reference else problem.words,
    )


def disputed_claims(assessment: Assessment) -> Iterator[Node]:
    """The disputed claims with who is for, who is against, their links and the analyst's view."""
    rows = [
        (
            _claim(assessment, claim),
            supporters(assessment, claim.supporting, claim.independent),
            supporters(assessment, claim.opposing, claim.opposed),
            _links_within(assessment, claim),
        )
        for claim in assessment.disputed_claims
    ]
    if rows:
        yield Heading(2, DISPUTED_CLAIMS)
        yield Table((row("Claim", "For", "Against", "Links and reasons"), *rows), is_prose=True)


def _claim(assessment: Assessment, claim: Claim) -> Text:
    """The words of a claim with its citation, and what the analyst thinks of it."""
    citation = assessment.citations[claim.statement.key]
    view = _view(assessment, claim)
    cited = Reference(citation.number)
    return (
        f"{single_line(assessment.quotation(citation))} ",
        cited,
        *([f"\n{view}"] if view else []),
    )


def supporters(assessment: Assessment, statements: Sequence[Statement], independent: int) -> Text:
    """How many independent sources some statements have, and which: "one source: Ana Brandt [3]".

    Statements without a source follow, as "no source".
    """
    by_speaker: dict[str, dict[int, None]] = {}
    for statement in statements:
        name = single_line(assessment.graph.speaker(statement))
        by_speaker.setdefault(name, {})[assessment.citations[statement.key].number] = None
    named = {name: cited for name, cited in by_speaker.items() if name}
    pieces: list[str | Strong | Reference] = [f"{_sources(independent, len(named))}: "] * bool(
        named
    )
    if "" in by_speaker:
        named["no source"] = by_speaker[""]
    for number, (name, cited) in enumerate(named.items()):
        pieces += ["; "] * (number > 0)
        pieces += [f"{name} ", *joined([Reference(number) for number in cited], " ")]
    return tuple(pieces) or ("nobody",)


def _sources(independent: int, speakers: int) -> str:
    """A count of independent sources, and of their names if these are more."""
    counted = "one source" if independent == 1 else f"{independent} independent sources"
    return f"{counted} under {speakers} names" if speakers > independent else counted


def _links_within(assessment: Assessment, claim: Claim) -> Text:
    """The links between the statements of a claim, with their reasons."""
    together = (claim.statement, *claim.supporting, *claim.opposing, *claim.qualifying)
    inside = {statement.key: None for statement in together}
    pieces: list[str | Strong | Reference] = []
    for key in inside:
        for end in assessment.links_of(*key):
            other = end.other and assessment.statement_of(end.other)
            if other in inside and not end.is_incoming:
                pieces += ["\n"] * bool(pieces)
                pieces += _link(assessment, key, end.relation, end.other or key, end.why)
    return tuple(pieces) or ("none",)


def _link(
    assessment: Assessment, key: Key, relation: str, other: Key, why: str
) -> Iterator[str | Strong | Reference]:
    yield Reference(assessment.citations[key].number)
    yield f" {single_line(relation)} "
    yield Reference(assessment.citations[other].number)
    if reason := single_line(why):
        yield f": {reason}"


def _view(assessment: Assessment, claim: Claim) -> str:
    """The analyst's view of a claim: its grade with the reason, disagreements, judgements."""
    annotation = claim.statement.annotation
    graded = ""
    if annotation.credibility:
        graded = f"graded {annotation.credibility}, {CREDIBILITY[annotation.credibility]}"
        reason = single_line(annotation.reason)
        graded += f" ({reason})" if reason else ""
    keys = {each.key for each in (claim.statement, *claim.supporting, *claim.opposing)}
    judged = [
        f"J{number}"
        for number, (document, judgement) in enumerate(assessment.judgements, 1)
        if any(assessment.graph.references.find(document, one) in keys for one in judgement.cites)
    ]
    see = f"see {', '.join(judged)}" if judged else ""
    view = "; ".join(filter(None, (graded, *claim.disagreements, see)))
    return f"{view[:1].upper()}{view[1:]}." if view else ""


def open_questions(assessment: Assessment) -> Iterator[Node]:
    """The statements that are unattributed or unconfirmed, by the reason."""
    items = tuple(
        (Strong(f"{reason}:"), " ", *named(assessment, statements), ".")
        for reason, statements in assessment.open_questions.items()
    )
    if items:
        yield Heading(2, "Unattributed or unconfirmed")
        yield List(items)


def named(assessment: Assessment, statements: Sequence[Statement]) -> Text:
    """The citations of statements, each passage once, with the names of those who speak."""
    cited: dict[int, str] = {}
    for statement in statements:
        number = assessment.citations[statement.key].number
        cited.setdefault(number, single_line(assessment.graph.speaker(statement)))
    pieces: list[str | Strong | Reference] = []
    for number, name in cited.items():
        pieces += ["; "] * bool(pieces)
        pieces += [f"{name} " if name else "", Reference(number)]
    return tuple(pieces)


def joined(pieces: Sequence[Reference], separator: str = "; ") -> Text:
    """Citations with a separator between them."""
    found: list[str | Strong | Reference] = []
    for piece in pieces:
        found += [separator, piece] if found else [piece]
    return tuple(found)
