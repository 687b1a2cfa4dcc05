"""The matrix of competing hypotheses as text, for the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.cited_evidence import CitedEvidence
from ..model.dossier import Hypothesis
from ..model.hypothesis_matrix import HypothesisMatrix, MatrixRow
from .folder_evidence import passage
from .folder_links import FolderLinks


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A hypothesis: its short name such as "H1", its text, and what is against it and for it.

    `inconsistency` is the weight of what is against it, `supporting` the number of pieces of
    evidence for it.
    """

    id: str
    name: str
    text: str
    inconsistency: float
    supporting: int


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row of evidence: its number, the passage on one line, and the ratings.

    `is_repeated` is true if another row is a copy or repeat of it.
    """

    row: MatrixRow
    passage: str
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """The whole matrix in the order in which it is shown."""

    columns: tuple[MatrixColumn, ...] = ()
    lines: tuple[MatrixLine, ...] = ()


def names_of(hypotheses: Sequence[Hypothesis]) -> dict[str, str]:
    """The short names of hypotheses by their ids: H1, H2, in the order of the dossier."""
    return {one.id: f"H{number}" for number, one in enumerate(hypotheses, 1)}


def matrix_table(
    matrix: HypothesisMatrix, names: Mapping[str, str], evidence: CitedEvidence, links: FolderLinks
) -> MatrixTable:
    """The matrix as text; `names` are the short names of its hypotheses."""
    found = zip(matrix.hypotheses, matrix.inconsistencies, matrix.supporting, strict=True)
    columns = (
        MatrixColumn(one.id, names[one.id], one.text, against, supporting)
        for one, against, supporting in found
    )
    lines = (
        MatrixLine(row, _passage(row, evidence, links), matrix.is_repeated(row))
        for row in matrix.rows
    )
    return MatrixTable(tuple(columns), tuple(lines))


def _passage(row: MatrixRow, evidence: CitedEvidence, links: FolderLinks) -> str:
    statement = evidence.statement(row.cites[0])
    if statement is None:
        return f"{evidence.absent}: {row.cites[0]}"
    return passage(statement, links, evidence.graph)


def effect_of(matrix: HypothesisMatrix, names: Mapping[str, str], row: MatrixRow) -> str:
    """What changes without a row of evidence, in words."""
    after = matrix.without(row)
    changed = [
        f"{names[one.id]} {before:g} → {now:g}"
        for one, before, now in zip(
            matrix.hypotheses, matrix.inconsistencies, after.inconsistencies, strict=True
        )
        if before != now
    ]
    if not changed and matrix.is_repeated(row):
        return "Nothing changes without it: another row repeats it, and both count once."
    if not changed:
        return "Nothing changes without it: it speaks against no hypothesis."
    order = [names[after.hypotheses[number].id] for number in after.ranking]
    weights = f"Without it, the weight against: {', '.join(changed)}."
    if after.ranking == matrix.ranking:
        return f"{weights} The order stays: {', '.join(order)}."
    return f"{weights} The order becomes {', '.join(order)}."
