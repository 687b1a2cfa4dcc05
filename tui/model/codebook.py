"""Tag and Codebook: the tree of tags, and pure edits on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from .annotation import Extra

SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; its name is a path ("claim/denial").

    `key` is one letter, unique among its siblings, or ""; `quick` is a digit from 1 to 9, unique
    in the codebook, or 0; `color` is a colour name of the theme or "#rrggbb", or "" to inherit the
    group's; `was` are the former names, which are replaced when notes are loaded. `heading` is what
    reports write above the passages with the tag, "" for the last part of its name.
    """

    name: str
    key: str = ""
    quick: int = 0
    color: str = ""
    description: str = ""
    note: str = ""
    was: tuple[str, ...] = ()
    heading: str = ""
    extra: Extra = field(default_factory=dict, hash=False)

    @property
    def parent(self) -> str:
        """The name of the group that contains the tag, or ""."""
        return self.name.rpartition(SEPARATOR)[0]

    @property
    def leaf(self) -> str:
        """The last part of the tag's name."""
        return self.name.rpartition(SEPARATOR)[2]


@dataclass(frozen=True)
class Codebook:
    """The tags in the order of their file. A group exists if a tag lies below it, listed or not."""

    tags: tuple[Tag, ...] = ()
    format: int = 1
    extra: Extra = field(default_factory=dict, hash=False)

    @cached_property
    def by_name(self) -> dict[str, Tag]:
        """Tags by name; if two tags have the same name, the first."""
        found: dict[str, Tag] = {}
        for tag in self.tags:
            found.setdefault(tag.name, tag)
        return found

    @cached_property
    def by_quick(self) -> dict[int, Tag]:
        """Tags by their digit, 1 to 9."""
        found: dict[int, Tag] = {}
        for tag in self.tags:
            if tag.quick:
                found.setdefault(tag.quick, tag)
        return found

    @cached_property
    def renames(self) -> dict[str, str]:
        """Maps former names to present names, for notes that still use a former name."""
        return {old: tag.name for tag in self.tags for old in tag.was if old not in self.by_name}

    def current(self, name: str) -> str:
        """The present name of a tag that may have been renamed."""
        return self.renames.get(name, name)

    def children(self, parent: str = "") -> list[Tag]:
        """The direct children of a group ("" for the top level), in file order.

        Groups that are not listed are included, each with a letter of its name as its key that no
        sibling has.
        """
        prefix = parent + SEPARATOR if parent else ""
        found: dict[str, Tag] = {}
        for tag in self.tags:
            if tag.name.startswith(prefix) and tag.name != parent:
                name = prefix + tag.name[len(prefix) :].partition(SEPARATOR)[0]
                if name not in found:
                    found[name] = self.by_name.get(name) or Tag(name)
        taken = {tag.key for tag in found.values()}
        for name in [name for name in found if name not in self.by_name]:
            found[name] = Tag(name, key=_free_letter(found[name].leaf, taken))
            taken.add(found[name].key)
        return list(found.values())

    def is_group(self, name: str) -> bool:
        """Whether other tags lie below a name."""
        return any(tag.name.startswith(name + SEPARATOR) for tag in self.tags)

    def color_of(self, name: str) -> str:
        """The colour of a tag: its own, else that of the nearest group above, else ""."""
        while name:
            tag = self.by_name.get(name)
            if tag and tag.color:
                return tag.color
            name = name.rpartition(SEPARATOR)[0]
        return ""

    def label_of(self, name: str) -> str:
        """The label in the gutter: the tag's digit, else its key, else its initial."""
        tag = self.by_name.get(name)
        if tag and tag.quick:
            return str(tag.quick)
        if tag and tag.key:
            return tag.key
        return name.rpartition(SEPARATOR)[2][:1]


def covers(group: str, name: str) -> bool:
    """Whether the tag `name` is `group` or one of its descendants."""
    return name == group or name.startswith(group + SEPARATOR)


def normal_name(name: str) -> str:
    """A tag name in normal form: no empty parts, and single spaces only inside parts."""
    parts = (" ".join(part.split()) for part in name.split(SEPARATOR))
    return SEPARATOR.join(part for part in parts if part)


def spelled_as(names: Iterable[str], name: str) -> str:
    """A tag's name, respelled like the existing tags or groups of the same name.

    Two spellings are the same name if they differ only in case or in Unicode normalization: if
    "topic/actor" exists, "Topic/London" becomes "topic/London".
    """
    existing = set(names)
    if name in existing:
        return name
    groups = (SEPARATOR.join(path) for other in existing for path in _paths(other))
    spellings = {_caseless(group): group for group in sorted(groups, reverse=True)}
    for path in reversed(list(_paths(name))):
        found = spellings.get(_caseless(SEPARATOR.join(path)))
        if found is not None:
            return SEPARATOR.join([found, *name.split(SEPARATOR)[len(path) :]])
    return name


def _paths(name: str) -> Iterator[list[str]]:
    """The paths of a tag's groups, outermost first, and of the tag, each as a list of parts."""
    parts = name.split(SEPARATOR)
    return (parts[: length + 1] for length in range(len(parts)))


