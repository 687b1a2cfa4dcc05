"""A source of the dossier as the commands print it with --json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.known_sources import KnownSource
from ..workspace.dossier_folder import DossierFolder
from .output import say_json

SOURCE_KEYS = (
    "id, name, aliases, role, kind, via, reliability, reason, history, statements, articles, "
    "disputed and confirmed (counts), and conflict (the grades that articles give it, where they "
    "differ)"
)
"""The keys of a record, for help pages."""


def source_records(folder: DossierFolder) -> Iterator[tuple[dict[str, Any], KnownSource]]:
    """The record of each source of a dossier, and what is known of it."""
    person = folder.graph.sources.person
    conflicts = {person(each.source): each for each in folder.conflicts()}
    for known in folder.sources():
        conflict = conflicts.get(person(known.source))
        letters = list(dict.fromkeys(g.reliability for g in conflict.grades)) if conflict else []
        yield _record(known) | {"conflict": letters}, known


def print_source(folder: DossierFolder, name: str) -> None:
    """Print the record of the source with a name, alias or id. Raises ReaderError without one."""
    id = folder.source(name).id
    for record, known in source_records(folder):
        if known.source.id == id:
            say_json(record)


def _record(known: KnownSource) -> dict[str, Any]:
    one = known.source
    history = [
        {
            "reliability": grade.reliability,
            "date": grade.date.isoformat() if grade.date else None,
            "reason": grade.reason,
            "author": grade.author,
        }
        for grade in one.history
    ]
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "role": one.role,
        "kind": one.kind,
        "via": one.via,
        "reliability": one.reliability,
        "reason": one.reason,
        "history": history,
        "statements": len(known.statements),
        "articles": known.article_count,
        "disputed": len(known.disputed),
        "confirmed": len(known.confirmed),
    }
