"""Resolve selectors in a text: find the place of each and how certain it is."""

from __future__ import annotations

from collections.abc import Sequence

from .anchors import Anchor, Selector, anchor_if_unmoved, anchor_if_unquoted


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
