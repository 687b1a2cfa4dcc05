"""The sheets of figures and dates of a workbook: those in the passages, as reports list them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from ..model.references import Key
from .assessment import Assessment
from .assessment_sections import named
from .citation_names import words_without_markup
from .mention_sections import StatedFigures, dated_passages, stated_figures
from .report_nodes import plain
from .text_values import single_line
from .workbook import Cell, Sheet, SheetColumn

_PLACE = (
    SheetColumn("source", 22),
    SheetColumn("document", 28),
    SheetColumn("quotation", 60),
)
_FIGURES = (
    SheetColumn("citation", 9),
    SheetColumn("what", 22),
    SheetColumn("figure", 26),
    SheetColumn("value", 12),
    SheetColumn("at least", 12),
    SheetColumn("at most", 12),
    SheetColumn("unit", 10),
    SheetColumn("as of", 14),
    SheetColumn("since", 16),
    *_PLACE,
)
_DATES = (
    SheetColumn("citation", 9),
    SheetColumn("date", 22),
    SheetColumn("as written", 22),
    SheetColumn("relative", 10),
    *_PLACE,
)


def figures_sheet(assessment: Assessment) -> Sheet:
    """A row for each row of the report's table, with the values of a single figure to compute with.

    Several figures of one passage have no value in common.
    """
    rows = [[*_figures(assessment, each)] for each in stated_figures(assessment)]
    return Sheet("Figures", _FIGURES, rows)


def _figures(assessment: Assessment, stated: StatedFigures) -> Iterator[Cell]:
    first, *others = (each.figure for each in stated.figures)
    values = [first.value, first.low, first.high] if not others else [None] * 3
    yield assessment.citations[stated.statements[0].key].number
    yield stated.about
    yield stated.words
    yield from map(_number, values)
    yield first.unit if not others else ""
    yield first.as_of
    yield stated.figures[0].since
    yield plain(named(assessment, stated.statements, naming="never"))
    yield from _place(assessment, stated.figures[0].key)[1:]


def _number(value: float | None) -> Cell:
    if value is None or not isfinite(value):
        return None
    return int(value) if value == int(value) else value


def dates_sheet(assessment: Assessment) -> Sheet:
    """A row for each date of each passage, the earliest first, in ISO 8601."""
    rows = [
        [
            assessment.citations[each.key].number,
            each.date.date,
            single_line(each.words),
            "yes" if each.date.is_relative else "no",
            *_place(assessment, each.key),
        ]
        for each in dated_passages(assessment)
    ]
    return Sheet("Chronology", _DATES, rows)


def _place(assessment: Assessment, key: Key) -> list[Cell]:
    """Who says a passage, its document and its words."""
    citation = assessment.citations[key]
    words = words_without_markup(citation, assessment.documents[citation.document].document)
    return [assessment.speaker(key), assessment.names[citation.document], words]
