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
_WEIGHTS = (1.4, 1.2, 1.0, 0.8, 0.6)
_OF_SOURCE = dict(zip("ABCDE", _WEIGHTS, strict=True))
_OF_STATEMENT = dict(zip("12345", _WEIGHTS, strict=True))

WEIGHTS_IN_WORDS = (
    "the mean of what its letter and its digit weigh: 1.4 for A and 1, 1.2 for B and 2, 1 for C "
    "and 3, 0.8 for D and 4, 0.6 for E and 5, and 1 for F, for 6 and for a part without a grade"
)
"""The rule of `weight` for readers."""


class RatedEvidence(NamedTuple):
    """The rating of a piece of evidence, its grades such as "B2", and what it was copied from.

    Evidence with the same `origin` counts once.
    """

    rating: str
    grade: str
    origin: Hashable


def weight(grade: str) -> float:
    """The weight of evidence with a grade: the mean of what its letter and its digit weigh.

    It is 1 without a grade, 1.4 for A1 and 0.6 for E5.
    """
    parts = [_OF_SOURCE.get(grade[:1], 1.0), _OF_STATEMENT.get(grade[-1:], 1.0)]
    return round(sum(parts) / len(parts), 3)


def inconsistency(evidence: Iterable[RatedEvidence]) -> float:
    """The weight of the evidence against a hypothesis; "--" counts twice as much as "-"."""
    found: dict[Hashable, float] = defaultdict(float)
    for each in evidence:
        against = _AGAINST.get(each.rating, 0.0) * weight(each.grade)
        found[each.origin] = max(found[each.origin], against)
    return round(sum(found.values()), 3)


def support_in_words(pieces: int) -> str:
    """How many pieces of evidence speak for a hypothesis: "nothing speaks for it"."""
    if pieces == 0:
        return "nothing speaks for it"
    if pieces == 1:
        return "one piece of evidence speaks for it"
    return f"{pieces} pieces of evidence speak for it"
