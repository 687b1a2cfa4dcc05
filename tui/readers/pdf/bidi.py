"""Computes the reading order of right-to-left lines (Arabic, Hebrew, Persian) from glyph positions.

PDFium reverses each run of right-to-left letters but leaves punctuation in content order, which may
put it before all words of the line. The positions of the glyphs give the visual order. The
reordering of the Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/, rule L2) is
its own inverse and turns the visual order into the reading order.
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
"""Smallest gap between two glyphs that is a space, as a multiple of the font size."""


class Glyph(NamedTuple):
    """One character or several in one glyph, with the edges of its advance box in points."""

    text: str
    left: float
    right: float


class _SeenGlyph(NamedTuple):
    """The characters of one glyph; `first` and `last` are their positions in PDFium's order."""

    text: str
    left: float
    right: float
    first: int
    last: int


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a line belong to right-to-left scripts."""
    kinds = [bidirectional(character) for character in text]
    right = sum(kind in _RIGHT for kind in kinds)
    return right > sum(kind == "L" for kind in kinds)


def reading_order(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of a right-to-left line; `size` is the font size in points."""
    seen = sorted(_clusters(glyphs), key=lambda one: one.left + one.right)
    pieces = [seen[0].text] if seen else []
    for one, other in pairwise(seen):
        if _is_parted(one, other, glyphs, size):
            pieces.append(" ")
        pieces.append(other.text)
    text = _trailing_stop("".join(_reordered(pieces)).strip())
    return _paired(text)


def _clusters(glyphs: Sequence[Glyph]) -> list[_SeenGlyph]:
    """The visible characters, grouped by glyph."""
    made: list[_SeenGlyph] = []
    for number, (text, left, right) in enumerate(glyphs):
        if not text.strip():
            continue
        last = made[-1] if made else None
        if last and last.last == number - 1 and (last.left, last.right) == (left, right):
            made[-1] = last._replace(text=last.text + text, last=number)
        else:
            made.append(_SeenGlyph(text, left, right, number, number))
    return [one._replace(text=_ligature(one.text)) for one in made]


def _ligature(text: str) -> str:
    """The characters of a glyph in logical order; PDFium may have reversed them."""
    # No font has a ligature of alef followed by lam, while lam followed by alef always forms one.
    if len(text) > 1 and ((text[0] in _ALEF and text[1] == _LAM) or combining(text[0])):
        return text[::-1]
    return text


def _is_parted(one: _SeenGlyph, other: _SeenGlyph, glyphs: Sequence[Glyph], size: float) -> bool:
    """Whether there is a space between two adjacent glyphs."""
    first, last = (one, other) if one.first < other.first else (other, one)
    between = glyphs[first.last + 1 : last.first]
    if all(not glyph.text.strip() for glyph in between):
        return bool(between)
    return other.left - one.right > _SPACE * size


def _reordered(pieces: Sequence[str]) -> list[str]:
    """Convert pieces from visual order, left to right, to reading order.

    Numbers and words of left-to-right scripts keep their own direction.
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
    """Give neutral pieces the direction of both neighbours if they agree, else that of the line."""
    for at, kind in enumerate(kinds):
        # A percent or currency sign belongs to the adjacent number.
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
    """Move punctuation from the start of a text to its end.

    If the paragraph direction is left to right, final punctuation is displayed at the right edge,
    before the first word.
    """
    match = _LEADING.match(text)
    if not match or text.endswith(tuple(_STOPS)):
        return text
    return text[match.end() :] + match[1].replace(" ", "")[::-1]


def _paired(text: str) -> str:
    """Mirror brackets and guillemets so that they open before a word and close after one.

    In right-to-left lines, fonts encode the visible shape, the mirror image of the character.
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
