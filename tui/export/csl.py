"""CSL-JSON: the documents cited, for Zotero, pandoc and other citation processors.

Source: https://docs.citationstyles.org, csl-data.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bibliography import Entry, entries
from .exhibit import Exhibit
from .jsontext import dumped


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a JSON array, UTF-8."""
    return dumped([_item(entry) for entry in entries(exhibits)])


def _item(entry: Entry) -> dict[str, Any]:
    issued = {"date-parts": [list(entry.date)]} if entry.date else {"literal": entry.said}
    fields: dict[str, Any] = {
        "id": entry.key,
        "type": "webpage" if entry.url else "document",
        "title": entry.title,
        "author": [_name(name) for name in entry.authors],
        "container-title" if entry.url else "publisher": entry.publisher,
        "issued": issued if entry.date or entry.said else None,
        "URL": entry.url,
        "language": entry.lang,
    }
    return {key: value for key, value in fields.items() if value}


def _name(name: str) -> dict[str, str]:
    """A name; it is divided only where its own comma divides it."""
    family, comma, given = name.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": name}
