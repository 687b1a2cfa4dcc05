"""Group figures that are about the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ..model.mentions import Figure
from .lexicon.change_words import CHANGES
from .lexicon.near_words import CONCEPTS, GENERIC_HEADS


class _WithFigure(Protocol):
    """Something that a figure belongs to, such as a row of a list."""

    @property
    def figure(self) -> Figure: ...


Row = TypeVar("Row", bound=_WithFigure)


@dataclass(frozen=True, slots=True)
class FigureGroup(Generic[Row]):
    """Figures with one unit for one thing, the smallest first; `what` is its commonest name."""

    what: str
    unit: str
    rows: Sequence[Row]


def group_figures(rows: Iterable[Row]) -> list[FigureGroup[Row]]:
    """Group rows by the unit and the head of what their figures count; the largest groups first.

    Words for one thing count as the same ("killed", "dead", "deaths"), as do singular and plural.
    Figures of which nothing tells what they count are each a group of their own.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    alone: list[FigureGroup[Row]] = []
    for row in rows:
        concept = concept_of(row.figure.what)
        if concept:
            groups.setdefault((row.figure.unit, concept), []).append(row)
        else:
            alone.append(FigureGroup("", row.figure.unit, (row,)))
    found = [
        FigureGroup(_commonest(members), unit, tuple(sorted(members, key=_size)))
        for (unit, _), members in groups.items()
    ]
    return [*sorted(found, key=lambda group: -len(group.rows)), *alone]


def concept_of(what: str) -> str:
    """What a noun phrase is about: its head, or the word that stands for all words near to it.

    The size of a change is about another thing than a total: "seats gained" and "seats".
    """
    words = what.lower().split()
    if len(words) > 1 and words[-1] in CHANGES:
        return f"{concept_of(' '.join(words[:-1]))} {words[-1]}"
    for word in reversed(words):
        if word in CONCEPTS:
            return CONCEPTS[word]
    head = _singular(words[-1]) if words else ""
    return f"{words[-2]} {head}" if head in GENERIC_HEADS and len(words) > 1 else head


def _singular(noun: str) -> str:
    """A noun without the ending of a regular plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _commonest(rows: Sequence[Row]) -> str:
    names = [row.figure.what for row in rows]
    return max(names, key=names.count)


def _size(row: Row) -> tuple[float, float]:
    """The place of a figure by size: its lower bound, or the upper one if there is no lower."""
    low, high = row.figure.low, row.figure.high
    first = low if low is not None else high if high is not None else 0
    return first, high if high is not None else float("inf")
