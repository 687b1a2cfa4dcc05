"""Sections of the report that weigh claims: builders from an Assessment to report nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.annotation import Judgement
from ..model.claims import Claim, Statement
from ..model.judgement_flags import RANGES, remarks
from ..model.references import Key
from .arrangement import capitalized
from .assessment import Assessment, Problem, statements_of
from .findings import CREDIBILITY
from .judgement_evidence import AGAINST, BESIDE, QUALIFYING, SAME, sides
from .report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    Piece,
    QuotedWords,
    Reference,
    Strong,
    Table,
    Text,
    row,
)
from .text_values import single_line

DISPUTED_CLAIMS = "Disputed claims"
"""The heading of the table of disputed claims, which quotes them."""
_COUNTING = (
    "Sources count as one where one repeats another, or has what it says from another or from a "
    "third one that both name. Nothing is said of other connections between them."
)
_SAID_BY_COLUMN = ("supports", "disputes", "qualifies")
_SIDES = {
    SAME: "Evidence",
    AGAINST: "Against that evidence",
    QUALIFYING: "Qualifying it",
    BESIDE: "Also cited",
}
"""What the citations of a judgement are to the first of them."""


def key_judgements(assessment: Assessment) -> Iterator[Node]:
    """The judgements with their evidence; likelihood and confidence are in separate sentences."""
    if assessment.judgements:
        yield Heading(2, "Key judgements")
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        likelihood, confidence = _stated(judgement)
        words = judgement.text.strip()
        yield Paragraph((Strong(f"J{number}. {likelihood}".strip()), f" {words}{confidence}"))
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
    for side, words in _SIDES.items():
        numbers = [assessment.citations[key].number for key in cited if found[key] == side]
        if numbers:
            yield f"{words}: " if side == SAME else f". {words}: "
            yield from joined([Reference(each, naming="always") for each in dict.fromkeys(numbers)])
    if cited:
        yield "."


def _problem(problem: Problem) -> Text:
    if problem.citation:
        return ("rests on ", Reference(problem.citation.number), f", {problem.words}")
    return (
        "cites a passage that is not among these documents" if problem.reference else problem.words,
    )


def disputed_claims(assessment: Assessment) -> Iterator[Node]:
    """The disputed claims with who is for, who is against, their reasons and the analyst's view."""
    rows = [
        (
            tuple(_claim(assessment, claim)),
            supporters(assessment, claim, claim.supporting, claim.independent),
            supporters(assessment, claim, claim.opposing, claim.opposed),
        )
        for claim in assessment.disputed_claims
    ]
    if rows:
        yield Heading(2, DISPUTED_CLAIMS)
        yield Paragraph((_COUNTING,), quiet=True)
        yield Table((row("Claim", "For", "Against"), *rows), is_prose=True)


def _claim(assessment: Assessment, claim: Claim) -> Iterator[Piece]:
    """The words of a claim with speaker and citation, what qualifies it, and the analyst's view."""
    citation = assessment.citations[claim.statement.key]
    yield QuotedWords(citation.number, single_line(assessment.quotation(citation)))
    speaker = assessment.speaker(claim.statement.key)
    yield f" — {speaker} " if speaker else " "
    yield Reference(citation.number, naming="always")
    if claim.qualifying:
        yield "\nQualified by "
        yield from _statements(assessment, claim, claim.qualifying)
        yield "."
    if view := _view(assessment, claim):
        yield f"\n{view}"


def supporters(
    assessment: Assessment, claim: Claim, statements: Sequence[Statement], sources: int
) -> Text:
    """How many sources some statements of a claim have, and which: "One source: Ana Brandt [3]"."""
    if not statements:
        return ("Nobody",)
    people = {assessment.graph.sources.person(each.source) for each in statements if each.source}
    counted = _count_of_sources(sources, len(people))
    return (f"{counted}: " if people else "", *_statements(assessment, claim, statements))


def _count_of_sources(sources: int, people: int) -> str:
    """The number of sources, and what it is counted as where some do not speak for themselves."""
    named = "One source" if people == 1 else f"{people} sources"
    return f"{named}, counted as {sources or 'none'}" if people > sources else named


def _statements(
    assessment: Assessment, claim: Claim, statements: Sequence[Statement]
) -> Iterator[Piece]:
    """Statements by who makes them, each with its reasons: "Ana Brandt [3] (he was there)"."""
    by_speaker: dict[str, list[Statement]] = {}
    for statement in statements:
        by_speaker.setdefault(assessment.speaker(statement.key), []).append(statement)
    ordered = sorted(by_speaker.items(), key=lambda each: not each[0])
    for number, (name, said) in enumerate(ordered):
        yield "; " * (number > 0) + f"{name or 'no source recorded'} "
        for position, statement in enumerate(said):
            yield " and " * (position > 0)
            yield Reference(assessment.citations[statement.key].number, naming="always")
            yield from _reasons(assessment, claim, statement)


def _reasons(assessment: Assessment, claim: Claim, statement: Statement) -> Iterator[Piece]:
    """The links of a statement inside a claim, with their reasons, in parentheses; none for none.

    The relation to the claim itself is left out, for the column says it.
    """
    inside = {each.key for each in statements_of(claim)}
    found: list[Text] = []
    for end in assessment.links_of(*statement.key):
        other = end.other and assessment.statement_of(end.other)
        if other not in inside or end.is_incoming or end.other is None:
            continue
        why = single_line(end.why)
        if other == claim.statement.key and end.relation in _SAID_BY_COLUMN:
            found += [(why,)] if why else []
        else:
            cited = Reference(assessment.citations[end.other].number, naming="never")
            found.append((f"{single_line(end.relation)} ", cited, f": {why}" if why else ""))
    for number, link in enumerate(found):
        yield "; " if number else " ("
        yield from link
    if found:
        yield ")"


def _view(assessment: Assessment, claim: Claim) -> str:
    """The analyst's view of a claim: its grade with the reason, disagreements, judgements."""
    annotation = claim.statement.annotation
    graded = ""
    if annotation.credibility:
        graded = f"graded {annotation.credibility}, {CREDIBILITY[annotation.credibility]}"
        reason = single_line(annotation.reason)
        graded += f" ({reason})" if reason else ""
    keys = {each.key for each in statements_of(claim)}
    judged = [
        f"J{number}"
        for number, (document, judgement) in enumerate(assessment.judgements, 1)
        if any(assessment.graph.references.find(document, one) in keys for one in judgement.cites)
    ]
    see = f"see {', '.join(judged)}" if judged else ""
    view = "; ".join(filter(None, (graded, *claim.disagreements, see)))
    return f"{capitalized(view)}." if view else ""


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
    pieces: list[Piece] = []
    for number, name in cited.items():
        pieces += ["; "] * bool(pieces)
        pieces += [f"{name} " if name else "", Reference(number)]
    return tuple(pieces)


def joined(pieces: Sequence[Reference], separator: str = "; ") -> Text:
    """Citations with a separator between them."""
    found: list[Piece] = []
    for piece in pieces:
        found += [separator, piece] if found else [piece]
    return tuple(found)
