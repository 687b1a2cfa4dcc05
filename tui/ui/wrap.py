"""Wrapping the text of a Block into lines of a width in cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise

from ..model.document import Span
from ..model.graphemes import boundaries
from ..model.patterns import lazily
from .display import cell_width, is_single_width, visible

_HARD_WRAPPED = 40
"""The longest line of a hard-wrapped Block has at least this many code points."""

_NOT_AT_START = frozenset("、。，．・：；！？）」』】〕〉》］｝ー々…‥”’)]}.,:;!?%")
_NOT_AT_END = frozenset("（「『【〔〈《［｛“‘([{$")
"""Characters that may not begin or end a line of wide text, after the Japanese kinsoku rules."""


def wrap(
    text: str, width: int, hidden: Sequence[Span] = (), keep_breaks: bool = False
) -> list[Span]:
    """Wrap a Block's text, and return its lines as ordered, disjoint spans in code points.

    `width` is in cells; the `hidden` spans (ordered, disjoint) take no cells. Every visible
    character lies in exactly one line, and no grapheme cluster in two. White space at which a line
    was broken lies in none. A word wider than a line is cut; a single cluster wider than a line
    has a line of its own.

    A line feed inside a Block breaks the line, as in an address or a poem, unless the Block is
    hard-wrapped (`is_hard_wrapped`): then it is a space. `keep_breaks` keeps all line breaks.
    """
    kept, original_offset = _remove(text, hidden) if hidden else (text, int)
    if not keep_breaks and is_hard_wrapped(kept):
        kept = kept.replace("\n", " ")
    lines: list[Span] = []
    start = 0
    for paragraph in kept.split("\n"):
        single = paragraph.isascii() or _CLUSTERING.search(paragraph) is None
        fills_cells = single and is_single_width(drawn_text(paragraph))
        break_lines = _fill_cells if fills_cells else _fill_clusters
        lines.extend(Span(start + a, start + b) for a, b in break_lines(paragraph, max(1, width)))
        start += len(paragraph) + 1
    if not hidden:
        return lines
    return [
        Span(original_offset(a), original_offset(b - 1) + 1 if b > a else original_offset(a))
        for a, b in lines
    ]


def drawn_text(text: str) -> str:
    """The text that is drawn for a part of a line: visible, white space as spaces, as many code
    points long.
    """
    return visible(text.replace("\t", " ").replace("\n", " "))


def is_hard_wrapped(text: str) -> bool:
    """Whether every line feed in a Block's text was put there by an editor that wrapped the lines.

    That is so if the first word of each line would not have fitted at the end of the line before.
    The length of the longest line is taken for the editor's width.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    return (
        len(lines) > 1
        and longest >= _HARD_WRAPPED
        and all(
            len(line) + 1 + len(after.split(" ", 1)[0]) > longest for line, after in pairwise(lines)
        )
    )


def visible_spans(start: int, end: int, hidden: Sequence[Span]) -> list[Span]:
    """The parts of a span that lie outside the `hidden` spans (ordered, disjoint)."""
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


def _remove(text: str, hidden: Sequence[Span]) -> tuple[str, Callable[[int], int]]:
    """Remove the hidden spans; return the rest and the function from its offsets to the text's."""
    kept = visible_spans(0, len(text), hidden) or [Span(0, 0)]
    starts = [0, *accumulate(end - start for start, end in kept)][:-1]

    def original_offset(offset: int) -> int:
        number = max(0, bisect_right(starts, offset) - 1)
        return kept[number].start + offset - starts[number]

    return "".join(text[start:end] for start, end in kept), original_offset


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
    """The lines of a text that may contain clusters, found by bisection of the clusters' widths."""
    borders, sums = _measure_clusters(text)
    text = drawn_text(text)
    lines: list[tuple[int, int]] = []
    first, count = 0, len(borders) - 1
    while sums[count] - sums[first] > width:
        last = max(bisect_right(sums, sums[first] + width) - 1, first + 1)
        # A single cluster may be wider than the line; after the last cluster no break is needed.
        if last < count:
            last = _break_before(text, borders, sums, first, last)
        lines.append((borders[first], borders[last]))
        while last < count and text[borders[last] : borders[last + 1]] == " ":
            last += 1
        first = last
    if first < count or not lines:
        lines.append((borders[first], borders[count]))
    return lines


_CLUSTERING = lazily(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u2319\u3000-\u3029\u3030-\u3098\u309b-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff60]"
)
"""A code point that may join another one in a grapheme cluster."""


def _measure_clusters(text: str) -> tuple[Sequence[int], list[int]]:
    """The offsets at which a text's clusters begin and end, and the cells before each offset."""
    if _CLUSTERING.search(text) is None:
        # Each code point is a cluster, and finding clusters would be most of the work.
        return range(len(text) + 1), [0, *accumulate(map(cell_width, text))]
    borders, shown = boundaries(text), drawn_text(text)
    widths = (cell_width(shown[start:end]) for start, end in pairwise(borders))
    return borders, list(chain([0], accumulate(widths)))


def _break_before(
    text: str, borders: Sequence[int], sums: Sequence[int], first: int, last: int
) -> int:
    """The last cluster, up to number `last`, before which a line may end that begins at `first`.

    It is `last` itself if the line may end nowhere.
    """
    for number in range(last, first, -1):
        after = text[borders[number] : borders[number + 1]]
        before = text[borders[number - 1] : borders[number]]
        if after == " ":
            return number
        wide = sums[number + 1] - sums[number] == 2 or sums[number] - sums[number - 1] == 2
        is_allowed = after[0] not in _NOT_AT_START and before[0] not in _NOT_AT_END
        if before == " " or (wide and is_allowed):
            return number
    return last
