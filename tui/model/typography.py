"""Normalize typography without meaning: quotes, dashes, space, invisible and dividing hyphens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from .document import Span
from .patterns import lazily

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Invisible characters, as the inside of a character set of a regular expression."""

_UNIFORM = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
QUOTED = r"^(?:[^\S\n]*>)+(?!\d)"
"""Quotation marks of e-mail (">") at the start of a line, as a regular expression (MULTILINE)."""

_UNSEEN = lazily(f"[{INVISIBLE}]+")
_COLLAPSED = lazily(rf"(?P<space>(?m:(?:{QUOTED}|\s)+))|[{INVISIBLE}]+|…")


def normalize_marks(text: str) -> str:
    """The text with uniform quotes and dashes and without invisible characters."""
    return _UNSEEN.sub("", text).translate(_UNIFORM)


_ALONE = -1
_CLOSING = {"“": "”", "„": "“”", '"': '"'}
"""The marks that may close a quotation, by the mark that opens it."""


class NormalizedText(NamedTuple):
    """A normalized text, and for each of its code points the offset in the original text."""

    text: str
    offsets: list[int]

    def at(self, offset: int) -> int:
        """The offset in the normalized text of an original offset."""
        return bisect_left(self.offsets, offset)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty span of the normalized text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def bare_quote(text: str) -> str:
    """A quote on one line, to be shown between double quotation marks.

    The marks around the whole of it are left out, and so is a mark at one end whose partner is not
    in the quote. Marks around some of its words become single ones.
    """
    line = " ".join(text.split())
    if len(line) > 1 and line[0] == line[-1] == "'":  # one alone is an apostrophe
        line = line[1:-1]
    partners = _partners(line)
    start, end = 0, len(line)
    while start < end and partners.get(start) in (_ALONE, end - 1):
        end -= partners[start] == end - 1
        start += 1
    while start < end and partners.get(end - 1) == _ALONE:
        end -= 1
    inside = (_single(line, at, partners) for at in range(start, end))
    return "".join(inside).strip()


def _single(line: str, at: int, partners: dict[int, int]) -> str:
    """The code point at an offset, in place of a double quotation mark a single one."""
    if at not in partners:
        return line[at]
    return "’" if _ALONE < partners[at] < at or line[at] == "”" else "‘"


def _partners(line: str) -> dict[int, int]:
    """For each quotation mark, by its offset, the offset of its partner, or _ALONE."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, mark in enumerate(line):
        if opened and mark in _CLOSING.get(line[opened[-1]], ""):
            partners[at] = opened.pop()
            partners[partners[at]] = at
        elif mark in _CLOSING or mark == "”":
            partners[at] = _ALONE
            if mark != "”":
                opened.append(at)
    return partners


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ at most in typography, white space and e-mail quotation marks."""
    return old == new or normalize(old).text.strip() == normalize(new).text.strip()


def normalize(text: str) -> NormalizedText:
    """Normalize the typography of a text and map its offsets.

    Quotes and dashes become uniform, invisible characters are removed, and each run of white space
    and e-mail quotation marks becomes one space.
    """
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _COLLAPSED.finditer(text):
        run = match.group()
        if run == " ":
            continue
        offsets.extend(range(done, match.start()))
        instead = " " if match.lastgroup else "..." if run == "…" else ""
        parts += (text[done : match.start()], instead)
        offsets.extend([match.start()] * len(instead))
        done = match.end()
    offsets.extend(range(done, len(text)))
    return NormalizedText("".join([*parts, text[done:]]).translate(_UNIFORM), offsets)


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
    # A single character that a text lacks is sought many times faster than a pair.
    return (
        ("-" in text and "-\n" in text)
        or ("\u2010" in text and "\u2010\n" in text)
        or ("\u00ad" in text and "\u00ad\n" in text)
    )


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
