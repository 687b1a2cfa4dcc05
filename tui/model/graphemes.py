"""Grapheme clusters: user-perceived characters, which no span may split.

Source: Unicode Standard Annex 29, as implemented by the `regex` package. Boundaries that are simple
to decide are decided without `regex`, because its import delays the start of the program.
"""

from __future__ import annotations

from unicodedata import category

from .document import Span

_REACH = 256
"""Code points examined on each side of an offset: far more than any real cluster has."""


_NON_EXTENDING = (
    *(("\0", "\u0300"), ("\u0370", "\u0483"), ("\u048a", "\u0591")),
    *(("\u2010", "\u205f"), ("\u20a0", "\u20d0"), ("\u3041", "\u3097"), ("\u3400", "\ua000")),
)
"""Half-open ranges of code points that never extend the cluster before them."""
_SYMBOLS = ("Sc", "Sm", "So")
"""Unicode categories of symbols, except modifiers (Sk)."""


_CONTINUING = "\u0e33\u0eb3\uff9e\uff9f"
"""Letters that extend the cluster before them."""


def _is_plain_boundary(text: str, offset: int) -> bool:
    """Whether a cluster begins at an offset, decided without importing `regex`.

    False if the rules for marks, Hangul, flags or joined emoji are needed to decide.
    """
    pair = text[offset - 1 : offset + 1]
    if pair.isascii():
        return pair != "\r\n"
    if all(any(a <= sign < b for a, b in _NON_EXTENDING) for sign in pair):
        return True
    first, second = category(pair[0]), category(pair[1])
    if first[0] in "PZ" or first == "Cc":
        return (second[0] in "LNPZ" or second in _SYMBOLS) and pair[1] not in _CONTINUING
    return second[0] in "PZ" and first[0] in "MNPS"


def boundaries(text: str) -> list[int]:
    """The offsets at which the clusters of a text begin, followed by its length."""
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
    if _is_plain_boundary(text, offset):
        return offset
    import regex

    low = offset - 1
    while low > max(0, offset - _REACH) and not _is_plain_boundary(text, low):
        low -= 1
    last = low
    # Search a slice: in the whole text, `regex` would rescan a long row of flags from its start.
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
    if offset + 1 >= len(text) or _is_plain_boundary(text, offset + 1):
        return offset + 1
    import regex

    match = regex.match(r"\X", text[offset : offset + _REACH])
    return offset + (match.end() if match else 1)


def before(text: str, offset: int) -> int:
    """The start of the cluster that contains the code point before an offset, or 0."""
    return floor(text, offset - 1) if offset > 0 else 0


def widen(text: str, start: int, end: int) -> Span:
    """The smallest span of whole clusters that contains `[start, end)`."""
    return Span(floor(text, start), ceil(text, end))
