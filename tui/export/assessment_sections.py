"""Sections of the report that weigh sources: builders from an Assessment to report nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.claims import Claim, Statement
from ..model.judgement_flags import RANGES, remarks
from .assessment import Assessment
from .citations import Citation
from .findings import CREDIBILITY, UNGRADED
from .report_nodes import Heading, List, Node, Paragraph, Strong, Table, Text, row
from .sources import count
from .text_values import clip, single_line

_LONGEST = 160
"""Code points of a quote in a list or a table; the list of passages has the whole quote."""


def source_summary(assessment: Assessment) -> Iterator[Node]:
    """How many sources there are, what their strengths are, and what is missing."""
    yield Heading(2, "Source summary")
    yield Paragraph((assessment.sources.describe(len(assessment.documents)),))
    strengths, gaps = tuple(_strengths(assessment)), tuple(_gaps(assessment))
    for name, items in (("Strengths", strengths), ("Gaps", gaps)):
        yield Paragraph((Strong(f"{name}:"), "" if items else " none that can be counted."))
        if items:
            yield List(items)


def _strengths(assessment: Assessment) -> Iterator[Text]:
    trusted = [each.name for each in assessment.sources.speaking if each.grade in ("A", "B")]
    if trusted:
        yield (f"Graded A or B: {', '.join(trusted)}.",)
    corroborated = assessment.corroborated_claims
    if corroborated:
        share = f"{len(corroborated)} of {count(len(assessment.claims), 'claim')}"
        cited = _claim_citations(assessment, corroborated)
        yield (f"Two or more independent sources stand behind {share}: ", *cited)


def _gaps(assessment: Assessment) -> Iterator[Text]:
    single = assessment.single_source_claims
    if single:
        share = f"{len(single)} of {count(len(assessment.claims), 'claim')}"
        cited = _claim_citations(assessment, single)
        yield (f"A single source stands behind {share}: ", *cited)
    unsourced = assessment.unsourced_claims
    if unsourced:
        cited = _claim_citations(assessment, unsourced)
        yield (f"No source is given for {count(len(unsourced), 'claim')}: ", *cited)
    ungraded = [each.name for each in assessment.sources.speaking if not each.grade]
    if ungraded:
        yield (f"Not graded: {', '.join(ungraded)}.",)
    for names in assessment.sources.same_origin:
        yield (f"From one origin, so counted as one source: {', '.join(names)}.",)
    marked = assessment.gaps
    if marked:
        cited = _spaced([assessment.citations[each.key] for each in marked])
        yield ("Marked as a gap: ", *cited)
    for line, claims in assessment.claims_by_disagreement.items():
        yield (f"{line[:1].upper()}{line[1:]}: ", *_claim_citations(assessment, claims))


def key_judgements(assessment: Assessment) -> Iterator[Node]:
    """The judgements with their citations; likelihood and confidence are in separate sentences."""
    if assessment.judgements:
        yield Heading(2, "Key judgements")
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        cited = _spaced(assessment.cited_by(document, judgement))
        yield Paragraph((Strong(f"J{number}."), f" {judgement.text.strip()} ", *cited))
        likelihood, confidence = judgement.likelihood, judgement.confidence
        meaning = f" ({RANGES[likelihood]})" if likelihood in RANGES else ""
        lines = [f"Likelihood: {likelihood}{meaning}."] if likelihood else []
        lines += [f"Confidence: {confidence}."] if confidence else []
        if lines:
            yield Paragraph(("\n".join(lines),), quiet=True)
        flagged = [*assessment.problems(document, judgement), *remarks(judgement)]
        if flagged:
            yield List(tuple((Strong("Flagged:"), f" {single_line(each)}") for each in flagged))


def disputed_claims(assessment: Assessment) -> Iterator[Node]:
    """The disputed claims with who is for, who is against, and the analyst's view."""
    rows = [
        (
            _quoted(assessment, claim.statement),
            _supporters(assessment, claim.supporting),
            _supporters(assessment, claim.opposing),
            (f"{claim.independent} for, {claim.opposed} against",),
            (_view(assessment, claim),),
        )
        for claim in assessment.disputed_claims
    ]
    if rows:
        yield Heading(2, "Disputed claims")
        yield Table((row("Claim", "For", "Against", "Independent sources", "View"), *rows))


def open_questions(assessment: Assessment) -> Iterator[Node]:
    """The statements that are unattributed or unconfirmed, with the reasons."""
    items = tuple(
        (*_quoted(assessment, statement), f" — {', '.join(reasons)}")
        for statement, reasons in assessment.open_questions
    )
    if items:
        yield Heading(2, "Unattributed or unconfirmed")
        yield List(items)


def source_table(assessment: Assessment) -> Iterator[Node]:
    """The table of sources with role, kind, grade, number of statements and remarks."""
    sources = assessment.sources.sources
    if not sources:
        return
    yield Heading(2, "Sources")
    rows = [
        row(
            source.name,
            source.role,
            source.kind + " (counted)" * source.kind_from_tags or UNGRADED,
            source.grade or UNGRADED,
            str(source.statements),
            "; ".join(source.remarks),
        )
        for source in sources
    ]
    heads = row("Source", "Role", "Kind", "Grade", "Statements", "Remarks")
    yield Table((heads, *rows), right=(4,))


def _quoted(assessment: Assessment, statement: Statement) -> Text:
    citation = assessment.citations[statement.key]
    return (f"{clip(citation.selector.quote, _LONGEST)} ", citation)


def _supporters(assessment: Assessment, statements: Sequence[Statement]) -> Text:
    """The speakers of some statements with their passages; a dash if there are none."""
    by_speaker: dict[str, dict[Citation, None]] = {}
    for statement in statements:
        name = single_line(assessment.graph.speaker(statement)) or "no source"
        by_speaker.setdefault(name, {})[assessment.citations[statement.key]] = None
    pieces: list[str | Strong | Citation] = []
    for name, cited in by_speaker.items():
        pieces += [("; " if pieces else "") + f"{name} ", *_spaced([*cited])]
    return tuple(pieces) or ("–",)


def _view(assessment: Assessment, claim: Claim) -> str:
    """The analyst's view of a claim: its grade with the reason, disagreements, judgements."""
    annotation = claim.statement.annotation
    graded = ""
    if annotation.credibility:
        graded = f"{annotation.credibility}: {CREDIBILITY[annotation.credibility]}"
        reason = single_line(annotation.reason)
        graded += f" ({reason})" if annotation.reason.strip() else ""
    keys = {each.key for each in (claim.statement, *claim.supporting, *claim.opposing)}
    judged = [
        f"J{number}"
        for number, (document, judgement) in enumerate(assessment.judgements, 1)
        if any(assessment.graph.references.find(document, one) in keys for one in judgement.cites)
    ]
    see = f"see {', '.join(judged)}" if judged else ""
    return "; ".join(filter(None, (graded, *claim.disagreements, see))) or "–"


def _claim_citations(assessment: Assessment, claims: Sequence[Claim]) -> Text:
    return _spaced([assessment.citations[claim.statement.key] for claim in claims])


def _spaced(cited: Sequence[Citation]) -> Text:
    """Citations with a space between them."""
    pieces: list[str | Strong | Citation] = []
    for citation in cited:
        pieces += [" ", citation] if pieces else [citation]
    return tuple(pieces)
