"""Three-way merge of one record: an annotation, or a source, judgement, tag or document.

Each field takes the value of the side that changed it. If both sides changed a field differently,
ours wins; the other side's values go to a copy of the annotation, or stay in any other record under
the key `conflict`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from ..model.annotation import PLACE, Annotation, DocumentData, Judgement, Source, next_rev
from ..model.codebook import Tag
from ..model.combining import CONFLICT_KEY
from ..model.digest import sha256
from . import merge_values as values

COPY_KEY = CONFLICT_KEY

D = TypeVar("D", DocumentData, Source, Judgement, Tag)

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
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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
    """The earlier creation time, the later modification time, and the author of an annotation."""
    made = [m for m in (ours.created, theirs.created) if m]
    changed = [m for m in (ours.modified, theirs.modified) if m]
    return {
        "created": min(made, default=None),
        "modified": max(changed, default=None),
        "author": _author(base.author if base else "", ours.author, theirs.author),
    }


def _author(base: str, ours: str, theirs: str) -> str:
    """The author that one side changed; if both did, the same one whichever side is ours."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return max(ours, theirs)


def merge_record(base: D | None, ours: D, theirs: D, name: str, conflicts: list[Conflict]) -> D:
    """Merge a record field by field and append its Conflict, if any, to `conflicts`.

    If both sides changed a field differently, ours wins, except that notes are concatenated; other
    losing values are stored under the key `conflict`.
    """
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
    return moment + "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(75, -1, -5))
