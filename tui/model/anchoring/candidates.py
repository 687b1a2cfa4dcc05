"""Where in a text a quote may be: the places of its very words, and of words much like them.

Unlike a search, an anchor must not take one name, figure or denial for another, so only what
carries no meaning is levelled here: kinds of quotes, dashes and white space, invisible characters.
All spans are of the levelled text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..typography import level

AGREES = 0.7
"""From here on the context of one side counts as the same."""

_ADJOINING = 24
"""So much context next to the quote, unchanged, is all that a side needs."""
_PEEK = 8
"""Code points looked at where no context was kept, to see whether there is any."""
_MOST_PLACES = 256
_GRAM = 6
_FREQUENT = 24
"""A gram with more places than this says nothing about where a quote is."""


class SearchTarget:
    """A text in which quotes are looked for: levelled once, its 6-grams noted when first needed."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.level = level(text)

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        text = self.level.text
        places: dict[str, list[int]] = {}
        for at in range(len(text) - _GRAM + 1):
            places.setdefault(text[at : at + _GRAM], []).append(at)
        return places

    def likely_places(self, pattern: str, most: int = 4) -> list[int]:
        """Where a pattern may begin, by the vote of its 6-grams, likeliest first."""
        votes: dict[int, int] = {}
        for at in range(0, len(pattern) - _GRAM + 1, 1 + len(pattern) // 128):
            places = self._grams.get(pattern[at : at + _GRAM], ())
            for place in places if len(places) <= _FREQUENT else ():
                bucket = (place - at) >> 5
                votes[bucket] = votes.get(bucket, 0) + 1
        ranked = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))
        return [bucket << 5 for bucket in ranked[:most]]


class Pattern(NamedTuple):
    """A levelled selector: all of its text, and the span of the quote in it."""

    text: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]

    @property
    def prefix(self) -> str:
        return self.text[: self.start]

    @property
    def suffix(self) -> str:
        return self.text[self.end :]


class CandidatePlace(NamedTuple):
    """A span of the levelled text, with how alike it (0 to 1) and both its sides are."""

    start: int
    end: int
    likeness: float
    before: float
    after: float

    @property
    def context(self) -> float:
        return self.before + self.after


def make_pattern(prefix: str, quote: str, suffix: str) -> Pattern:
    """A selector's text, levelled as a whole, the quote without white space at its ends."""
    whole = level(prefix + quote + suffix)
    start = len(prefix) + len(quote) - len(quote.lstrip())
    return Pattern(whole.text, whole.at(start), whole.at(start + len(quote.strip())))


def exact_places(pattern: Pattern, text: str, near: int) -> Iterator[CandidatePlace]:
    """The places of the very quote: the only one with all its context, or all, each judged."""
    at = text.find(pattern.text)
    if at >= 0 and text.find(pattern.text, at + 1) < 0 and pattern.quote != pattern.text:
        start = at + pattern.start
        yield CandidatePlace(start, start + len(pattern.quote), 1.0, 1.0, 1.0)
        return
    starts, at = [], text.find(pattern.quote)
    while at >= 0:
        starts.append(at)
        at = text.find(pattern.quote, at + 1)
    for start in sorted(starts, key=lambda start: abs(start - near))[:_MOST_PLACES]:
        end = start + len(pattern.quote)
        yield CandidatePlace(start, end, 1.0, *sides(pattern, text, start, end))


def sides(pattern: Pattern, text: str, start: int, end: int) -> tuple[float, float]:
    """How much of the kept context stands before and after a place, each 0 to 1."""
    prefix, suffix = pattern.prefix, pattern.suffix
    before = text[max(0, start - len(prefix) - _PEEK) : start]
    after = text[end : end + len(suffix) + _PEEK]
    return _side(prefix[::-1], before[::-1]), _side(suffix, after)


def _side(kept: str, there: str) -> float:
    """How alike two contexts are, read away from the quote; one not kept says half."""
    from rapidfuzz.distance import Levenshtein, Prefix

    kept = kept.rstrip()
    if not kept.strip():
        return 0.5 if there.strip() else 1.0
    adjoining = Prefix.similarity(kept, there)
    if adjoining >= min(len(kept), _ADJOINING):
        return 1.0
    return Levenshtein.normalized_similarity(kept, there[: len(kept)])


def changed_places(pattern: Pattern, target: SearchTarget) -> Iterator[CandidatePlace]:
    """The likeliest places of a quote that was itself changed."""
    from rapidfuzz.distance import Levenshtein

    text, length = target.level.text, len(pattern.text)
    seen = set()
    for place in target.likely_places(pattern.text):
        slack = 40 + length // 5
        low, high = max(0, place - slack), min(len(text), place + length + slack + 32)
        span = align(pattern, text, low, high)
        if span and span not in seen:
            seen.add(span)
            likeness = Levenshtein.normalized_similarity(pattern.quote, text[slice(*span)])
            yield CandidatePlace(*span, likeness, *sides(pattern, text, *span))


def align(pattern: Pattern, text: str, low: int, high: int) -> tuple[int, int] | None:
    """The span of text[low:high] that the pattern's quote became, in whole words, or None."""
    from rapidfuzz.distance import Levenshtein

    telling = min(4, pattern.end - pattern.start)
    pieces: list[tuple[int, int, int]] = []
    floor, ceiling = low, high
    for first, at, size in Levenshtein.editops(pattern.text, text[low:high]).as_matching_blocks():
        shift, last = low + at - first, first + size
        inner = min(last, pattern.end) - max(first, pattern.start)
        # A few letters in common say nothing.
        if inner >= telling:
            pieces.append((max(first, pattern.start), min(last, pattern.end), shift))
        if size >= telling and first < pattern.start:
            floor = min(last, pattern.start) + shift
        if size >= telling and last > pattern.end:
            ceiling = min(ceiling, max(first, pattern.end) + shift)
    if not pieces:
        return None
    start, end = pieces[0][0] + pieces[0][2], pieces[-1][1] + pieces[-1][2]
    # What was changed at an end of the quote is what lies there before its neighbour begins.
    if pieces[0][0] > pattern.start:
        start = _word_start(text, max(floor, min(start, pattern.start + pieces[0][2])))
    if pieces[-1][1] < pattern.end:
        end = _word_end(text, min(ceiling, max(end, pattern.end + pieces[-1][2])))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return (start, end) if start < end else None


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at
