"""Candidate places of a quote in a text: exact occurrences, and similar words if it was changed.

Unlike a search, an anchor must not confuse names, figures or negations. Therefore texts are
normalized only in typography (quotes, dashes, white space, invisible characters). All spans are
offsets in the normalized text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..patterns import lazily
from ..typography import normalize

AGREES = 0.7
"""Minimum similarity (0 to 1) at which the context on one side counts as the same."""

_ADJOINING = 24
"""Code points of unchanged context next to the quote that suffice for a side to be the same."""
_PEEK = 8
"""Code points examined on a side without stored context, to see whether the text has any there."""
_MAX_PLACES = 256
_GRAM = 6
_MAX_OCCURRENCES = 24
"""A 6-gram that occurs more often than this is ignored when voting for places."""


class SearchTarget:
    """A text to be searched for quotes, normalized, with an index of 6-grams made on first use."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.normalized = normalize(text)

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        text = self.normalized.text
        places: dict[str, list[int]] = {}
        for at in range(len(text) - _GRAM + 1):
            places.setdefault(text[at : at + _GRAM], []).append(at)
        return places

    def likely_places(self, pattern: str, most: int = 4) -> list[int]:
        """Offsets near which a pattern may begin, by votes of its 6-grams, most votes first."""
        votes: dict[int, int] = {}
        for at in range(0, len(pattern) - _GRAM + 1, 1 + len(pattern) // 128):
            places = self._grams.get(pattern[at : at + _GRAM], ())
            for place in places if len(places) <= _MAX_OCCURRENCES else ():
                bucket = (place - at) >> 5
                votes[bucket] = votes.get(bucket, 0) + 1
        ranked = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))
        return [bucket << 5 for bucket in ranked[:most]]


class Pattern(NamedTuple):
    """A selector's prefix, quote and suffix as one normalized text, and the quote's span in it."""

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
    """A span of the normalized text, with the similarity (0 to 1) of quote and context to it."""

    start: int
    end: int
    likeness: float
    before: float
    after: float

    @property
    def context(self) -> float:
        return self.before + self.after


def make_pattern(prefix: str, quote: str, suffix: str) -> Pattern:
    """The Pattern of a selector; the quote is trimmed of white space."""
    whole = normalize(prefix + quote + suffix)
    start = len(prefix) + len(quote) - len(quote.lstrip())
    return Pattern(whole.text, whole.at(start), whole.at(start + len(quote.strip())))


def exact_places(pattern: Pattern, text: str, near: int) -> Iterator[CandidatePlace]:
    """The places where the quote occurs unchanged.

    If quote and context together occur exactly once, this is the only place; otherwise the
    occurrences nearest to `near` are returned with the similarity of their context.
    """
    at = text.find(pattern.text)
    if at >= 0 and text.find(pattern.text, at + 1) < 0 and pattern.quote != pattern.text:
        start = at + pattern.start
        yield CandidatePlace(start, start + len(pattern.quote), 1.0, 1.0, 1.0)
        return
    starts, at = [], text.find(pattern.quote)
    while at >= 0:
        starts.append(at)
        at = text.find(pattern.quote, at + 1)
    for start in sorted(starts, key=lambda start: abs(start - near))[:_MAX_PLACES]:
        end = start + len(pattern.quote)
        yield CandidatePlace(start, end, 1.0, *sides(pattern, text, start, end))


def sides(pattern: Pattern, text: str, start: int, end: int) -> tuple[float, float]:
    """The similarity (0 to 1) of the stored context to the text before and after a place."""
    prefix, suffix = pattern.prefix, pattern.suffix
    before = text[max(0, start - len(prefix) - _PEEK) : start]
    after = text[end : end + len(suffix) + _PEEK]
    return _side(prefix[::-1], before[::-1]), _side(suffix, after)


def _side(kept: str, there: str) -> float:
    """The similarity (0 to 1) of the stored context to the text, both read away from the quote.

    If no context was stored, 1 if the text has none either, else 0.5.
    """
    from rapidfuzz.distance import Levenshtein, Prefix

    kept = kept.rstrip()
    if not kept.strip():
        return 0.5 if there.strip() else 1.0
    adjoining = Prefix.similarity(kept, there)
    if adjoining >= min(len(kept), _ADJOINING):
        return 1.0
    return Levenshtein.normalized_similarity(kept, there[: len(kept)])


