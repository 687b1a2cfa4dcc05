"""Competing hypotheses in exports: how well each piece of evidence fits them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.cited_evidence import CitedEvidence
from ..model.dossier import RATING_WORDS
from ..model.hypotheses import WEIGHTS_IN_WORDS, support_in_words
from ..model.hypothesis_matrix import HypothesisMatrix, MatrixRow
from .arrangement import capitalized
from .assessment import MISSING, Assessment
from .assessment_sections import joined, named
from .citation_names import in_marks, words_without_markup
from .findings import grade_words
from .report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    plain,
    row,
)
from .text_values import clip, single_line
from .workbook import Cell, Sheet, SheetColumn

_WORDS = 80
"""Code points of a passage that are shown in the matrix."""
_RATINGS = "; ".join(f"{rating} {words}" for rating, words in RATING_WORDS.items())
_LEGEND = (
    f"{_RATINGS}. The weight against a hypothesis is the sum of the weights of what is "
    "inconsistent with it, and twice the weight of what is very inconsistent; what repeats or "
    "copies other evidence counts once with it, by the greater weight. The last column is the "
    "weight times the difference between the best and the worst rating, from 2 for very consistent "
    "to -2 for very inconsistent: what fits all hypotheses equally does not tell them apart. The "
    f"weight follows the grade; it is {WEIGHTS_IN_WORDS}."
)
_WEIGHT, _TELLS = "Weight", "Tells apart by"
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


def _matrix(
    assessment: Assessment, number: int, evidence: CitedEvidence
) -> tuple[HypothesisMatrix, list[str]]:
    """The matrix of a document, and the numbers H1, H2 and so on of its hypotheses.

    The hypothesis with the least against it comes first, and so does what tells them apart best.
    """
    matrix = HypothesisMatrix.of(assessment.documents[number].hypotheses, evidence)
    names = {one.id: f"H{place}" for place, one in enumerate(matrix.hypotheses, 1)}
    matrix = matrix.by_inconsistency().by_diagnosticity()
    return matrix, [names[one.id] for one in matrix.hypotheses]


def competing_hypotheses(assessment: Assessment) -> Iterator[Node]:
    """The hypotheses, those with the least against them first, and the matrix of their evidence."""
    for number, exported in enumerate(assessment.documents):
        if not exported.hypotheses:
            continue
        evidence = _evidence(assessment, number)
        matrix, names = _matrix(assessment, number, evidence)
        yield Heading(2, "Competing hypotheses")
        weights = matrix.inconsistencies, matrix.supporting
        standing = zip(names, matrix.hypotheses, *weights, strict=True)
        yield List(
            tuple(
                (
                    Strong(name),
                    f" {single_line(one.text)} Weight against it: {weight:g}. "
                    f"{capitalized(support_in_words(number))}.",
                )
                for name, one, weight, number in standing
            )
        )
        if matrix.rows:
            rows = [_row(assessment, evidence, matrix, each) for each in matrix.rows]
            head = row("Evidence", *names, _WEIGHT, _TELLS)
            yield Table((head, *rows), right=(len(names) + 1, len(names) + 2))
            yield Paragraph((_LEGEND,), quiet=True)


def _row(
    assessment: Assessment, evidence: CitedEvidence, matrix: HypothesisMatrix, each: MatrixRow
) -> tuple[Text, ...]:
    statement = evidence.statement(each.cites[0])
    cell: Text = (f"a passage {MISSING}",)
    if statement is not None:
        citation = assessment.citations[statement.key]
        document = assessment.documents[citation.document].document
        words = in_marks(clip(words_without_markup(citation, document), _WORDS))
        grade = f" ({grade_words(each.grade)})" if each.grade else ""
        is_named = bool(assessment.speaker(statement.key))
        cited: Text = (Reference(citation.number),)
        who = ("— ", *named(assessment, [statement])) if is_named else cited
        cell = (f"{words} ", *who, grade, *_counted_with(assessment, evidence, matrix, each))
    weighed = f"{each.weight:g}", f"{each.diagnosticity:g}"
    return (cell, *row(*map(single_line, each.ratings), *weighed))


def _counted_with(
    assessment: Assessment, evidence: CitedEvidence, matrix: HypothesisMatrix, each: MatrixRow
) -> Text:
    """The rows with which one counts once: ", counted once with [2]"; empty for none."""
    found = [evidence.find(other.cites[0]) for other in matrix.counted_with(each)]
    numbers = sorted(assessment.citations[key].number for key in found if key)
    cited = [Reference(number, naming="never") for number in numbers]
    return (", counted once with ", *joined(cited, " ")) if cited else ()


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
    """A sheet for the hypotheses of each dossier, in the order of the report.

    The last rows have the weights against them, and what the ratings and numbers mean.
    """
    found = [n for n, exported in enumerate(assessment.documents) if exported.hypotheses]
    for place, number in enumerate(found, 1):
        evidence = _evidence(assessment, number)
        matrix, names = _matrix(assessment, number, evidence)
        pairs = zip(names, matrix.hypotheses, strict=True)
        ratings = [SheetColumn(f"{name}: {single_line(one.text)}", 20) for name, one in pairs]
        rows = [[*_cells(assessment, evidence, matrix, each)] for each in matrix.rows]
        against = [f"{weight:g}" for weight in matrix.inconsistencies]
        rows.append([None, "weight against it", None, None, *against, None, None])
        rows.append([None, _LEGEND, *[None] * (len(names) + 4)])
        columns = (*_BEFORE_RATINGS, *ratings, SheetColumn("weight", 10), SheetColumn("tells", 10))
        yield Sheet(_SHEET if place == 1 else f"{_SHEET} {place}", columns, rows)


def _cells(
    assessment: Assessment, evidence: CitedEvidence, matrix: HypothesisMatrix, each: MatrixRow
) -> Iterator[Cell]:
    statement = evidence.statement(each.cites[0])
    if statement is None:
        yield from (None, f"a passage {MISSING}", None)
    else:
        citation = assessment.citations[statement.key]
        yield citation.number
        yield words_without_markup(citation, assessment.documents[citation.document].document)
        yield assessment.speaker(statement.key)
    yield grade_words(each.grade) + plain(_counted_with(assessment, evidence, matrix, each))
    yield from each.ratings
    yield f"{each.weight:g}"
    yield f"{each.diagnosticity:g}"
