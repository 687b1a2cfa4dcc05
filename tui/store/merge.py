"""Three-way merge of notes and codebooks: by id, then by field.

An edit beats a delete; tags are sets, so that what one side removed stays removed; where both
sides changed one field of an annotation differently, both are kept, theirs as an annotation of its
own with `conflict_of`. Elsewhere ours wins and the losing value is kept: two memos are joined,
other values go under the key `conflict`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from ..model.annotation import (
    PLACE,
    Annotation,
    DocumentData,
    Judgement,
    Notes,
    Removal,
    Source,
    next_rev,
)
from ..model.codebook import Codebook, Tag, with_unique_keys
from ..model.combining import CONFLICT_KEY
from ..model.digest import sha256
from . import merge_values as values

COPY_KEY = CONFLICT_KEY

R = TypeVar("R")
D = TypeVar("D", DocumentData, Source, Judgement, Tag)

# What is chosen as one, and what counts as empty: a span and its quote belong together, for half of
# each would be a place that nobody chose.
_GROUPS: tuple[tuple[tuple[str, ...], tuple[object, ...]], ...] = (
    (PLACE, ()),
    (("source",), ("",)),
    (("credibility",), (0,)),
    (("reason",), ("",)),
    (("note",), ("",)),
)
_OF_THE_MACHINE = {"path", "text_sha256"}
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Fields that both sides changed differently, in the record of an id.

    An id of "" means the document, or the keys at the top of the file.
    `copy` is the id of the annotation that holds their values, "" where they are kept in place.
    """

    id: str
    fields: tuple[str, ...]
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The notes that hold both sides' changes, and what both had changed differently."""

    notes: Notes
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Notes, ours: Notes, theirs: Notes) -> Merged:
    """The notes after both sides' changes to a common beginning; `base` may be empty notes."""
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    conflicts: list[Conflict] = []
    document = _data(base.document, ours.document, theirs.document, "", conflicts)
    annotations = _annotations(base, ours, theirs, conflicts)
    sources = _sources(base, ours, theirs, annotations, conflicts)
    judgements = _judgements(base, ours, theirs, conflicts)
    extra, lost = values.extra(base.extra, ours.extra, theirs.extra)
    if lost:
        conflicts.append(Conflict("", tuple(lost)))
    number = max(ours.format, theirs.format)
    more = values.with_lost(extra, lost)
    removals = _removals(base, ours, theirs, annotations)
    notes = Notes(document, sources, annotations, judgements, number, more, removals)
    return Merged(notes, tuple(conflicts))


@dataclass(frozen=True, slots=True)
class MergedCodebook:
    """The codebook that holds both sides' changes, and what both had changed differently."""

    codebook: Codebook
    conflicts: tuple[Conflict, ...] = ()


def merge_codebook(base: Codebook, ours: Codebook, theirs: Codebook) -> MergedCodebook:
    """The codebook after both sides' changes; a key or digit that two tags got stays with ours."""
    if ours in (base, theirs):
        return MergedCodebook(theirs)
    if theirs == base:
        return MergedCodebook(ours)
    tags: list[Tag] = []
    conflicts: list[Conflict] = []
    for b, o, t in _triples(base.tags, ours.tags, theirs.tags, "name"):
        found = _alone(b, o, t) if o is None or t is None else _data(b, o, t, o.name, conflicts)
        if found:
            tags.append(found)
    extra, lost = values.extra(base.extra, ours.extra, theirs.extra)
    if lost:
        conflicts.append(Conflict("", tuple(lost)))
    number = max(ours.format, theirs.format)
    book = Codebook(with_unique_keys(tags, ours.by_name), number, values.with_lost(extra, lost))
    return MergedCodebook(book, tuple(conflicts))


# Collections


def _triples(
    base: Sequence[R], ours: Sequence[R], theirs: Sequence[R], key: str
) -> list[tuple[R | None, R | None, R | None]]:
    """What each side has for each id: those of the base in its order, then the others by id."""
    name = attrgetter(key)
    before = {name(item): item for item in base}
    mine = {name(item): item for item in ours}
    other = {name(item): item for item in theirs}
    order = dict.fromkeys([*before, *sorted({*mine, *other})])
    return [(before.get(i), mine.get(i), other.get(i)) for i in order]


def _alone(base: R | None, ours: R | None, theirs: R | None) -> R | None:
    """What is left of a record that one side does not have: an edit beats a delete."""
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
            one = _alone(before, mine, other)
        elif other in (mine, before):
            one = mine
        elif mine == before:
            one = other
        else:
            one = _annotation(before, mine, other, copies, conflicts)
        if one:
            found[one.id] = one
    for copy in copies:
        # A copy that is there already was made by an earlier merge of the same two sides.
        found.setdefault(copy.id, copy)
    return tuple(sorted(found.values(), key=lambda a: a.sort_key))


def _sources(
    base: Notes,
    ours: Notes,
    theirs: Notes,
    annotations: tuple[Annotation, ...],
    conflicts: list[Conflict],
) -> tuple[Source, ...]:
    found: dict[str, Source | None] = {}
    deleted: dict[str, Source] = {}
    for b, o, t in _triples(base.sources, ours.sources, theirs.sources, "id"):
        if o is None or t is None:
            one = _alone(b, o, t)
            if one is None and b is not None:
                deleted[b.id] = o or t or b
                found[b.id] = None
        else:
            one = _data(b, o, t, o.id, conflicts)
        if one:
            found[one.id] = one
    # One side deleted a source while the other had an annotation or a source refer to it.
    todo = [annotation.source for annotation in annotations]
    todo += [source.via for source in found.values() if source]
    while todo:
        back = deleted.pop(todo.pop(), None)
        if back:
            found[back.id] = back
            todo.append(back.via)
    return tuple(source for source in found.values() if source)


