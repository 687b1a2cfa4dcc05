"""The report with its sources weighed, for a word processor."""

from __future__ import annotations

from collections.abc import Sequence

from . import report
from .assessment import Assessment, sections
from .docx import head, made, passages, render, told
from .exhibit import Exhibit
from .parts import Heading


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a report on one document or several."""
    assessment = Assessment(exhibits)
    before, after = sections(assessment)
    parts = (
        *head(exhibits),
        *map(render, before),
        render(Heading(2, "Findings by topic")),
        *told(assessment.by_topic, exhibits),
        *map(render, after),
        *passages(assessment.findings, exhibits),
    )
    return made(report.heading(exhibits), parts)
