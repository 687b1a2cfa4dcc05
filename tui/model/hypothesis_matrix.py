"""Analysis of competing hypotheses: a matrix with evidence in its rows, hypotheses in its columns.

Evidence tells hypotheses apart if it fits some of them and contradicts others; what fits all of
them says nothing. The hypothesis with the least evidence against it stands best. Source: Richards
J. Heuer, Psychology of Intelligence Analysis (1999), chapter 8. He gives no formula; the one of
`MatrixRow.diagnosticity` and the weights of grades (`hypotheses.weight`) are the program's own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .cited_evidence import CitedEvidence
from .dossier import RATINGS, Hypothesis
from .hypotheses import RatedEvidence, inconsistency, weight

_VALUES = dict(zip(RATINGS, (2, 1, 0, -1, -2), strict=False))
"""The ratings as numbers; "n/a" has none."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A piece of evidence with its rating for each hypothesis, "" for none.

    `cites` are the citations that refer to it, the one to use first. `grade` has the grades of its
    source and of itself, such as "B2". Rows with the same `origin` repeat or copy each other.
    """

    cites: tuple[str, ...]
    ratings: tuple[str, ...]
    grade: str
    origin: Hashable

    @property
    def weight(self) -> float:
        """The weight of its grade, from 0.6 to 1.4."""
        return weight(self.grade)

    @property
    def diagnosticity(self) -> float:
        """How well it tells the hypotheses apart, from 0 (not at all) to 5.6.

        It is the difference between its best and its worst rating (from 2 for "++" to -2 for "--"),
        times the weight of its grade. Hypotheses without a rating, or with "n/a", are left out.
        """
        values = [_VALUES[rating] for rating in self.ratings if rating in _VALUES]
        return round((max(values) - min(values)) * self.weight, 3) if values else 0.0


@dataclass(frozen=True)
class HypothesisMatrix:
    """Hypotheses, and all evidence that is rated for any of them."""

    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[MatrixRow, ...]

    @classmethod
    def of(
        cls, hypotheses: Sequence[Hypothesis], evidence: CitedEvidence, others: Iterable[str] = ()
    ) -> HypothesisMatrix:
        """The matrix of some hypotheses; `others` are citations of evidence without ratings yet."""
        rated = (cite for hypothesis in hypotheses for cite in hypothesis.evidence)
        cites = list(dict.fromkeys((*rated, *others)))
        origins = evidence.origins(cites)
        same: dict[Hashable, list[str]] = {}
        for cite in cites:
            same.setdefault(evidence.find(cite) or cite, []).append(cite)
        rows = (
            MatrixRow(
                tuple(names),
                tuple(_rating(one.evidence, names) for one in hypotheses),
                evidence.grade(names[0]),
                origins[names[0]],
            )
            for names in same.values()
        )
        return cls(tuple(hypotheses), tuple(rows))

    @cached_property
    def inconsistencies(self) -> tuple[float, ...]:
        """The weight of the evidence against each hypothesis; copies and repeats count once."""
        return tuple(
            inconsistency(
                RatedEvidence(row.ratings[number], row.grade, row.origin) for row in self.rows
            )
            for number in range(len(self.hypotheses))
        )

    @property
    def supporting(self) -> tuple[int, ...]:
        """How many pieces of evidence are consistent with each hypothesis (rated "+" or "++").

        Copies and repeats count once.
        """
        return tuple(
            len({row.origin for row in self.rows if _VALUES.get(row.ratings[number], 0) > 0})
            for number in range(len(self.hypotheses))
        )

    @property
    def ranking(self) -> tuple[int, ...]:
        """The numbers of the hypotheses (from 0), those with the least against them first."""
        numbers = range(len(self.hypotheses))
        return tuple(sorted(numbers, key=lambda number: self.inconsistencies[number]))

    def is_repeated(self, row: MatrixRow) -> bool:
        """Whether another row repeats a row or is a copy of it, so that both count once."""
        return bool(self.counted_with(row))

    def counted_with(self, row: MatrixRow) -> list[MatrixRow]:
        """The other rows that repeat a row, that it repeats, or that are copies of it."""
        return [o for o in self.rows if o.origin == row.origin and o.cites != row.cites]

    def without(self, row: MatrixRow) -> HypothesisMatrix:
        """The matrix without one of its rows."""
        return replace(self, rows=tuple(other for other in self.rows if other.cites != row.cites))

    def by_diagnosticity(self) -> HypothesisMatrix:
        """The matrix with the evidence first that tells the hypotheses apart best."""
        rows = sorted(self.rows, key=lambda row: -row.diagnosticity)
        return replace(self, rows=tuple(rows))

    def by_inconsistency(self) -> HypothesisMatrix:
        """The matrix with the hypotheses first that have the least evidence against them."""
        order = self.ranking
        rows = (replace(r, ratings=tuple(r.ratings[n] for n in order)) for r in self.rows)
        return replace(self, hypotheses=tuple(self.hypotheses[n] for n in order), rows=tuple(rows))


def _rating(ratings: Mapping[str, str], cites: Iterable[str]) -> str:
    """The first rating for one of some citations; "" for none."""
    return next((ratings[cite] for cite in cites if cite in ratings), "")
