"""Three-way merge of single values: a field, tags, links, a note, a table of unknown keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.annotation import Extra, Link

LOST_KEY = "conflict"
"""The key under which a record stores losing values, as a list for each field."""

ABSENT = object()
"""The base value of a field if the base does not have the record."""


def pick(base: Any, ours: Any, theirs: Any, empty: Any) -> tuple[Any, bool]:
    """The merged value, and whether both sides changed it differently, in which case ours is taken.

    If one side changed a value and the other made it `empty`, the changed value is taken without a
    conflict.
    """
    if ours == theirs or theirs == base:
        return ours, False
    if ours in (base, empty):
        return theirs, False
    return ours, theirs != empty


def names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The names that neither side removed, plus those that either side added.

    They are in the order of the side that has exactly these names; if neither has, the names of the
    base come first and the added ones follow, sorted.
    """
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    kept = [name for name in base if name in ours and name in theirs]
    found = dict.fromkeys([*kept, *sorted({*ours, *theirs} - {*base})])
    alike = [tuple(side) for side in (ours, theirs) if {*side} == {*found}]
    # Take the smaller of two orders, so that the result does not depend on which side is ours.
    return min(alike, default=tuple(found))


def links(base: Sequence[Link], ours: Sequence[Link], theirs: Sequence[Link]) -> tuple[Link, ...]:
    """Merge links as `names` merges names; of a link changed by both sides, both versions stay."""
    found = {repr(link): link for link in (*base, *ours, *theirs)}
    sides = ([repr(link) for link in side] for side in (base, ours, theirs))
    return tuple(found[name] for name in names(*sides))


def joined(ours: str, theirs: str) -> str:
    """Both texts with a blank line between them, or one of them if it contains the other."""
    if theirs in ours:
        return ours
    return theirs if ours in theirs else f"{ours}\n\n{theirs}"


def extra(base: Extra, ours: Extra, theirs: Extra) -> tuple[dict[str, Any], dict[str, Any]]:
    """The merged unknown keys, and the losing values of theirs by key."""
    chosen: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for key in dict.fromkeys((*base, *ours, *theirs)):
        # TOML has no null, so None can represent an absent key.
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
    """The unknown keys with losing values added to those of earlier merges."""
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
