"""Coefficients of agreement between coders. A coefficient that is not defined is None.

Codings in which all values are equal have no defined kappa and alpha, because no disagreement is
expected by chance.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .codings import Codings, Tags, Values
from .distances import Distance

_REPLICATES = 1000
_SEED = 20120516
"""Seeds the random numbers, so that the same codings always have the same interval."""
_LEVEL = 0.95

Numbers = NDArray[np.float64]


def percent_agreement(codings: Codings) -> float | None:
    """The share of units with equal values: the mean over the pairs of coders with common units."""
    counts = codings.counts()
    shares = []
    for a, b in combinations(range(len(codings.coders)), 2):
        both = {v: n for v, n in counts.items() if v[a] is not None and v[b] is not None}
        if both:
            equal = sum(n for values, n in both.items() if values[a] == values[b])
            shares.append(equal / sum(both.values()))
    return sum(shares) / len(shares) if shares else None


def cohen_kappa(codings: Codings) -> float | None:
    """Cohen's kappa (1960) of two coders over the units that both coded."""
    if len(codings.coders) != 2:
        return None
    counts = _coded_by_all(codings)
    total = sum(counts.values())
    if not total:
        return None
    first: Counter[Tags | None] = Counter()
    second: Counter[Tags | None] = Counter()
    for (a, b), n in counts.items():
        first[a] += n
        second[b] += n
    observed = sum(n for (a, b), n in counts.items() if a == b) / total
    expected = sum(n * second[value] for value, n in first.items()) / total**2
    return _beyond_chance(observed, expected)


def fleiss_kappa(codings: Codings) -> float | None:
    """Fleiss' kappa (1971) over the units that all coders coded."""
    counts = _coded_by_all(codings)
    total, coders = sum(counts.values()), len(codings.coders)
    if not total or coders < 2:
        return None
    uses: Counter[Tags | None] = Counter()
    agreeing = 0.0
    for values, n in counts.items():
        given = Counter(values)
        agreeing += n * sum(k * (k - 1) for k in given.values()) / (coders * (coders - 1))
        for value, k in given.items():
            uses[value] += n * k
    expected = sum((k / (total * coders)) ** 2 for k in uses.values())
    return _beyond_chance(agreeing / total, expected)


def alpha(codings: Codings, distance: Distance) -> float | None:
    """Krippendorff's alpha (2011): 1 less the observed by the expected disagreement.

    Units that fewer than two coders coded are left out.
    """
    table = _Disagreements(codings, distance)
    return _defined(table.alphas(table.occurrences[np.newaxis, :])[0])


def alpha_interval(codings: Codings, distance: Distance) -> tuple[float | None, float | None]:
    """The 95 % bootstrap interval of alpha (percentile method, 1,000 replicates).

    Passages are drawn with replacement; characters are drawn in runs, because the characters of a
    run were coded together.
    """
    table = _Disagreements(codings, distance)
    drawn = int(table.occurrences.sum())
    if not drawn:
        return None, None
    random = np.random.default_rng(_SEED)
    shares = table.occurrences / drawn
    alphas = table.alphas(random.multinomial(drawn, shares, size=_REPLICATES).astype(np.float64))
    alphas = alphas[~np.isnan(alphas)]
    if not len(alphas):
        return None, None
    low, high = np.quantile(alphas, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return float(low), float(high)


def pairable_units(codings: Codings) -> int:
    """The number of units that at least two coders coded."""
    return sum(n for values, n in codings.counts().items() if _coders_of(values) > 1)


class _Disagreements:
    """The observed and expected disagreement of codings, for any numbers of occurrences of a run.

    `occurrences` has the number of each run that at least two coders coded.
    """

    def __init__(self, codings: Codings, distance: Distance) -> None:
        runs = [(run, n) for run, n in codings.runs.items() if _coders_of(run.values) > 1]
        found = {value for run, _ in runs for value in run.values if value is not None}
        values = sorted(found, key=sorted)
        position = {value: number for number, value in enumerate(values)}
        self.occurrences: Numbers = np.array([n for _, n in runs], dtype=np.float64)
        self._distances: Numbers = np.array(
            [[distance(a, b) for b in values] for a in values], dtype=np.float64
        ).reshape(len(values), len(values))
        self._uses: Numbers = np.zeros((len(runs), len(values)))
        self._observed: Numbers = np.zeros(len(runs))
        for number, (run, _) in enumerate(runs):
            given = Counter(position[value] for value in run.values if value is not None)
            places, times = np.array(list(given)), np.array(list(given.values()), dtype=np.float64)
            self._uses[number, places] = times * run.length
            between = times @ self._distances[np.ix_(places, places)] @ times
            self._observed[number] = run.length * between / (times.sum() - 1)

    def alphas(self, occurrences: Numbers) -> Numbers:
        """Alpha for each row of numbers of the runs; NaN where it is not defined."""
        uses = occurrences @ self._uses
        total = uses.sum(axis=1)
        expected = np.einsum("rv,vw,rw->r", uses, self._distances, uses)
        with np.errstate(invalid="ignore", divide="ignore"):
            result: Numbers = 1 - (occurrences @ self._observed) * (total - 1) / expected
        return result


def _coders_of(values: Values) -> int:
    """The number of coders who coded a unit."""
    return sum(value is not None for value in values)


def _coded_by_all(codings: Codings) -> dict[Values, int]:
    return {values: n for values, n in codings.counts().items() if None not in values}


def _beyond_chance(observed: float, expected: float) -> float | None:
    return (observed - expected) / (1 - expected) if expected < 1 else None


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