def _judgements(
    base: Notes, ours: Notes, theirs: Notes, conflicts: list[Conflict]
) -> tuple[Judgement, ...]:
    found: list[Judgement] = []
    for b, o, t in _triples(base.judgements, ours.judgements, theirs.judgements, "id"):
        if o is None or t is None:
            one = _alone(b, o, t)
        else:
            rev = max(o.rev, t.rev)
            sides = [replace(side, rev=rev) if side else None for side in (b, o, t)]
            one = _data(sides[0], replace(o, rev=rev), replace(t, rev=rev), o.id, conflicts)
            fresh = content(one) not in (content(o), content(t))
            one = replace(one, rev=next_rev(rev) if fresh else rev)
        if one:
            found.append(one)
    return tuple(found)


def _removals(
    base: Notes, ours: Notes, theirs: Notes, annotations: tuple[Annotation, ...]
) -> tuple[Removal, ...]:
    """The records of removed annotations that neither side took back, ours where both have one.

    An annotation that one side removed and the other one edited stays, so its record does not.
    """
    present = {annotation.id for annotation in annotations}
    triples = _triples(base.removals, ours.removals, theirs.removals, "id")
    kept = (o or t for b, o, t in triples if not b or (o and t))
    return tuple(removal for removal in kept if removal and removal.id not in present)


# One record


def _annotation(
    base: Annotation | None,
    ours: Annotation,
    theirs: Annotation,
    copies: list[Annotation],
    conflicts: list[Conflict],
) -> Annotation:
    chosen: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for group, empty in _GROUPS:
        before = _group(base, group) if base else values.ABSENT
        mine, other = _group(ours, group), _group(theirs, group)
        value, clash = values.pick(before, mine, other, empty)
        chosen.update(zip(group, value, strict=True))
        if clash:
            lost.update({name: getattr(theirs, name) for name in group})
    extra, lost_extra = values.extra(base.extra if base else {}, ours.extra, theirs.extra)
    tags = values.names(base.tags if base else (), ours.tags, theirs.tags)
    links = values.links(base.links if base else (), ours.links, theirs.links)
    editors = values.names(base.edited_by if base else (), ours.edited_by, theirs.edited_by)
    said: dict[str, Any] = {"tags": tags, "links": links, "edited_by": editors, "extra": extra}
    merged = replace(ours, **chosen, **said, **_bookkeeping(base, ours, theirs))
    if lost or lost_extra:
        more = {**extra, **lost_extra, COPY_KEY: ours.id}
        name = copy_id(ours.id, {**lost_extra, **lost})
        copy = replace(merged, **lost, id=name, rev=1, author=theirs.author, extra=more)
        copies.append(copy)
        conflicts.append(Conflict(ours.id, (*lost, *lost_extra), copy.id))
    fresh = content(merged) not in (content(ours), content(theirs))
    rev = max(ours.rev, theirs.rev)
    return replace(merged, rev=next_rev(rev) if fresh else rev)


def _bookkeeping(base: Annotation | None, ours: Annotation, theirs: Annotation) -> dict[str, Any]:
    """The earlier creation and the later change; whoever made the annotation stays its author."""
    made = [m for m in (ours.created, theirs.created) if m]
    changed = [m for m in (ours.modified, theirs.modified) if m]
    return {
        "created": min(made, default=None),
        "modified": max(changed, default=None),
        "author": _author(base.author if base else "", ours.author, theirs.author),
    }


def _author(base: str, ours: str, theirs: str) -> str:
    """The author that one side gave; of two different ones the same, whichever side is ours."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return max(ours, theirs)


def _data(base: D | None, ours: D, theirs: D, name: str, conflicts: list[Conflict]) -> D:
    """A record field by field: ours wins, memos are joined, and other losing values are kept."""
    chosen: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    clashes: list[str] = []
    for key in (f.name for f in fields(ours) if f.name != "extra"):
        before = getattr(base, key) if base else values.ABSENT
        mine, other = getattr(ours, key), getattr(theirs, key)
        if isinstance(mine, tuple):
            chosen[key] = values.names(getattr(base, key, ()), mine, other)
            continue
        chosen[key], clash = values.pick(before, mine, other, type(mine)())
        if clash and key not in _OF_THE_MACHINE:
            clashes.append(key)
            if key == "note":
                chosen[key] = values.joined(mine, other)
            else:
                lost[key] = other
    extra, lost_extra = values.extra(base.extra if base else {}, ours.extra, theirs.extra)
    lost.update(lost_extra)
    if clashes or lost:
        conflicts.append(Conflict(name, tuple(dict.fromkeys((*clashes, *lost)))))
    return replace(ours, **chosen, extra=values.with_lost(extra, lost))


def _group(side: Annotation, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(side, name) for name in names)


def content(record: Any) -> Any:
    """What a record says, without the bookkeeping."""
    if isinstance(record, Annotation):
        return replace(record, rev=0, created=None, modified=None, author="")
    if isinstance(record, Judgement):
        return replace(record, rev=0)
    return record


def copy_id(original: str, kept: Mapping[str, Any]) -> str:
    """An id (ULID) made from what the copy keeps, so that programs that merge alike write alike."""
    said = repr((original, sorted(kept.items())))
    digest = bytes.fromhex(sha256(said.encode("utf-8", "surrogatepass")))
    number = int.from_bytes(digest[:10], "big")
    moment = original[:10] if len(original) == 26 else "0" * 10
    return moment + "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(75, -1, -5))