def _caseless(name: str) -> str:
    """The name in canonical caseless form (Unicode Standard, section 3.13)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def add(codebook: Codebook, name: str) -> Codebook:
    """The codebook with a new tag, keyed by a free letter of its name; unchanged if it exists."""
    if name in codebook.by_name:
        return codebook
    parent = name.rpartition(SEPARATOR)[0]
    taken = {tag.key for tag in codebook.children(parent)}
    tag = Tag(name, key=_free_letter(name.rpartition(SEPARATOR)[2], taken))
    last = max((i for i, t in enumerate(codebook.tags) if covers(parent, t.name)), default=-1)
    position = last + 1 if parent and last >= 0 else len(codebook.tags)
    return replace(codebook, tags=(*codebook.tags[:position], tag, *codebook.tags[position:]))


def _free_letter(name: str, taken: set[str]) -> str:
    """The first ASCII letter of a name that is not in `taken`, or ""."""
    letters = (c for c in name.lower() if c.isascii() and c.isalpha())
    return next((c for c in letters if c not in taken), "")


def change(codebook: Codebook, tag: Tag) -> Codebook:
    """The codebook with the tag of the same name replaced, or added if it was not listed.

    If a sibling has the tag's key, or another tag its digit, that tag loses it.
    """
    tags = add(codebook, tag.name).tags
    changed: list[Tag] = []
    for other in tags:
        if other.name == tag.name:
            other = tag
        else:
            if tag.key and other.key == tag.key and other.parent == tag.parent:
                other = replace(other, key="")
            if tag.quick and other.quick == tag.quick:
                other = replace(other, quick=0)
        changed.append(other)
    return replace(codebook, tags=tuple(changed))


def remove(codebook: Codebook, name: str) -> Codebook:
    """The codebook without a tag and its descendants."""
    return replace(codebook, tags=tuple(t for t in codebook.tags if not covers(name, t.name)))


def renamed_path(name: str, old: str, new: str) -> str:
    """The name of a tag after `old` was renamed to `new`; descendants are renamed with it."""
    return new + name[len(old) :] if covers(old, name) else name


def merges(names: Iterable[str], old: str, new: str) -> bool:
    """Whether renaming `old` to `new` gives some tag of `names` the name of another one."""
    every = set(names)
    movers = {name for name in every if covers(old, name)}
    return not (every - movers).isdisjoint(renamed_path(name, old, new) for name in movers)


def rename(codebook: Codebook, old: str, new: str) -> Codebook:
    """The codebook after a tag and its descendants are renamed; `was` records the former names.

    A tag whose new name exists already is merged into the existing tag. Raises ValueError if
    `new` lies below `old`.
    """
    if old == new:
        return codebook
    if covers(old, new):
        raise ValueError(f"{new} lies below {old}")
    kept = {t.name: t for t in codebook.tags if not covers(old, t.name)}
    out: list[Tag] = []
    place: dict[str, int] = {}
    movers = codebook.tags if old in codebook.by_name else (*codebook.tags, Tag(old))
    for tag in movers:
        name = renamed_path(tag.name, old, new)
        former: tuple[str, ...] = (*tag.was, tag.name) if name != tag.name else ()
        if name in kept and name != tag.name:
            survivor = kept[name]
            kept[name] = replace(survivor, was=_joined(survivor.was, former, name))
            if name in place:
                out[place[name]] = kept[name]
            continue
        if name == tag.name:
            tag = kept[name]
        else:
            tag = replace(tag, name=name, was=_joined((), former, name))
            tag = _without_taken_key(
                tag, [t for t in (*codebook.tags, *out) if not covers(old, t.name)]
            )
        place[name] = len(out)
        out.append(tag)
    renamed = {t.name: renamed_path(t.name, old, new) for t in movers if covers(old, t.name)}
    return replace(codebook, tags=tuple(_as_last_renamed(tag, renamed) for tag in out))


def _as_last_renamed(tag: Tag, renamed: Mapping[str, str]) -> Tag:
    """The tag without former names that belong to another tag since the last rename."""
    return replace(tag, was=tuple(n for n in tag.was if renamed.get(n, tag.name) == tag.name))


def _joined(was: tuple[str, ...], more: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(n for n in dict.fromkeys((*was, *more)) if n != name)


def _without_taken_key(tag: Tag, others: list[Tag]) -> Tag:
    taken = any(t.key == tag.key and t.parent == tag.parent and t.name != tag.name for t in others)
    return replace(tag, key="") if tag.key and taken else tag


def with_unique_keys(tags: Iterable[Tag], preferred: Container[str]) -> tuple[Tag, ...]:
    """The tags with keys made unique among siblings and digits unique in the codebook.

    If several tags have the same key or digit, one whose name is in `preferred` keeps it, else the
    first; the others lose it.
    """
    every = tuple(tags)
    owner: dict[tuple[str, object], str] = {}
    for tag in sorted(every, key=lambda tag: tag.name not in preferred):
        owner.setdefault((tag.parent, tag.key), tag.name)
        owner.setdefault(("", tag.quick), tag.name)
    return tuple(
        replace(
            tag,
            key=tag.key if owner[tag.parent, tag.key] == tag.name else "",
            quick=tag.quick if owner["", tag.quick] == tag.name else 0,
        )
        for tag in every
    )
