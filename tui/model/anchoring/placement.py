"""Placing selectors in a text that is not the one they were made on; `anchor` tells how."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..typography import level_marks
from .anchors import Anchor, Selector, at_place, nowhere
from .candidates import (
    AGREES,
    CandidatePlace,
    Pattern,
    SearchTarget,
    changed_places,
    exact_places,
    make_pattern,
)
from .lookalikes import same_but_for_slips
from .transfer import GAP, SpanTransfer, State

_MARGIN = 0.35
"""How much more context than the runner-up a repeated quote needs (of 2)."""
_TELLING = 32
"""A quote of this many code points, found once, is itself whatever surrounds it."""
_LEAST, _HALF, _ALIKE, _VERY_ALIKE = 0.4, 0.5, 0.6, 0.8
"""Grades of likeness, 0 to 1: of a changed quote to the words at a place, and of its context."""
_HINTS, _SAME = 0.35, 0.95
"""How much of one side of the context is there: enough to support the other side, and all of it."""


def placed(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], text: str, old: str | None
) -> list[Anchor | None]:
    """The anchors completed for the selectors that are not where they were (None)."""
    found = _carried(selectors, anchors, text, old)
    return found if all(found) else _searched(selectors, found, SearchTarget(text))


def _carried(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], text: str, old: str | None
) -> list[Anchor | None]:
    """The anchors completed for the selectors that are true to the old text.

    Without it, what the selectors say of it serves, and only what is firm is taken from there.
    """
    kept = old if old is not None else patchwork(selectors, 2 * len(text) + 100_000)
    carrier = SpanTransfer(kept, text)
    found = list(anchors)
    for number, (selector, anchor) in enumerate(zip(selectors, anchors, strict=True)):
        start, end, quote = selector.start, selector.end, selector.quote
        there = 0 <= start < end and kept[start:end] == quote
        if anchor or not there or not level_marks(quote).strip():
            continue
        place = carrier.carry(start, end)
        if place.firm:
            lost = place.state == "orphaned"
            found[number] = nowhere(selector) if lost else at_place(selector, text, *place[:3])
    return found


def patchwork(selectors: Sequence[Selector], most: int) -> str:
    """A text of at most `most` code points as far as selectors tell; each gap begins with GAP."""
    pieces = [
        (selector.start - len(selector.prefix), selector.prefix + selector.quote + selector.suffix)
        for selector in selectors
    ]
    pieces = [(at, piece) for at, piece in pieces if 0 <= at <= most - len(piece)]
    text = [GAP] * max((at + len(piece) for at, piece in pieces), default=0)
    for at, piece in pieces:
        text[at : at + len(piece)] = piece
    # Where the text ends no selector tells.
    return re.sub(f"{GAP}+", lambda gap: GAP.ljust(len(gap.group())), "".join([*text, GAP]))


def _searched(
    selectors: Sequence[Selector], anchors: Sequence[Anchor | None], target: SearchTarget
) -> list[Anchor | None]:
    """The anchors completed by looking for the quotes of the selectors that have none."""
    searched = {
        number: _search(selectors[number], target)
        for number, anchor in enumerate(anchors)
        if anchor is None
    }
    found = [anchor or searched[number].anchor for number, anchor in enumerate(anchors)]
    drifts = _Drifts(selectors, found)
    for number, result in searched.items():
        if result.tied:
            wanted = drifts.wanted(selectors[number].start)
            found[number] = next((t for t in result.tied if t.start == wanted), found[number])
    return list(found)


class _Result(NamedTuple):
    """What a search says, and the sure anchors that only their position could decide between."""

    anchor: Anchor
    tied: tuple[Anchor, ...] = ()


class _Drifts:
    """How far the sure anchors have moved, for telling where what lies between them must be."""

    def __init__(self, selectors: Sequence[Selector], anchors: Sequence[Anchor]) -> None:
        moves = sorted(
            (selector.start, anchor.start - selector.start)
            for selector, anchor in zip(selectors, anchors, strict=True)
            if anchor.state == "anchored"
        )
        self._starts = [start for start, _ in moves]
        self._moves = [move for _, move in moves]

    def wanted(self, start: int) -> int | None:
        """Where this offset is in the new text, if its neighbours on both sides moved alike."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, start)
        if low == 0 or high == len(self._starts) or self._moves[low - 1] != self._moves[high]:
            return None
        return start + self._moves[high]


