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
_SPACED = lazily(rf"{_ABBREVIATION}|{_LETTER}+(?:'{_LETTER}+)*")
_MIXED = lazily(rf"{_ABBREVIATION}|[{_UNSPACED}]|{_SPACED_LETTER}+(?:'{_SPACED_LETTER}+)*")

_ABBREVIATIONS = lazily(_ABBREVIATION)
_LETTER_BETWEEN_DOTS = lazily(rf"\.[^\W\d_](?!{_LETTER})")
_APOSTROPHE = lazily(rf"'(?<={_LETTER}')(?={_LETTER})")
_LETTERS = lazily(rf"{_LETTER}+")


def places(folded: str) -> list[tuple[int, int]]:
    """Where the words of a folded text lie, in order."""
    pattern = _MIXED if _is_mixed(folded) else _SPACED
    return [match.span() for match in pattern.finditer(folded)]


def keys(folded: str) -> list[str]:
    """The same words as they are looked up: "don't" is `dont`, "U.S." is `us`."""
    if _is_mixed(folded):
        found = (folded[start:end] for start, end in places(folded))
        return [word.replace("'", "").replace(".", "") for word in found]
    # As places() does, several times as fast.
    if _LETTER_BETWEEN_DOTS.search(folded):
        folded = _ABBREVIATIONS.sub(lambda match: f" {match[0].replace('.', '')} ", folded)
    if "'" in folded:
        folded = _APOSTROPHE.sub("", folded)
    return _LETTERS.findall(folded)


def _is_mixed(folded: str) -> bool:
    return not folded.isascii() and bool(_IS_UNSPACED.search(folded))


def key_offsets(folded: Folded, start: int, end: int) -> list[int]:
    """For one word of a folded text, the original offset of each code point of its key."""
    return [folded.offsets[at] for at in range(start, end) if folded.text[at] not in "'."]


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
