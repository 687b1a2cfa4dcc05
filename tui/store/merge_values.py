"""Three-way merge of single values: a field, tags, links, a memo, a table of unknown keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.annotation import Extra, Link

LOST_KEY = "conflict"
"""The unknown key under which a record keeps the values that lost, a list for each field."""

ABSENT = object()
"""The base of a field where the base has no such record."""


def pick(base: Any, ours: Any, theirs: Any, empty: Any) -> tuple[Any, bool]:
    """The merged value, and whether both sides changed it differently: then it is ours.

    A value that one side changed stands against one that the other made `empty`.
    """
    if ours == theirs or theirs == base:
        return ours, False
    if ours in (base, empty):
        return theirs, False
    return ours, theirs != empty


def names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """What neither side removed and what either added, in the order of the side that has just that.

    Where neither has, what is left of the base comes first, then the new ones sorted.
    """
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    kept = [name for name in base if name in ours and name in theirs]
    found = dict.fromkeys([*kept, *sorted({*ours, *theirs} - {*base})])
    alike = [tuple(side) for side in (ours, theirs) if {*side} == {*found}]
    # The lesser of two orders, so that it does not matter which side is ours.
    return min(alike, default=tuple(found))


def links(base: Sequence[Link], ours: Sequence[Link], theirs: Sequence[Link]) -> tuple[Link, ...]:
    """As for `names`: a link that both sides changed differently is there twice."""
    found = {repr(link): link for link in (*base, *ours, *theirs)}
    sides = ([repr(link) for link in side] for side in (base, ours, theirs))
    return tuple(found[name] for name in names(*sides))


def joined(ours: str, theirs: str) -> str:
    """Both texts, a blank line between them; one where it holds the other."""
    if theirs in ours:
        return ours
    return theirs if ours in theirs else f"{ours}\n\n{theirs}"


def extra(base: Extra, ours: Extra, theirs: Extra) -> tuple[dict[str, Any], dict[str, Any]]:
    """Unknown keys one by one, and those of theirs that lost."""
    chosen: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for key in dict.fromkeys((*base, *ours, *theirs)):
        # TOML has no null, so None can stand for a key that is not there.
        mine, other = ours.get(key), theirs.get(key)
        value, clash = pick(base.get(key), mine, other, empty=None)
        if value is not None:
            chosen[key] = value
        if clash and key == LOST_KEY:
            chosen[key] = _all_lost(mine, other)
        elif clash:
            lost[key] = other
    return chosen, lost


def with_lost(known: Extra, lost: Mapping[str, Any]) -> dict[str, Any]:
    """Unknown keys with what lost in this merge added to what lost in earlier ones."""
    if not lost:
        return dict(known)
    more = {key: [value] for key, value in lost.items()}
    return {**known, LOST_KEY: _all_lost(known.get(LOST_KEY), more)}


def _all_lost(one: object, other: object) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for table in (one, other):
        for key, values in table.items() if isinstance(table, Mapping) else ():
            kept = found.setdefault(key, [])
            kept += [v for v in (values if isinstance(values, list) else [values]) if v not in kept]
    return found
