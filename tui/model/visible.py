"""Replace characters that act on a terminal or are invisible by visible ones.

Terminals obey control characters, reorder bidirectional text and hide zero-width characters. Each
of these is replaced by one visible character, so that offsets into the text stay valid.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache

from .patterns import lazily

PLACEHOLDER = "\ufffd"
"""Replaces a character that would act on the terminal or reorder a line."""

DOT = "·"
"""Replaces a character of zero width."""

_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_ACTIVE = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2065-\u206f\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\ud800-\udfff"
)
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0730-\u074a"
    "\u07eb-\u07f3\u0816-\u082d\u08d3-\u08ff\u0e34-\u0e3a\u0e47-\u0e4e\u0f71-\u0f84\u0f8d-\u0fbc"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302d\u3099\u309a\ua66f-\ua69f"
    "\ufe20-\ufe2f]"
)
_PILED = f"{_MARK}(?<={_MARK}{{9}})"
"""A combining mark after nine others, more than any script uses: thousands of marks could be
stacked on one cell otherwise."""

_SUSPECT = lazily(f"[{_ACTIVE}{_ZERO_WIDTH}]|{_PILED}")

_JOINING = "".join(
    rf"\p{{{script}}}"
    for script in (
        *("Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"),
        *("Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"),
    )
)
_EMOJI = r"\p{ExtPict}\p{EMod}?\uFE0F?"
_KEPT = (
    rf"{_EMOJI}(?:\u200D{_EMOJI})+"  # a family, a profession
    r"|\p{Emoji}\uFE0F\u20E3"  # a keycap
    r"|\p{ExtPict}[\uFE0E\uFE0F]"  # a symbol as text or as an emoji
    r"|\p{Han}[\uFE00-\uFE02\U000E0100-\U000E01EF]"  # a variant of an ideograph
    r"|\U0001F3F4[\U000E0061-\U000E007A]{2,6}\U000E007F"  # the flag of a region
    rf"|(?<=[{_JOINING}])[\u200C\u200D](?=[{_JOINING}])"  # the shape of letters
)
"""Sequences in which a zero-width character is legitimate and is kept (UTS 51, UAX 31)."""


def visible(text: str, keep: str = "") -> str:
    """The text with each character that acts or is invisible replaced by one visible character.

    These are control, bidi, zero-width and separator characters, lone surrogates and excessive
    combining marks; characters in `keep` (such as a line feed) are not replaced.
    """
    if _SUSPECT.search(text) is None:
        return text
    return str(_replacer()(lambda m: m[0] if m[1] or m[0] in keep else _shown(m[0]), text))


def one_line(text: str) -> str:
    """The text made visible for a title or message, with line breaks and tabs as spaces."""
    if _SUSPECT.search(text) is None:
        return text
    return visible(re.sub("[\t\n\r\u2028\u2029]", " ", text))


def escaped(line: str) -> str:
    """A line of JSON with the characters that `visible` replaces written as JSON escapes.

    Such characters occur only in strings, so the values stay the same; a character beyond U+FFFF
    becomes a surrogate pair.
    """
    shown = visible(line)
    if shown == line:
        return line
    import json  # not needed at the start of the program

    return "".join(
        character if character == there else json.dumps(character)[1:-1]
        for character, there in zip(line, shown, strict=True)
    )


@cache
def _replacer() -> Callable[..., str]:
    import regex

    # `re` has no emoji properties; `regex` does not accept lone surrogates in a pattern.
    return regex.compile(f"({_KEPT})|[{_ACTIVE}{_ZERO_WIDTH}]|{_PILED}").sub


@cache
def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in "\u2028\u2029":
        return "\u2424"
    return DOT if re.match(f"[{_ZERO_WIDTH}]|{_MARK}", character) else PLACEHOLDER


def displayable(name: str) -> str:
    """A file name with each byte that is not valid UTF-8 written as `\\xNN`.

    Python represents such a byte as a lone surrogate, which cannot be encoded as UTF-8.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_text(name: str) -> bool:
    """Whether a file name is valid Unicode text."""
    return displayable(name) == name
