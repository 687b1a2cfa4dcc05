"""Pure functions that change a Dossier: its sources, judgements, hypotheses and searches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import TypeVar

from .annotation import Grading, Judgement, Source, next_rev
from .dossier import Assignment, Dossier, Hypothesis, SavedSearch, comparable_name
from .errors import ReaderError
from .references import with_citations

R = TypeVar("R", Source, Judgement, Hypothesis, SavedSearch)


def put_source(dossier: Dossier, source: Source) -> Dossier:
    """The dossier with a source added, or with the source of its id replaced."""
    return replace(dossier, sources=_put(dossier.sources, source, "id"))


def with_grade_recorded(before: Source, after: Source, author: str) -> Source:
    """The source `after` with its grade in its history, if it differs from that of `before`.

    A grade of `before` that is in no history yet is recorded first, without a date. A new reason
    for the same grade replaces the reason that is recorded.
    """
    if (before.reliability, before.reason) == (after.reliability, after.reason):
        return after
    history = list(after.history or before.history)
    if not history and before.reliability:
        history.append(Grading(before.reliability, None, before.reason))
    if history and history[-1].reliability == after.reliability == before.reliability:
        history[-1] = replace(history[-1], reason=after.reason)
    else:
        now = datetime.now(UTC).replace(microsecond=0)
        history.append(Grading(after.reliability, now, after.reason, author))
    return replace(after, history=tuple(history))


def with_fields(source: Source, values: Mapping[str, str]) -> Source:
    """The source with some of role, kind, reliability and reason replaced."""
    known = {name: getattr(source, name) for name in ("role", "kind", "reliability", "reason")}
    role, kind, reliability, reason = (known | dict(values)).values()
    return replace(source, role=role, kind=kind, reliability=reliability, reason=reason)


def with_alias(source: Source, name: str) -> Source:
    """The source with another name, unless it has that name already."""
    known = map(comparable_name, (source.name, *source.aliases))
    if not name.strip() or comparable_name(name) in known:
        return source
    return replace(source, aliases=(*source.aliases, " ".join(name.split())))


def merge_sources(dossier: Dossier, merged: Source, into: Source) -> Dossier:
    """The dossier in which `merged` is the same source as `into`.

    The names of `merged` become aliases and its id remains valid, so that notes need no change.
    What `into` does not say is taken from `merged`; the grades of both are in the history, and the
    present grade is that of `into`, if it has one. Raises ReaderError if both are one source.
    """
    if merged.id == into.id:
        raise ReaderError(f"{into.name} and {merged.name} are one source already")
    whole = into
    for name in (merged.name, *merged.aliases):
        whole = with_alias(whole, name)
    whole = replace(
        whole,
        role=into.role or merged.role,
        kind=into.kind or merged.kind,
        via="" if (into.via or merged.via) in (into.id, merged.id) else into.via or merged.via,
        was=tuple(dict.fromkeys((*into.was, merged.id, *merged.was))),
        distinct=tuple(
            id for id in dict.fromkeys((*into.distinct, *merged.distinct)) if id != into.id
        ),
        extra={**merged.extra, **into.extra},
    )
    whole = _with_both_grades(whole, merged)
    others = [replace(s, via=into.id) if s.via == merged.id else s for s in dossier.sources]
    kept = tuple(s for s in others if s.id != merged.id)
    return put_source(replace(dossier, sources=kept), whole)


def _with_both_grades(whole: Source, merged: Source) -> Source:
    """The source with the grades of another one in its history, before its own."""
    if not (merged.reliability or merged.history):
        return whole
    theirs = [*merged.history] or [Grading(merged.reliability, None, merged.reason)]
    own = [*whole.history]
    if not own and whole.reliability:
        own = [Grading(whole.reliability, None, whole.reason)]
    if not own:
        return replace(
            whole,
            reliability=merged.reliability,
            reason=merged.reason,
            history=tuple(theirs),
        )
    earliest = datetime.min.replace(tzinfo=UTC)
    former = sorted([*theirs, *own[:-1]], key=lambda one: one.date or earliest)
    return replace(whole, history=(*dict.fromkeys(former), own[-1]))


def keep_apart(dossier: Dossier, one: Source, other: Source) -> Dossier:
    """The dossier with the record that two sources are not the same."""
    if other.id not in one.distinct:
        one = replace(one, distinct=(*one.distinct, other.id))
    return put_source(dossier, one)


def are_apart(one: Source, other: Source) -> bool:
    """Whether the analyst said that two sources are not the same."""
    return bool({other.id, *other.was} & {*one.distinct} or {one.id, *one.was} & {*other.distinct})


def remove_source(dossier: Dossier, id: str) -> Dossier:
    """The dossier without a source; sources that had their information from it keep none."""
    kept = (source for source in dossier.sources if source.id != id)
    cleared = (replace(source, via="") if source.via == id else source for source in kept)
    return replace(dossier, sources=tuple(cleared))


def put_judgement(dossier: Dossier, judgement: Judgement) -> Dossier:
    """The dossier with a judgement added, or the one with its id replaced; `rev` grows."""
    before = dossier.judgements_by_id.get(judgement.id)
    if before is not None:
        if replace(judgement, rev=before.rev) == before:
            return dossier
        judgement = replace(judgement, rev=next_rev(before.rev))
    return replace(dossier, judgements=_put(dossier.judgements, judgement, "id"))


def remove_judgement(dossier: Dossier, id: str) -> Dossier:
    """The dossier without a judgement."""
    return replace(dossier, judgements=tuple(j for j in dossier.judgements if j.id != id))


def put_hypothesis(dossier: Dossier, hypothesis: Hypothesis) -> Dossier:
    """The dossier with a hypothesis added, or with the one of its id replaced."""
    return replace(dossier, hypotheses=_put(dossier.hypotheses, hypothesis, "id"))


def remove_hypothesis(dossier: Dossier, id: str) -> Dossier:
    """The dossier without a hypothesis."""
    return replace(dossier, hypotheses=tuple(h for h in dossier.hypotheses if h.id != id))


def rate(dossier: Dossier, id: str, cite: str, rating: str) -> Dossier:
    """The dossier with the rating of an annotation for a hypothesis; "" removes the rating."""
    before = dossier.hypotheses_by_id[id]
    evidence = {**before.evidence, cite: rating}
    evidence = {key: value for key, value in evidence.items() if value}
    return put_hypothesis(dossier, replace(before, evidence=evidence))


def remove_evidence(dossier: Dossier, cites: Collection[str]) -> Dossier:
    """The dossier without any rating of some citations."""
    hypotheses = tuple(
        replace(each, evidence={c: it for c, it in each.evidence.items() if c not in cites})
        for each in dossier.hypotheses
    )
    return replace(dossier, hypotheses=hypotheses)


def put_search(dossier: Dossier, search: SavedSearch) -> Dossier:
    """The dossier with a saved search added, or with the one of its name replaced.

    Keys of the replaced one that reader does not know are preserved.
    """
    known = dossier.searches_by_name.get(search.name)
    if known is not None:
        search = replace(search, extra={**known.extra, **search.extra})
    return replace(dossier, searches=_put(dossier.searches, search, "name"))


def rename_search(dossier: Dossier, name: str, new: str) -> Dossier:
    """The dossier with another name for a saved search; one that had that name is removed."""
    if name == new or name not in dossier.searches_by_name:
        return dossier
    kept = (each for each in dossier.searches if each.name != new)
    renamed = (replace(each, name=new) if each.name == name else each for each in kept)
    return replace(dossier, searches=tuple(renamed))


def remove_search(dossier: Dossier, name: str) -> Dossier:
    """The dossier without a saved search."""
    return replace(dossier, searches=tuple(s for s in dossier.searches if s.name != name))


def put_assignments(dossier: Dossier, assignments: Iterable[Assignment]) -> Dossier:
    """The dossier with assignments added, or with those of the same articles replaced.

    Keys of a replaced one that reader does not know are preserved.
    """
    known = dict(dossier.assignments_by_path)
    for each in assignments:
        former = known.get(each.path)
        extra = {**former.extra, **each.extra} if former else each.extra
        known[each.path] = replace(each, extra=extra)
    return replace(dossier, assignments=tuple(known.values()))


def remove_assignments(dossier: Dossier, paths: Collection[str]) -> Dossier:
    """The dossier without the assignments of some articles."""
    kept = tuple(each for each in dossier.assignments if each.path not in paths)
    return replace(dossier, assignments=kept)


def with_references(dossier: Dossier, changed: Callable[[str], str]) -> Dossier:
    """The dossier with a function applied to every reference; changed judgements get a new `rev`.

    The path of an assignment is changed as the path in a reference is.
    """
    judgements = []
    for before in dossier.judgements:
        after = with_citations(before, changed)
        is_same = after == before
        judgements.append(before if is_same else replace(after, rev=next_rev(before.rev)))
    hypotheses = tuple(
        replace(each, evidence={changed(cite): it for cite, it in each.evidence.items()})
        for each in dossier.hypotheses
    )
    assignments = (
        replace(each, path=changed(f"{each.path}#").rpartition("#")[0])
        for each in dossier.assignments
    )
    return replace(
        dossier,
        judgements=tuple(judgements),
        hypotheses=hypotheses,
        assignments=tuple({each.path: each for each in assignments}.values()),
    )


def _put(records: Sequence[R], record: R, key: str) -> tuple[R, ...]:
    """The records with one replaced that has the same key, or added at the end."""
    name = attrgetter(key)
    found = list(records)
    at = next((n for n, each in enumerate(found) if name(each) == name(record)), len(found))
    found[at : at + 1] = [record]
    return tuple(found)


def cited_by(dossier: Dossier) -> Iterable[str]:
    """The references in judgements and hypotheses, each as often as it occurs."""
    for judgement in dossier.judgements:
        yield from judgement.cites
    for hypothesis in dossier.hypotheses:
        yield from hypothesis.evidence
