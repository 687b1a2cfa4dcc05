"""Words of a folded text, and the skeleton that spellings of one name share."""

from __future__ import annotations

import re

from ..model.patterns import lazily
from .fold import Folded

_UNSPACED = (
    "\u0e00-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai to Han): each code point is a word of its own."""

# `\w` leaves out the vowel signs of the Indic scripts, which stand inside words.
_LETTER = r"[\w\u0900-\u0963\u0966-\u0dff]"
_SPACED_LETTER = rf"(?:(?![{_UNSPACED}]){_LETTER})"
_IS_UNSPACED = lazily(f"[{_UNSPACED}]")

_ABBREVIATION = rf"(?<!{_LETTER})(?<!{_LETTER}')[^\W\d_](?:\.[^\W\d_])+(?!{_LETTER})"
_GROUPS = r"\d{1,3}(?P<mark>[,. \u066c])\d{3}(?:(?P=mark)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}"
"""A number in groups of digits: 1,234,567 and 1.234.567 and 1 234 567, or 12,34,567 as in India."""


def _number(letter: str) -> str:
    """The pattern of a number in groups that no letter and no further digit touches."""
    return rf"(?<!{letter})(?<!{letter}')(?:{_GROUPS})(?!'?{letter})"


_SPACED = lazily(rf"{_number(_LETTER)}|{_ABBREVIATION}|{_LETTER}+(?:'{_LETTER}+)*")
_MIXED = lazily(
    rf"{_number(_SPACED_LETTER)}|{_ABBREVIATION}|[{_UNSPACED}]"
    rf"|{_SPACED_LETTER}+(?:'{_SPACED_LETTER}+)*"
)
_MARKS = str.maketrans("", "", "'., \u066c")
"""What may stand inside a word and is left out of its key."""

_ABBREVIATIONS = lazily(_ABBREVIATION)
_LETTER_BETWEEN_DOTS = lazily(rf"\.[^\W\d_](?!{_LETTER})")
_NUMBERS = lazily(_number(_LETTER))
_GROUPS_OF_DIGITS = lazily(r"\d[,. \u066c]\d{3}")
_APOSTROPHE = lazily(rf"'(?<={_LETTER}')(?={_LETTER})")
_LETTERS = lazily(rf"{_LETTER}+")


def places(folded: str) -> list[tuple[int, int]]:
    """Where the words of a folded text lie, in order."""
    pattern = _MIXED if _is_mixed(folded) else _SPACED
    return [match.span() for match in pattern.finditer(folded)]


def keys(folded: str) -> list[str]:
    """The same words as they are looked up: "don't" is `dont`, "U.S." is `us`, 1,200 is `1200`."""
    if _is_mixed(folded):
        return [folded[start:end].translate(_MARKS) for start, end in places(folded)]
    # As places() does, several times as fast.
    if _GROUPS_OF_DIGITS.search(folded):
        folded = _NUMBERS.sub(lambda match: match[0].translate(_MARKS), folded)
    if _LETTER_BETWEEN_DOTS.search(folded):
        folded = _ABBREVIATIONS.sub(lambda match: f" {match[0].replace('.', '')} ", folded)
    if "'" in folded:
        folded = _APOSTROPHE.sub("", folded)
    return _LETTERS.findall(folded)


def _is_mixed(folded: str) -> bool:
    return not folded.isascii() and bool(_IS_UNSPACED.search(folded))


def key_offsets(folded: Folded, start: int, end: int) -> list[int]:
    """For one word of a folded text, the original offset of each code point of its key."""
    return [folded.offsets[at] for at in range(start, end) if ord(folded.text[at]) not in _MARKS]


_DIGRAPHS = (
    ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"),
    ("ph", "f"), ("dh", "z"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
_SAME_SOUND = str.maketrans("qczwvj", "kksffg")
_DOUBLED = lazily(r"(.)\1+")
_FIRST_VOWEL = lazily(r"^[aeiouy]", re.MULTILINE)
_SILENT = lazily(r"(?<=.)[aeiouyh]+")


def skeletons(lines: str) -> str:
    """The consonants of Latin words, one a line, one letter for each sound: `slmn` for Suleimani.

    Vowels, doubling and h are what transliterations of one name differ in most. A first vowel is
    kept as `a`, so that "Amman" and "man" stay apart.
    """
    for letters, sound in _DIGRAPHS:
        lines = lines.replace(letters, sound)
    lines = _DOUBLED.sub(r"\1", lines.translate(_SAME_SOUND))
    return _SILENT.sub("", _FIRST_VOWEL.sub("a", lines))


def has_skeleton(word: str) -> bool:
    """Whether a word is long enough, and of letters that skeletons are about."""
    return len(word) > 3 and word.isascii() and word.isalpha()
