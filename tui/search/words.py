"""Words of a folded text, and the skeleton that spellings of one name share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .fold import Folded

_UNSPACED = (
    "\u0e00-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai to Han): each code point is a word of its own."""

_ABBREVIATION = r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)"
# `\w` leaves out the vowel signs of the Indic scripts, which stand inside words.
_LETTER = r"[\w\u0900-\u0963\u0966-\u0dff]"
_SPACED_LETTER = rf"(?:(?![{_UNSPACED}]){_LETTER})"

_SPACED = re.compile(rf"{_ABBREVIATION}|{_LETTER}+(?:'{_LETTER}+)*")
_MIXED = re.compile(rf"{_ABBREVIATION}|[{_UNSPACED}]|{_SPACED_LETTER}+(?:'{_SPACED_LETTER}+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


class Word(NamedTuple):
    """A word as it is looked up ("don't" is `dont`, "U.S." is `us`) and its folded span."""

    key: str
    start: int
    end: int


def words(folded: str) -> Iterator[Word]:
    """The words of a folded text in order."""
    pattern = _SPACED if folded.isascii() or not _IS_UNSPACED.search(folded) else _MIXED
    for match in pattern.finditer(folded):
        word = match.group()
        if not word.isalnum():
            word = word.replace("'", "").replace(".", "")
        yield Word(word, match.start(), match.end())


def key_offsets(folded: Folded) -> list[int]:
    """For one folded word, the original offset of each code point of its key."""
    return [at for char, at in zip(folded.text, folded.offsets, strict=True) if char not in "'."]


_DIGRAPHS = (
    ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"),
    ("ph", "f"), ("dh", "z"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
_SAME_SOUND = str.maketrans("qczwvj", "kksffg")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = str.maketrans("", "", "aeiouyh")


def skeleton(word: str) -> str:
    """The consonants of a Latin word, one letter for each sound: `slmn` for Suleimani; else "".

    Vowels, doubling and h are what transliterations of one name differ in most. A first vowel is
    kept as `a`, so that "Amman" and "man" stay apart.
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return ""
    sounds = word
    for letters, sound in _DIGRAPHS:
        if letters in sounds:
            sounds = sounds.replace(letters, sound)
    sounds = _DOUBLED.sub(r"\1", sounds.translate(_SAME_SOUND))
    first = "a" if sounds[0] in "aeiouy" else sounds[0]
    return first + sounds[1:].translate(_SILENT)
