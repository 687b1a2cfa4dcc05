"""What is drawn on the text of the article: values, of which the painting is a function."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ...model.document import Span


class ReadingColors(NamedTuple):
    """The colours of the article, each "#rrggbb".

    Backgrounds are `background`, `caret` (the passage under it), `cursor` (the character),
    `selection`, `hit` and `hit_current` (matched letters) and `map` (what is visible, on the map).
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

    `labels` are the gutter text and the "#rrggbb" of each tag, `color` that of the mark, `tint`
    that of the background; `target` is whether the next command acts on it.
    """

    id: str
    start: int
    end: int
    labels: tuple[tuple[str, str], ...]
    color: str
    tint: str
    target: bool = False


Highlights = Callable[[int, int], Sequence[Highlight]]
"""The highlights that touch a span, given its start and end."""


class Hits:
    """Passages that were found, with their matched letters, and which one is the current."""

    def __init__(
        self, hits: Iterable[tuple[Span, Sequence[Span]]] = (), current: int | None = None
    ) -> None:
        numbered = ((*hit, number == current) for number, hit in enumerate(hits))
        self.all = sorted(numbered, key=lambda hit: hit[0])

    def touching(self, start: int, end: int) -> list[tuple[Span, Sequence[Span], bool]]:
        """Those that touch a span: passage, letters, whether it is the current one."""
        low = bisect_right(self.all, start, key=lambda hit: hit[0].end)
        high = bisect_left(self.all, end, key=lambda hit: hit[0].start)
        return self.all[low:high]


class Scene(NamedTuple):
    """All that is drawn on the text: `lit` is the passage under the caret, `cursor` the character.

    `plain` asks for attributes where colours cannot be told apart (NO_COLOR, 16 colours).
    """

    colors: ReadingColors
    highlights: Highlights
    hits: Hits
    lit: Span | None = None
    cursor: Span | None = None
    selection: Span | None = None
    plain: bool = False


def changed(before: Span | None, after: Span | None) -> list[Span]:
    """Where a span that became another one looks different."""
    if before == after:
        return []
    if before is None or after is None or before.end <= after.start or after.end <= before.start:
        return [span for span in (before, after) if span is not None]
    starts, ends = sorted((before.start, after.start)), sorted((before.end, after.end))
    return [Span(a, b) for a, b in (starts, ends) if a < b]
