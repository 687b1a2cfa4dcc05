"""The report with its sources weighed, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from .assessment import Assessment, sections
from .exhibit import Exhibit
from .markdown import head, passages, render, told


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a report on one document or several, UTF-8."""
    assessment = Assessment(exhibits)
    before, after = sections(assessment)
    blocks = (
        *head(exhibits),
        *map(render, before),
        "## Findings by topic",
        *told(assessment.by_topic, exhibits),
        *map(render, after),
        *passages(assessment.findings, exhibits),
    )
    return ("\n\n".join(blocks) + "\n").encode()
