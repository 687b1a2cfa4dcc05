"""Names in an Obsidian vault: file names that every system takes, tags, and ids of blocks.

Sources: https://help.obsidian.md/tags#Tag+format, https://help.obsidian.md/links (characters of
links and of block ids), and https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from ..model.codebook import SEPARATOR
from .text_values import single_line

_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f]+')
"""Characters that a file name must not have on some system, or that end a link of Obsidian."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names of devices on Windows, with and without a suffix."""
_LONGEST = 100
"""Code points of a file name; with two bytes each and a suffix it stays below 255 bytes."""
_MOST_BYTES = 200
_NOT_IN_TAGS = re.compile(r"[^\w-]+")
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9]+")


def file_name(text: str, otherwise: str) -> str:
    """A file name, without a suffix, that is like the text; `otherwise` if nothing is left of it.

    The name is in the normal form NFC and at most 200 bytes long in UTF-8.
    """
    plain = " ".join(_FORBIDDEN.sub(" ", normalize("NFC", single_line(text))).split())
    cut = plain[:_LONGEST].encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"{cut}_" if _RESERVED.fullmatch(cut) else cut or otherwise


def tag_name(tag: str) -> str:
    """A tag as Obsidian takes it: letters, digits, `_` and `-` between slashes, never digits only.

    Each other character becomes a hyphen.
    """
    parts = (_NOT_IN_TAGS.sub("-", single_line(part)) for part in tag.split(SEPARATOR))
    named = SEPARATOR.join(part or "-" for part in parts)
    return f"_{named}" if re.fullmatch(r"[\d/]+", named) else named


def tag_path(tag: str) -> str:
    """The path of the note of a tag: a file name for each part of the tag."""
    # Without a dot, the folder of one tag is never called like the file of another, "x.md".
    parts = (file_name(part.replace(".", "_"), "Tag") for part in tag.split(SEPARATOR))
    return "/".join(parts)


def block_id(text: str) -> str:
    """The id of a block that is like the text: ASCII letters, digits and hyphens."""
    return _NOT_IN_IDS.sub("-", text).strip("-") or "passage"


@dataclass
class UniqueNames:
    """Gives names out, each once; names that differ only in upper and lower case count as equal."""

    _given: set[str] = field(default_factory=set)

    def take(self, name: str) -> str:
        """The name, with a number after it if it was given out before."""
        number, unique = 1, name
        while unique.casefold() in self._given:
            number += 1
            unique = f"{name}-{number}"
        self._given.add(unique.casefold())
        return unique
