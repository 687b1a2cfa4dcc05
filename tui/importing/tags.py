"""Merges the tags of an imported codebook into the existing one, and converts their colours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from ..model.codebook import SEPARATOR, Codebook, Tag
from .import_result import Report, short

_SAID = ("color", "heading", "description", "note")
_CALLED = {"color": "colour", "note": "rule"}
"""Name of a field in messages, if it differs from the field name."""


def with_tags_added(here: Codebook, new: Codebook, report: Report) -> Codebook:
    """The existing codebook with the new tags added and its empty fields filled.

    Keys and digits in use are not reassigned. This, and fields that differ, are reported as lost.
    """
    keys = {(tag.parent, tag.key): tag.name for tag in here.tags if tag.key}
    digits = {tag.quick: tag.name for tag in here.tags if tag.quick}
    more = []
    for tag in new.tags:
        if tag.name in here.by_name:
            continue
        if owner := keys.get((tag.parent, tag.key)):
            report.lose("keys", f"the key {tag.key} of the tag {tag.name}: {owner} has it here")
            tag = replace(tag, key="")
        if owner := digits.get(tag.quick):
            report.lose(
                "digits", f"the digit {tag.quick} of the tag {tag.name}: {owner} has it here"
            )
            tag = replace(tag, quick=0)
        more.append(tag)
    kept = [_filled(tag, new.by_name.get(tag.name), report) for tag in here.tags]
    return replace(here, tags=(*kept, *more))


def duplicates(tags: Iterable[Tag], report: Report) -> None:
    """Report keys and digits that several tags of a file share; the first tag keeps them."""
    owners: dict[tuple[str, object], str] = {}
    for tag in tags:
        for what, place in (("key", (tag.parent, tag.key)), ("digit", ("", tag.quick))):
            if place[1] and (owner := owners.setdefault(place, tag.name)) != tag.name:
                line = f"the {what} {place[1]} of the tag {tag.name}: {owner} has it too"
                report.lose(f"{what}s", line)


def _filled(tag: Tag, other: Tag | None, report: Report) -> Tag:
    for name in _SAID if other else ():
        mine, theirs = getattr(tag, name), getattr(other, name)
        called = _CALLED.get(name, name)
        if theirs and not mine:
            tag = replace(tag, **{name: theirs})
        elif theirs and theirs != mine:
            what = f"the {called} “{short(theirs)}” of the tag {tag.name}: it has another here"
            report.lose(f"{called}s", what)
    if other and other.key not in ("", tag.key):
        report.lose("keys", f"the key {other.key} of the tag {tag.name}: it is here already")
    if other and other.quick not in (0, tag.quick):
        report.lose("digits", f"the digit {other.quick} of the tag {tag.name}: it is here already")
    return tag


_HEX = re.compile("#?([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/].*)?\)", re.I
)


def hex_color(color: str) -> str:
    """An HTML or CSS colour (hexadecimal, rgb() or rgba()) as #rrggbb; "" for anything else.

    Transparency is ignored.
    """
    text = color.strip()
    if match := _HEX.fullmatch(text):
        digits = match[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return f"#{digits[:6].lower()}"
    if match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        return "#" + "".join(f"{part:02x}" for part in parts) if max(parts) < 256 else ""
    return ""


def tag_path(tag: str, said: Collection[str]) -> str:
    """The path of a Taguette tag: a dot separates a group if that is also a tag."""
    before, dot, leaf = tag.rpartition(".")
    return f"{tag_path(before, said)}{SEPARATOR}{leaf}" if dot and leaf and before in said else tag
