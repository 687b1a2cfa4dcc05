"""Finds the existing tags that a new tag may be a misspelling of."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.codebook import SEPARATOR, covers

_LEAST_RATIO = 70
"""The least likeness, from 0 to 100, of two names of which one may be a misspelling."""

_MOST_NAMED = 3
"""The most tags that are returned."""


def near_tags(names: Iterable[str], wanted: str) -> list[str]:
    """The names that are most like `wanted`, the best first; at most three.

    Likeness is rapidfuzz's `fuzz.ratio`, without regard to case, of the last parts of two names;
    names in different groups are also compared as a whole. A group is not like the tags in it.
    """
    from rapidfuzz import fuzz

    found: list[tuple[float, float, str]] = []
    group, _, leaf = wanted.casefold().rpartition(SEPARATOR)
    for name in dict.fromkeys(names):
        if not covers(name, wanted):
            other_group, _, other_leaf = name.casefold().rpartition(SEPARATOR)
            whole = fuzz.ratio(name.casefold(), wanted.casefold())
            best = max(fuzz.ratio(other_leaf, leaf), whole if other_group != group else 0)
            found.append((-best, -whole, name))
    return [name for best, _, name in sorted(found) if -best >= _LEAST_RATIO][:_MOST_NAMED]
