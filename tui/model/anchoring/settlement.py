"""Settling annotations in a text: each is given its place there, and nothing stored is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..annotation import Annotation
from ..annotation_changes import placed, selector
from ..history import Change, Edit
from ..typography import same_words
from .anchors import Anchor, make, unmoved
from .resolve import resolve_all

Texts = Callable[[str], str | None]
"""Gives a former text by its SHA-256, or None where it is not available."""


def settled(
    annotations: Sequence[Annotation],
    text: str,
    sha256: str,
    made_on: str = "",
    texts: Texts = lambda sha256: None,
) -> list[tuple[Annotation, Anchor]]:
    """Each annotation as it stands in a text, with its Anchor, in the order given.

    `sha256` is that of the text, `made_on` that of the text which the annotations were made on,
    where they say nothing else. One whose place is certain gets that place; if its words were
    edited there, it keeps the former ones. Any other keeps the place that it had, and the hash of
    the text which that belongs to, so that the same place is found from it again.
    """
    found: dict[int, tuple[Annotation, Anchor]] = {}
    groups: dict[str, list[int]] = {}
    for number, annotation in enumerate(annotations):
        groups.setdefault(annotation.text_sha256 or made_on, []).append(number)
    for origin, numbers in groups.items():
        old = texts(origin) if origin not in ("", sha256) else None
        selectors = [selector(annotations[number]) for number in numbers]
        for number, anchor in zip(numbers, resolve_all(selectors, text, old), strict=True):
            annotation = annotations[number]
            if annotation.text_sha256 and old is None:
                anchor = _doubted(annotation, anchor, text)
            found[number] = _settled(annotation, anchor, text, "" if origin == sha256 else origin)
    return [found[number] for number in range(len(annotations))]


def settled_edit(edit: Edit, text: str, sha256: str, texts: Texts) -> Edit:
    """An edit with the annotations in its changes placed in a text other than its own.

    `sha256` is that of the text. An article may change between two sessions that share a history.
    """
    if edit.text_sha256 in ("", sha256):
        return edit
    values = [value for change in edit.changes for value in (change.before, change.after)]
    found = [value for value in values if isinstance(value, Annotation)]
    placed = iter(settled(found, text, sha256, edit.text_sha256, texts))
    present = iter([next(placed)[0] if isinstance(v, Annotation) else v for v in values])
    changes = tuple(Change(before, after) for before, after in zip(present, present, strict=True))
    starts = [a.start for change in changes if isinstance(a := change.after, Annotation)]
    return replace(edit, changes=changes, at=min(starts, default=edit.at))


def _doubted(annotation: Annotation, anchor: Anchor, text: str) -> Anchor:
    """The anchor of an annotation that had no certain place in a text which is not available.

    A search alone must not be surer than the comparison of the two texts was.
    """
    if anchor.state != "anchored" or unmoved(selector(annotation), text):
        return anchor
    return replace(anchor, state="uncertain", edited=False)


def _settled(
    annotation: Annotation, anchor: Anchor, text: str, origin: str
) -> tuple[Annotation, Anchor]:
    """An annotation at its anchor; `origin` is the hash of the other text that it was made on."""
    if anchor.state != "anchored":
        # Most annotations are as they were, and making one anew takes time.
        kept = annotation.text_sha256 == origin
        return annotation if kept else replace(annotation, text_sha256=origin), anchor
    before = selector(annotation)
    former = annotation.former or (before if anchor.edited else None)
    if former and same_words(former.quote, text[anchor.start : anchor.end]):
        former = None
    if anchor.edited != bool(former):
        anchor = replace(anchor, edited=bool(former))
    place = make(text, anchor.start, anchor.end)
    if place != before or annotation.text_sha256 or annotation.former != former:
        annotation = replace(placed(annotation, place), former=former)
    return annotation, anchor
