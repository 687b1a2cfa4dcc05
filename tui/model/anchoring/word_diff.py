"""A word diff: which word of an old text is which word of a new one, in order or moved.

Stretches of words that occur once in each text tie the two together (patience diff, Bram Cohen,
https://bramcohen.livejournal.com/73318.html, with stretches in place of lines); the gaps between
are tied in the same way, the small ones by their longest common subsequence. What then remains on
both sides is searched for blocks that moved. White space counts for nothing, nor do the kinds of
quotes and dashes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..words import Words, split

SURE_BLOCK = 8
"""A moved block of this many words is one; a shorter one may be a stock phrase."""

_STRETCHES = (6, 3)
_BLOCK = 5
_LARGEST = 50_000_000
"""Gaps whose sides multiply to more than this have no common subsequence worth its time."""
_FARTHEST = 64
"""Words by which what was added or taken out is shifted at most."""
_NARROW = 200
"""Words between two moved blocks that may still have moved with them."""

Area = tuple[int, int, int, int]
"""Words [0:1] of the old text and [2:3] of the new one."""


class WordDiff:
    """The words of two texts, and for each word its number in the other text, or -1.

    `partner` has them for the old words, `origin` for the new ones; `moved` is true for the old
    words that are part of a block which changed its place.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = split(old), split(new)
        self.partner = [-1] * len(self.old.keys)
        self.moved = bytearray(len(self.old.keys))
        self.origin = [-1] * len(self.new.keys)
        self._align((0, len(self.old.keys), 0, len(self.new.keys)))
        self._forget_chance()
        self._slide(self.old, self.partner, self.origin)
        self._slide(self.new, self.origin, self.partner)
        self._find_moved()

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """(first old word, first new word, length) of each stretch of equal words, by old word."""
        partner, at = self.partner, 0
        while at < len(partner):
            first = at
            at += 1
            if partner[first] >= 0:
                while at < len(partner) and partner[at] == partner[at - 1] + 1:
                    at += 1
                yield first, partner[first], at - first

    def _tie(self, old: int, new: int, size: int) -> None:
        self.partner[old : old + size] = range(new, new + size)
        self.origin[new : new + size] = range(old, old + size)

    def _untie(self, old: int, new: int, size: int) -> None:
        self.partner[old : old + size] = [-1] * size
        self.origin[new : new + size] = [-1] * size

    def _align(self, whole: Area) -> None:
        """Tie what stands in the same order in both texts."""
        areas = [whole]
        while areas:
            area = self._trimmed(areas.pop())
            if area[0] == area[1] or area[2] == area[3]:
                continue
            for size in _STRETCHES:
                chain = _increasing(self._once_in_both(area, size))
                if chain:
                    areas += self._between(area, chain, size)
                    break
            else:
                self._fill(area)

    def _trimmed(self, area: Area) -> Area:
        """The area without its equal beginning and end, which are tied."""
        old, new = self.old.keys, self.new.keys
        a, a_end, b, b_end = area
        while a < a_end and b < b_end and old[a] == new[b]:
            self._tie(a, b, 1)
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            self._tie(a_end, b_end, 1)
        return a, a_end, b, b_end

    def _once_in_both(self, area: Area, size: int) -> list[tuple[int, int]]:
        """Where the stretches begin that occur once on each side of an area, by old word."""
        old = _once(self.old.keys, range(area[0], area[1] - size + 1), size)
        new = _once(self.new.keys, range(area[2], area[3] - size + 1), size)
        return [(at, new[key]) for key, at in old.items() if at >= 0 and new.get(key, -1) >= 0]

    def _between(self, area: Area, chain: list[tuple[int, int]], size: int) -> Iterator[Area]:
        """Tie a chain of stretches; the areas that it leaves between them."""
        a, b = area[0], area[2]
        for old, new in chain:
            if old >= a and new >= b:
                yield a, old, b, new
                self._tie(old, new, size)
                a, b = old + size, new + size
            elif old - a == new - b and old + size > a:
                self._tie(old, new, size)
                a, b = old + size, new + size
        yield a, area[1], b, area[3]

    def _fill(self, area: Area) -> None:
        """Tie the longest common subsequence of a small area."""
        from rapidfuzz.distance import Indel

        a, a_end, b, b_end = area
        if (a_end - a) * (b_end - b) > _LARGEST:
            return
        steps = Indel.editops(self.old.keys[a:a_end], self.new.keys[b:b_end])
        for block in steps.as_matching_blocks():
            self._tie(a + block.a, b + block.b, block.size)

    def _forget_chance(self) -> None:
        """Untie equal words that are fewer than the changed ones on either side of them.

        Two unrelated sentences share some words in the same order, too. Source: the semantic
        clean-up of diff-match-patch, https://neil.fraser.name/writing/diff/.
        """
        kept: list[tuple[int, int, int]] = []
        for run in [*self.runs(), (len(self.old.keys), len(self.new.keys), 0)]:
            while kept and self._by_chance(kept, run):
                self._untie(*kept.pop())
            kept.append(run)

    def _by_chance(self, kept: list[tuple[int, int, int]], after: tuple[int, int, int]) -> bool:
        old, new, size = kept[-1]
        before = kept[-2] if len(kept) > 1 else (0, 0, 0)
        changed_before = max(old - before[0] - before[2], new - before[1] - before[2])
        changed_after = max(after[0] - old - size, after[1] - new - size)
        return size < min(changed_before, changed_after)

    def _slide(self, words: Words, partner: list[int], origin: list[int]) -> None:
        """Let what one text has more than the other begin where a paragraph or a sentence does.

        Of "A x. B x." with "x. B" or "B x." taken out the same is left; more likely is the latter.
        """
        at = 0
        while at < len(partner):
            first = at
            while at < len(partner) and partner[at] < 0:
                at += 1
            if 0 < first < at < len(partner) and partner[first - 1] + 1 == partner[at]:
                shift = _best_shift(words, partner, first, at)
                for number in range(abs(shift)):
                    to, source = (
                        (first + number, at + number)
                        if shift > 0
                        else (at - 1 - number, first - 1 - number)
                    )
                    partner[to], partner[source] = partner[source], -1
                    origin[partner[to]] = to
                at += max(0, shift)
            at += 1

    def _find_moved(self) -> None:
        """Tie blocks that stand elsewhere, among the words that have no partner on either side."""
        old = _once(self.old.keys, _free(self.partner, _BLOCK), _BLOCK)
        new = _once(self.new.keys, _free(self.origin, _BLOCK), _BLOCK)
        weak = bytearray(len(self.partner))
        for at, _, size in self.runs():
            weak[at : at + size] = bytes([size < _BLOCK]) * size
        blocks: list[tuple[int, int, int]] = []
        for key, at in old.items():
            there = new.get(key, -1)
            if at >= 0 and there >= 0 and self.partner[at] < 0 and self.origin[there] < 0:
                blocks.append(self._widest(at, there, weak))
                self._take(*blocks[-1])
        for (a, b, size), (a_next, b_next, _) in pairwise(blocks):
            near = a_next - a - size <= _NARROW and 0 <= b_next - b - size <= _NARROW
            free = max(self.partner[a + size : a_next], default=-1) < 0
            if near and free and max(self.origin[b + size : b_next], default=-1) < 0:
                self._align((a + size, a_next, b + size, b_next))
                self.moved[a + size : a_next] = b"\1" * (a_next - a - size)
        for a, _, size in blocks:
            self.moved[a : a + size] = b"\1" * size

    def _widest(self, a: int, b: int, weak: bytearray) -> tuple[int, int, int]:
        """The longest stretch of equal words around two, without partners or with weak ones."""
        size = 0
        while self._equal_and_weak(a + size, b + size, weak):
            size += 1
        while a and b and self._equal_and_weak(a - 1, b - 1, weak):
            a, b, size = a - 1, b - 1, size + 1
        return a, b, size

    def _equal_and_weak(self, a: int, b: int, weak: bytearray) -> bool:
        old, new = self.old.keys, self.new.keys
        if a == len(old) or b == len(new) or old[a] != new[b]:
            return False
        if self.partner[a] >= 0 and not weak[a]:
            return False
        return self.origin[b] < 0 or bool(weak[self.origin[b]])

    def _take(self, a: int, b: int, size: int) -> None:
        """Tie words, and untie what had been tied to them by a few words in the same order."""
        for old, new in zip(range(a, a + size), range(b, b + size), strict=True):
            if self.partner[old] >= 0:
                self._untie(old, self.partner[old], 1)
            if self.origin[new] >= 0:
                self._untie(self.origin[new], new, 1)
        self._tie(a, b, size)


