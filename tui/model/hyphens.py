"""Words that are divided by a hyphen at the end of a line."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Span
from .patterns import lazily

_DIVISION = lazily(
    r"(?<=[^\W\d_])(?P<hyphen>[-\u2010\u00ad])(?P<end>\n(?:[ \t]*>)*[ \t]*)(?=[^\W\d_])"
)
_LONGEST = 40
"""Code points beside a hyphen that are looked at."""
_words = str.split
_FIRST = frozenset(
    _words(
        "well self half high low long short full first second third cross open left right wide"
        " two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy"
        " eighty ninety"
    )
)
"""First parts of English compounds that are written with a hyphen wherever they stand."""
_ENDINGS = frozenset(_words("ary ed eds en er ers es est ful ing ings ish less ly ness s ship y"))
"""What follows these in words without a hyphen."""


def may_divide(text: str) -> bool:
    """Whether it is worth looking for divided words; quick."""
    return "-\n" in text or "\u2010\n" in text or "\u00ad\n" in text


def seams(text: str) -> Iterator[Span]:
    """What to leave out of a text so that the words divided at line ends are whole, in order.

    Of "govern-" and "ment" that is the hyphen with the line end, of "well-" and "known" the line
    end alone.
    """
    for found in _DIVISION.finditer(text) if may_divide(text) else ():
        kept = found["hyphen"] != "\u00ad" and _keeps_hyphen(text, found.start(), found.end())
        yield Span(found.start("end") if kept else found.start(), found.end())


def whole(text: str) -> str:
    """A text in which the words divided at line ends are whole."""
    parts, done = [], 0
    for start, end in seams(text):
        parts.append(text[done:start])
        done = end
    return "".join([*parts, text[done:]])


def _keeps_hyphen(text: str, at: int, after: int) -> bool:
    """Whether a word is written with its hyphen anyway, told from the parts around it."""
    head = text[max(0, at - _LONGEST) : at].split()[-1].lower().strip("(“\"'‘[")
    tail = text[after : after + _LONGEST].split()[0].rstrip(".,;:!?)”’\"']")
    return not tail[:1].islower() or "-" in head or (head in _FIRST and tail not in _ENDINGS)
