"""Give annotations their place in the present text without losing what they quoted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..annotation import Annotation
from ..annotation_changes import moved_to, selector
from ..history import Change, Edit
from ..typography import same_words
from .anchors import Anchor, Selector, anchor_if_unmoved, anchor_if_unquoted, make


def resolve(selector: Selector, text: str, old: str | None = None) -> Anchor:
    """The Anchor of one selector in a text; `old` is the text that it was made on, if known."""
    return resolve_all((selector,), text, old)[0]


def resolve_all(selectors: Sequence[Selector], text: str, old: str | None = None) -> list[Anchor]:
    """The Anchor of each selector in a text, in the order given.

    `old` is the text that the selectors were made on, None if it is not known.
    """
    anchors = [
        anchor_if_unmoved(selector, text) or anchor_if_unquoted(selector, text)
        for selector in selectors
    ]
    if not all(anchors):
        from .placement import placed

        anchors = placed(selectors, anchors, text, old)
    return [anchor for anchor in anchors if anchor]


Texts = Callable[[str], str | None]
"""Returns a former text by its SHA-256, or None if it is not available."""


def settled(
    annotations: Sequence[Annotation],
    text: str,
    sha256: str,
    made_on: str = "",
    texts: Texts = lambda sha256: None,
) -> list[tuple[Annotation, Anchor]]:
    """Each annotation updated for a text, with its Anchor, in the order given.

    `sha256` is the hash of `text`; `made_on` is that of the text on which annotations without a
    `text_sha256` were made. An annotation whose place is certain moves to that place; if its words
    were edited, the quoted ones are kept in `former`. Any other annotation keeps its offsets and
    the hash of the text to which they belong, so that it is resolved in the same way next time.
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
    """The edit with the annotations in its changes moved to their places in another text.

    `sha256` is the hash of `text`. This is needed for undo if the article changed after the edit.
    """
    if edit.text_sha256 in ("", sha256):
        return edit
    values = [value for change in edit.changes for value in (change.before, change.after)]
    found = [value for value in values if isinstance(value, Annotation)]
    updated = iter(settled(found, text, sha256, edit.text_sha256, texts))
    present = iter([next(updated)[0] if isinstance(v, Annotation) else v for v in values])
    changes = tuple(Change(before, after) for before, after in zip(present, present, strict=True))
    starts = [a.start for change in changes if isinstance(a := change.after, Annotation)]
    return edit._replace(changes=changes, at=min(starts, default=edit.at))


def _doubted(annotation: Annotation, anchor: Anchor, text: str) -> Anchor:
    """The anchor, made `uncertain` for an annotation that was uncertain in a text now unavailable.

    A search alone must not be more certain than the earlier diff of both texts was.
    """
    if anchor.state != "anchored" or anchor_if_unmoved(selector(annotation), text):
        return anchor
    return anchor._replace(state="uncertain", edited=False)


def _settled(
    annotation: Annotation, anchor: Anchor, text: str, origin: str
) -> tuple[Annotation, Anchor]:
    """An annotation at its anchor; `origin` is the hash of the other text that it was made on."""
    if anchor.state != "anchored":
        # Most annotations are unchanged; avoid the cost of copying them.
        kept = annotation.text_sha256 == origin
        return annotation if kept else replace(annotation, text_sha256=origin), anchor
    before = selector(annotation)
    former = annotation.former or (before if anchor.edited else None)
    if former and same_words(former.quote, text[anchor.start : anchor.end]):
        former = None
    if anchor.edited != bool(former):
        anchor = anchor._replace(edited=bool(former))
    place = make(text, anchor.start, anchor.end)
    if place != before or annotation.text_sha256 or annotation.former != former:
        annotation = replace(moved_to(annotation, place), former=former)
    return annotation, anchor
