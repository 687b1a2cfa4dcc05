"""The tree of codes of REFI-QDA -> a Codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from .values import Values
from .xml import Element, guid, inner, kept

ORIGIN = "reader"
"""The program whose files say more than the format has places for."""

_INSTEAD = "-"
"""Stands for the separator in a code's name, which means nothing there."""


@dataclass
class Codes:
    """The tags of a tree of codes, and the name of the tag for each GUID."""

    tags: dict[str, Tag] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def codebook(self) -> Codebook:
        """The codebook, letters and digits given to one tag each."""
        return Codebook(tuple(_one_each(self.tags.values())))


def codes(container: Element, ours: bool) -> Codes:
    """Read the element Codes; `ours` says that it is from an export of this program."""
    found = Codes()
    todo = [(code, "") for code in reversed(container.findall("Code"))]
    while todo:
        code, above = todo.pop()
        values = kept(code) if ours else Values({})
        name = values.text("name") or _name(code.get("name") or "–", above, found.lost)
        found.names[guid(code.get("guid"))] = name
        below = code.findall("Code")
        tag = _tag(code, name, values, ours)
        implied = code.get("isCodable") == "false" and below and tag == Tag(name)
        if not implied:
            found.tags.setdefault(name, tag)
        todo += [(child, name) for child in reversed(below)]
    order = {name: n for n, name in enumerate(kept(container).texts("order"))} if ours else {}
    found.tags = dict(sorted(found.tags.items(), key=lambda t: order.get(t[0], len(order))))
    return found


def _name(said: str, above: str, lost: list[str]) -> str:
    """The name of the tag for a code, below that of the code that holds it."""
    if above and said.startswith(above + SEPARATOR):
        # Where a leaf is not the only one of its name, the whole path is written.
        return normal_name(said) or above
    leaf = said.replace(SEPARATOR, _INSTEAD)
    if leaf != said:
        lost.append(f"the code “{said}” is called “{leaf}” here: {SEPARATOR} divides groups")
    return normal_name(f"{above}{SEPARATOR}{leaf}" if above else leaf) or "–"


def _tag(code: Element, name: str, values: Values, ours: bool) -> Tag:
    told = inner(code, "Description")
    return Tag(
        name,
        key=values.text("key")[:1],
        quick=values.whole("quick", 0, 1, 9),
        color=values.text("color") if ours else _color(code.get("color") or ""),
        description=values.text("description", "" if "note" in values else told),
        note=values.text("note"),
        was=values.texts("was"),
        extra=values.table("extra"),
    )


def _color(color: str) -> str:
    """A colour as #rrggbb; "" for none."""
    digits = color.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", digits) else ""


def _one_each(tags: Iterable[Tag]) -> list[Tag]:
    """The tags, a letter or digit that an earlier one has taken off the later one."""
    taken: set[tuple[str, object]] = set()
    out = []
    for tag in tags:
        key = "" if (tag.parent, tag.key) in taken else tag.key
        quick = 0 if ("", tag.quick) in taken else tag.quick
        taken |= {(tag.parent, key), ("", quick)} - {(tag.parent, ""), ("", 0)}
        out.append(replace(tag, key=key, quick=quick))
    return out
