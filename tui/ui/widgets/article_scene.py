"""Scene: the colours, highlights, hits, caret and selection that are painted on the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ...model.document import Span


class ReadingColors(NamedTuple):
    """The colours of the article, each "#rrggbb".

    Backgrounds are `background`, `caret` (of the passage under the caret), `cursor` (of the
    character under the caret), `selection`, `hit` and `hit_current` (of matched letters) and `map`
    (of the visible part on the map).
    """

    text: str = "#e0e0e0"
    muted: str = "#a0a0a0"
    heading: str = "#ffffff"
    link: str = "#7aa2f7"
    rule: str = "#606060"
    background: str = "#121212"
    caret: str = "#262b33"
    cursor: str = "#e0e0e0"
    selection: str = "#264f78"
    hit: str = "#4a4a14"
    hit_current: str = "#6b5a00"
    map: str = "#2a2a2a"
    target: str = "#ffb454"


class Highlight(NamedTuple):
    """An annotation as it is drawn on `[start, end)`, in code points.

    `labels` has the gutter text and the colour of each tag; `color` is the colour of the mark and
    `tint` that of the background, all "#rrggbb". The next command applies to the `target`.

    If `common`, it is no annotation but text that stands in another article too: all that is drawn
    is a sign left of its lines.
    """

    id: str
    start: int
    end: int
    labels: tuple[tuple[str, str], ...]
    color: str
    tint: str
    target: bool = False
    common: bool = False


Highlights = Callable[[int, int], Sequence[Highlight]]
"""Returns the highlights that touch the span from start to end."""


def common_highlights(spans: Sequence[Span], start: int, end: int) -> list[Highlight]:
    """The signs of common text at those of some disjoint, ordered spans that touch another one."""
    low = bisect_right(spans, start, key=lambda span: span.end)
    high = bisect_left(spans, end, key=lambda span: span.start)
    return [Highlight("", *span, (), "", "", common=True) for span in spans[low:high]]


class Hits:
    """The passages of hits with their matched letters; `current` is the number of one, or None."""

    def __init__(
        self, hits: Iterable[tuple[Span, Sequence[Span]]] = (), current: int | None = None
    ) -> None:
        numbered = ((*hit, number == current) for number, hit in enumerate(hits))
        self.all = sorted(numbered, key=lambda hit: hit[0])

    def touching(self, start: int, end: int) -> list[tuple[Span, Sequence[Span], bool]]:
        """The hits that touch a span: passage, letters, and whether the hit is current."""
        low = bisect_right(self.all, start, key=lambda hit: hit[0].end)
        high = bisect_left(self.all, end, key=lambda hit: hit[0].start)
        return self.all[low:high]


class Scene(NamedTuple):
    """Everything that is painted on the text.

    `passage` and `character` are the spans under the caret, None without one. If `plain`,
    attributes such as bold replace colours (NO_COLOR, or 16 colours).
    """

    colors: ReadingColors
    highlights: Highlights
    hits: Hits
    passage: Span | None = None
    character: Span | None = None
    selection: Span | None = None
    plain: bool = False


def changed(before: Span | None, after: Span | None) -> list[Span]:
    """The spans that look different after a marked span changed."""
    if before == after:
        return []
    if before is None or after is None or before.end <= after.start or after.end <= before.start:
        return [span for span in (before, after) if span is not None]
    starts, ends = sorted((before.start, after.start)), sorted((before.end, after.end))
    return [Span(a, b) for a, b in (starts, ends) if a < b]
