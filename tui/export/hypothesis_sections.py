"""Competing hypotheses in exports: how well each piece of evidence fits them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.cited_evidence import CitedEvidence
from ..model.dossier import RATING_WORDS
from ..model.hypothesis_matrix import HypothesisMatrix, MatrixRow
from .assessment import MISSING, Assessment
from .assessment_sections import named
from .citation_names import in_marks, words_without_markup
from .report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    row,
)
from .text_values import clip, single_line
from .workbook import Cell, Sheet, SheetColumn

_WORDS = 80
"""Code points of a passage that are shown in the matrix."""
_RATINGS = "; ".join(f"{rating} {words}" for rating, words in RATING_WORDS.items())
_LEGEND = (
    f"{_RATINGS}. What speaks against a hypothesis counts: - adds 1 and -- adds 2, times a weight "
    "from 1.4 (graded A1) to 0.6 (E5); what repeats or copies other evidence counts once with it. "
    "The last column is the difference between the best and the worst rating, times this weight: "
    "evidence that fits all hypotheses tells nothing."
)
_SHEET = "Hypotheses"
_BEFORE_RATINGS = (
    SheetColumn("citation", 9),
    SheetColumn("evidence", 50),
    SheetColumn("source", 22),
    SheetColumn("grade", 16),
)


def _evidence(assessment: Assessment, number: int) -> CitedEvidence:
    """What the hypotheses of the document with that index cite."""
    references = assessment.graph.references
    return CitedEvidence(
        assessment.graph, lambda cite: references.find(number, cite), lambda _: None
    )


def competing_hypotheses(assessment: Assessment) -> Iterator[Node]:
    """The hypotheses, those with the least against them first, and the matrix of their evidence."""
    for number, exported in enumerate(assessment.documents):
        if not exported.hypotheses:
            continue
        evidence = _evidence(assessment, number)
        matrix = HypothesisMatrix.of(exported.hypotheses, evidence)
        names = {one.id: f"H{place}" for place, one in enumerate(matrix.hypotheses, 1)}
        matrix = matrix.by_inconsistency().by_diagnosticity()
        yield Heading(2, "Competing hypotheses")
        pairs = zip(matrix.hypotheses, matrix.inconsistencies, strict=True)
        yield List(
            tuple(
                (Strong(names[one.id]), f" {single_line(one.text)} Weight against it: {against:g}.")
                for one, against in pairs
            )
        )
        if matrix.rows:
            columns = [names[one.id] for one in matrix.hypotheses]
            rows = [_row(assessment, evidence, each) for each in matrix.rows]
            head = row("Evidence", *columns, "Tells")
            yield Table((head, *rows), right=(len(columns) + 1,))
            yield Paragraph((_LEGEND,), quiet=True)


def _row(assessment: Assessment, evidence: CitedEvidence, each: MatrixRow) -> tuple[Text, ...]:
    statement = evidence.statement(each.cites[0])
    cell: Text = (f"a passage {MISSING}",)
    if statement is not None:
        citation = assessment.citations[statement.key]
        document = assessment.documents[citation.document].document
        words = in_marks(clip(words_without_markup(citation, document), _WORDS))
        grade = f" ({each.grade})" if each.grade else ""
        is_named = bool(assessment.speaker(statement.key))
        cited: Text = (Reference(citation.number),)
        who = ("— ", *named(assessment, [statement])) if is_named else cited
        cell = (f"{words} ", *who, grade)
    return (cell, *row(*map(single_line, each.ratings), f"{each.diagnosticity:g}"))


def hypotheses_in_words(assessment: Assessment) -> str:
    """The hypotheses as plain text, each with its evidence by rating; "" without any."""
    lines: list[str] = []
    for number, exported in enumerate(assessment.documents):
        evidence = _evidence(assessment, number)
        matrix = HypothesisMatrix.of(exported.hypotheses, evidence)
        for place, one in enumerate(matrix.hypotheses):
            lines.append(f"H{place + 1}: {single_line(one.text)}")
            for each in matrix.rows:
                rating = RATING_WORDS.get(each.ratings[place], single_line(each.ratings[place]))
                if rating:
                    lines.append(f"- {rating}: {_named_words(assessment, evidence, each)}")
            lines.append("")
    return "\n".join(lines).strip()


def _named_words(assessment: Assessment, evidence: CitedEvidence, each: MatrixRow) -> str:
    """The words of a piece of evidence, who says them and where."""
    statement = evidence.statement(each.cites[0])
    if statement is None:
        return f"a passage {MISSING}"
    citation = assessment.citations[statement.key]
    said = assessment.speaker(statement.key), assessment.places[citation.number]
    return f"{single_line(assessment.quotation(citation))} ({', '.join(filter(None, said))})"


def hypotheses_sheets(assessment: Assessment) -> Iterator[Sheet]:
    """A sheet for the hypotheses of each dossier; the last row has the weights against them."""
    found = [n for n, exported in enumerate(assessment.documents) if exported.hypotheses]
    for place, number in enumerate(found, 1):
        evidence = _evidence(assessment, number)
        matrix = HypothesisMatrix.of(assessment.documents[number].hypotheses, evidence)
        heads = [f"H{n}: {single_line(one.text)}" for n, one in enumerate(matrix.hypotheses, 1)]
        ratings = [SheetColumn(head, 20) for head in heads]
        rows = [[*_cells(assessment, evidence, each)] for each in matrix.rows]
        against = [f"{weight:g}" for weight in matrix.inconsistencies]
        rows.append([None, "weight against it", None, None, *against, None])
        columns = (*_BEFORE_RATINGS, *ratings, SheetColumn("tells", 10))
        yield Sheet(_SHEET if place == 1 else f"{_SHEET} {place}", columns, rows)


def _cells(assessment: Assessment, evidence: CitedEvidence, each: MatrixRow) -> Iterator[Cell]:
    statement = evidence.statement(each.cites[0])
    if statement is None:
        yield from (None, f"a passage {MISSING}", None)
    else:
        citation = assessment.citations[statement.key]
        yield citation.number
        yield words_without_markup(citation, assessment.documents[citation.document].document)
        yield assessment.speaker(statement.key)
    yield each.grade
    yield from each.ratings
    yield f"{each.diagnosticity:g}"
