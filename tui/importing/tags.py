"""The tags of an imported codebook added to those of the one that is here."""

from __future__ import annotations

from dataclasses import replace

from ..model.codebook import Codebook, Tag
from .carried import short

_SAID = ("color", "description", "note")


def added(here: Codebook, new: Codebook) -> tuple[Codebook, list[str]]:
    """The codebook here with the tags that it lacks, and what its own tags say is filled up.

    A letter or digit stays with the tag that has it here. What both say differently is lost: a
    line for each.
    """
    keys = {(tag.parent, tag.key) for tag in here.tags if tag.key}
    digits = {tag.quick for tag in here.tags if tag.quick}
    more = [
        replace(
            tag,
            key="" if (tag.parent, tag.key) in keys else tag.key,
            quick=0 if tag.quick in digits else tag.quick,
        )
        for tag in new.tags
        if tag.name not in here.by_name
    ]
    lost: list[str] = []
    kept = [_filled(tag, new.by_name.get(tag.name), lost) for tag in here.tags]
    return replace(here, tags=(*kept, *more)), lost


def _filled(tag: Tag, other: Tag | None, lost: list[str]) -> Tag:
    for name in _SAID if other else ():
        mine, theirs = getattr(tag, name), getattr(other, name)
        if theirs and not mine:
            tag = replace(tag, **{name: theirs})
        elif theirs and theirs != mine:
            lost.append(f"the {name} “{short(theirs)}” of the tag {tag.name}: it has another here")
    return tag
