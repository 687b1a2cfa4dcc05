"""Find selectors in a changed text, by word diff and by search; `anchors` describes the method."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..typography import normalize_marks
from .anchors import Anchor, Selector, at_place, orphaned_anchor
from .candidates import (
    AGREES,
    CandidatePlace,
    Pattern,
    SearchTarget,
    changed_places,
    exact_places,
    make_pattern,
    same_but_for_slips,
)
from .transfer import GAP, SpanTransfer, State

_MARGIN = 0.35
"""Margin over the runner-up that a place needs, in summed similarity of both contexts (0 to 2)."""
_DISTINCTIVE = 32
"""Minimum length, in code points, of a quote that needs no context if it occurs once."""
_LEAST, _HALF, _ALIKE, _VERY_ALIKE = 0.4, 0.5, 0.6, 0.8
"""Thresholds of similarity (0 to 1), of a changed quote to a place and of its context."""
_HINTS, _SAME = 0.35, 0.95
"""Thresholds of similarity of one side of the context: supports the other side, and is equal."""


def placed(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], text: str, old: str | None
) -> list[Anchor | None]:
    """Complete the anchors: those that are None are found by word diff, then by search.

    `old` is the text that the selectors were made on, or None if it is not known.
    """
    found = _transferred(selectors, anchors, text, old)
    return found if all(found) else _searched(selectors, found, SearchTarget(text))


def _transferred(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], text: str, old: str | None
) -> list[Anchor | None]:
    """Complete the anchors, as far as possible, by a word diff with the old text.

    Only selectors whose quote is in the old text at their offsets are considered. If the old text
    is not known, it is partly reconstructed, and only conclusive results are used.
    """
    kept = old if old is not None else reconstructed(selectors, 2 * len(text) + 100_000)
    diff = SpanTransfer(kept, text)
    found = list(anchors)
    for number, (selector, anchor) in enumerate(zip(selectors, anchors, strict=True)):
        start, end, quote = selector.start, selector.end, selector.quote
        there = 0 <= start < end and kept[start:end] == quote
        if anchor or not there or not normalize_marks(quote).strip():
            continue
        place = diff.transfer(start, end)
        if place.firm:
            lost = place.state == "orphaned"
            found[number] = (
                orphaned_anchor(selector) if lost else at_place(selector, text, *place[:3])
            )
    return found


def reconstructed(selectors: Sequence[Selector], limit: int) -> str:
    """The text of at most `limit` code points that selectors were made on, as far as they show it.

    Each unknown part begins with GAP.
    """
    pieces = [
        (selector.start - len(selector.prefix), selector.prefix + selector.quote + selector.suffix)
        for selector in selectors
    ]
    pieces = [(at, piece) for at, piece in pieces if 0 <= at <= limit - len(piece)]
    text = [GAP] * max((at + len(piece) for at, piece in pieces), default=0)
    for at, piece in pieces:
        text[at : at + len(piece)] = piece
    # The end of the text is unknown.
    return re.sub(f"{GAP}+", lambda gap: GAP.ljust(len(gap.group())), "".join([*text, GAP]))


def _searched(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], target: SearchTarget
) -> list[Anchor | None]:
    """Complete the anchors by searching the text for the quotes of the remaining selectors."""
    searched = {
        number: _search(selectors[number], target)
        for number, anchor in enumerate(anchors)
        if anchor is None
    }
    found = [anchor or searched[number].anchor for number, anchor in enumerate(anchors)]
    shifts = _Shifts(selectors, found)
    for number, result in searched.items():
        if result.tied:
            wanted = shifts.wanted(selectors[number].start)
            found[number] = next((t for t in result.tied if t.start == wanted), found[number])
    return list(found)


class _Result(NamedTuple):
    """The anchor found by a search, and the anchors among which only the position can decide."""

    anchor: Anchor
    tied: tuple[Anchor, ...] = ()


class _Shifts:
    """The shifts of certain anchors, from which the position of those between them is inferred."""

    def __init__(self, selectors: Sequence[Selector], anchors: Sequence[Anchor]) -> None:
        moves = sorted(
            (selector.start, anchor.start - selector.start)
            for selector, anchor in zip(selectors, anchors, strict=True)
            if anchor.state == "anchored"
        )
        self._starts = [start for start, _ in moves]
        self._moves = [move for _, move in moves]

    def wanted(self, start: int) -> int | None:
        """The new position of an offset if the anchors on both sides shifted equally, else None."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, start)
        if low == 0 or high == len(self._starts) or self._moves[low - 1] != self._moves[high]:
            return None
        return start + self._moves[high]


