"""Grapheme clusters: what a reader takes for one character, which no span may split.

Source: Unicode Standard Annex 29, by way of the `regex` package.
"""

from __future__ import annotations

from unicodedata import category

from .document import Span

_REACH = 256
"""Code points looked at on each side of an offset: far more than any real cluster has."""


_SINGLE = (
    *(("\0", "\u0300"), ("\u0370", "\u0483"), ("\u048a", "\u0591")),
    *(("\u2010", "\u205f"), ("\u20a0", "\u20d0"), ("\u3041", "\u3097"), ("\u3400", "\ua000")),
)
"""From, and up to: code points of which none continues what stands before it."""
_SYMBOLS = ("Sc", "Sm", "So")
"""The categories of symbols without those that modify a letter or an emoji."""


_CONTINUING = "\u0e33\u0eb3\uff9e\uff9f"
"""The letters that continue what stands before them."""


def _apart(text: str, offset: int) -> bool:
    """Whether a cluster surely begins at an offset: told without `regex`, which takes 60 ms.

    False where only the rules for marks, Hangul, flags and joined emoji can tell.
    """
    pair = text[offset - 1 : offset + 1]
    if pair.isascii():
        return pair != "\r\n"
    if all(any(a <= sign < b for a, b in _SINGLE) for sign in pair):
        return True
    first, second = category(pair[0]), category(pair[1])
    if first[0] in "PZ" or first == "Cc":
        return (second[0] in "LNPZ" or second in _SYMBOLS) and pair[1] not in _CONTINUING
    return second[0] in "PZ" and first[0] in "MNPS"


def boundaries(text: str) -> list[int]:
    """The offsets at which clusters of a text begin, and its length."""
    if text.isascii() and "\r" not in text:
        return list(range(len(text) + 1))
    import regex

    return [match.start() for match in regex.finditer(r"\X", text)] + [len(text)]


def floor(text: str, offset: int) -> int:
    """The last cluster boundary at or before an offset."""
    if offset <= 0:
        return 0
    if offset >= len(text):
        return len(text)
    if _apart(text, offset):
        return offset
    import regex

    low = offset - 1
    while low > max(0, offset - _REACH) and not _apart(text, low):
        low -= 1
    last = low
    # A slice, for in a long row of flags `regex` would go back to its beginning each time.
    for match in regex.finditer(r"\X", text[low : offset + _REACH]):
        if low + match.start() > offset:
            break
        last = low + match.start()
    return last


def ceil(text: str, offset: int) -> int:
    """The first cluster boundary at or after an offset."""
    low = floor(text, offset)
    return low if low == offset else after(text, low)


def after(text: str, offset: int) -> int:
    """The end of the cluster that begins at an offset, or the text's length."""
    if offset >= len(text):
        return len(text)
    if offset + 1 >= len(text) or _apart(text, offset + 1):
        return offset + 1
    import regex

    match = regex.match(r"\X", text[offset : offset + _REACH])
    return offset + (match.end() if match else 1)


def before(text: str, offset: int) -> int:
    """The start of the cluster that ends at or holds the code point before an offset, or 0."""
    return floor(text, offset - 1) if offset > 0 else 0


def widen(text: str, start: int, end: int) -> Span:
    """The smallest span of whole clusters around a span."""
    return Span(floor(text, start), ceil(text, end))
