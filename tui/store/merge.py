"""Three-way merge of notes, codebooks and dossiers: by id, then by field.

An edit wins over a deletion. Tags are merged as sets, so that a tag removed by one side stays
removed. If both sides changed a field of an annotation differently, ours is kept and theirs goes to
a copy of the annotation with the key `conflict_of`. In other records ours wins and the losing value
is kept: notes are concatenated, other values are stored under the key `conflict`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from ..model.annotation import Annotation, Judgement, Notes, Removal, Source, next_rev
from ..model.codebook import Codebook, with_unique_keys
from ..model.dossier import Dossier
from .merge_records import (
    Conflict,
    D,
    content,
    joined_texts,
    merge_annotation,
    merge_extra,
    merge_record,
    pick,
    with_lost,
)

R = TypeVar("R")


V = TypeVar("V")


class Merged(NamedTuple, Generic[V]):
    """The merged value, and the fields that both sides changed differently."""

    value: V
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Notes, ours: Notes, theirs: Notes) -> Merged[Notes]:
    """Merge two versions of notes; `base` is their common ancestor or empty notes."""
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    conflicts: list[Conflict] = []
    document = merge_record(base.document, ours.document, theirs.document, "", conflicts)
    annotations = _annotations(base, ours, theirs, conflicts)
    sources = _sources(base, ours, theirs, annotations, conflicts)
    judgements = _judgements(base, ours, theirs, conflicts)
    extra, lost = merge_extra(base.extra, ours.extra, theirs.extra)
    if lost:
        conflicts.append(Conflict("", tuple(lost)))
    number = max(ours.format, theirs.format)
    more = with_lost(extra, lost)
    removals = _removals(base, ours, theirs, annotations)
    notes = Notes(document, sources, annotations, judgements, number, more, removals)
    return Merged(notes, tuple(conflicts))


def merge_codebook(base: Codebook, ours: Codebook, theirs: Codebook) -> Merged[Codebook]:
    """Merge two versions of a codebook; a key or digit given to two tags stays with ours."""
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    conflicts: list[Conflict] = []
    tags = _records(base.tags, ours.tags, theirs.tags, "name", conflicts)
    extra, lost = merge_extra(base.extra, ours.extra, theirs.extra)
    if lost:
        conflicts.append(Conflict("", tuple(lost)))
    number = max(ours.format, theirs.format)
    book = Codebook(with_unique_keys(tags, ours.by_name), number, with_lost(extra, lost))
    return Merged(book, tuple(conflicts))


def merge_dossier(base: Dossier, ours: Dossier, theirs: Dossier) -> Merged[Dossier]:
    """Merge two versions of a dossier; `base` is their common ancestor or an empty dossier."""
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    conflicts: list[Conflict] = []
    sources = _sources(base, ours, theirs, (), conflicts)
    judgements = _judgements(base, ours, theirs, conflicts)
    hypotheses = _records(base.hypotheses, ours.hypotheses, theirs.hypotheses, "id", conflicts)
    searches = _records(base.searches, ours.searches, theirs.searches, "name", conflicts)
    assigned = _records(base.assignments, ours.assignments, theirs.assignments, "path", conflicts)
    rules = _records(base.rules, ours.rules, theirs.rules, "name", conflicts)
    extra, lost = merge_extra(base.extra, ours.extra, theirs.extra)
    if lost:
        conflicts.append(Conflict("", tuple(lost)))
    number = max(ours.format, theirs.format)
    more = with_lost(extra, lost)
    note, clash = pick(base.note, ours.note, theirs.note, "")
    if clash:
        note = joined_texts(ours.note, theirs.note)
        conflicts.append(Conflict("", ("note",)))
    lists = sources, judgements, tuple(hypotheses), tuple(searches)
    merged = Dossier(*lists, number, more, note, tuple(assigned), tuple(rules))
    return Merged(merged, tuple(conflicts))


# Collections


def _records(
    base: Sequence[D], ours: Sequence[D], theirs: Sequence[D], key: str, conflicts: list[Conflict]
) -> list[D]:
    """The merge of records that are identified by `key`, field by field."""
    found: list[D] = []
    for b, o, t in _triples(base, ours, theirs, key):
        if o is None or t is None:
            one = _merge_one_sided(b, o, t)
        else:
            one = merge_record(b, o, t, getattr(o, key), conflicts)
        if one is not None:
            found.append(one)
    return found


def _triples(
    base: Sequence[R], ours: Sequence[R], theirs: Sequence[R], key: str
) -> list[tuple[R | None, R | None, R | None]]:
    """The records of all three versions by id: ids of the base in its order, then others sorted."""
    name = attrgetter(key)
    before = {name(item): item for item in base}
    mine = {name(item): item for item in ours}
    other = {name(item): item for item in theirs}
    order = dict.fromkeys([*before, *sorted({*mine, *other})])
    return [(before.get(i), mine.get(i), other.get(i)) for i in order]


def _merge_one_sided(base: R | None, ours: R | None, theirs: R | None) -> R | None:
    """The merge of a record that one side lacks: None if the other did not edit it."""
    kept = ours if ours is not None else theirs
    if kept is None or (base is not None and content(kept) == content(base)):
        return None
    return kept


def _annotations(
    base: Notes, ours: Notes, theirs: Notes, conflicts: list[Conflict]
) -> tuple[Annotation, ...]:
    found: dict[str, Annotation] = {}
    copies: list[Annotation] = []
    for before, mine, other in _triples(
        base.annotations, ours.annotations, theirs.annotations, "id"
    ):
        if mine is None or other is None:
            one = _merge_one_sided(before, mine, other)
        elif other in (mine, before):
            one = mine
        elif mine == before:
            one = other
        else:
            one = merge_annotation(before, mine, other, copies, conflicts)
        if one:
            found[one.id] = one
    for copy in copies:
        # A copy with the same id was made by an earlier merge of the same two sides.
        found.setdefault(copy.id, copy)
    return tuple(sorted(found.values(), key=lambda a: a.sort_key))


def _sources(
    base: Notes | Dossier,
    ours: Notes | Dossier,
    theirs: Notes | Dossier,
    annotations: tuple[Annotation, ...],
    conflicts: list[Conflict],
) -> tuple[Source, ...]:
    found: dict[str, Source | None] = {}
    deleted: dict[str, Source] = {}
    for b, o, t in _triples(base.sources, ours.sources, theirs.sources, "id"):
        if o is None or t is None:
            one = _merge_one_sided(b, o, t)
            if one is None and b is not None:
                deleted[b.id] = o or t or b
                found[b.id] = None
        else:
            one = merge_record(b, o, t, o.id, conflicts)
        if one:
            found[one.id] = one
    # Restore sources that one side deleted while the other made an annotation or source use them.
    todo = [annotation.source for annotation in annotations]
    todo += [source.via for source in found.values() if source]
    while todo:
        back = deleted.pop(todo.pop(), None)
        if back:
            found[back.id] = back
            todo.append(back.via)
    return tuple(source for source in found.values() if source)


def _judgements(
    base: Notes | Dossier,
    ours: Notes | Dossier,
    theirs: Notes | Dossier,
    conflicts: list[Conflict],
) -> tuple[Judgement, ...]:
    found: list[Judgement] = []
    for b, o, t in _triples(base.judgements, ours.judgements, theirs.judgements, "id"):
        if o is None or t is None:
            one = _merge_one_sided(b, o, t)
        else:
            rev = max(o.rev, t.rev)
            sides = [replace(side, rev=rev) if side else None for side in (b, o, t)]
            one = merge_record(sides[0], replace(o, rev=rev), replace(t, rev=rev), o.id, conflicts)
            fresh = content(one) not in (content(o), content(t))
            one = replace(one, rev=next_rev(rev) if fresh else rev)
        if one:
            found.append(one)
    return tuple(found)


def _removals(
    base: Notes, ours: Notes, theirs: Notes, annotations: tuple[Annotation, ...]
) -> tuple[Removal, ...]:
    """The Removals that neither side undid; ours if both sides have one for the same annotation.

    If one side removed an annotation and the other edited it, the annotation is kept and its
    Removal is not.
    """
    present = {annotation.id for annotation in annotations}
    triples = _triples(base.removals, ours.removals, theirs.removals, "id")
    kept = (o or t for b, o, t in triples if not b or (o and t))
    return tuple(removal for removal in kept if removal and removal.id not in present)
