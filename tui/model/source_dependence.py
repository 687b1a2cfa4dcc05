"""The claims and judgements that would have no support if a source were wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from .annotation import EVEN, UNLIKELY, Judgement, Side, Source
from .claims import StatementGraph
from .references import Key
from .statements import Claim, Statement


class Dependents(NamedTuple):
    """The claims, in text order, and the judgements that have no support but one source."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


def dependents(
    graph: StatementGraph,
    source: Source,
    judgements: Iterable[Judgement],
    cited: Callable[[str], Key | None],
) -> Dependents:
    """The claims and judgements that have no support without a source.

    A statement depends on the source if that source makes it, if its speaker had it from that
    source (`via`, directly or through others), or if it repeats such a statement. A claim has no
    support without the source if each supporting statement that has a speaker depends on the source
    or counts as a copy of one that does. A judgement has none if all that it cites depends on the
    source, or, where it states sides, all on the side that its likelihood takes (on either side at
    a roughly even chance). `cited` returns the statement that a citation refers to; a citation of
    something that does not exist is left out.
    """
    keys = _dependent_statements(graph, source)
    return Dependents(
        tuple(claim for claim in graph.claims() if _falls(graph, claim.supporting, keys)),
        tuple(one for one in judgements if _has_no_other_support(one, keys, cited)),
    )


def _dependent_statements(graph: StatementGraph, source: Source) -> set[Key]:
    people = _dependent_people(graph, source)
    found: set[Key] = set()
    todo = [
        key
        for key, statement in graph.statements.items()
        if statement.source and graph.sources.person(statement.source) in people
    ]
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo += (repeating for link, repeating in graph.links_to(key) if link.rel == "repeats")
    return found


def _dependent_people(graph: StatementGraph, source: Source) -> set[Hashable]:
    """The persons (as in `Sources.person`) of a source and of those who had it from that source."""
    person = graph.sources.person
    told: dict[Hashable, set[Hashable]] = defaultdict(set)
    for notes in graph.notes:
        for each in notes.sources:
            if each.via:
                told[person(Source(each.via, ""))].add(person(each))
    found: set[Hashable] = set()
    todo = [person(source)]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += told[one]
    return found


def _falls(graph: StatementGraph, supporting: Sequence[Statement], keys: set[Key]) -> bool:
    """Whether a claim with these supporting statements has no support but the statements `keys`."""
    spoken = [statement for statement in supporting if statement.source]
    dependent = [statement for statement in spoken if statement.key in keys]
    others = [statement for statement in spoken if statement.key not in keys]
    return bool(dependent) and all(
        any(graph.copied([other, one]) for one in dependent) for other in others
    )


def _has_no_other_support(
    judgement: Judgement, keys: set[Key], cited: Callable[[str], Key | None]
) -> bool:
    for side in _sides_taken(judgement):
        cites = (cite for cite in judgement.cites if judgement.side(cite) == side)
        found = {key for cite in cites if (key := cited(cite))}
        if found and found <= keys:
            return True
    return False


def _sides_taken(judgement: Judgement) -> Sequence[Side]:
    """The sides that support a judgement as likely as it is; "" if it states no sides."""
    if judgement.against is None:
        return ("",)
    if judgement.likelihood in UNLIKELY:
        return ("against",)
    return ("for", "against") if judgement.likelihood == EVEN else ("for",)
