"""Weigh evidence against competing hypotheses by its inconsistency.

Heuer's method rejects the hypotheses with the most evidence against them; evidence that fits tells
little, because it may fit the others too. Source: Richards J. Heuer, Psychology of Intelligence
Analysis (1999), chapter 8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

_AGAINST = {"-": 1.0, "--": 2.0}
_OF_SOURCE = dict(zip("ABCDE", (1.4, 1.2, 1.0, 0.8, 0.6), strict=True))
_OF_STATEMENT = dict(zip("12345", (1.4, 1.2, 1.0, 0.8, 0.6), strict=True))


class RatedEvidence(NamedTuple):
    """The rating of a piece of evidence, its grades such as "B2", and what it was copied from.

    Evidence with the same `origin` counts once.
    """

    rating: str
    grade: str
    origin: Hashable


def weight(grade: str) -> float:
    """The weight of evidence with a grade: 1 without one, 1.4 for A1, 0.6 for E5."""
    parts = [_OF_SOURCE.get(grade[:1], 1.0), _OF_STATEMENT.get(grade[-1:], 1.0)]
    return sum(parts) / len(parts)


def inconsistency(evidence: Iterable[RatedEvidence]) -> float:
    """The weight of the evidence against a hypothesis; "--" counts twice as much as "-"."""
    found: dict[Hashable, float] = defaultdict(float)
    for each in evidence:
        against = _AGAINST.get(each.rating, 0.0) * weight(each.grade)
        found[each.origin] = max(found[each.origin], against)
    return round(sum(found.values()), 3)
