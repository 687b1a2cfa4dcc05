"""CSL-JSON: the documents cited, for Zotero, pandoc and other citation processors.

Source: https://docs.citationstyles.org, csl-data.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bibliography import Entry, entries
from .exhibit import Exhibit
from .jsontext import dumped
from .names import name_parts


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a JSON array, UTF-8."""
    return dumped([_item(entry) for entry in entries(exhibits)])


def _item(entry: Entry) -> dict[str, Any]:
    issued = {"date-parts": [list(entry.date)]} if entry.date else {"literal": entry.said}
    kind = _kind(entry)
    fields: dict[str, Any] = {
        "id": entry.key,
        "type": kind,
        "title": entry.title,
        "author": [name_parts(name) for name in entry.authors],
        "publisher" if kind == "document" else "container-title": entry.publisher,
        "issued": issued if entry.date or entry.said else None,
        "URL": entry.url,
        "language": entry.lang,
    }
    return {key: value for key, value in fields.items() if value}


def _kind(entry: Entry) -> str:
    """The type of an item: what a publisher brought out on a day is an article of a newspaper."""
    if entry.publisher and (entry.date or entry.said):
        return "article-newspaper"
    return "webpage" if entry.url else "document"
