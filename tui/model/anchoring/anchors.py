"""Anchors: make() a quote selector for a span, and resolve() one against a text.

The selector is the TextQuoteSelector of the W3C Web Annotation model
(https://www.w3.org/TR/annotation-model/#text-quote-selector) together with the offsets.

Where the old text is available, a word diff carries each span over. Where it is not, the selectors
are pieced together into as much of the old text as they hold, and what follows firmly from that is
used. For the rest the changed text is searched for the quote, typography levelled; each place found
is judged by how much of the stored context stands around it. Where the quote itself was changed,
its 6-grams vote for places and an alignment finds its ends.

A place that is certain is `anchored`, and `edited` where the words at it changed. A place that is
not certain is `uncertain`, and a quote without a place is `orphaned`: a wrong place is worse than
none. Offsets whose quote is empty are `uncertain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..graphemes import widen
from ..typography import same_words

if TYPE_CHECKING:
    from .transfer import State

CONTEXT = 64
"""Code points kept before and after a quote."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A span, the text it had, and up to 64 code points on each side of it."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a selector lies in a text: for `orphaned`, start and end are those it had.

    `moved` is true where these are not the offsets that it had; `edited` is true where the place is
    certain and its words are not those of the quote: other typography, white space, and marks of
    quoted mail do not count.
    """

    start: int
    end: int
    state: State
    moved: bool = False
    edited: bool = False


def make(text: str, start: int, end: int) -> Selector:
    """The selector of a span; ValueError unless 0 <= start < end <= len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span: [{start}, {end}) in {len(text)} code points")
    prefix = text[max(0, start - CONTEXT) : start]
    return Selector(start, end, text[start:end], prefix, text[end : end + CONTEXT])


def unmoved(selector: Selector, text: str) -> Anchor | None:
    """The anchor of a selector whose quote and context are where they were."""
    start, end, prefix = selector.start, selector.end, selector.prefix
    if not 0 <= start < end <= len(text) or text[start:end] != selector.quote:
        return None
    if not (text.startswith(selector.suffix, end) and text.endswith(prefix, 0, start)):
        return None
    return at_place(selector, text, start, end, "anchored")


def unquoted(selector: Selector, text: str) -> Anchor | None:
    """The anchor of offsets without a quote, which nothing confirms: never `anchored`.

    None for a selector that has a quote.
    """
    if selector.quote:
        return None
    start, end = selector.start, selector.end
    if not 0 <= start < end <= len(text):
        return nowhere(selector)
    return at_place(selector, text, start, end, "uncertain")


def at_place(selector: Selector, text: str, start: int, end: int, state: State) -> Anchor:
    """The anchor of a selector at a place, widened to whole clusters.

    An anchor that is certain is `edited` where the words there are not those of the quote.
    """
    span = widen(text, start, end)
    edited = state == "anchored" and not same_words(selector.quote, text[span.start : span.end])
    return Anchor(span.start, span.end, state, span != (selector.start, selector.end), edited)


def nowhere(selector: Selector) -> Anchor:
    """The anchor of a selector that is nowhere in the text."""
    return Anchor(selector.start, selector.end, "orphaned")
