"""Link ends: each link between annotations as it is read from either of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.references import Key, References, ids_of, refer
from .export_document import ExportDocument

PASSIVE = {
    "supports": "supported by",
    "disputes": "disputed by",
    "qualifies": "qualified by",
    "repeats": "repeated by",
    "updates": "updated by",
}
"""How each relation reads from the annotation to which the link points."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link as read from one of its annotations.

    `relation` is "disputes" or, for a link that the other annotation has (`is_incoming`), "disputed
    by" and the like; `other` is the annotation at the other end, None if it is not among the
    documents; `reference` names it as a link would; `why` is the analyst's reason.
    """

    relation: str
    is_incoming: bool
    other: Key | None
    reference: str
    why: str


def link_ends(documents: Sequence[ExportDocument]) -> Mapping[Key, Sequence[LinkEnd]]:
    """The link ends of each annotation that has some: its own links, then those that point to it.

    A relation that this version does not know is given as it is, and only with the link itself.
    """
    paths = [exported.path for exported in documents]
    references = References(paths, [ids_of(exported.notes.annotations) for exported in documents])
    own: dict[Key, list[LinkEnd]] = defaultdict(list)
    incoming: dict[Key, list[LinkEnd]] = defaultdict(list)
    for number, exported in enumerate(documents):
        for annotation in exported.notes.annotations:
            for link in annotation.links:
                other = references.find(number, link.to)
                begin = number, annotation.id
                own[begin].append(LinkEnd(link.rel, False, other, link.to, link.why))
                if other and link.rel in PASSIVE:
                    back = refer(paths[other[0]], exported.path, annotation.id)
                    end = LinkEnd(PASSIVE[link.rel], True, begin, back, link.why)
                    incoming[other].append(end)
    return {key: [*own.get(key, ()), *incoming.get(key, ())] for key in (*own, *incoming)}
