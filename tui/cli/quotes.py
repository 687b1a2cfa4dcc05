"""Finds a quotation that the user typed in a text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..model.document import Span
from ..model.graphemes import widen
from ..model.patterns import lazily
from ..model.typography import INVISIBLE, normalize_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNSEEN = lazily(f"[{INVISIBLE}\u034f\u061c\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e0fff]+")
"""Invisible characters."""


class _Normal(NamedTuple):
    """A normalised text and, by character, the span of its original grapheme cluster."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def is_edge(self, at: int) -> bool:
        """Whether an offset is at a boundary between clusters of the original text."""
        return at in (0, len(self.text)) or self.starts[at - 1] != self.starts[at]


def places(text: str, quote: str) -> list[Span]:
    """The spans of a quotation in text order, disjoint, each of whole grapheme clusters.

    If there is no exact occurrence, these differences are ignored: kinds of quotation marks and
    dashes; runs of white space; Unicode compatibility equivalents (precomposed letters, ligatures);
    invisible characters (soft hyphens, zero-width spaces). Clusters match only as a whole.
    """
    exact = [widen(text, *m.span()) for m in re.finditer(re.escape(quote), text) if m[0]]
    return list(dict.fromkeys(exact)) or _equivalent(text, quote)


def _equivalent(text: str, quote: str) -> list[Span]:
    words = _normal(quote).text.split()
    if not words:
        return []
    normal = _normal(text)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found: list[Span] = []
    at = 0
    while match := pattern.search(normal.text, at):
        start, at = match.span()
        if normal.is_edge(start) and normal.is_edge(at):
            found.append(Span(normal.starts[start], normal.ends[at - 1]))
        else:
            at = start + 1
    return found


def _normal(text: str) -> _Normal:
    """Normalise a text: NFKC of each grapheme cluster, with uniform quotation marks and dashes.

    Source: Unicode Standard Annex 15.
    """
    if text.isascii():
        return _Normal(normalize_marks(text), range(len(text)), range(1, len(text) + 1))
    import regex

    parts: list[str] = []
    starts, ends = array("q"), array("q")
    # A run of ASCII excludes its last character, because combining marks may follow it.
    for match in regex.finditer(r"[\x00-\x7f]+(?![^\x00-\x7f])|\X", text):
        start, end = match.span()
        if match[0].isascii():
            parts.append(normalize_marks(match[0]))
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            parts.append(_cluster(match[0]))
            starts.extend([start] * len(parts[-1]))
            ends.extend([end] * len(parts[-1]))
    return _Normal("".join(parts), starts, ends)


@lru_cache(maxsize=8192)
def _cluster(cluster: str) -> str:
    return normalize_marks(unicodedata.normalize("NFKC", normalize_marks(_UNSEEN.sub("", cluster))))
