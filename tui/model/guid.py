"""GUIDs for other programs: a ULID and a UUID are two notations of 128 bits.

Sources: https://github.com/ulid/spec, RFC 9562.
"""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from .annotation import CROCKFORD, base32

_ULID = re.compile(f"[0-7][{CROCKFORD}]{{25}}")
_OURS = UUID("6b1f6c2e-4a53-5d0a-9d3c-0b7a1c5f2e94")
"""The namespace of the version 5 UUIDs that are derived from names."""


def guid_from_names(*names: str) -> UUID:
    """The GUID derived from some names; equal names always give the same GUID."""
    return uuid5(_OURS, "\0".join(names))


def guid_of(id: str) -> UUID:
    """The GUID of an annotation's id: the bits of a ULID, else a GUID derived from the id."""
    if _ULID.fullmatch(id) is None:
        return guid_from_names("id", id)
    number = 0
    for letter in id:
        number = number << 5 | CROCKFORD.index(letter)
    return UUID(int=number)


def id_of(guid: UUID) -> str:
    """The ULID with the same 128 bits as a GUID."""
    return base32(guid.int, 26)