def _once(keys: Sequence[str], starts: Sequence[int], size: int) -> dict[tuple[str, ...], int]:
    """Each stretch that begins at one of these words, with its place, or -1 if it has several."""
    places: dict[tuple[str, ...], int] = {}
    for at in starts:
        stretch = tuple(keys[at : at + size])
        places[stretch] = -1 if stretch in places else at
    return places


def _best_shift(words: Words, partner: Sequence[int], first: int, last: int) -> int:
    """By how many words the range without partners is best moved: forth, back or (0) not."""
    keys, shifts = words.keys, [0]
    while last + shifts[-1] < min(len(keys), last + _FARTHEST) and partner[last + shifts[-1]] >= 0:
        if keys[first + shifts[-1]] != keys[last + shifts[-1]]:
            break
        shifts.append(shifts[-1] + 1)
    back = 0
    while first + back > max(0, first - _FARTHEST) and partner[first + back - 1] >= 0:
        if keys[first + back - 1] != keys[last + back - 1]:
            break
        back -= 1
        shifts.append(back)
    return max(shifts, key=lambda shift: (words.break_before(first + shift), shift == 0))


def _free(partner: Sequence[int], size: int) -> list[int]:
    """The words at which a stretch begins that has no partners."""
    free = []
    length = 0
    for at, other in enumerate(partner):
        length = length + 1 if other < 0 else 0
        if length >= size:
            free.append(at - size + 1)
    return free


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs, sorted by their first, whose second number grows as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [second]
        ends[at : at + 1] = [number]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
