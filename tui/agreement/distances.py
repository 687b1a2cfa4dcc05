"""How far apart two values are: from 0 for equal values to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from .codings import Tags

DistanceName = Literal["nominal", "masi", "jaccard"]

Distance = Callable[[Tags, Tags], float]


def nominal(a: Tags, b: Tags) -> float:
    """0 for equal sets of tags, else 1."""
    return float(a != b)


def jaccard(a: Tags, b: Tags) -> float:
    """1 less the share of all tags that both sets have (Jaccard 1912)."""
    return 1 - len(a & b) / len(a | b) if a != b else 0.0


def masi(a: Tags, b: Tags) -> float:
    """Jaccard's distance with the common share weighted (Passonneau 2006).

    The weight is two thirds if one set contains the other, and one third if neither does.
    """
    if a == b:
        return 0.0
    common = a & b
    weight = 2 / 3 if common in (a, b) else 1 / 3
    return 1 - weight * len(common) / len(a | b)


DISTANCES: Mapping[DistanceName, Distance] = {
    "nominal": nominal,
    "masi": masi,
    "jaccard": jaccard,
}
