"""Referred: what a report needs of articles that it is not on, but that it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from posixpath import dirname, join, normpath

from ..model.references import References, ids_of
from .exhibit import Exhibit

Opener = Callable[[int, str], Exhibit | None]
"""Gives the article at a path that is relative to that of an exhibit (its number); None for none"""


def completed(exhibits: Sequence[Exhibit], opened: Opener) -> list[Exhibit]:
    """The exhibits, and after them of other articles those annotations that they refer to."""
    wanted: dict[str, tuple[int, str, set[str]]] = {}
    for number, path, id in _lacking(exhibits):
        shown = normpath(join(dirname(exhibits[number].path), path))
        wanted.setdefault(shown, (number, path, set()))[2].add(id)
    found = list(exhibits)
    for shown, (number, path, ids) in wanted.items():
        exhibit = opened(number, path)
        if exhibit is not None and any(a.id in ids for a in exhibit.notes.annotations):
            found.append(_excerpt(replace(exhibit, path=shown), ids))
    return found


def _lacking(exhibits: Sequence[Exhibit]) -> Iterator[tuple[int, str, str]]:
    """The references to articles that are not among the exhibits: from where, path and id."""
    ids = [ids_of(exhibit.notes.annotations) for exhibit in exhibits]
    references = References([exhibit.path for exhibit in exhibits], ids)
    for number, exhibit in enumerate(exhibits):
        named = [link.to for a in exhibit.notes.annotations for link in a.links]
        named += [cite for judgement in exhibit.notes.judgements for cite in judgement.cites]
        for reference in dict.fromkeys(named):
            path, _, id = reference.rpartition("#")
            if path and references.find(number, reference) is None:
                yield number, path, id


def _excerpt(exhibit: Exhibit, ids: set[str]) -> Exhibit:
    """Some annotations of an article and who speaks in them, without the rest of its notes."""
    annotations = tuple(a for a in exhibit.notes.annotations if a.id in ids)
    speaking = {annotation.source for annotation in annotations}
    sources = tuple(s for s in exhibit.notes.sources if s.id in speaking)
    about = replace(exhibit.notes.document, note="")
    notes = replace(
        exhibit.notes,
        document=about,
        sources=sources,
        annotations=annotations,
        judgements=(),
        removals=(),
    )
    return replace(exhibit, notes=notes, is_excerpt=True)