def _search(selector: Selector, target: SearchTarget) -> _Result:
    """Search for the quote of a selector in a changed text."""
    pattern = make_pattern(selector.prefix, selector.quote, selector.suffix)
    lost = _Result(orphaned_anchor(selector))
    if not pattern.quote:
        return lost
    exact = list(
        exact_places(pattern, target.normalized.text, target.normalized.at(selector.start))
    )
    if (len(exact) == 1 and _is_distinctive(pattern)) or any(
        _is_known(pattern, one) for one in exact
    ):
        return _choose(selector, pattern, target, exact)
    places = sorted(
        [*exact, *changed_places(pattern, target)],
        key=lambda place: -(place.likeness + place.context / 2),
    )
    if not places:
        return lost
    place = places[0]
    state = _judge(pattern, target.normalized.text, place, places[1:])
    if state == "orphaned":
        return lost
    return _Result(at_place(selector, target.raw, *target.normalized.original(*place[:2]), state))


def _is_distinctive(pattern: Pattern) -> bool:
    """Whether a quote that occurs once needs no context: it is long, or no context was stored."""
    return len(pattern.quote) >= _DISTINCTIVE or pattern.quote == pattern.text


def _is_known(pattern: Pattern, place: CandidatePlace) -> bool:
    """Whether the context confirms the place of an unchanged quote.

    A long quote needs the same context on one side; a short one needs part of the other side as
    well, because a similar sentence may contain it too.
    """
    weaker, stronger = sorted((place.before, place.after))
    return stronger >= AGREES and (weaker >= _HINTS or len(pattern.quote) >= _DISTINCTIVE)


def _choose(
    selector: Selector, pattern: Pattern, target: SearchTarget, places: list[CandidatePlace]
) -> _Result:
    """Choose by context among the places where an unchanged quote occurs."""
    ranked = sorted(places, key=lambda place: -place.context)
    best = ranked[0]

    def anchor(place: CandidatePlace, state: State) -> Anchor:
        return at_place(selector, target.raw, *target.normalized.original(*place[:2]), state)

    if len(ranked) == 1 or best.context - ranked[1].context >= _MARGIN:
        return _Result(anchor(best, "anchored"))
    equal = [place for place in ranked if best.context - place.context < _MARGIN]
    return _Result(anchor(best, "uncertain"), tuple(anchor(place, "anchored") for place in equal))


def _judge(
    pattern: Pattern, text: str, place: CandidatePlace, others: list[CandidatePlace]
) -> State:
    """The certainty of a place where the quote was changed or little of the context is left."""
    rival = max((other.likeness + other.context / 2 for other in others), default=0.0)
    ahead = place.likeness + place.context / 2 - rival
    weaker, stronger = sorted((place.before, place.after))
    if place.likeness < (_LEAST if weaker >= AGREES else _ALIKE):
        return "orphaned"
    if len(pattern.quote) < _DISTINCTIVE // 2 and place.context < 0.8 and ahead < 0.1:
        return "orphaned"  # a word that occurs in many places, none with a similar context
    if ahead < _MARGIN:
        return "uncertain"
    there = text[place.start : place.end]
    # A sentence with a corrected spelling needs context on one side only.
    length, agrees = len(pattern.quote), stronger >= AGREES
    slips = length >= _DISTINCTIVE and agrees and same_but_for_slips(pattern.quote, there)
    return "anchored" if slips or _is_between_neighbours(place, length) else "uncertain"


def _is_between_neighbours(place: CandidatePlace, length: int) -> bool:
    """Whether the context confirms the place of a changed quote of `length` code points.

    Either both sides agree, or one side agrees and the other side or the quote is very similar.
    """
    weaker, stronger = sorted((place.before, place.after))
    if weaker >= AGREES:
        return place.likeness >= _HALF
    if length >= _DISTINCTIVE and stronger >= _SAME and weaker >= _HINTS:
        return place.likeness >= _ALIKE
    if length >= _DISTINCTIVE and stronger >= _SAME:
        return place.likeness >= _VERY_ALIKE
    return stronger >= AGREES and weaker >= _HALF and place.likeness >= _VERY_ALIKE
