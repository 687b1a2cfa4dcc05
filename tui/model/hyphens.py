"""Join words that were hyphenated at the end of a line."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Span
from .patterns import lazily

_DIVISION = lazily(
    r"(?<=[^\W\d_])(?P<hyphen>[-\u2010\u00ad])(?P<end>\n(?:[ \t]*>)*[ \t]*)(?=[^\W\d_])"
)
_LONGEST = 40
"""Code points examined on each side of a hyphen."""
_words = str.split
_FIRST = frozenset(
    _words(
        "well self half high low long short full first second third cross open left right wide"
        " two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy"
        " eighty ninety"
    )
)
"""First parts of English compounds that keep their hyphen in the middle of a line as well."""
_ENDINGS = frozenset(_words("ary ed eds en er ers es est ful ing ings ish less ly ness s ship y"))
"""Suffixes that follow those first parts in words without a hyphen, such as "selfish"."""


def may_divide(text: str) -> bool:
    """Whether a text may contain hyphenated line ends; a quick test before `spans_to_delete`."""
    return "-\n" in text or "\u2010\n" in text or "\u00ad\n" in text


def spans_to_delete(text: str) -> Iterator[Span]:
    """The spans to delete from a text to join words hyphenated at line ends, in order.

    Between "govern-" and "ment" this is the hyphen and the line end, between "well-" and "known"
    only the line end.
    """
    for found in _DIVISION.finditer(text) if may_divide(text) else ():
        kept = found["hyphen"] != "\u00ad" and _keeps_hyphen(text, found.start(), found.end())
        yield Span(found.start("end") if kept else found.start(), found.end())


def join_divided_words(text: str) -> str:
    """The text with words joined that were hyphenated at line ends."""
    parts, done = [], 0
    for start, end in spans_to_delete(text):
        parts.append(text[done:start])
        done = end
    return "".join([*parts, text[done:]])


def _keeps_hyphen(text: str, at: int, after: int) -> bool:
    """Whether a word keeps its hyphen when joined, judged by the parts before and after it."""
    head = text[max(0, at - _LONGEST) : at].split()[-1].lower().strip("(“\"'‘[")
    tail = text[after : after + _LONGEST].split()[0].rstrip(".,;:!?)”’\"']")
    return not tail[:1].islower() or "-" in head or (head in _FIRST and tail not in _ENDINGS)
