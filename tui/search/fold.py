"""Folding: what a reader means by "the same letters", with the way back to the original text.

Case, diacritics, typographic quotes and dashes, kinds of white space and invisible characters are
normalized, and so are hiragana and katakana; every folded code point remembers the original one it
came from. Normal forms are those of Unicode Standard Annex 15. Marks are dropped where they are
diacritics (Latin, Greek, Cyrillic), optional vowel signs (Arabic, Hebrew) or often left out (the
nukta of the Indic scripts), not where they spell (vowel signs of Devanagari, Thai, kana).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tui.model.document import Span

from ..model.patterns import lazily
from ..model.typography import may_divide, spans_to_delete

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
