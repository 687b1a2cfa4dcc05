"""Wrapping: the text of one Block and a width in cells -> the spans of its lines. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise

from ..model.document import Span
from ..model.graphemes import boundaries
from ..model.patterns import lazily
from .display import cell_width, is_single_width, visible

_HARD = 40
"""The least length, in code points, of the longest line of a hard-wrapped Block."""

_NO_START = frozenset("、。，．・：；！？）」』】〕〉》］｝ー々…‥”’)]}.,:;!?%")
_NO_END = frozenset("（「『【〔〈《［｛“‘([{$")
"""What may not begin or end a line of wide text: the core of the Japanese kinsoku rules."""


def wrap(
    text: str, width: int, hidden: Sequence[Span] = (), keep_breaks: bool = False
) -> list[Span]:
    """The lines of a Block's text: ordered, disjoint spans into it, in code points.

    `width` is in cells; `hidden` (ordered, disjoint) are the spans that take none. Every visible
    character lies on exactly one line, and no grapheme cluster on two. White space at which a line
    was broken lies on none. A word wider than a line is cut; a single cluster wider than a line
    has one of its own.

    A line feed inside a Block breaks the line, as in an address or a poem, unless the Block looks
    hard-wrapped (see `is_hard_wrapped`): then it is a space. `keep_breaks` keeps it in any case.
    """
    kept, inside = _drop(text, hidden) if hidden else (text, int)
    if not keep_breaks and is_hard_wrapped(kept):
        kept = kept.replace("\n", " ")
    lines: list[Span] = []
    start = 0
    for paragraph in kept.split("\n"):
        alone = paragraph.isascii() or _ALONE.search(paragraph) is None
        is_filled = alone and is_single_width(drawn_text(paragraph))
        how = _fill_cells if is_filled else _fill_clusters
        lines.extend(Span(start + a, start + b) for a, b in how(paragraph, max(1, width)))
        start += len(paragraph) + 1
    if not hidden:
        return lines
    return [Span(inside(a), inside(b - 1) + 1 if b > a else inside(a)) for a, b in lines]


def drawn_text(text: str) -> str:
    """What is drawn for a stretch of a line, as many code points long: white space is a space."""
    return visible(text.replace("\t", " ").replace("\n", " "))


def is_hard_wrapped(text: str) -> bool:
    """Whether every line feed in a Block's text stands where an editor had to wrap the line.

    That is so when the first word of each line would not have fitted on the line before, the
    longest line being the measure: greedy filling, read backwards.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    return (
        len(lines) > 1
        and longest >= _HARD
        and all(
            len(line) + 1 + len(after.split(" ", 1)[0]) > longest for line, after in pairwise(lines)
        )
    )


def visible_spans(start: int, end: int, hidden: Sequence[Span]) -> list[Span]:
    """What is visible of a span: the stretches between the `hidden` spans (ordered, disjoint)."""
    if not hidden:
        return [Span(start, end)]
    found: list[Span] = []
    first = bisect_right(hidden, start, key=lambda span: span.end)
    for span in hidden[first:]:
        if span.start >= end:
            break
        if span.start > start:
            found.append(Span(start, span.start))
        start = max(start, span.end)
    if start < end:
        found.append(Span(start, end))
    return found


def _drop(text: str, hidden: Sequence[Span]) -> tuple[str, Callable[[int], int]]:
    """The visible text, and the function from an offset into it to one into the whole text."""
    kept = visible_spans(0, len(text), hidden) or [Span(0, 0)]
    starts = [0, *accumulate(end - start for start, end in kept)][:-1]

    def inside(offset: int) -> int:
        number = max(0, bisect_right(starts, offset) - 1)
        return kept[number].start + offset - starts[number]

    return "".join(text[start:end] for start, end in kept), inside


def _fill_cells(text: str, width: int) -> list[tuple[int, int]]:
    """Spans of the lines of a text wrapped to `width` cells; every code point must take one cell.

    Spaces at a line break belong to no line; a word wider than `width` is split.
    """
    text = text.replace("\t", " ")
    lines: list[tuple[int, int]] = []
    start, size, rfind = 0, len(text), text.rfind
    while size - start > width:
        cut = rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            lines.append((start, start + width))
            start += width
            continue
        lines.append((start, cut))
        start = cut + 1
        while start < size and text[start] == " ":
            start += 1
    if start < size or not lines:
        lines.append((start, size))
    return lines


def _fill_clusters(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of any other text: prefix widths of its clusters, and bisection."""
    borders, sums = _measure(text)
    text = drawn_text(text)
    lines: list[tuple[int, int]] = []
    first, count = 0, len(borders) - 1
    while sums[count] - sums[first] > width:
        last = max(bisect_right(sums, sums[first] + width) - 1, first + 1)
        # A single cluster may be wider than the line, and the last one: nothing follows it.
        if last < count:
            last = _break_before(text, borders, sums, first, last)
        lines.append((borders[first], borders[last]))
        while last < count and text[borders[last] : borders[last + 1]] == " ":
            last += 1
        first = last
    if first < count or not lines:
        lines.append((borders[first], borders[count]))
    return lines


_ALONE = lazily(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u2319\u3000-\u3029\u3030-\u3098\u309b-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff60]"
)


def _measure(text: str) -> tuple[Sequence[int], list[int]]:
    """The borders of a text's clusters, and the cells before each border."""
    if _ALONE.search(text) is None:
        # Finding clusters is most of the work, and here each code point is one.
        return range(len(text) + 1), [0, *accumulate(map(cell_width, text))]
    borders, shown = boundaries(text), drawn_text(text)
    widths = (cell_width(shown[start:end]) for start, end in pairwise(borders))
    return borders, list(chain([0], accumulate(widths)))


def _break_before(
    text: str, borders: Sequence[int], sums: Sequence[int], first: int, last: int
) -> int:
    """The last cluster up to `last` before which a line that begins at `first` may end."""
    for number in range(last, first, -1):
        after = text[borders[number] : borders[number + 1]]
        before = text[borders[number - 1] : borders[number]]
        if after == " ":
            return number
        wide = sums[number + 1] - sums[number] == 2 or sums[number] - sums[number - 1] == 2
        if before == " " or (wide and after[0] not in _NO_START and before[0] not in _NO_END):
            return number
    return last


def fill(text: str, width: int) -> list[tuple[int, int]]:
    """Spans of the lines of a text wrapped to `width` cells; every code point must take one cell.

    Spaces at a line break belong to no line; a word wider than `width` is split.
    """
    text = text.replace("\t", " ")
    lines: list[tuple[int, int]] = []
    start, size, rfind = 0, len(text), text.rfind
    while size - start > width:
        cut = rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            lines.append((start, start + width))
            start += width
            continue
        lines.append((start, cut))
        start = cut + 1
        while start < size and text[start] == " ":
            start += 1
    if start < size or not lines:
        lines.append((start, size))
    return lines
