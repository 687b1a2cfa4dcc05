"""Folding: what a reader means by "the same letters" and "the same word".

A folded text knows the way back to the original one; its words have keys by which they are looked
up, and skeletons that the spellings of one name share.

Case, diacritics, typographic quotes and dashes, kinds of white space and invisible characters are
normalized, and so are hiragana and katakana; every folded code point remembers the original one it
came from. Normal forms are those of Unicode Standard Annex 15. Marks are dropped where they are
diacritics (Latin, Greek, Cyrillic), optional vowel signs (Arabic, Hebrew) or often left out (the
nukta of the Indic scripts), not where they spell (vowel signs of Devanagari, Thai, kana).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .document import Span
from .patterns import lazily
from .typography import may_divide, spans_to_delete

_COMPOSING = lazily(r"[\u1160-\u11ff\u3099\u309a\uff9e\uff9f]")
"""Jamo and kana marks that compose with the code point before them."""
_RUNS = lazily(rf"[\x00-\x7f]+|[^\x00-\x7f]{_COMPOSING.pattern}*")
"""ASCII runs, or one other code point with what composes with it."""

_DROPPED_MARKS = lazily(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06ed\u093c\u0981\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_SINGLE_QUOTES = "‘’‚‛′‵‹›`´ʹʻʼʽˈ＇ʿʾ՚׳"
_DOUBLE_QUOTES = "“”„‟″‶«»〝〞＂״"
_DASHES = "‐‑‒–—―−⁃﹘﹣－־"
_LETTERS = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    # Letters without a decomposition that readers take for, or type as, plain ones.
    **dict(zip("łøđħıðŧŋə", "lodhidtne", strict=True)),
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    # Arabic and Persian keyboards send different code points for one letter.
    **dict(zip("ىیکة", "ييكه", strict=True)),
    # Writers of Indic scripts put the anusvara for the chandrabindu (Bengali leaves it out).
    **{chr(block + 1): chr(block + 2) for block in (0x900, 0xA00, 0xA80, 0xB00, 0xC00, 0xC80)},
    # Katakana as hiragana, and their signs of iteration.
    **{chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)},
}
_ASCII = str.maketrans(
    {**{chr(c): " " for c in (*range(32), 127)}, "_": " ", "`": "'"}
    | {chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
)


class Folded(NamedTuple):
    """A folded text and, for each of its code points, the offset of the original one."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original text behind a non-empty span of the folded one."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


class _Levels(dict[int, str]):
    """str.translate's table, filled in as code points are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = char.translate(_ASCII) if code < 128 else _fold_other(char)
        return found


_LEVELS = _Levels()


def level(text: str) -> str:
    """The text of fold(text), several times as fast."""
    if may_divide(text):
        return fold(text).text
    if text.isascii():
        return text.translate(_ASCII)
    if _COMPOSING.search(text):
        return fold(text).text
    return text.translate(_LEVELS)


def fold(text: str) -> Folded:
    """A text folded; any string is accepted, lone surrogates and controls included.

    Words that are divided at the end of a line are whole: "govern-" and "ment" are "government".
    """
    if text.isascii() and not may_divide(text):
        return Folded(text.translate(_ASCII), range(len(text)))
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    for seam in spans_to_delete(text):
        _fold_stretch(text, start, seam.start, parts, offsets)
        start = seam.end
    _fold_stretch(text, start, len(text), parts, offsets)
    return Folded("".join(parts), offsets)


def _fold_stretch(text: str, first: int, last: int, parts: list[str], offsets: list[int]) -> None:
    """Add a stretch of a text, folded, and the offsets in the text, to those before."""
    for match in _RUNS.finditer(text, first, last):
        run, start = match.group(), match.start()
        if run.isascii():
            parts.append(run.translate(_ASCII))
            offsets.extend(range(start, match.end()))
        else:
            folded = _fold_other(run)
            parts.append(folded)
            offsets.extend([start] * len(folded))


@lru_cache(maxsize=8192)
def _fold_other(unit: str) -> str:
    """One code point beyond ASCII (and what composes with it), folded: none, one or more."""
    if unit in _LETTERS:
        return _LETTERS[unit]
    if unit.isspace():
        return " "
    if unicodedata.category(unit[0]) in ("Cf", "Cc"):
        return ""
    plain = _DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", unit))
    plain = unicodedata.normalize("NFC", plain).casefold()
    return "".join(_LETTERS.get(char, " " if char.isspace() else char) for char in plain)


def unfolded(char: str) -> str:
    """A folded character and those single signs that are folded to it."""
    return char + "".join(sign for sign, plain in _LETTERS.items() if plain[0] == char)


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
_LETTER_RUNS = lazily(rf"{_LETTER}+")


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
    return _LETTER_RUNS.findall(folded)


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
