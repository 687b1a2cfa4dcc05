"""References: how a link or a judgement names an annotation of this or another article.

An id alone refers to an annotation of the same article, and `path#id` to one of another article,
where `path` is relative to the folder of the referring article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from os.path import relpath
from pathlib import PurePath
from posixpath import basename, dirname, join, normpath

from . import graphemes
from .annotation import Annotation, Judgement, Notes, next_rev
from .document import Span
from .file_names import DOSSIER_NAME
from .spans import SpanIndex
from .visible import is_text

Key = tuple[int, str]
"""The number of an article (from 0) and the id of an annotation in it."""


def refer(path: str, other: str, id: str) -> str:
    """The reference from the article at `path` to the annotation `id` of the article at `other`.

    It is the id alone if both are the same article, or if the other article's name is not valid
    Unicode and therefore cannot be written in notes.
    """
    if path == other or not is_text(other):
        return id
    return f"{PurePath(relpath(other, dirname(path) or '.')).as_posix()}#{id}"


def dependants(ids: Collection[str], notes: Iterable[Notes]) -> Iterator[tuple[int, str]]:
    """The judgements and links that refer to annotations with these ids.

    Yields the number of the notes (from 0) with the text of the judgement, or "" for a link. The
    path in a reference is not compared, because ids are unique across articles.
    """
    for number, each in enumerate(notes):
        for judgement in each.judgements:
            if any(cite.rpartition("#")[2] in ids for cite in judgement.cites):
                yield number, judgement.text
        for annotation in each.annotations:
            for link in annotation.links:
                if link.to.rpartition("#")[2] in ids and annotation.id not in ids:
                    yield number, ""


def retargeted(notes: Notes, here: str, there: str, old: str, new: str) -> Notes:
    """The notes with their references to the article at `old` changed to the path `new`.

    The notes themselves belonged to the article at `here` and now belong to that at `there`. All
    paths are absolute, with `/`. Changed annotations and judgements get the next `rev`.
    """

    def other(reference: str) -> str:
        return retargeted_reference(reference, here, there, old, new)

    annotations = []
    for annotation in notes.annotations:
        links = tuple(replace(link, to=other(link.to)) for link in annotation.links)
        rev = next_rev(annotation.rev) if links != annotation.links else annotation.rev
        annotations.append(replace(annotation, links=links, rev=rev))
    judgements = []
    for judgement in notes.judgements:
        after = with_citations(judgement, other)
        rev = next_rev(judgement.rev) if after != judgement else judgement.rev
        judgements.append(replace(after, rev=rev))
    return replace(notes, annotations=tuple(annotations), judgements=tuple(judgements))


def retargeted_reference(reference: str, here: str, there: str, old: str, new: str) -> str:
    """A reference with the article at `old` changed to the path `new`, as in `retargeted`."""
    path, _, id = reference.rpartition("#")
    if not path:
        return reference
    target = normpath(join(dirname(here), path))
    if target != old and here == there:
        return reference
    return refer(there, new if target == old else target, id)


def relocated(reference: str, here: str, there: str) -> str:
    """A reference in the file at `here`, as the file at `there` makes it.

    Both paths are relative to one folder, with `/`.
    """
    path, _, id = reference.rpartition("#")
    return refer(there, normpath(join(dirname(here), path)) if path else here, id)


def relocated_judgement(judgement: Judgement, here: str, there: str) -> Judgement:
    """A judgement in the file at `here`, with its citations as the file at `there` makes them.

    An id without a path stays as it is in a dossier, where it means the only article that has it.
    """

    def moved(cite: str) -> str:
        is_bare = "#" not in cite and basename(here) == DOSSIER_NAME
        return cite if is_bare else relocated(cite, here, there)

    return with_citations(judgement, moved)


def with_citations(judgement: Judgement, changed: Callable[[str], str]) -> Judgement:
    """The judgement with a function applied to each citation, wherever the judgement names it."""
    against = judgement.against
    return replace(
        judgement,
        cites=tuple(map(changed, judgement.cites)),
        against=None if against is None else tuple(map(changed, against)),
        grounds={changed(cite): grade for cite, grade in judgement.grounds.items()},
    )


def citing_only(judgement: Judgement, is_kept: Callable[[str], bool]) -> Judgement:
    """The judgement with only some of its citations, wherever it names them."""
    against = judgement.against
    return replace(
        judgement,
        cites=tuple(filter(is_kept, judgement.cites)),
        against=None if against is None else tuple(filter(is_kept, against)),
        grounds={cite: grade for cite, grade in judgement.grounds.items() if is_kept(cite)},
    )


def recited(
    judgement: Judgement, supporting: Iterable[str], opposing: Iterable[str], gone: Iterable[str]
) -> Judgement:
    """The judgement with citations added on either side, or moved to it, and others taken away.

    Sides are stated only if they were before or if some citation is against it.
    """
    pros, cons, removed = {*supporting}, tuple(opposing), {*gone}
    before = [cite for cite in (judgement.against or ()) if cite not in pros]
    against = tuple(dict.fromkeys((*before, *cons)))
    states_sides = judgement.against is not None or bool(against)
    every = tuple(dict.fromkeys((*judgement.cites, *supporting, *cons)))
    whole = replace(judgement, cites=every, against=against if states_sides else None)
    return citing_only(whole, lambda cite: cite not in removed)


def ids_of(annotations: Iterable[Annotation]) -> dict[str, str]:
    """The ids of annotations mapped to themselves, as References expects for unjoined notes."""
    return {annotation.id: annotation.id for annotation in annotations}


class References:
    """Resolves references to the annotations of some articles; paths are relative, with `/`."""

    def __init__(self, paths: Sequence[str], ids: Sequence[Mapping[str, str]]) -> None:
        """`ids` maps, for each article, annotation ids to the id of the joined annotation."""
        self._paths = [normpath(path) if path else "" for path in paths]
        self._ids = ids
        self._owners: dict[str, list[int]] = defaultdict(list)
        for number, known in enumerate(ids):
            for id in known:
                self._owners[id].append(number)

    def is_known(self, reference: str) -> bool:
        """Whether exactly one article has the file name and the annotation of a reference."""
        path, _, id = reference.rpartition("#")
        names = [basename(self._paths[number]) for number in self._owners.get(id, [])]
        return len([name for name in names if not path or name == basename(path)]) == 1

    def find(self, here: int, reference: str) -> Key | None:
        """The annotation to which a reference in article `here` refers.

        None if there is no such annotation, or if several articles could be meant.
        """
        if reference in self._ids[here]:
            return here, self._ids[here][reference]
        path, _, id = reference.rpartition("#")
        owners = self._owners.get(id, [])
        if path:
            wanted = normpath(join(dirname(self._paths[here]), path))
            exact = [number for number in owners if self._paths[number] == wanted]
            name = basename(wanted)
            owners = exact or [n for n in owners if basename(self._paths[n]) == name]
        return (owners[0], self._ids[owners[0]][id]) if len(owners) == 1 else None


def joined(articles: Sequence[SpanIndex]) -> list[list[Annotation]]:
    """The annotations of each article that have links or are linked to, in text order.

    Counting links over these gives the same result as over all annotations, at lower cost.
    """
    names = [link.to for each in articles for a in each.linked.values() for link in a.links]
    wanted = {*names, *(name.rpartition("#")[2] for name in names)}
    found = ({**each.linked, **_known(each, wanted)} for each in articles)
    return [sorted(each.values(), key=attrgetter("sort_key")) for each in found]


def _known(spans: SpanIndex, ids: Iterable[str]) -> dict[str, Annotation]:
    """The annotations on the same span as one with these ids or with links."""
    named = [spans.by_id[id] for id in ids if id in spans.by_id]
    places = {(a.start, a.end) for a in (*named, *spans.linked.values())}
    return {a.id: a for place in places for a in spans.exactly(Span(*place))}


_MOST_SHOWN = 40
"""Code points of a judgement that are shown."""


def dependants_warning(found: Sequence[tuple[int, str]], names: Sequence[str]) -> str:
    """One line on the judgements and links that rested on deleted annotations.

    `found` is what dependants() yields; `names` are those of the articles by
    number, "" for the one that is shown.
    """
    judgements = [
        f"the judgement “{_shortened(' '.join(text.split()))}”" for _, text in found if text
    ]
    links = sum(not text for _, text in found)
    if links:
        judgements.append("1 link" if links == 1 else f"{links} links")
    where = list(filter(None, (names[number] for number in dict.fromkeys(n for n, _ in found))))
    place = f" (in {', '.join(where[:2])}{', …' if len(where) > 2 else ''})" if where else ""
    verb = "rests" if len(found) == 1 else "rest"
    return f"{', '.join(judgements[:3])}{place} {verb} on what was deleted"


def _shortened(text: str) -> str:
    if len(text) <= _MOST_SHOWN:
        return text
    return text[: graphemes.floor(text, _MOST_SHOWN - 1)].rstrip() + "…"
