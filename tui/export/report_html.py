"""The report with its sources weighed, as a page with the marked articles."""

from __future__ import annotations

from collections.abc import Sequence

from .assessment import Assessment, sections
from .exhibit import Exhibit
from .html import page, render, told


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a page on one document or several, UTF-8."""
    assessment = Assessment(exhibits)
    before, after = sections(assessment)
    middle = (
        *map(render, before),
        "<h2>Findings by topic</h2>",
        *told(assessment.by_topic, exhibits),
        *map(render, after),
    )
    return page(exhibits, assessment.findings, middle)
