"""Searching for a query that contains no word: a sign or an emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from tui.model.document import Span
from tui.model.graphemes import widen

from .fold import fold, unfolded
from .hit import Hit
from .index import Index


def literal_hits(index: Index, folded: str, allowed: Any | None, limit: int) -> Iterator[Hit]:
    """The first `limit` texts that contain a folded query; `allowed` is a mask, None for all."""
    wanted = folded.strip()

    def spans(number: int) -> tuple[Span, ...]:
        text = index.text(number)
        found = fold(text)
        at = found.text.find(wanted)
        return (widen(text, *found.original(at, at + len(wanted))),) if at >= 0 else ()

    for number in _texts_with(index, unfolded(wanted[0])):
        if limit and (allowed is None or allowed[number]) and spans(number):
            limit -= 1
            yield Hit(number, 1.0, False, spans)


def _texts_with(index: Index, characters: str) -> Iterator[int]:
    """The texts that contain any of these characters, found in their UTF-8 bytes."""
    some = b"|".join(re.escape(char.encode("utf-8", "surrogatepass")) for char in characters)
    last = -1
    for match in re.finditer(some, index.texts.values.data):
        number = int(np.searchsorted(index.texts.offsets, match.start(), "right")) - 1
        if number > last:
            yield number
        last = number
