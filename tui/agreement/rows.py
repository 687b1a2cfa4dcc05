"""The agreement of several coders: on all tags, and on each tag, group or document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from . import coefficients
from .codings import Codings, Tags, Unit
from .distances import DISTANCES, DistanceName

Division = Literal["tag", "group", "document"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on all tags, on one tag or group, or in one document.

    `tag` is "" where all tags are compared and `document` is "" for all documents together. `units`
    is the number of units that at least two coders coded. A coefficient is None where it is not
    defined, `kappa` also where there are not two coders. `low` and `high` are the ends of the 95 %
    bootstrap interval of alpha. `distance` is what alpha uses to compare two values.
    """

    tag: str
    document: str
    by: Division
    unit: Unit
    coders: tuple[str, ...]
    units: int
    percent: float | None
    kappa: float | None
    fleiss: float | None
    alpha: float | None
    distance: DistanceName
    low: float | None
    high: float | None


def agreements(
    documents: Mapping[str, Codings], codings: Codings, by: Division, unit: Unit, sets: DistanceName
) -> Iterator[Agreement]:
    """The agreement on all tags, then a row for each tag, group or document.

    `documents` has the codings of each document, and `codings` those of all. Sets of tags are
    compared by the distance `sets`; a single tag or group is present or absent, so that its
    distance is nominal. A group is present where one of its tags is; a tag outside any group counts
    as a group.
    """
    row = partial(_agreement, by=by, unit=unit)
    yield row(codings, distance=sets)
    if by == "document":
        for name, one in documents.items():
            yield row(one, document=name, distance=sets)
        return
    divided = codings.mapped(_groups_of_all) if by == "group" else codings
    for tag in divided.tags():
        yield row(divided.mapped(frozenset({tag}).intersection), tag=tag, distance="nominal")


def _groups_of_all(tags: Tags) -> Tags:
    return frozenset().union(*map(_groups_of, tags))


def _groups_of(tag: str) -> Tags:
    """The groups that contain a tag, the innermost last; a tag outside any group is its own."""
    parts = tag.split("/")
    return frozenset("/".join(parts[:depth]) for depth in range(1, max(len(parts), 2)))


def _agreement(
    codings: Codings,
    *,
    by: Division,
    unit: Unit,
    distance: DistanceName,
    tag: str = "",
    document: str = "",
) -> Agreement:
    low, high = coefficients.alpha_interval(codings, DISTANCES[distance])
    return Agreement(
        tag,
        document,
        by,
        unit,
        codings.coders,
        coefficients.pairable_units(codings),
        coefficients.percent_agreement(codings),
        coefficients.cohen_kappa(codings),
        coefficients.fleiss_kappa(codings),
        coefficients.alpha(codings, DISTANCES[distance]),
        distance,
        low,
        high,
    )
