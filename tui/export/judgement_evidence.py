"""Judgement evidence: what the cited passages are to each other, by their links.

Whether a passage speaks for or against the judgement itself no link says: the judgement records it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence

from ..model.annotation import Judgement
from ..model.claims import StatementGraph
from ..model.references import Key

SAME, AGAINST, QUALIFYING, BESIDE = "same", "against", "qualifying", "beside"
"""What a statement is to the first one of the evidence."""

_CONNECTING = ("supports", "repeats", "disputes")
_QUALIFYING = ("qualifies", "updates")
_PLACED = (SAME, AGAINST, BESIDE)


def opposing(graph: StatementGraph, document: int, judgement: Judgement) -> set[Key]:
    """The statements that speak against a judgement in the document with that index."""
    cites = (cite for cite in judgement.cites if judgement.side(cite) == "against")
    return set(filter(None, (graph.references.find(document, cite) for cite in cites)))


def sides(graph: StatementGraph, keys: Sequence[Key]) -> dict[Key, str]:
    """What each of some statements is to the first of them, by the links among them.

    A statement that supports or repeats another one, or is supported or repeated by it, is on its
    side, and one that disputes it, or is disputed by it, on the other. Of those without such a
    link to these, one is QUALIFYING if it qualifies or updates a statement that is not such a one
    itself; the others are BESIDE.
    """
    near: dict[Key, list[tuple[str, Key]]] = {key: [] for key in keys}
    for key in near:
        for link, end in graph.links_of(key):
            if end is not None and end in near and end != key:
                near[key].append((link.rel, end))
                if link.rel in _CONNECTING:
                    near[end].append((link.rel, key))
    found = _connected(keys[:1], near)
    linked = {key: [end for rel, end in near[key] if rel in _QUALIFYING] for key in near}
    placed = {key for key in near if key in found or not linked[key]}
    for key in near:
        qualifies = not placed.isdisjoint(linked[key])
        found.setdefault(key, QUALIFYING if qualifies else BESIDE)
    return found


def qualifications(
    graph: StatementGraph, found: Mapping[Key, str]
) -> dict[Key, list[tuple[str, Key]]]:
    """What qualifies or updates a statement: the relation and the qualifying one, by statement.

    `found` are `sides`. What qualifies several of them is given with the first one it links to.
    """
    placed: dict[Key, list[tuple[str, Key]]] = {}
    for key in (key for key, side in found.items() if side == QUALIFYING):
        links = ((link.rel, end) for link, end in graph.links_of(key) if link.rel in _QUALIFYING)
        ends = ((rel, end) for rel, end in links if end and found.get(end) in _PLACED)
        relation, end = next(ends)
        placed.setdefault(end, []).append((relation, key))
    return placed


def qualifying_own_side(
    graph: StatementGraph, cited: Sequence[Key], against: Collection[Key]
) -> set[Key]:
    """The cited statements that qualify or update another one that is on the same side.

    `against` are those that speak against the judgement.
    """
    return {
        one
        for key, qualifying in qualifications(graph, sides(graph, cited)).items()
        for _, one in qualifying
        if (one in against) == (key in against)
    }


def _connected(begin: Sequence[Key], near: dict[Key, list[tuple[str, Key]]]) -> dict[Key, str]:
    """The side of each statement that links connect with the first; `near` has all links."""
    found = dict.fromkeys(begin, SAME)
    todo = deque(found)
    while todo:
        key = todo.popleft()
        for relation, other in near[key]:
            if other not in found and relation in _CONNECTING:
                opposite = SAME if found[key] == AGAINST else AGAINST
                found[other] = opposite if relation == "disputes" else found[key]
                todo.append(other)
    return found
