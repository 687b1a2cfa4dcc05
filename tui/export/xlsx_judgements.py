"""The sheet of judgements of a workbook, with their evidence by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.annotation import Judgement
from ..model.judgement_flags import RANGES, conclusion_and_reasons, remarks
from .assessment import Assessment
from .judgement_evidence import opposing, qualifying_own_side
from .judgement_sections import evidence
from .report_nodes import plain
from .workbook import Cell, Sheet, SheetColumn

_COLUMNS = (
    SheetColumn("judgement number", 8),
    SheetColumn("judgement", 60),
    SheetColumn("reasons", 60),
    SheetColumn("likelihood", 16),
    SheetColumn("range", 12),
    SheetColumn("confidence", 12),
    SheetColumn("citations", 16),
    SheetColumn("evidence", 60),
    SheetColumn("citations for it", 16),
    SheetColumn("citations against it", 16),
    SheetColumn("citations that qualify", 16),
    SheetColumn("documents cited", 40),
    SheetColumn("flags", 50),
)


def judgements_sheet(assessment: Assessment) -> Sheet:
    """A row for each judgement, in the order of the report."""
    return Sheet("Judgements", _COLUMNS, list(_rows(assessment)))


def _rows(assessment: Assessment) -> Iterator[list[Cell]]:
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        words, reasons = conclusion_and_reasons(judgement.text)
        cited = assessment.cited_by(document, judgement)
        problems = (each.line for each in assessment.problems(document, judgement))
        yield [
            f"J{number}",
            words,
            "\n".join(reasons),
            judgement.likelihood,
            RANGES.get(judgement.likelihood, ""),
            judgement.confidence,
            numbers_of(each.number for each in cited),
            plain(evidence(assessment, document, judgement)),
            *_sides(assessment, document, judgement),
            "; ".join(dict.fromkeys(assessment.names[each.document] for each in cited)),
            "\n".join([*problems, *remarks(judgement)]),
        ]


def _sides(assessment: Assessment, document: int, judgement: Judgement) -> list[Cell]:
    """The citations for and against a judgement and those that qualify; none without sides."""
    if judgement.against is None:
        return ["", "", ""]
    cited = assessment.cited_statements(document, judgement)
    against = opposing(assessment.graph, document, judgement)
    beside = qualifying_own_side(assessment.graph, cited, against)
    groups = (
        [key for key in cited if key not in against | beside],
        [key for key in cited if key in against - beside],
        [key for key in cited if key in beside],
    )
    return [numbers_of(assessment.citations[key].number for key in keys) for keys in groups]


def numbers_of(numbers: Iterable[int]) -> str:
    """The numbers of citations, each once: "[3] [7]"."""
    return " ".join(f"[{number}]" for number in dict.fromkeys(numbers))
