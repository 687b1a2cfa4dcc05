"""The order in which a line of Arabic, Hebrew or Persian is read, from where its glyphs stand.

PDFium reverses each stretch of right-to-left letters, but leaves punctuation where the content of
the page has it, which may be before all words of the line. The places of the glyphs tell the order
in which they are seen; the Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/),
whose reordering (rule L2) is its own inverse, gives from it the order in which they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional, combining

_RIGHT = ("R", "AL")
_ALEF = "\u0622\u0623\u0625\u0627"
_LAM = "\u0644"
_PAIRS = {
    **dict(zip("([{«‹<", ")]}»›>", strict=True)),
    **dict(zip(")]}»›>", "([{«‹<", strict=True)),
}
_OPENING = "([{«‹<"
_STOPS = ".!?:؟،؛…"
_LEADING = re.compile(rf"([{_STOPS}][{_STOPS}\s»«\"”’)\]]*)(?=\S)")
_SPACE = 0.15
"""Sizes of type between two glyphs that make a space."""


class Glyph(NamedTuple):
    """A character on a page, or several that one glyph stands for: its advance box in points."""

    text: str
    left: float
    right: float


class _Seen(NamedTuple):
    """Characters at one place; `first` and `last` are their numbers in PDFium's order."""

    text: str
    left: float
    right: float
    first: int
    last: int


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a line are of a script that is written from right to left."""
    kinds = [bidirectional(character) for character in text]
    right = sum(kind in _RIGHT for kind in kinds)
    return right > sum(kind == "L" for kind in kinds)


def reading_order(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of a right-to-left line, whose type is `size` points large."""
    seen = sorted(_clusters(glyphs), key=lambda one: one.left + one.right)
    pieces = [seen[0].text] if seen else []
    for one, other in pairwise(seen):
        if _is_parted(one, other, glyphs, size):
            pieces.append(" ")
        pieces.append(other.text)
    text = _trailing_stop("".join(_reordered(pieces)).strip())
    return _paired(text)


def _clusters(glyphs: Sequence[Glyph]) -> list[_Seen]:
    """The visible characters, those of one glyph together and in the order of the word."""
    made: list[_Seen] = []
    for number, (text, left, right) in enumerate(glyphs):
        if not text.strip():
            continue
        last = made[-1] if made else None
        if last and last.last == number - 1 and (last.left, last.right) == (left, right):
            made[-1] = last._replace(text=last.text + text, last=number)
        else:
            made.append(_Seen(text, left, right, number, number))
    return [one._replace(text=_ligature(one.text)) for one in made]


def _ligature(text: str) -> str:
    """The characters of one glyph, which PDFium may have reversed with the letters around it."""
    # No font joins alef and a lam after it; lam and alef are always joined.
    if len(text) > 1 and ((text[0] in _ALEF and text[1] == _LAM) or combining(text[0])):
        return text[::-1]
    return text


def _is_parted(one: _Seen, other: _Seen, glyphs: Sequence[Glyph], size: float) -> bool:
    """Whether a space stands between two neighbours on the line."""
    first, last = (one, other) if one.first < other.first else (other, one)
    between = glyphs[first.last + 1 : last.first]
    if all(not glyph.text.strip() for glyph in between):
        return bool(between)
    return other.left - one.right > _SPACE * size


def _reordered(pieces: Sequence[str]) -> list[str]:
    """The pieces of a line from left to right -> in the order of reading, which is from the right.

    Numbers and words of other scripts within keep their own direction.
    """
    kinds = [_direction(piece) for piece in pieces]
    _resolve(kinds)
    order: list[str] = []
    run: list[str] = []
    for piece, kind in zip(reversed(pieces), reversed(kinds), strict=True):
        if kind == "L":
            run.append(piece)
            continue
        order += [*reversed(run), piece]
        run = []
    return [*order, *reversed(run)]


def _direction(piece: str) -> str:
    kinds = {bidirectional(character) for character in piece}
    if kinds & {"R", "AL"}:
        return "R"
    return "L" if kinds & {"L", "EN", "AN"} else "%" if kinds & {"ET"} else ""


def _resolve(kinds: list[str]) -> None:
    """Give neutral pieces the direction of both their neighbours, else that of the line."""
    for at, kind in enumerate(kinds):
        # A sign of percent or currency belongs to the number beside it.
        if kind == "%":
            kinds[at] = "L" if "L" in kinds[max(0, at - 1) : at + 2] else ""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and not kinds[end]:
            end += 1
        if end > at:
            around = kinds[at - 1] if at else "R", kinds[end] if end < len(kinds) else "R"
            kinds[at:end] = ["L" if around == ("L", "L") else "R"] * (end - at)
        at = max(end, at + 1)


def _trailing_stop(text: str) -> str:
    """The text with a stop at its beginning set at its end.

    Where the paragraph's own direction is from left to right, a final stop is shown at the right,
    before the first word.
    """
    match = _LEADING.match(text)
    if not match or text.endswith(tuple(_STOPS)):
        return text
    return text[match.end() :] + match[1].replace(" ", "")[::-1]


def _paired(text: str) -> str:
    """The text with each bracket and guillemet open before a word and closed after one.

    Fonts name the shape that is seen, which is the mirror image of the character in such a line.
    """
    characters = list(text)
    for at, character in enumerate(characters):
        if character not in _PAIRS:
            continue
        before = text[at - 1 : at] if at else " "
        after = text[at + 1 : at + 2] or " "
        opens = not before.isalnum() and after.isalnum()
        closes = not after.isalnum() and not before.isspace()
        if (opens and character not in _OPENING) or (closes and character in _OPENING):
            characters[at] = _PAIRS[character]
    return "".join(characters)
