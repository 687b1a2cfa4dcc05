"""Groups of articles that have text in common, the earliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from ..model.origins import UnionFind
from ..model.shared_text import SharedText


@dataclass(frozen=True, slots=True)
class GroupMember:
    """An article of a group, and what it has in common with another article of the group.

    `shared` is None for the first article of a group. Otherwise it is the largest share with an
    earlier article, or with a later one if it has no text in common with any earlier one.
    """

    name: str
    shared: SharedText | None


def group_copies(
    shared: Iterable[SharedText], dates: Mapping[str, str], least_share: float
) -> list[tuple[GroupMember, ...]]:
    """The groups of articles that are connected by a share of at least `least_share` (0 to 1).

    `dates` are those of the articles, by name, in ISO 8601, "" if unknown. In a group, articles
    with a known date come first, by date, and then the others by name. The groups are in the order
    of their first articles.
    """
    pairs = [each for each in shared if each.share >= least_share]
    connected = UnionFind()
    for each in pairs:
        connected.join(each.a, each.b)
    order = {name: _order(name, dates) for each in pairs for name in (each.a, each.b)}
    with_earlier: dict[str, SharedText] = {}
    with_later: dict[str, SharedText] = {}
    for each in sorted(pairs, key=lambda pair: pair.share):
        earlier, later = sorted((each.a, each.b), key=order.__getitem__)
        with_earlier[later] = with_later[earlier] = each
    groups: dict[Hashable, list[GroupMember]] = defaultdict(list)
    for name in sorted(order, key=order.__getitem__):
        group = groups[connected.of(name)]
        best = with_earlier.get(name) or with_later[name]
        group.append(GroupMember(name, best if group else None))
    return [tuple(members) for members in groups.values()]


def _order(name: str, dates: Mapping[str, str]) -> tuple[bool, str, str]:
    date = dates.get(name, "")
    return not date, date, name
