"""Finding what has no words in it: a sign, an emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from tui.model.document import Span
from tui.model.graphemes import widen

from .fold import fold, unfolded
from .hit import Hit

if TYPE_CHECKING:
    from .index import Index


def literal(index: Index, folded: str, keep: Any | None, limit: int) -> Iterator[Hit]:
    """The first texts that hold a folded query without any word in it."""
    wanted = folded.strip()

    def spans(item: int) -> tuple[Span, ...]:
        text = index.text(item)
        found = fold(text)
        at = found.text.find(wanted)
        return (widen(text, *found.original(at, at + len(wanted))),) if at >= 0 else ()

    for item in _holding(index, unfolded(wanted[0])):
        if limit and (keep is None or keep[item]) and spans(item):
            limit -= 1
            yield Hit(item, 1.0, False, spans)


def _holding(index: Index, chars: str) -> Iterator[int]:
    """The texts that hold any of these characters, looked for in their bytes."""
    some = b"|".join(re.escape(char.encode("utf-8", "surrogatepass")) for char in chars)
    last = -1
    for match in re.finditer(some, index.texts.values.data):
        item = int(np.searchsorted(index.texts.edges, match.start(), "right")) - 1
        if item > last:
            yield item
        last = item
