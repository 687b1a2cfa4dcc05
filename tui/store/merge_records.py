"""Three-way merge of one record: an annotation, or any other record of the program's files.

Each field takes the value of the side that changed it. If both sides changed a field differently,
ours wins; the other side's values go to a copy of the annotation, or stay in any other record under
the key `conflict`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from ..model.annotation import (
    PLACE,
    Annotation,
    DocumentData,
    Extra,
    Grading,
    Judgement,
    Link,
    Source,
    base32,
    next_rev,
)
from ..model.codebook import Tag
from ..model.combining import CONFLICT_KEY
from ..model.digest import sha256
from ..model.dossier import Assignment, CodingRule, Hypothesis, SavedSearch

LOST_KEY = "conflict"
"""The key under which a record stores losing values, as a list for each field."""

Names = Sequence[str] | None

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


def merge_names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
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


def _merge_lists(base: Names, ours: Names, theirs: Names) -> Names:
    """Merge lists as `merge_names` does; None, an absent list, yields to one that was changed."""
    if ours is None or theirs is None:
        merged: Names = pick(base, ours, theirs, None)[0]
        return merged
    return merge_names(base or (), ours, theirs)


def merge_links(
    base: Sequence[Link], ours: Sequence[Link], theirs: Sequence[Link]
) -> tuple[Link, ...]:
    """Merge links as names are merged; of a link changed by both sides, both versions stay."""
    found = {repr(link): link for link in (*base, *ours, *theirs)}
    sides = ([repr(link) for link in side] for side in (base, ours, theirs))
    return tuple(found[name] for name in merge_names(*sides))


def merge_history(
    base: Sequence[Grading], ours: Sequence[Grading], theirs: Sequence[Grading]
) -> tuple[Grading, ...]:
    """Merge grades as names are merged; if both sides added grades, all are ordered by date."""
    found = {repr(grade): grade for grade in (*base, *ours, *theirs)}
    sides = [[repr(grade) for grade in side] for side in (base, ours, theirs)]
    names = merge_names(*sides)
    merged = (found[name] for name in names)
    if [*names] in sides:
        return tuple(merged)
    earliest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(merged, key=lambda grade: grade.date or earliest))


def joined_texts(ours: str, theirs: str) -> str:
    """Both texts with a blank line between them, or one of them if it contains the other."""
    if theirs in ours:
        return ours
    return theirs if ours in theirs else f"{ours}\n\n{theirs}"


def merge_extra(base: Extra, ours: Extra, theirs: Extra) -> tuple[dict[str, Any], dict[str, Any]]:
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


COPY_KEY = CONFLICT_KEY

D = TypeVar(
    "D", DocumentData, Source, Judgement, Hypothesis, SavedSearch, Assignment, CodingRule, Tag
)

# Fields that are taken from the same side, and their empty values: the start of one side with the
# end of the other would be a span that nobody chose.
_GROUPS: tuple[tuple[tuple[str, ...], tuple[object, ...]], ...] = (
    (PLACE, ()),
    (("source",), ("",)),
    (("credibility",), (0,)),
    (("reason",), ("",)),
    (("note",), ("",)),
)
_OF_THE_MACHINE = {"path", "text_sha256"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """The fields of a record that both sides changed differently.

    An `id` of "" means the document, or the top-level keys of the file. `copy` is the id of the
    annotation to which the losing values were copied, or "" if they are in the record itself.
    """

    id: str
    fields: tuple[str, ...]
    copy: str = ""


def merge_annotation(
    base: Annotation | None,
    ours: Annotation,
    theirs: Annotation,
    copies: list[Annotation],
    conflicts: list[Conflict],
) -> Annotation:
    chosen: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for group, empty in _GROUPS:
        before = _group(base, group) if base else ABSENT
        mine, other = _group(ours, group), _group(theirs, group)
        value, clash = pick(before, mine, other, empty)
        chosen.update(zip(group, value, strict=True))
        if clash:
            lost.update({name: getattr(theirs, name) for name in group})
    extra, lost_extra = merge_extra(base.extra if base else {}, ours.extra, theirs.extra)
    tags = merge_names(base.tags if base else (), ours.tags, theirs.tags)
    links = merge_links(base.links if base else (), ours.links, theirs.links)
    editors = merge_names(base.edited_by if base else (), ours.edited_by, theirs.edited_by)
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
    """The earlier creation time, the later modification time, the author and the coding rule."""
    made = [m for m in (ours.created, theirs.created) if m]
    changed = [m for m in (ours.modified, theirs.modified) if m]
    return {
        "created": min(made, default=None),
        "modified": max(changed, default=None),
        "author": _changed_text(base.author if base else "", ours.author, theirs.author),
        "rule": _changed_text(base.rule if base else "", ours.rule, theirs.rule),
    }


def _changed_text(base: str, ours: str, theirs: str) -> str:
    """The text that one side changed; if both did, the same one whichever side is ours."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return max(ours, theirs)