def changed_places(pattern: Pattern, target: SearchTarget) -> Iterator[CandidatePlace]:
    """The likeliest places of a quote whose own words were changed."""
    from rapidfuzz.distance import Levenshtein

    text, length = target.normalized.text, len(pattern.text)
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
    """The span within text[low:high] that best aligns with the quote, in whole words, or None."""
    from rapidfuzz.distance import Levenshtein

    telling = min(4, pattern.end - pattern.start)
    pieces: list[tuple[int, int, int]] = []
    floor, ceiling = low, high
    for first, at, size in Levenshtein.editops(pattern.text, text[low:high]).as_matching_blocks():
        shift, last = low + at - first, first + size
        inner = min(last, pattern.end) - max(first, pattern.start)
        # Shorter matches are accidental.
        if inner >= telling:
            pieces.append((max(first, pattern.start), min(last, pattern.end), shift))
        if size >= telling and first < pattern.start:
            floor = min(last, pattern.start) + shift
        if size >= telling and last > pattern.end:
            ceiling = min(ceiling, max(first, pattern.end) + shift)
    if not pieces:
        return None
    start, end = pieces[0][0] + pieces[0][2], pieces[-1][1] + pieces[-1][2]
    # If an end of the quote was changed, it extends to where its neighbouring context begins.
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


_FIGURE = (
    r"\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
"""Digits, including superscript, subscript and enclosed ones, as km and km² are different."""
_TOKEN = lazily(
    rf"[-+]?[{_FIGURE}]+(?:[.,:/][{_FIGURE}]+)*|[^\W{_FIGURE}]+(?:'[^\W{_FIGURE}]+)*|[^\w\s]"
)
_IDLE = frozenset(".,;:!\"'()-[]*_")
_GLUE = frozenset({"a", "an", "the", "that", "which", "of"})
_NUMBERS = frozenset(
    word + ending
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "hundred thousand million billion trillion first second third half quarter dozen",
    )
    for word in words.split()
    for ending in ("", "s", "th")
)
_DENIALS = frozenset({"no", "not", "nor", "none", "never", "ever", "neither", "without", "cannot"})
_REVERSING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "re", "de", "a")


def likeness(old: str, new: str) -> float:
    """The normalized Levenshtein similarity of two texts, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old, new)


def same_but_for_slips(old: str, new: str) -> bool:
    """Whether two normalized texts differ only in punctuation, articles and spelling.

    Any other word, and any change of a figure, a negation or a capitalized word, is a change of
    content. So is every change in a script without case, in which names cannot be recognized.
    """
    from rapidfuzz.distance import Levenshtein

    before, after = _tokens(old), _tokens(new)
    slips = at = there = 0
    for block in Levenshtein.editops(before, after).as_matching_blocks():
        removed, added = before[at : block.a], after[there : block.b]
        slips += max(len(removed), len(added))
        if not _is_slip(removed, added):
            return False
        at, there = block.a + block.size, block.b + block.size
    return slips <= max(1, len(before) // 5)


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token not in _IDLE]


def _is_slip(removed: list[str], added: list[str]) -> bool:
    """Whether two lists of words differ only in spelling: joined, divided or mistyped words."""
    removed = [word for word in removed if word not in _GLUE]
    added = [word for word in added if word not in _GLUE]
    if len(removed) == len(added):
        return all(map(_is_typo, removed, added))
    joined = "".join(removed)
    words = {*removed, *added}
    return joined == "".join(added) and joined.islower() and not words & (_NUMBERS | _DENIALS)


def _is_typo(old: str, new: str) -> bool:
    """Whether one word is a misspelling of the other: lower case, long enough, few edits apart."""
    from rapidfuzz.distance import OSA, Indel

    if old.casefold() == new.casefold():
        # US and us, WHO and who are different words; NATO and Nato are the same.
        return not any(a.isupper() and b.islower() for a, b in ((old, new), (new, old)))
    shorter, longer = sorted((old, new), key=len)
    if not (old.islower() and new.islower()) or {old, new} & (_NUMBERS | _DENIALS):
        return False
    if longer.endswith(shorter) or longer.removesuffix("less") == shorter:
        return not longer.removesuffix(shorter).startswith(_REVERSING) and len(shorter) > 3
    slips = OSA.distance(old, new)
    if len(shorter) < 4:
        return sorted(old) == sorted(new)
    if len(shorter) < 6:
        # One substituted letter often makes a different short word: shot, shut.
        return slips == 1 and (Indel.distance(old, new) == 1 or sorted(old) == sorted(new))
    return slips <= (1 if len(shorter) < 9 else 2)
