"""Where a span of the old text is in the new one, by the word diff of the two."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from ..typography import level
from .candidates import AGREES, Pattern, align, make_pattern, sides
from .evidence import BESIDE, beyond, collect, sentence
from .lookalikes import likeness, same_but_for_slips
from .word_diff import SURE_BLOCK, WordDiff

State = Literal["anchored", "uncertain", "orphaned"]

GAP = "\ufdd0"
"""A code point that no text has, for what is not known of one."""

_CONTEXT = 64
"""Code points of the old text around a changed span that help to find its ends."""
_SLACK = 32
"""Words by which the parts of a span may have come apart, beside its double length."""
_WIDEST = 2000
"""Words between which a span that has no word left is not looked for."""
_LONG = 12
"""So many equal words in a row are no accident."""
_FAR = 16
"""Words looked at on each side for that."""
_ISOLATED = 4
"""Between changes of so many words, a few equal ones may be there by accident."""


class TransferredSpan(NamedTuple):
    """A span of the new text and how sure it is; `firm` even where parts of the old text lack."""

    start: int
    end: int
    state: State
    firm: bool = False


class SpanTransfer:
    """The word diff of two texts, for carrying spans of the old one over.

    Where not all of the old text is known, what is not is marked by GAP.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._diff = WordDiff(old, new)
        self._whole = GAP not in old
        self._before, self._after = self._in_order()

    def carry(self, start: int, end: int) -> TransferredSpan:
        """Where a span of the old text, not of white space alone, went."""
        first, last = self._diff.old.touching(start, end)
        there = self._diff.partner[first:last]
        if there and there[0] >= 0 and there == [*range(there[0], there[0] + len(there))]:
            return self._kept(start, end, first, last)
        if max(there, default=-1) >= 0:
            return self._changed(start, end, self._around(first, last))
        low, high = self._room(first, last)
        if low == high:
            return TransferredSpan(start, end, "orphaned", self._whole or self._known(first, last))
        if self._neighbours(first, last) == (first - 1, last):
            return self._changed(start, end, (low, high))
        return self._replaced(start, end, low, high)

    def _in_order(self) -> tuple[list[int], list[int]]:
        """For each gap between old words the nearest before and after with a partner in order."""
        partner, moved = self._diff.partner, self._diff.moved
        fixed = [at if partner[at] >= 0 and not moved[at] else -1 for at in range(len(partner))]
        before = list(accumulate(fixed, max, initial=-1))
        ends = [at if at >= 0 else len(partner) for at in reversed(fixed)]
        return before, list(accumulate(ends, min, initial=len(partner)))[::-1]

    def _neighbours(self, first: int, last: int) -> tuple[int, int]:
        """The words next to these if they kept together, else the nearest that kept their order."""
        partner = self._diff.partner
        if first > 0 and last < len(partner) and 0 <= partner[first - 1] < partner[last]:
            return first - 1, last
        return self._before[first], self._after[last]

    def _room(self, first: int, last: int) -> tuple[int, int]:
        """The new words between the partners of the neighbours of these."""
        before, after = self._neighbours(first, last)
        partner = self._diff.partner
        low = partner[before] + 1 if before >= 0 else 0
        return low, partner[after] if after < len(partner) else len(self._diff.new.keys)

    def _known(self, first: int, last: int) -> bool:
        """Whether the old text is known from the neighbour before these to the one after."""
        before, after = self._neighbours(first, last)
        return GAP not in self._diff.old.keys[max(0, before) : after]

    def _kept(self, start: int, end: int, first: int, last: int) -> TransferredSpan:
        """The place of a span all of whose words stand together."""
        old, new, partner = self._diff.old, self._diff.new, self._diff.partner
        begin_word, end_word = partner[first], partner[last - 1]
        # A span may begin or end inside a word; beyond its length there is nothing to keep.
        begin = new.starts[begin_word] + max(0, start - old.starts[first])
        finish = new.ends[end_word] - max(0, old.ends[last - 1] - end)
        begin = min(begin, new.ends[begin_word] - 1)
        finish = max(finish, new.starts[end_word] + 1)
        state: State = "anchored" if self._sure(first, last) else "uncertain"
        low, high = self._block(first, last)
        clear = state == "anchored" and high - low >= _LONG and self._unique(low, high)
        return TransferredSpan(begin, max(finish, begin + 1), state, self._whole or clear)

    def _block(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of equal words around these, as far as it may matter."""
        partner = self._diff.partner
        low, high = max(0, first - _FAR), min(len(partner), last + _FAR)
        while first > low and partner[first - 1] == partner[first] - 1 >= 0:
            first -= 1
        while last < high and partner[last] == partner[last - 1] + 1:
            last += 1
        return first, last

    def _sure(self, first: int, last: int) -> bool:
        """Whether the equal words around these are not some others that look the same."""
        low, high = self._block(first, last)
        if self._diff.moved[first]:
            return self._moved_surely(first, last, low, high)
        if high - low >= _LONG:
            return True
        before, after = self._neighbours(low, high)
        there = self._room(low, high)
        partner = self._diff.partner
        changed_before = max(low - before - 1, partner[low] - there[0])
        changed_after = max(after - high, there[1] - partner[high - 1] - 1)
        return min(changed_before, changed_after) < _ISOLATED or self._unique(low, high)

    def _moved_surely(self, first: int, last: int, low: int, high: int) -> bool:
        """Whether a block that moved, around these words, is not another much like it.

        It is a paragraph, or long and holds the whole sentence, or other sentences came with it.
        """
        old, partner = self._diff.old, self._diff.partner
        if old.break_before(low) > 1 and old.break_before(high) > 1:
            return True
        if high - low < SURE_BLOCK:
            return False
        begin, end = sentence(self._diff, first, last)
        whole = partner[begin:end] == [*range(partner[begin], partner[begin] + end - begin)]
        there = partner[first], partner[last - 1] + 1
        return whole or beyond(self._diff, (first, last), there) >= BESIDE

    def _unique(self, low: int, high: int) -> bool:
        """Whether these old words, one after the other, stand once in each text."""
        words = f" {' '.join(self._diff.old.keys[low:high])} "
        return all(text.count(words) == 1 for text in self._joined)

    @cached_property
    def _joined(self) -> list[str]:
        return [f" {' '.join(words.keys)} " for words in (self._diff.old, self._diff.new)]

    def _around(self, first: int, last: int) -> tuple[int, int]:
        """The new words that these old ones, of which some are left, became."""
        partner = self._diff.partner
        tied = [at for at in range(first, last) if partner[at] >= 0]
        # Parts of a span may have gone different ways: what most others are near counts.
        shift = sorted(partner[at] - at for at in tied)[len(tied) // 2]
        # A sign finds a partner anywhere.
        reach = {True: 2 * (last - first) + _SLACK, False: last - first}
        words = self._diff.old.keys
        near = [at for at in tied if abs(partner[at] - at - shift) <= reach[words[at][0].isalnum()]]
        low, high = min(partner[at] for at in near), max(partner[at] for at in near) + 1
        low -= self._changed_words(near[0] - first, low - 1, first - 1, -1)
        return low, high + self._changed_words(last - 1 - near[-1], high, last, 1)

    def _changed_words(self, lost: int, new: int, neighbour: int, step: int) -> int:
        """How many new words, from one on, took the place of so many lost at an end of a span."""
        origin, partner = self._diff.origin, self._diff.partner
        most = 3 * lost + 2 if lost else 0
        free = 0
        while free < most and 0 <= new < len(origin) and origin[new] < 0:
            free, new = free + 1, new + step
        closed = 0 <= neighbour < len(partner) and partner[neighbour] == new
        return free if closed else min(free, lost)

    def _span(self, low: int, high: int) -> tuple[int, int]:
        return self._diff.new.starts[low], self._diff.new.ends[high - 1]

    def _changed(self, start: int, end: int, words: tuple[int, int]) -> TransferredSpan:
        """What to think of words of the new text that a span of the old one may have become."""
        span = self._span(*words)
        old, new = (
            level(text).text.strip() for text in (self.old[start:end], self.new[slice(*span)])
        )
        evidence = collect(self._diff, self._diff.old.touching(start, end), words)
        alike = likeness(old, new)
        if evidence.is_certain(alike) or same_but_for_slips(old, new):
            state: State = "anchored"
        elif evidence.is_worth_showing(alike):
            state = "uncertain"
        else:
            return TransferredSpan(start, end, "orphaned", self._whole)
        firm = self._whole or (state == "anchored" and self._agrees(start, end, span))
        return TransferredSpan(*span, state, firm)

    def _agrees(self, start: int, end: int, span: tuple[int, int]) -> bool:
        """Whether a span of the new text is the only such one, and its context the old one."""
        if self.new.count(self.new[slice(*span)]) > 1:
            return False
        pattern = self._pattern(start, end)
        low = max(0, span[0] - 2 * _CONTEXT)
        target = level(self.new[low : span[1] + 2 * _CONTEXT])
        there = target.at(span[0] - low), target.at(span[1] - low)
        return min(sides(pattern, target.text, *there)) >= AGREES

    def _pattern(self, start: int, end: int) -> Pattern:
        before, after = max(0, start - _CONTEXT), end + _CONTEXT
        return make_pattern(self.old[before:start], self.old[start:end], self.old[end:after])

    def _replaced(self, start: int, end: int, low: int, high: int) -> TransferredSpan:
        """The place of a span none of whose words is left, somewhere among these new words."""
        if high - low > _WIDEST:
            return TransferredSpan(start, end, "orphaned")
        pattern = self._pattern(start, end)
        first, last = self._span(low, high)
        first = max(0, first - _CONTEXT)
        target = level(self.new[first : last + _CONTEXT])
        span = align(pattern, target.text, 0, len(target.text))
        if span is None:
            return TransferredSpan(start, end, "orphaned", self._whole)
        there = target.original(*span)
        words = self._diff.new.touching(first + there[0], first + there[1])
        if words[0] == words[1]:
            return TransferredSpan(start, end, "orphaned", self._whole)
        sure = min(sides(pattern, target.text, *span)) >= AGREES
        found = self._changed(start, end, words)
        if found.state == "anchored" and not sure:
            return found._replace(state="uncertain")
        return found