def merge_record(base: D | None, ours: D, theirs: D, name: str, conflicts: list[Conflict]) -> D:
    """Merge a record field by field and append its Conflict, if any, to `conflicts`.

    If both sides changed a field differently, ours wins, except that notes are concatenated; other
    losing values are stored under the key `conflict`.
    """
    chosen: dict[str, Any] = {}
    if isinstance(ours, Source):
        chosen |= _merged_grades(base, ours, theirs)
    lost: dict[str, Any] = {}
    clashes: list[str] = []
    for key in (f.name for f in fields(ours) if f.name not in {"extra", *chosen}):
        before = getattr(base, key) if base else ABSENT
        mine, other = getattr(ours, key), getattr(theirs, key)
        if isinstance(mine, tuple) or isinstance(other, tuple):
            chosen[key] = _merge_lists(getattr(base, key, None), mine, other)
            continue
        if isinstance(mine, Mapping):
            chosen[key], gone = merge_extra(getattr(base, key, {}), mine, other)
            lost |= {key: gone} if gone else {}
            continue
        chosen[key], clash = pick(before, mine, other, type(mine)())
        if clash and key not in _OF_THE_MACHINE:
            clashes.append(key)
            if key == "note":
                chosen[key] = joined_texts(mine, other)
            else:
                lost[key] = other
    extra, lost_extra = merge_extra(base.extra if base else {}, ours.extra, theirs.extra)
    lost.update(lost_extra)
    if clashes or lost:
        conflicts.append(Conflict(name, tuple(dict.fromkeys((*clashes, *lost)))))
    return replace(ours, **chosen, extra=with_lost(extra, lost))


def _merged_grades(base: Any, ours: Any, theirs: Any) -> dict[str, Any]:
    """The merged history of a source with the grade that is the last in it.

    The grade is left out if a side has a grade that is not the last of its history: somebody edited
    the file by hand.
    """
    history = merge_history(getattr(base, "history", ()), ours.history, theirs.history)
    is_last = (
        side.reliability == (side.history[-1].reliability if side.history else "")
        for side in (ours, theirs)
    )
    if not history or not all(is_last):
        return {"history": history}
    last = history[-1]
    return {"history": history, "reliability": last.reliability, "reason": last.reason}


def _group(side: Annotation, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(side, name) for name in names)


def content(record: Any) -> Any:
    """A record without bookkeeping fields (rev, times, author), for comparison."""
    if isinstance(record, Annotation):
        return replace(record, rev=0, created=None, modified=None, author="")
    if isinstance(record, Judgement):
        return replace(record, rev=0)
    return record


def copy_id(original: str, kept: Mapping[str, Any]) -> str:
    """A ULID derived from the original id and the kept values.

    It is deterministic, so that two programs that do the same merge write the same file.
    """
    said = repr((original, sorted(kept.items())))
    digest = bytes.fromhex(sha256(said.encode("utf-8", "surrogatepass")))
    number = int.from_bytes(digest[:10], "big")
    moment = original[:10] if len(original) == 26 else "0" * 10
    return moment + base32(number, 16)
