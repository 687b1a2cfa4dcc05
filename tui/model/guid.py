"""GUIDs for other programs: a ULID and a UUID are the same 128 bits in other letters.

Sources: https://github.com/ulid/spec, RFC 9562.
"""

from __future__ import annotations

import re
from uuid import UUID, uuid5

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""

_ULID = re.compile(f"[0-7][{LETTERS}]{{25}}")
_OURS = UUID("6b1f6c2e-4a53-5d0a-9d3c-0b7a1c5f2e94")
"""The namespace of names that are not GUIDs themselves."""


def named(*names: str) -> UUID:
    """The GUID of something known by its names: the same names always give the same one."""
    return uuid5(_OURS, "\0".join(names))


def guid_of(id: str) -> UUID:
    """The GUID of an annotation's id: a ULID's own bits, else one made from the text."""
    if _ULID.fullmatch(id) is None:
        return named("id", id)
    number = 0
    for letter in id:
        number = number << 5 | LETTERS.index(letter)
    return UUID(int=number)


def id_of(guid: UUID) -> str:
    """The ULID that has the bits of a GUID."""
    return "".join(LETTERS[(guid.int >> shift) & 31] for shift in range(125, -1, -5))
