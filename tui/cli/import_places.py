"""Locates imported annotations in the text of their article."""

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
"""Number of annotations by outcome: anchored, uncertain, orphaned, waiting, here."""


def placed(
    annotations: Sequence[Annotation], document: Document
) -> tuple[tuple[Annotation, ...], dict[str, str]]:
    """The annotations at their places in the text, and id -> anchor state."""
    found, states = list[Annotation](), dict[str, str]()
    for annotation, anchor in settled(annotations, document.text, document.text_sha256):
        found.append(annotation)
        states[annotation.id] = anchor.state
    return tuple(sorted(found, key=lambda a: a.sort_key)), states


def in_code_points(
    annotations: Sequence[Annotation], document: Document, article: Path
) -> tuple[Annotation, ...]:
    """The annotations with offsets converted to code points, as far as the text reveals their unit.

    Programs in web browsers count UTF-16 code units. A quote without context is placed at its
    offsets if it is found there in the unit that fits all annotations. Offsets without a quote are
    converted with the most likely unit and stay uncertain.
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
    """The text of an article, with the places of CRLF if it is a text file with such line ends."""
    content = atomic_files.read(article)
    if content is not None and b"\r" in content[0]:
        counted = CountedText.of(content[0].decode("utf-8-sig", "replace"))
        if counted.text == document.text:
            return counted
    return CountedText(document.text)


def without_known(here: Notes, new: Notes) -> tuple[Notes, set[str]]:
    """The new notes without annotations that exist already, and the ids of those.

    Annotations with equal author, span, tags, source and note are the same, because some programs
    assign new identifiers in each export. Annotations with an existing id are left to the merge.
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
    """The number of original annotations in each state; those in `here` are counted separately."""
    found = States()
    for id, state in states.items():
        found[state] += counts.get(id, 1)
    found["here"] += sum(counts.get(id, 1) for id in here)
    return found


def _names(notes: Notes) -> dict[str, str]:
    return {source.id: source.name for source in notes.sources}


def _content(annotation: Annotation, names: Mapping[str, str]) -> tuple[object, ...]:
    """The values by which two annotations are compared."""
    return (
        annotation.author,
        annotation.start,
        annotation.end,
        annotation.quote,
        frozenset(annotation.tags),
        names.get(annotation.source, annotation.source),
        annotation.note.strip(),
    )
