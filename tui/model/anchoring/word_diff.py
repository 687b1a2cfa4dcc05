"""A word diff that matches the words of an old text with those of a new one, in order or moved.

N-grams of words that occur once in each text are matched first (patience diff, Bram Cohen,
https://bramcohen.livejournal.com/73318.html, with n-grams in place of lines). The gaps between them
are matched in the same way, and small gaps by their longest common subsequence. The words that
remain on both sides are searched for blocks that moved. White space and the kinds of quotes and
dashes are ignored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..words import Words, split

SURE_BLOCK = 8
"""Minimum number of words of a moved block that is certain; a shorter one may be a set phrase."""

_GRAM_SIZES = (6, 3)
"""Lengths, in words, of the n-grams that are matched, in the order in which they are tried."""
_BLOCK = 5
"""Minimum number of words of a moved block."""
_MAX_CELLS = 50_000_000
"""Maximum product of the sides of a gap for which a common subsequence is computed."""
_MAX_SHIFT = 64
"""Maximum number of words by which an insertion or deletion is shifted."""
_NARROW = 200
"""Maximum number of words between two moved blocks that may have moved with them."""

Area = tuple[int, int, int, int]
"""A range of old words and a range of new words: (old start, old end, new start, new end)."""


class WordDiff:
    """The words of two texts, and for each word the number of its match in the other text, or -1.

    `partner` contains the matches of the old words and `origin` those of the new words; `moved`
    marks the old words that belong to a moved block.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = split(old), split(new)
        self.partner = [-1] * len(self.old.keys)
        self.moved = bytearray(len(self.old.keys))
        self.origin = [-1] * len(self.new.keys)
        self._align((0, len(self.old.keys), 0, len(self.new.keys)))
        self._drop_accidental_matches()
        self._shift_gaps(self.old, self.partner, self.origin)
        self._shift_gaps(self.new, self.origin, self.partner)
        self._find_moved()

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield (first old word, first new word, length) of each run of matches, by old word."""
        partner, at = self.partner, 0
        while at < len(partner):
            first = at
            at += 1
            if partner[first] >= 0:
                while at < len(partner) and partner[at] == partner[at - 1] + 1:
                    at += 1
                yield first, partner[first], at - first

    def _match(self, old: int, new: int, size: int) -> None:
        self.partner[old : old + size] = range(new, new + size)
        self.origin[new : new + size] = range(old, old + size)

    def _unmatch(self, old: int, new: int, size: int) -> None:
        self.partner[old : old + size] = [-1] * size
        self.origin[new : new + size] = [-1] * size

    def _align(self, whole: Area) -> None:
        """Match the words of an area that occur in the same order in both texts."""
        areas = [whole]
        while areas:
            area = self._trimmed(areas.pop())
            if area[0] == area[1] or area[2] == area[3]:
                continue
            for size in _GRAM_SIZES:
                chain = _increasing(self._once_in_both(area, size))
                if chain:
                    areas += self._between(area, chain, size)
                    break
            else:
                self._fill(area)

    def _trimmed(self, area: Area) -> Area:
        """Match the common prefix and suffix of an area; returns the rest of the area."""
        old, new = self.old.keys, self.new.keys
        a, a_end, b, b_end = area
        while a < a_end and b < b_end and old[a] == new[b]:
            self._match(a, b, 1)
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            self._match(a_end, b_end, 1)
        return a, a_end, b, b_end

    def _once_in_both(self, area: Area, size: int) -> list[tuple[int, int]]:
        """The starts of the n-grams of `size` words that are unique on both sides of an area."""
        old = _unique_ngrams(self.old.keys, range(area[0], area[1] - size + 1), size)
        new = _unique_ngrams(self.new.keys, range(area[2], area[3] - size + 1), size)
        return [(at, new[key]) for key, at in old.items() if at >= 0 and new.get(key, -1) >= 0]

    def _between(self, area: Area, chain: list[tuple[int, int]], size: int) -> Iterator[Area]:
        """Match a chain of n-grams and yield the areas between them."""
        a, b = area[0], area[2]
        for old, new in chain:
            if old >= a and new >= b:
                yield a, old, b, new
                self._match(old, new, size)
                a, b = old + size, new + size
            elif old - a == new - b and old + size > a:
                self._match(old, new, size)
                a, b = old + size, new + size
        yield a, area[1], b, area[3]

    def _fill(self, area: Area) -> None:
        """Match the longest common subsequence of an area, unless the area is too large."""
        from rapidfuzz.distance import Indel

        a, a_end, b, b_end = area
        if (a_end - a) * (b_end - b) > _MAX_CELLS:
            return
        steps = Indel.editops(self.old.keys[a:a_end], self.new.keys[b:b_end])
        for block in steps.as_matching_blocks():
            self._match(a + block.a, b + block.b, block.size)

    def _drop_accidental_matches(self) -> None:
        """Remove runs of matches that are shorter than the changes on both sides of them.

        Unrelated sentences also share some words in the same order. Source: the semantic clean-up
        of diff-match-patch, https://neil.fraser.name/writing/diff/.
        """
        kept: list[tuple[int, int, int]] = []
        for run in [*self.runs(), (len(self.old.keys), len(self.new.keys), 0)]:
            while kept and self._is_accidental(kept, run):
                self._unmatch(*kept.pop())
            kept.append(run)

    def _is_accidental(self, kept: list[tuple[int, int, int]], after: tuple[int, int, int]) -> bool:
        old, new, size = kept[-1]
        before = kept[-2] if len(kept) > 1 else (0, 0, 0)
        changed_before = max(old - before[0] - before[2], new - before[1] - before[2])
        changed_after = max(after[0] - old - size, after[1] - new - size)
        return size < min(changed_before, changed_after)

    def _shift_gaps(self, words: Words, partner: list[int], origin: list[int]) -> None:
        """Shift insertions and deletions so that they begin at a paragraph or sentence.

        Deleting "x. B" or "B x." from "A x. B x." gives the same text; the latter is likelier.
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
        """Match moved blocks among the words that have no match in either text."""
        old = _unique_ngrams(self.old.keys, _unmatched_runs(self.partner, _BLOCK), _BLOCK)
        new = _unique_ngrams(self.new.keys, _unmatched_runs(self.origin, _BLOCK), _BLOCK)
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
        """The longest run of equal words around two that are unmatched or in `weak` matches."""
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
        """Match two runs of words, and remove earlier matches of their words."""
        for old, new in zip(range(a, a + size), range(b, b + size), strict=True):
            if self.partner[old] >= 0:
                self._unmatch(old, self.partner[old], 1)
            if self.origin[new] >= 0:
                self._unmatch(self.origin[new], new, 1)
        self._match(a, b, size)


