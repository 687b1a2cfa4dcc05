"""Edits as values before and after each change, the history for undo and redo, and patching.

Undo and redo apply to the present values, which another program may have changed since the edit.
Therefore a change is applied field by field: a field that still has its value from before the
change gets the value from after it; a field that was changed in the meantime keeps its present
value. Collections (tags, links, citations, unknown keys) are patched element by element.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar

from .annotation import (
    PLACE,
    Annotation,
    DocumentData,
    Extra,
    Judgement,
    Removal,
    Source,
    next_rev,
)
from .codebook import Codebook, Tag, with_unique_keys
from .dossier import Assignment, CodingRule, Dossier, Hypothesis, SavedSearch

Value = Annotation | Source | Judgement | Removal | Codebook | DocumentData | Dossier


class Change(NamedTuple):
    """One value before and after; None if it did not exist."""

    before: Value | None
    after: Value | None

    def reversed(self) -> Change:
        """The change that undoes this one."""
        return Change(self.after, self.before)


class Edit(NamedTuple):
    """One undo step: its name, its changes in order, and the offset at which it was made.

    `at` is in code points, or -1 if the edit has no position in the text. `text_sha256` is the hash
    of the text to which the offsets belong. A `shared` edit changes the codebook and with it the
    annotations of all analysts, without confirmation.
    """

    label: str
    changes: tuple[Change, ...]
    at: int = -1
    text_sha256: str = ""
    shared: bool = False

    def reversed(self) -> Edit:
        """The edit that undoes this one, with its changes in reverse order."""
        return self._replace(changes=tuple(c.reversed() for c in reversed(self.changes)))


class Stack(NamedTuple):
    """An immutable stack of edits; pushing an edit shares the stack below it."""

    top: Edit
    rest: Stack | None


class History(NamedTuple):
    """The edits that can be undone and redone, without limit."""

    done: Stack | None = None
    undone: Stack | None = None

    def record(self, edit: Edit) -> History:
        """The history after an edit; edits undone before can no longer be redone."""
        return History(Stack(edit, self.done), None)

    def undo(self) -> tuple[Edit, History] | None:
        """The reverse of the last edit, and the history after it; None if nothing can be undone."""
        if self.done is None:
            return None
        edit, rest = self.done.top, self.done.rest
        return edit.reversed(), History(rest, Stack(edit, self.undone))

    def redo(self) -> tuple[Edit, History] | None:
        """The last edit undone, and the history after redoing it; None if nothing can be redone."""
        if self.undone is None:
            return None
        edit, rest = self.undone.top, self.undone.rest
        return edit, History(Stack(edit, self.done), rest)


V = TypeVar("V", bound=Value)
Record = TypeVar(
    "Record",
    Annotation,
    Source,
    Judgement,
    DocumentData,
    Tag,
    Hypothesis,
    SavedSearch,
    CodingRule,
    Assignment,
)
Item = TypeVar("Item")

_KEPT = {"id", "rev", "created", "modified", "author", "extra"}
"""Fields that a change does not set, except `extra`, which is patched key by key."""


def patched(change: Change, present: V | None) -> V | None:
    """The present value with a change applied; None if the value does not exist afterwards.

    A value that was deleted in the meantime stays deleted unless the change creates it. If the
    change deletes a value to which other content was added in the meantime, the value is kept with
    that content only.
    """
    result: V | None = _patched(change.before, change.after, present)
    return result


def _patched(before: Any, after: Any, present: Any) -> Any:
    if present == before and not isinstance(present, Dossier):
        return after
    if isinstance(present, Codebook):
        return _codebook(before, after, present)
    if isinstance(present, Dossier):
        return _dossier(before, after, present)
    if present is None:
        return after if before is None else None
    if isinstance(present, Removal):
        return after
    return _record(before, after, present)


def _record(before: Any, after: Any, present: Any) -> Any:
    old = _blank(present) if before is None else before
    new = _blank(present) if after is None else after
    left = _fields(old, new, present)
    return None if after is None and left == _blank(left) else left


def _fields(before: Record, after: Record, present: Record) -> Record:
    """The present record with every field that differs between `before` and `after` patched."""
    changed: dict[str, Any] = {}
    place: tuple[str, ...] = PLACE if isinstance(present, Annotation) else ()
    single: list[tuple[str, ...]] = [
        (f.name,) for f in fields(present) if f.name not in {*_KEPT, *place}
    ]
    for names in (place, *single):
        old, new, now = (_values(record, names) for record in (before, after, present))
        if old == new:
            continue
        if now == old:
            changed.update(zip(names, new, strict=True))
        elif len(names) == 1 and isinstance(now[0], tuple):
            # A list that one of the two versions did not have counts as empty.
            changed[names[0]] = _elements(old[0] or (), new[0] or (), now[0])
        elif len(names) == 1 and isinstance(now[0], Mapping):
            changed[names[0]] = _keys(old[0], new[0], now[0])
    extra = _keys(before.extra, after.extra, present.extra)
    return replace(present, **changed, extra=extra)


def _values(record: object, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def _elements(
    before: Sequence[Item], after: Sequence[Item], now: Sequence[Item]
) -> tuple[Item, ...]:
    """The elements of `now` without those that the change removes, plus those that it adds."""
    kept = [item for item in now if item in after or item not in before]
    return (*kept, *(item for item in after if item not in before and item not in kept))


def _keys(before: Extra, after: Extra, now: Extra) -> dict[str, Any]:
    """The unknown keys, patched one by one. None means absent, because TOML has no null."""
    found = dict(now)
    for key in {*before, *after}:
        old, new = before.get(key), after.get(key)
        if old != new and now.get(key) == old:
            found[key] = new
    return {key: value for key, value in found.items() if value is not None}


def _blank(record: Any) -> Any:
    """The record with its identity and position but without content."""
    empty = _EMPTY[type(record)]
    return replace(record, **{name: getattr(empty, name) for name in _content(empty)})


def _content(record: Any) -> list[str]:
    kept = {*_KEPT, "name", "path", *PLACE} - {"extra"}
    return [f.name for f in fields(record) if f.name not in kept]


_EMPTY: Mapping[type, Any] = {
    Annotation: Annotation("", 0, 1, ""),
    Source: Source("", ""),
    Judgement: Judgement(""),
    Tag: Tag(""),
    Hypothesis: Hypothesis(""),
    SavedSearch: SavedSearch(""),
    Assignment: Assignment(""),
    CodingRule: CodingRule("", ""),
}


def _codebook(before: Codebook, after: Codebook, present: Codebook) -> Codebook:
    """The codebook with the tags that differ between `before` and `after` patched by name.

    A key or digit that another tag received in the meantime stays with that tag.
    """
    tags = _records(before.tags, after.tags, present.tags, "name")
    extra = _keys(before.extra, after.extra, present.extra)
    return replace(present, tags=with_unique_keys(tags, present.by_name), extra=extra)


_KEYS_OF_LISTS = {
    "sources": "id",
    "judgements": "id",
    "hypotheses": "id",
    "searches": "name",
    "assignments": "path",
    "rules": "name",
}
"""The lists of a Dossier, each with the field that identifies its records."""


def _dossier(before: Dossier, after: Dossier, present: Dossier) -> Dossier:
    """The dossier with the records that differ between `before` and `after` patched one by one."""
    lists: dict[str, Any] = {
        name: tuple(_records(getattr(before, name), getattr(after, name), now, key))
        for name, key in _KEYS_OF_LISTS.items()
        for now in [getattr(present, name)]
    }
    note = after.note if present.note == before.note else present.note
    extra = _keys(before.extra, after.extra, present.extra)
    return replace(present, **lists, extra=extra, note=note)


def _records(
    before: Sequence[Any], after: Sequence[Any], present: Sequence[Any], key: str
) -> list[Any]:
    """The present records with those patched that differ between `before` and `after`."""
    found = list(present)
    old, new, now = ({getattr(r, key): r for r in side} for side in (before, after, present))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) == new.get(name):
            continue
        left = _patched_record(old.get(name), new.get(name), now.get(name))
        at = found.index(now[name]) if name in now else _position(name, [*new], found, key)
        found[at : at + (name in now)] = [left] if left else []
    return found


def _patched_record(before: Any, after: Any, present: Any) -> Any:
    """One record of a codebook or dossier, patched; its `rev`, if it has one, only grows."""
    if present == before:
        left = after
    elif present is None:
        left = after if before is None else None
    else:
        left = _fields(before or _blank(present), after or _blank(present), present)
        left = None if after is None and left == _blank(left) else left
    if isinstance(left, Judgement) and before is not None:
        last = max(before.rev, present.rev if present else 0)
        return replace(left, rev=left.rev if left.rev > last else next_rev(last))
    return left


def _position(name: str, order: Sequence[str], records: Sequence[Any], key: str) -> int:
    """The index at which to insert a record: after the nearest that precedes it in `order`."""
    places = {getattr(record, key): number for number, record in enumerate(records)}
    before = order[: order.index(name)] if name in order else order
    return next((places[other] + 1 for other in reversed(before) if other in places), 0)