def _search(selector: Selector, target: SearchTarget) -> _Result:
    """Where the quote is in a changed text."""
    pattern = make_pattern(selector.prefix, selector.quote, selector.suffix)
    lost = _Result(nowhere(selector))
    if not pattern.quote:
        return lost
    exact = list(exact_places(pattern, target.level.text, target.level.at(selector.start)))
    if (len(exact) == 1 and _tells(pattern)) or any(_is_known(pattern, one) for one in exact):
        return _choose(selector, pattern, target, exact)
    places = sorted(
        [*exact, *changed_places(pattern, target)],
        key=lambda place: -(place.likeness + place.context / 2),
    )
    if not places:
        return lost
    place = places[0]
    state = _judge(pattern, target.level.text, place, places[1:])
    if state == "orphaned":
        return lost
    return _Result(at_place(selector, target.raw, *target.level.original(*place[:2]), state))


def _tells(pattern: Pattern) -> bool:
    """Whether a quote found only once needs no context: it is long, or none was kept."""
    return len(pattern.quote) >= _TELLING or pattern.quote == pattern.text


def _is_known(pattern: Pattern, place: CandidatePlace) -> bool:
    """Whether the context shows that an unchanged quote is at this place.

    A long quote needs one side; a phrase needs a part of the other side as well, since a sentence
    that is much like its own may hold it too.
    """
    weaker, stronger = sorted((place.before, place.after))
    return stronger >= AGREES and (weaker >= _HINTS or len(pattern.quote) >= _TELLING)


def _choose(
    selector: Selector, pattern: Pattern, target: SearchTarget, places: list[CandidatePlace]
) -> _Result:
    """The place of a quote that is there, once or several times, by its context."""
    ranked = sorted(places, key=lambda place: -place.context)
    best = ranked[0]

    def anchor(place: CandidatePlace, state: State) -> Anchor:
        return at_place(selector, target.raw, *target.level.original(*place[:2]), state)

    if len(ranked) == 1 or best.context - ranked[1].context >= _MARGIN:
        return _Result(anchor(best, "anchored"))
    equal = [place for place in ranked if best.context - place.context < _MARGIN]
    return _Result(anchor(best, "uncertain"), tuple(anchor(place, "anchored") for place in equal))


def _judge(
    pattern: Pattern, text: str, place: CandidatePlace, others: list[CandidatePlace]
) -> State:
    """How sure a place is whose quote was changed, or that has little of its context."""
    rival = max((other.likeness + other.context / 2 for other in others), default=0.0)
    ahead = place.likeness + place.context / 2 - rival
    weaker, stronger = sorted((place.before, place.after))
    if place.likeness < (_LEAST if weaker >= AGREES else _ALIKE):
        return "orphaned"
    if len(pattern.quote) < _TELLING // 2 and place.context < 0.8 and ahead < 0.1:
        return "orphaned"  # a word that stands in many places, none of them like its own
    if ahead < _MARGIN:
        return "uncertain"
    there = text[place.start : place.end]
    # A whole sentence with a slip needs a neighbour on one side only: the other may be gone.
    length, agrees = len(pattern.quote), stronger >= AGREES
    slips = length >= _TELLING and agrees and same_but_for_slips(pattern.quote, there)
    return "anchored" if slips or _is_between_neighbours(place, length) else "uncertain"


def _is_between_neighbours(place: CandidatePlace, length: int) -> bool:
    """Whether the context shows that a changed quote of this length is at this place.

    Both sides agree, or one is the same and the other or the quote itself is much alike.
    """
    weaker, stronger = sorted((place.before, place.after))
    if weaker >= AGREES:
        return place.likeness >= _HALF
    if length >= _TELLING and stronger >= _SAME and weaker >= _HINTS:
        return place.likeness >= _ALIKE
    if length >= _TELLING and stronger >= _SAME:
        return place.likeness >= _VERY_ALIKE
    return stronger >= AGREES and weaker >= _HALF and place.likeness >= _VERY_ALIKE
