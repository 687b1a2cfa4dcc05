"""The codebook in effect for a PATH: how commands find, change and print its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..model.codebook import Codebook, Tag, normal_name, spelled_as
from ..model.errors import ReaderError
from ..workspace.near_tags import near_tags
from ..workspace.open_codebook import OpenCodebook
from .dossiers import existing_path
from .output import complain, say_json
from .sessions import settings

TAG_KEYS = (
    "name, key, quick (its digit or null), color, heading, description, note, was (former names)"
)
"""The keys of a tag's record, for help pages."""


def opened_codebook(word: str) -> OpenCodebook:
    """The codebook in effect for a PATH. Raises ReaderError if there is no such file or folder."""
    return OpenCodebook(existing_path(word), *settings())


def known_tag(book: Codebook, used: Iterable[str], name: str) -> str:
    """A tag or group of the codebook, or one that annotations have, as it is spelled there.

    Raises ReaderError if there is none, and names those that are spelled much like it.
    """
    known = list(dict.fromkeys((*book.by_name, *used, *book.renames)))
    found = book.current(spelled_as(known, normal_name(name)))
    if found not in known and not book.is_group(found):
        near = " or ".join(f"“{each}”" for each in near_tags(known, name))
        raise ReaderError(f"{name}: there is no such tag{near and f'; near: {near}'}")
    return found


def tag_record(tag: Tag) -> dict[str, Any]:
    """A tag as the commands print it with --json."""
    return {
        "name": tag.name,
        "key": tag.key,
        "quick": tag.quick or None,
        "color": tag.color,
        "heading": tag.heading,
        "description": tag.description,
        "note": tag.note,
        "was": list(tag.was),
    }


def change_codebook(
    book: OpenCodebook,
    changed: Callable[[Codebook], Codebook],
    names: Sequence[str],
    as_json: bool,
) -> int:
    """Change a codebook durably; then name the keys that other tags lost, and print `names`."""
    before = book.value
    after = book.change(changed)
    for tag in before.tags:
        now = after.by_name.get(tag.name)
        if now is not None and tag.name not in names:
            for key, left in ((tag.key, now.key), (tag.quick, now.quick)):
                if key and not left:
                    complain(f"{key} is taken away from {tag.name}")
    if as_json:
        for name in names:
            say_json(tag_record(after.by_name.get(name) or Tag(name)))
    return 0
