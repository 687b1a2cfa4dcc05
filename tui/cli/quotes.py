"""Where a quote that somebody typed occurs in a text."""

from __future__ import annotations

import re

from ..model.document import Span
from ..model.graphemes import widen

_ALIKE = ("'‘’‚‛ʼ′", '"“”„‟″«»', "-‐‑‒–—−")
"""Characters that a keyboard has one key for."""

_CLASSES = {c: f"[{re.escape(group)}]" for group in _ALIKE for c in group}


def places(text: str, quote: str) -> list[Span]:
    """The spans of a quote, in order and disjoint, each of whole grapheme clusters.

    Where it does not occur to the letter, quotation marks, dashes and white space of any kind
    stand for each other.
    """
    found = _spans(text, re.escape(quote))
    return found or _spans(text, _tolerant(quote))


def _spans(text: str, pattern: str) -> list[Span]:
    matches = (match.span() for match in re.finditer(pattern, text))
    return list(dict.fromkeys(widen(text, *span) for span in matches if span[0] < span[1]))


def _tolerant(quote: str) -> str:
    words = quote.split()
    return r"\s+".join("".join(_CLASSES.get(c, re.escape(c)) for c in word) for word in words)
