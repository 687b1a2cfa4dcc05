"""Selectors, which record a span with its quote and context, and Anchors, their place in a text.

A selector is the TextQuoteSelector of the W3C Web Annotation model
(https://www.w3.org/TR/annotation-model/#text-quote-selector) together with the offsets.

Selectors are resolved in an article that has changed as follows. If the old text is available, a
word diff of both texts transfers each span. If it is not, as much of the old text as possible is
reconstructed from the selectors, and only conclusive results of its diff are used. The remaining
quotes are searched in the new text with typography normalized, and each candidate place is judged
by how much of the stored context surrounds it. If the quote itself was changed, its 6-grams vote
for candidate places and an alignment finds its ends.

A place that is certain is `anchored`, and also `edited` if its words changed. A place that is not
certain is `uncertain`, and a quote without a place is `orphaned`, because a wrong place is worse
than none. Offsets with an empty quote are `uncertain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..graphemes import widen
from ..typography import same_words

if TYPE_CHECKING:
    from .transfer import State

CONTEXT = 64
"""Code points of context stored before and after a quote."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A span, the text it had, and up to 64 code points on each side of it."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


class Anchor(NamedTuple):
    """The place of a selector in a text, in code points, and how certain it is.

    If the state is `orphaned`, start and end are those of the selector. `moved` says that they
    differ from those of the selector. `edited` says that the place is certain but its words differ
    from the quote in more than typography, white space and e-mail quotation marks.
    """

    start: int
    end: int
    state: State
    moved: bool = False
    edited: bool = False


def make(text: str, start: int, end: int) -> Selector:
    """The selector of a span. Raises ValueError unless 0 <= start < end <= len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span: [{start}, {end}) in {len(text)} code points")
    prefix = text[max(0, start - CONTEXT) : start]
    return Selector(start, end, text[start:end], prefix, text[end : end + CONTEXT])


def anchor_if_unmoved(selector: Selector, text: str) -> Anchor | None:
    """The anchor of a selector if its quote and context are at its offsets, else None."""
    start, end, prefix = selector.start, selector.end, selector.prefix
    if not 0 <= start < end <= len(text) or text[start:end] != selector.quote:
        return None
    if not (text.startswith(selector.suffix, end) and text.endswith(prefix, 0, start)):
        return None
    return at_place(selector, text, start, end, "anchored")


def anchor_if_unquoted(selector: Selector, text: str) -> Anchor | None:
    """The anchor of a selector without a quote, which is at best `uncertain`.

    None if the selector has a quote.
    """
    if selector.quote:
        return None
    start, end = selector.start, selector.end
    if not 0 <= start < end <= len(text):
        return orphaned_anchor(selector)
    return at_place(selector, text, start, end, "uncertain")


def at_place(selector: Selector, text: str, start: int, end: int, state: State) -> Anchor:
    """The anchor of a selector at a span, widened to whole grapheme clusters.

    If `state` is `anchored` and the words there differ from the quote, the anchor is `edited`.
    """
    span = widen(text, start, end)
    edited = state == "anchored" and not same_words(selector.quote, text[span.start : span.end])
    return Anchor(span.start, span.end, state, span != (selector.start, selector.end), edited)


def orphaned_anchor(selector: Selector) -> Anchor:
    """The anchor of a selector that has no place in the text."""
    return Anchor(selector.start, selector.end, "orphaned")
