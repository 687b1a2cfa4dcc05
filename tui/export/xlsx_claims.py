"""The sheet of claims of a workbook: who is for and who is against each, as reports count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.statements import CORROBORATED, DISPUTED, SINGLE, Claim, Statement
from .assessment import Assessment
from .assessment_sections import supporters
from .citation_names import words_without_markup
from .report_nodes import plain
from .workbook import Cell, Sheet, SheetColumn

_COLUMNS = (
    SheetColumn("citation", 9),
    SheetColumn("claim", 50),
    SheetColumn("source", 22),
    SheetColumn("grade", 16),
    SheetColumn("sources for", 10),
    SheetColumn("for", 50),
    SheetColumn("sources against", 10),
    SheetColumn("against", 50),
    SheetColumn("qualified by", 40),
    SheetColumn("status", 20),
    SheetColumn("tags that disagree", 30),
)

_STATUS = {SINGLE: "one source", CORROBORATED: "two sources or more", DISPUTED: "disputed"}
"""What a claim is called whose sources are counted, as reports put it."""


def claims_sheet(assessment: Assessment) -> Sheet:
    """A row for each claim, in the order of the documents and their texts."""
    return Sheet("Claims", _COLUMNS, [[*_row(assessment, each)] for each in assessment.claims])


def _row(assessment: Assessment, claim: Claim) -> Iterator[Cell]:
    finding = assessment.finding(claim.statement.key)
    citation = finding.citation
    document = assessment.documents[citation.document].document

    def named(statements: Sequence[Statement], sources: int) -> str:
        return plain(supporters(assessment, claim, statements, sources)) if statements else ""

    yield citation.number
    yield words_without_markup(citation, document)
    yield assessment.speaker(claim.statement.key)
    yield finding.grade_in_words
    yield claim.independent
    yield named(claim.supporting, claim.independent)
    yield claim.opposed
    yield named(claim.opposing, claim.opposed)
    yield named(claim.qualifying, assessment.graph.independent(claim.qualifying))
    yield ", ".join(map(_STATUS.__getitem__, claim.counted))
    yield "\n".join((*claim.updates, *claim.disagreements))
