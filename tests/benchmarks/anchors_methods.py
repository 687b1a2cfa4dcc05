"""Ways to find a selector in a changed text, for comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.model.anchoring.anchors import Anchor, Selector
from tui.model.anchoring.settlement import resolve_all

Method = Callable[[Sequence[Selector], str, str], list[Anchor]]
"""(selectors, old text, new text) -> anchors."""


def with_snapshot(selectors: Sequence[Selector], old: str, new: str) -> list[Anchor]:
    return resolve_all(selectors, new, old)


def without_snapshot(selectors: Sequence[Selector], old: str, new: str) -> list[Anchor]:
    return resolve_all(selectors, new)


def exact_offset(selectors: Sequence[Selector], old: str, new: str) -> list[Anchor]:
    """What stands where the quote stood, whatever it is."""
    return [
        _at(selector, selector.start, selector.end if selector.end <= len(new) else -1)
        for selector in selectors
    ]


def exact_quote(selectors: Sequence[Selector], old: str, new: str) -> list[Anchor]:
    """The first place where the very quote stands."""
    places = [new.find(selector.quote) for selector in selectors]
    return [
        _at(selector, place, place + len(selector.quote) if place >= 0 else -1)
        for selector, place in zip(selectors, places, strict=True)
    ]


def hypothesis(selectors: Sequence[Selector], old: str, new: str) -> list[Anchor]:
    """The Hypothesis client: the offsets if the quote is there, else its best scored match.

    Source: https://github.com/hypothesis/client, src/annotator/anchoring/match-quote.ts (what is
    scored, and the weights) and https://github.com/robertknight/approx-string-match-js (which
    matches there are: those with the fewest errors). The client keeps 32 characters of context.
    """
    return [_hypothesis(selector, new) for selector in selectors]


METHODS: dict[str, Method] = {
    "with snapshot": with_snapshot,
    "without": without_snapshot,
    "exact offset": exact_offset,
    "exact quote": exact_quote,
    "Hypothesis": hypothesis,
}


def _at(selector: Selector, start: int, end: int) -> Anchor:
    if end < 0:
        return Anchor(selector.start, selector.end, "orphaned")
    return Anchor(start, end, "anchored", start != selector.start)


class _Match(NamedTuple):
    start: int
    end: int
    errors: int


def _hypothesis(selector: Selector, text: str) -> Anchor:
    quote, start = selector.quote, selector.start
    if text.startswith(quote, start):
        return _at(selector, start, selector.end)
    matches = _search(text, quote, min(256, len(quote) // 2))
    if not matches:
        return _at(selector, 0, -1)
    best = max(matches, key=lambda match: _score(match, selector, text))
    return _at(selector, best.start, best.end)


def _score(match: _Match, selector: Selector, text: str) -> float:
    prefix, suffix = selector.prefix[-32:], selector.suffix[:32]
    before = text[max(0, match.start - len(prefix)) : match.start]
    after = text[match.end : match.end + len(suffix)]
    return (
        50 * (1 - match.errors / len(selector.quote))
        + 20 * (_alike(before, prefix) if prefix else 1)
        + 20 * (_alike(after, suffix) if suffix else 1)
        + 2 * (1 - abs(match.start - selector.start) / len(text))
    )


def _alike(text: str, pattern: str) -> float:
    if not text:
        return 0.0
    return 1 - _search(text, pattern, len(pattern))[0].errors / len(pattern)


def _search(text: str, pattern: str, most: int) -> list[_Match]:
    """The exact matches, else those with the fewest errors (at most `most`)."""
    exact = []
    at = text.find(pattern)
    while at >= 0:
        exact.append(_Match(at, at + len(pattern), 0))
        at = text.find(pattern, at + 1)
    if exact:
        return exact
    errors = _errors(text, pattern)
    fewest = min(errors)
    if fewest > most:
        return []
    ends = [at for at, number in enumerate(errors) if number == fewest]
    return [_Match(_start(text, end, pattern, fewest), end, fewest) for end in ends]


def _start(text: str, end: int, pattern: str, errors: int) -> int:
    """Where the match begins that ends here: the pattern read backwards from its end."""
    low = max(0, end - len(pattern) - errors)
    backwards = _errors(text[low:end][::-1], pattern[::-1], anchored=True)
    return end - backwards.index(min(backwards))


def _errors(text: str, pattern: str, *, anchored: bool = False) -> list[int]:
    """For each end 0 to len(text) the edit distance of the pattern to what ends there.

    The match may begin anywhere, or (`anchored`) only at 0. Source: Myers, "A fast bit-vector
    algorithm for approximate string matching based on dynamic programming", J. ACM 46 (1999).
    """
    size = len(pattern)
    full, high = (1 << size) - 1, 1 << (size - 1)
    masks: dict[str, int] = {}
    for number, char in enumerate(pattern):
        masks[char] = masks.get(char, 0) | 1 << number
    plus, minus, distance = full, 0, size
    distances = [distance]
    for char in text:
        equal = masks.get(char, 0)
        across = equal | minus
        diagonal = (((equal & plus) + plus) ^ plus) | equal
        up, down = minus | ~(diagonal | plus) & full, plus & diagonal
        distance += (up & high != 0) - (down & high != 0)
        up, down = (up << 1 | anchored) & full, down << 1 & full
        plus, minus = down | ~(across | up) & full, up & across
        distances.append(distance)
    return distances
