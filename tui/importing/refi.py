"""Imports codebooks of REFI-QDA (.qdc), and converts code trees and code groups to a Codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from .import_result import Imported, Report, imported, short
from .tags import hex_color
from .values import Values
from .xml_tree import Element, guid, inner, kept, parse

ORIGIN = "reader"
"""The `origin` of files exported by this program, which contain additional data."""

_INSTEAD = "-"
"""Replaces the tag separator in code names."""

Memos = Callable[[Element], str]
"""Returns the text of the memos that an element refers to."""


def no_memos(_: Element) -> str:
    """The Memos function for files without memos: returns ""."""
    return ""


@dataclass
class Codes:
    """The tags of a code tree, and the tag name for each GUID."""

    tags: dict[str, Tag] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def codebook(self) -> Codebook:
        """The codebook, with each key and digit assigned to one tag only."""
        return Codebook(tuple(with_unique_keys(self.tags.values())))


@dataclass(frozen=True)
class CodeReader:
    """Reads the codes of a file.

    `ours` tells that this program exported the file; `speakers` are GUIDs of codes that represent
    cases and become no tags.
    """

    report: Report
    ours: bool = False
    speakers: Collection[str] = ()
    memos: Memos = no_memos

    def read(self, container: Element) -> Codes:
        """Read a Codes element."""
        found = Codes()
        todo = [(code, "") for code in reversed(container.findall("Code"))]
        while todo:
            code, above = todo.pop()
            key = guid(code.get("guid"))
            values = kept(code) if self.ours else Values({})
            name = values.text("name") or self._name(code.get("name") or "–", above)
            below = code.findall("Code")
            if key in self.speakers:
                name = above
            else:
                found.names[key] = name
                tag = self._tag(code, name, values)
                implied = code.get("isCodable") == "false" and below and tag == Tag(name)
                if not implied:
                    found.tags.setdefault(name, tag)
            todo += [(child, name) for child in reversed(below)]
        order = kept(container).texts("order") if self.ours else ()
        places = {name: number for number, name in enumerate(order)}
        found.tags = dict(sorted(found.tags.items(), key=lambda t: places.get(t[0], len(places))))
        return found

    def group(self, codes: Codes, sets: Iterable[Element]) -> None:
        """Move the codes of a codebook without hierarchy into the groups that contain them.

        If the codes have a hierarchy, or a code is in several groups, the groups are reported as
        lost.
        """
        groups = [(each, self._members(each, codes)) for each in sets]
        times = Counter(name for _, members in groups for name in members)
        flat = not any(SEPARATOR in name for name in codes.tags)
        for each, members in groups:
            name = (each.get("name") or "").replace(SEPARATOR, _INSTEAD)
            group = normal_name(name)
            if not members:
                continue
            if flat and group and group not in codes.tags and all(times[m] == 1 for m in members):
                _nest(codes, Tag(group, description=inner(each, "Description").strip()), members)
                continue
            told = inner(each, "Description").strip()
            about = f" ({short(told)})" if told else ""
            listed = ", ".join(members)
            self.report.lose("code groups", f"the group of codes “{name}”{about}: {listed}")

    def _members(self, group: Element, codes: Codes) -> list[str]:
        found = dict[str, None]()
        for member in group.iterfind("MemberCode"):
            # The schema defines targetGUID; ATLAS.ti writes guid.
            key = guid(member.get("targetGUID") or member.get("guid"))
            name = codes.names.get(key)
            if name:
                found[name] = None
            elif key not in self.speakers:
                group_name = group.get("name") or ""
                what = f"the code {key} in the group of codes “{group_name}”: it is not listed"
                self.report.lose("code groups", what)
        return list(found)

    def _name(self, said: str, above: str) -> str:
        """The tag name for a code, below that of its parent."""
        if above and said.startswith(above + SEPARATOR):
            # If several leaves have the same name, the file contains the whole path.
            return normal_name(said) or above
        leaf = said.replace(SEPARATOR, _INSTEAD)
        if leaf != said:
            what = f"the code “{said}” is called “{leaf}” here: {SEPARATOR} divides groups"
            self.report.lose("names of codes", what)
        return normal_name(f"{above}{SEPARATOR}{leaf}" if above else leaf) or "–"

    def _tag(self, code: Element, name: str, values: Values) -> Tag:
        told = inner(code, "Description")
        color = code.get("color") or ""
        if color and not self.ours and not hex_color(color):
            self.report.lose("colours", f"the colour “{short(color)}” of the code {name}")
        return Tag(
            name,
            key=values.text("key")[:1],
            quick=values.whole("quick", 0, 1, 9),
            color=values.text("color") if self.ours else hex_color(color),
            description=values.text("description", "" if "note" in values else told),
            note=values.text("note") or self.memos(code),
            was=values.texts("was"),
            heading=values.text("heading"),
            extra=values.table("extra"),
        )


def _nest(codes: Codes, group: Tag, members: Iterable[str]) -> None:
    """Move tags below a new group, at the position of the first of them."""
    renamed = {member: f"{group.name}{SEPARATOR}{member}" for member in members}
    tags = dict[str, Tag]()
    for name, tag in codes.tags.items():
        if name in renamed:
            tags.setdefault(group.name, group)
            tag = replace(tag, name=renamed[name])
        tags[tag.name] = tag
    codes.tags = tags
    codes.names = {key: renamed.get(name, name) for key, name in codes.names.items()}


def with_unique_keys(tags: Iterable[Tag]) -> list[Tag]:
    """The tags; a key or digit that an earlier tag has is removed from later tags."""
    taken: set[tuple[str, object]] = set()
    out = []
    for tag in tags:
        key = "" if (tag.parent, tag.key) in taken else tag.key
        quick = 0 if ("", tag.quick) in taken else tag.quick
        taken |= {(tag.parent, key), ("", quick)} - {(tag.parent, ""), ("", 0)}
        out.append(replace(tag, key=key, quick=quick))
    return out


def read(data: bytes, name: str) -> Imported:
    """Import a codebook; raises ReaderError if the file is not one."""
    report = Report()
    root = parse(data, name, report)
    container = root.find("Codes")
    if root.tag != "CodeBook" or container is None:
        raise ReaderError(f"{name}: no codebook of REFI-QDA; export it again")
    reader = CodeReader(report, root.get("origin") == ORIGIN)
    codes = reader.read(container)
    reader.group(codes, root.iterfind("Sets/Set"))
    return imported((), codes.codebook(), report)
