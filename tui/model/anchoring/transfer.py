"""Transfer spans of an old text to a new one by the word diff of both."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from ..typography import normalize
from .candidates import AGREES, Pattern, align, likeness, make_pattern, same_but_for_slips, sides
from .evidence import BESIDE, beyond, collect, sentence
from .word_diff import SURE_BLOCK, WordDiff

State = Literal["anchored", "uncertain", "orphaned"]

GAP = "\ufdd0"
"""A noncharacter, which occurs in no text, that marks unknown parts of the old text."""

_CONTEXT = 64
"""Code points of the old text around a changed span that are used to find its ends."""
_SLACK = 32
"""Words by which the parts of a span may have moved apart, in addition to twice its length."""
_WIDEST = 2000
"""Maximum number of words among which a span without any equal word is searched."""
_LONG = 12
"""Number of consecutive equal words that are not accidental."""
_FAR = 16
"""Words examined on each side for consecutive equal words."""
_ISOLATED = 4
"""Number of changed words on both sides between which a few equal words may be accidental."""


class TransferredSpan(NamedTuple):
    """A span of the new text and its certainty.

    `firm` says that the result is conclusive although parts of the old text may be unknown.
    """

    start: int
    end: int
    state: State
    firm: bool = False


class SpanTransfer:
    """Transfers spans from an old text to a new one, using their word diff.

    Unknown parts of the old text are marked by GAP.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._diff = WordDiff(old, new)
        self._whole = GAP not in old
        self._before, self._after = self._in_order()

    def transfer(self, start: int, end: int) -> TransferredSpan:
        """The place in the new text of a span of the old one, which must contain a word."""
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
        """For each gap between old words, the nearest word on each side that was matched in order.

        Words that were moved are not considered; -1 or the number of words if there is none.
        """
        partner, moved = self._diff.partner, self._diff.moved
        fixed = [at if partner[at] >= 0 and not moved[at] else -1 for at in range(len(partner))]
        before = list(accumulate(fixed, max, initial=-1))
        ends = [at if at >= 0 else len(partner) for at in reversed(fixed)]
        return before, list(accumulate(ends, min, initial=len(partner)))[::-1]

    def _neighbours(self, first: int, last: int) -> tuple[int, int]:
        """The old words next to the range, if matched in order, else the nearest that are."""
        partner = self._diff.partner
        if first > 0 and last < len(partner) and 0 <= partner[first - 1] < partner[last]:
            return first - 1, last
        return self._before[first], self._after[last]

    def _room(self, first: int, last: int) -> tuple[int, int]:
        """The range of new words between the partners of the neighbours of an old range."""
        before, after = self._neighbours(first, last)
        partner = self._diff.partner
        low = partner[before] + 1 if before >= 0 else 0
        return low, partner[after] if after < len(partner) else len(self._diff.new.keys)

    def _known(self, first: int, last: int) -> bool:
        """Whether the old text is known completely between the neighbours of a range."""
        before, after = self._neighbours(first, last)
        return GAP not in self._diff.old.keys[max(0, before) : after]

    def _kept(self, start: int, end: int, first: int, last: int) -> TransferredSpan:
        """The place of a span whose words are all unchanged and adjacent in the new text."""
        old, new, partner = self._diff.old, self._diff.new, self._diff.partner
        begin_word, end_word = partner[first], partner[last - 1]
        # A span may begin or end inside a word; stay within the word of the new text.
        begin = new.starts[begin_word] + max(0, start - old.starts[first])
        finish = new.ends[end_word] - max(0, old.ends[last - 1] - end)
        begin = min(begin, new.ends[begin_word] - 1)
        finish = max(finish, new.starts[end_word] + 1)
        state: State = "anchored" if self._sure(first, last) else "uncertain"
        low, high = self._block(first, last)
        clear = state == "anchored" and high - low >= _LONG and self._unique(low, high)
        return TransferredSpan(begin, max(finish, begin + 1), state, self._whole or clear)

    def _block(self, first: int, last: int) -> tuple[int, int]:
        """The run of equal words around a range, up to _FAR words on each side."""
        partner = self._diff.partner
        low, high = max(0, first - _FAR), min(len(partner), last + _FAR)
        while first > low and partner[first - 1] == partner[first] - 1 >= 0:
            first -= 1
        while last < high and partner[last] == partner[last - 1] + 1:
            last += 1
        return first, last

    def _sure(self, first: int, last: int) -> bool:
        """Whether the equal words around a range are certainly the same ones, not a repetition."""
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
        """Whether a moved block around a range is certainly the same one, not a similar one.

        This is so if it is a paragraph, or if it is long and either contains the whole sentence or
        moved together with other sentences.
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
        """Whether this sequence of old words occurs exactly once in each text."""
        words = f" {' '.join(self._diff.old.keys[low:high])} "
        return all(text.count(words) == 1 for text in self._joined)

    @cached_property
    def _joined(self) -> list[str]:
        return [f" {' '.join(words.keys)} " for words in (self._diff.old, self._diff.new)]

    def _around(self, first: int, last: int) -> tuple[int, int]:
        """The range of new words that replaced a range of old words, some of which are equal."""
        partner = self._diff.partner
        tied = [at for at in range(first, last) if partner[at] >= 0]
        # Parts of a span may have moved apart: keep those near the median shift.
        shift = sorted(partner[at] - at for at in tied)[len(tied) // 2]
        # Punctuation matches by accident more often than words.
        reach = {True: 2 * (last - first) + _SLACK, False: last - first}
        words = self._diff.old.keys
        near = [at for at in tied if abs(partner[at] - at - shift) <= reach[words[at][0].isalnum()]]
        low, high = min(partner[at] for at in near), max(partner[at] for at in near) + 1
        low -= self._changed_words(near[0] - first, low - 1, first - 1, -1)
        return low, high + self._changed_words(last - 1 - near[-1], high, last, 1)

    def _changed_words(self, lost: int, new: int, neighbour: int, step: int) -> int:
        """The number of new words from `new` on that replaced `lost` words at an end of a span.

        `step` is 1 at the end and -1 at the start; `neighbour` is the old word beyond that end.
        """
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
        """Judge a range of new words that may have replaced a span of the old text."""
        span = self._span(*words)
        old, new = (
            normalize(text).text.strip() for text in (self.old[start:end], self.new[slice(*span)])
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
        """Whether a span of the new text is unique in it and its context agrees with the old."""
        if self.new.count(self.new[slice(*span)]) > 1:
            return False
        pattern = self._pattern(start, end)
        low = max(0, span[0] - 2 * _CONTEXT)
        target = normalize(self.new[low : span[1] + 2 * _CONTEXT])
        there = target.at(span[0] - low), target.at(span[1] - low)
        return min(sides(pattern, target.text, *there)) >= AGREES

    def _pattern(self, start: int, end: int) -> Pattern:
        before, after = max(0, start - _CONTEXT), end + _CONTEXT
        return make_pattern(self.old[before:start], self.old[start:end], self.old[end:after])

    def _replaced(self, start: int, end: int, low: int, high: int) -> TransferredSpan:
        """The place of a span without any equal word, within a range of new words."""
        if high - low > _WIDEST:
            return TransferredSpan(start, end, "orphaned")
        pattern = self._pattern(start, end)
        first, last = self._span(low, high)
        first = max(0, first - _CONTEXT)
        target = normalize(self.new[first : last + _CONTEXT])
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
