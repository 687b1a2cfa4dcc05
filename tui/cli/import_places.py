"""The places of imported annotations in the text of their article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..model import annotation_changes
from ..model.anchoring.anchors import make
from ..model.anchoring.settlement import settled
from ..model.annotation import Annotation, Notes
from ..model.document import Document
from ..model.offsets import CountedText, Sample, Selection, choose, likeliest
from ..store import atomic_files
from .output import say

States = Counter[str]
"""How many annotations of a file are `anchored`, `uncertain`, `orphaned`, `waiting` or `here`."""


def placed(
    annotations: Sequence[Annotation], document: Document
) -> tuple[tuple[Annotation, ...], dict[str, str]]:
    """The annotations where they lie in the text, and the state of each by its id."""
    found, states = list[Annotation](), dict[str, str]()
    for annotation, anchor in settled(annotations, document.text, document.text_sha256):
        found.append(annotation)
        states[annotation.id] = anchor.state
    return tuple(sorted(found, key=lambda a: a.sort_key)), states


def recounted(
    annotations: Sequence[Annotation], document: Document, article: Path
) -> tuple[Annotation, ...]:
    """The annotations with offsets that count code points, as far as the text shows how they count.

    Programs that run in a browser count UTF-16 code units. Where the quote of an annotation that
    has no context stands at its offsets, counted in the way that fits all, that is its place.
    Offsets without a quote become the likeliest ones, and stay uncertain.
    """
    counted = _counted(document, article)
    sample = Sample(counted, [Selection(a.start, a.end, a.quote) for a in annotations])
    way = choose([sample])[0]
    guess = way or likeliest(sample)
    if way and sample.spans(way) != [(a.start, a.end) for a in annotations]:
        say(f"{article}: the offsets of its annotations count {way}")
    text, found = document.text, []
    for annotation, (start, end) in zip(annotations, sample.spans(guess), strict=True):
        inside = 0 <= start < end <= len(text)
        bare = not (annotation.prefix or annotation.suffix)
        if annotation.quote and way and bare and inside and text[start:end] == annotation.quote:
            annotation = annotation_changes.moved_to(annotation, make(text, start, end))
        elif not annotation.quote and inside:
            annotation = replace(annotation, start=start, end=end)
        found.append(annotation)
    return tuple(found)


def _counted(document: Document, article: Path) -> CountedText:
    """The text of an article, with the places of CR LF where it is a text file that has any."""
    content = atomic_files.read(article)
    if content is not None and b"\r" in content[0]:
        counted = CountedText.of(content[0].decode("utf-8-sig", "replace"))
        if counted.text == document.text:
            return counted
    return CountedText(document.text)


def unlike_those(here: Notes, new: Notes) -> tuple[Notes, set[str]]:
    """The new notes without the annotations that are here already, and the ids of those.

    The same author, span, tags, source and note are the same annotation: some programs give new
    identifiers in each export. An annotation whose id is here is left to the merge.
    """
    ids = {annotation.id for annotation in here.annotations}
    names = _names(here)
    known = {_content(annotation, names) for annotation in here.annotations}
    names = _names(new)
    doubled = {
        annotation.id
        for annotation in new.annotations
        if annotation.id not in ids and _content(annotation, names) in known
    }
    kept = tuple(a for a in new.annotations if a.id not in doubled)
    return replace(new, annotations=kept), doubled


def tally(states: Mapping[str, str], counts: Mapping[str, int], here: Iterable[str]) -> States:
    """How many annotations of the file have each state; those that are `here` count besides."""
    found = States()
    for id, state in states.items():
        found[state] += counts.get(id, 1)
    found["here"] += sum(counts.get(id, 1) for id in here)
    return found


def _names(notes: Notes) -> dict[str, str]:
    return {source.id: source.name for source in notes.sources}


def _content(annotation: Annotation, names: Mapping[str, str]) -> tuple[object, ...]:
    """What makes two annotations the same one."""
    return (
        annotation.author,
        annotation.start,
        annotation.end,
        annotation.quote,
        frozenset(annotation.tags),
        names.get(annotation.source, annotation.source),
        annotation.note.strip(),
    )