def _unique_ngrams(
    keys: Sequence[str], starts: Sequence[int], size: int
) -> dict[tuple[str, ...], int]:
    """The n-grams of `size` words at `starts`, each with its position, or -1 if it occurs again."""
    places: dict[tuple[str, ...], int] = {}
    for at in starts:
        stretch = tuple(keys[at : at + size])
        places[stretch] = -1 if stretch in places else at
    return places


def _best_shift(words: Words, partner: Sequence[int], first: int, last: int) -> int:
    """The number of words, negative for backwards, by which an unmatched range is best shifted."""
    keys, shifts = words.keys, [0]
    while last + shifts[-1] < min(len(keys), last + _MAX_SHIFT) and partner[last + shifts[-1]] >= 0:
        if keys[first + shifts[-1]] != keys[last + shifts[-1]]:
            break
        shifts.append(shifts[-1] + 1)
    back = 0
    while first + back > max(0, first - _MAX_SHIFT) and partner[first + back - 1] >= 0:
        if keys[first + back - 1] != keys[last + back - 1]:
            break
        back -= 1
        shifts.append(back)
    return max(shifts, key=lambda shift: (words.break_before(first + shift), shift == 0))


def _unmatched_runs(partner: Sequence[int], size: int) -> list[int]:
    """The words at which a run of `size` unmatched words begins."""
    free = []
    length = 0
    for at, other in enumerate(partner):
        length = length + 1 if other < 0 else 0
        if length >= size:
            free.append(at - size + 1)
    return free


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of pairs, sorted by their first, with increasing second numbers."""
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
